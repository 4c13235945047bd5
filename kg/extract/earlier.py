"""Content that a sentence has named before: the matter of an earlier vote, the claim that "which Oslo denies" is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.object_frames import FAVOUR, Slots, favoured
from kg.lang.lexicon import lexicon, word_set

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

VOTING = word_set("voting verbs")
QUOTING = word_set("quoting verbs")


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


def told_before(verb: Token, found: list[Token]) -> Token | None:
    """Return what "which" stands for if a place or thing is no claim: "accused Oslo of *laying mines* at the border, which it denies"."""
    if verb.dep_ != "relcl" or found != [verb.head] or lexicon().of("noun", verb.head.lemma_.lower()):
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
