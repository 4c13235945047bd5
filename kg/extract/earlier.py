"""Content that a sentence has named before: the matter of an earlier vote, the claim that "which Oslo denies" is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.hit import REFUSING
from kg.extract.object_frames import FAVOUR, Slots, favoured
from kg.lang.lexicon import Cue, lexicon, word_set
from kg.model import SpeechAct

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

VOTING = word_set("voting verbs")
QUOTING = word_set("quoting verbs")
CLAIMS = word_set("claims summed up")
IDEAS = word_set("ideas summed up")


def voted_on(verb: Token, side: Token) -> Slots:
    """Yield what others of the sentence voted on before: "Oslo voted for the motion, Bern voted *against*, Rome *in favour*"."""
    noun = clause.child(side, "pobj")
    if noun is not None and (noun.lower_ not in FAVOUR or clause.children(noun, "prep")):
        return
    before = (t for t in verb.sent if t.i < verb.i and t.lemma_ in VOTING and t.pos_ == "VERB")
    for earlier in reversed([*before]):
        matters = clause.object_of(earlier, "for", "against", "on")
        matters += [m for o in clause.object_of(earlier, "in") if (m := favoured(o)) is not None]
        if matters:
            yield (matters[0],), None, (side,) if noun is None else (side, noun)
            return


def told_before(verb: Token, cue: Cue) -> Token | None:
    """Return the claim before a comma that is denied behind it, where a place or thing cannot be, or the idea.

    "Accused Oslo of *laying mines* at the border, which it denies"; "…, a charge that Oslo denies"; "wants Bern *to run
    the port*, an idea that Oslo backs".
    """
    if verb.dep_ not in {"relcl", "acl"} or clause.patients(verb) != [verb.head]:
        return None
    if sums_up(verb.head) and (cue.act in REFUSING or verb.head.lemma_ in IDEAS):
        return _told_until(verb.doc[verb.head.left_edge.i - 1])
    if (
        cue.act is not SpeechAct.DENY
        or verb.dep_ != "relcl"
        or lexicon().of("noun", verb.head.lemma_.lower())
    ):
        return None
    first = verb.left_edge.i
    if not any(t.lower_ == "which" for t in verb.children) or verb.doc[first - 1].text != ",":
        return None
    for above in verb.head.ancestors:
        over = above.head.head if above.dep_ in {"pobj", "pcomp"} else above.head
        told = above.dep_ in {"pobj", "pcomp", "ccomp", "xcomp"} and over.pos_ == "VERB"
        if told and lexicon().of("verb", over.lemma_.lower()):
            return above
    return None


def sums_up(noun: Token) -> bool:
    """Return whether a noun behind a comma stands for the claim before it: "…, *an allegation* that Oslo denies", "…, *something* it disputes"."""
    opened = noun.left_edge.i > noun.sent.start and noun.doc[noun.left_edge.i - 1].text == ","
    bare = noun.lemma_ == "something" or noun.tag_ == "NNS" or noun.left_edge.lower_ in {"a", "an"}
    return opened and bare and noun.lemma_ in CLAIMS | IDEAS and noun.dep_ in {"appos", "npadvmod", "dep"}


def _told_until(comma: Token) -> Token | None:
    """The claim that ends at a comma: what is said or charged before it, else a clause that somebody is named for behind it.

    "Bern *armed them*, the envoy said, a charge that it denies", "Bern *armed them*, according to the envoy, …".
    """
    last = comma.doc[comma.i - 1]
    for above in (last, *last.ancestors):
        over = above.head.head if above.dep_ == "pcomp" else above.head
        told = above.dep_ in {"pcomp", "ccomp", "xcomp"} and over.pos_ == "VERB" and above.i > over.i
        if told and lexicon().of("verb", over.lemma_.lower()):
            return above
    main = comma.sent.root
    behind = [c for c in main.children if main.i < c.i < comma.i]
    named = any(c.dep_ == "parataxis" or c.lower_ == "according" for c in behind)
    before = [
        c for c in clause.children(main, "ccomp") if c.i < main.i < comma.i
    ]  # "Bern armed them, he said, a claim …"
    if before:
        return before[0]
    return main if named and main.pos_ in clause.VERBAL and main.i < comma.i else None


def quoted_before(saying: Token) -> Slots:
    """Yield what an outlet quotes somebody as saying: "*Oslo will pay*, the agency quoted its envoy as saying"."""
    quoted = saying.head.head
    behind = saying.dep_ == "pcomp" and saying.head.lower_ == "as" and quoted.lemma_ in QUOTING
    if not behind or clause.child(saying, "ccomp", "dobj") is not None:
        return
    told = [c for c in clause.children(quoted, "ccomp") if c.i < quoted.i and clause.has_subject(c)]
    if quoted.dep_ == "parataxis" and clause.is_clausal(
        quoted.head
    ):  # "Oslo, it quoted him as saying, will pay"
        told.append(quoted.head)
    if told:
        yield (told[0],), None, (quoted,)
