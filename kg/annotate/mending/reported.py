"""Mends where a clause with "and", "but" or "yet" belongs: to what is said, or to what the reporter tells himself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.complements import kinds
from kg.annotate.mending.moves import hang, has_subject, word_before
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

BACKSHIFT = frozenset({"would", "could", "might", "should", "had"})
"""Auxiliaries that mark a clause as still reported."""
SAYING = frozenset({"say", "think", "stance"})
WITHHOLDING = word_set("withholding verbs")


def reporting_conjunct(verb: Token, cues: Lexicon) -> None:
    """Mend "denied that it had changed and said that …", "said it was false and urged Bern to …".

    Also 'said he was "ready to go", and blamed the army', "said Oslo had been right, yet Bern called it a shame".
    """
    if verb.tag_ not in {"VBD", "VBZ"}:
        if _leaves_unsaid(verb, cues) and verb.head.dep_ == "ccomp" and kinds(verb.head.head, cues) & SAYING:
            hang(verb, verb.head.head)
        return
    if not (kinds(verb, cues) & SAYING or _rules_out(verb) or _is_speakers(verb) or _withholds(verb, cues)):
        return
    content = verb.head
    says = "say" in kinds(verb, cues) or _judges(verb, cues) or _rules_out(verb) or _blames(verb, cues)
    own = _is_speakers(verb) or _withholds(verb, cues)
    says = says or own
    if has_subject(verb) or not says or _behind_quotation(verb):
        if content.dep_ == "ccomp" and content.head.tag_ == verb.tag_ and _is_narrated(verb, content):
            hang(verb, content.head)
        return
    reported = content.dep_ == "ccomp" and content.head.tag_ == verb.tag_ and content.i > content.head.i
    told = any(c.dep_ == "ccomp" for c in verb.children) or _judges(verb, cues) or _rules_out(verb)
    urged = (_urges(verb, cues) or _blames(verb, cues)) and "say" not in kinds(content, cues)
    # "asked whether the plan was legal and warned against haste": no question tells what its subject says
    urged = urged or any(c.dep_ == "mark" and c.lower_ == "whether" for c in content.children)
    if reported and (told or urged or own) and kinds(content.head, cues) & SAYING:
        hang(verb, content.head)


def _rules_out(verb: Token) -> bool:
    """Whether a speaker shuts something out: "said Bern wanted a war and *ruled out* talks" tells two things of one speaker."""
    return verb.lemma_ == "rule" and any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)


def _judges(verb: Token, cues: Lexicon) -> bool:
    """Whether a comma parts a judgement from what was said: "said it was false, and accused Bern of lying"."""
    joint = word_before(verb)
    judged = "stance" in kinds(verb, cues) and any(c.dep_ in {"dobj", "prep"} for c in verb.children)
    return judged and joint.dep_ == "cc" and joint.i > 0 and word_before(joint).text == ","


def _is_speakers(verb: Token) -> bool:
    """Whether a verb is of one, beside a subject of several: "said *small states* had a right to it and offered *her* help"."""
    if any(c.dep_ == "expl" for c in verb.head.children) and any(c.dep_ == "dobj" for c in verb.children):
        return True  # "insisted that there was no other way and invited them to talks"
    subject = next((c for c in verb.head.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    several = subject is not None and subject.tag_ in {"NNS", "NNPS"}
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    return several and thing is not None and any(t.lower_ in {"his", "her"} for t in thing.subtree)


def _withholds(verb: Token, cues: Lexicon) -> bool:
    """Whether a verb tells what a speaker would not say: "said Oslo was ready but *declined* to say when"."""
    if verb.lemma_ not in WITHHOLDING:
        return False
    below = [t for t in verb.subtree if t.dep_ in {"xcomp", "pcomp"} and t.i > verb.i]
    return bool(below) and ("say" in kinds(below[0], cues) or _rules_out(below[0]))


def _leaves_unsaid(verb: Token, cues: Lexicon) -> bool:
    """Whether a verb tells what a speaker kept back: "confirmed that Oslo had been asked but *would not say* whether it agreed"."""
    asked = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    open_ = asked is not None and any(c.lower_ == "whether" or c.tag_[0] == "W" for c in asked.children)
    kept = any(c.dep_ == "neg" for c in verb.children) and any(c.lower_ == "would" for c in verb.children)
    return kept and open_ and not has_subject(verb) and "say" in kinds(verb, cues)


def _blames(verb: Token, cues: Lexicon) -> bool:
    """Whether a verb tells whom a speaker blames or thanks for what: "said Bern had a right to it and *blamed* Oslo for the row"."""
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    behind = {c.lower_ for c in verb.children if c.dep_ == "prep" and thing is not None and c.i > thing.i}
    frames = {f for c in cues.of("verb", verb.lemma_.lower()) for f in c.frames}
    return any(f"obj-{word}" in frames for word in behind & {"for", "of"})


def second_clause(verb: Token, cues: Lexicon) -> None:
    """Mend "said Oslo had been right, yet Bern called it a shame", where the parser took both clauses for what is said."""
    said = verb.head
    first = next((c for c in said.children if c.dep_ == "ccomp" and said.i < c.i < verb.i), None)
    if first is None or verb.tag_ != said.tag_ or not has_subject(verb) or not kinds(verb, cues) & SAYING:
        return
    if _is_narrated(verb, first):
        verb.dep_ = "conj"


def _is_narrated(verb: Token, content: Token) -> bool:
    """Whether a clause joined to what is said is told by the reporter himself.

    Behind a closing quotation mark, or in the plain past beside what had been or would be.
    """
    if content.i < content.head.i:
        return False
    if not has_subject(verb):
        return _behind_quotation(verb)
    first = verb.left_edge
    joint = first if first.dep_ == "cc" or not first.i else word_before(first)
    if (
        joint.dep_ != "cc"
        or word_before(joint).text != ","
        or _is_backshifted(verb)
        or not _is_backshifted(content)
    ):
        return False
    return joint.lower_ in {"but", "yet"} or any(c.dep_ == "ccomp" for c in verb.children)


def _behind_quotation(verb: Token) -> bool:
    """Whether a quotation ends right before the "and" of a further verb: '"… tomorrow", and accused Bern of …'."""
    i = verb.i - 1
    while i > 0 and verb.doc[i].dep_ in {"advmod", "cc"}:
        i -= 1
    i -= verb.doc[i].text == ","
    return i < verb.i - 1 and i > 0 and verb.doc[i].is_quote


def _urges(verb: Token, cues: Lexicon) -> bool:
    """Whether a verb tells what it asks of whom: "urged Washington to …"; what was said before asks nothing."""
    frames = {f for c in cues.of("verb", verb.lemma_.lower()) if c.kind == "say" for f in c.frames}
    return "obj-to" in frames and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children)


def reported_conjunct(clause: Token, cues: Lexicon) -> None:
    """Mend "He told allies that Europeans would act, but Americans would not": both clauses are told.

    So are those of one quotation: 'She said "we want peace … but we will not pay"'.
    """
    told = clause.head
    if "say" not in kinds(told, cues):
        return
    about = _is_about_noun(told) and not has_subject(clause)
    goes_on = _is_backshifted(clause) and (has_subject(clause) or about)
    for content in told.children:
        if content.dep_ != "ccomp" or not told.i < content.i < clause.i:
            continue
        goes_on_so = goes_on and (about or _is_backshifted(content))
        if goes_on_so or _in_one_quotation(told, content, clause) or _would_go_on(clause, content, cues):
            for joint in list(told.children):
                if joint.dep_ in {"cc", "punct"} and content.i < joint.i < clause.i:
                    hang(joint, content)
            hang(clause, content)
            return


def _would_go_on(clause: Token, content: Token, cues: Lexicon) -> bool:
    """Whether a clause is of who was spoken of: "said Oslo did not want a war, *but would* defend itself".

    So of a quotation that goes on with "and": 'told envoys that crews had fled before, "*and left* the port to looters"'.
    """
    if has_subject(clause) or not has_subject(content):
        return False
    joint = next((c for c in content.head.children if c.dep_ == "cc" and content.i < c.i < clause.i), None)
    if joint is None:
        return False
    opens = word_before(joint).is_quote and not any(t.is_quote for t in clause.doc[joint.i : clause.i])
    past = content.tag_ in {"VBD", "VBN"} or any(c.tag_ == "VBD" for c in content.children)
    would = any(c.lower_ == "would" for c in clause.children) and past and not _leaves_unsaid(clause, cues)
    return (opens and past) or would


def _is_about_noun(told: Token) -> bool:
    """Whether a noun is what two clauses say something of: "the toll, which Oslo said was unfair and would hurt crews"."""
    contents = (c for c in told.children if c.dep_ == "ccomp")
    return told.dep_ == "relcl" and any(s.tag_ == "WDT" for c in contents for s in c.children)


def _in_one_quotation(told: Token, content: Token, clause: Token) -> bool:
    opened = sum(t.is_quote for t in told.doc[told.i : content.i])
    return opened == 1 and not any(t.is_quote for t in told.doc[content.i : clause.i])


def _is_backshifted(clause: Token) -> bool:
    return any(c.dep_ in {"aux", "auxpass"} and c.lower_ in BACKSHIFT for c in clause.children)


def quoted_conjunct(saying: Token, _cues: Lexicon) -> None:
    """Mend "Oslo will pay, the agency quoted its envoy as saying, but will not yield": Oslo will not, and no agency."""
    quoted = saying.head.head
    told = next((c for c in quoted.children if c.dep_ == "ccomp" and c.i < quoted.i and has_subject(c)), None)
    if saying.head.lower_ != "as" or told is None:
        return
    for verb in list(quoted.children):
        modal = any(c.tag_ == "MD" for c in verb.children)
        if verb.dep_ == "conj" and verb.i > saying.i and modal and not has_subject(verb):
            for joint in [c for c in quoted.children if c.dep_ == "cc" and saying.i < c.i < verb.i]:
                hang(joint, told)
            hang(verb, told)


def behind_purpose(participle: Token) -> Token | None:
    """Return what a participle belongs to that hangs on what a thing is for: "called for a treaty to ban them, *defying Oslo*"."""
    purpose = participle.head
    noun = purpose.head
    infinitive = purpose.tag_ == "VB" and purpose.dep_ == "acl" and purpose.i < participle.i
    if not infinitive or word_before(participle).text != "," or noun.dep_ not in {"dobj", "pobj"}:
        return None
    main = next((a for a in noun.ancestors if a.pos_ == "VERB"), None)
    return main if main is not None and has_subject(main) and main.i < noun.i else None


def behind_time(participle: Token, cues: Lexicon) -> Token | None:
    """The main verb of "Oslo yielded after Bern threatened tolls, *agreeing* to talk": Oslo agrees."""
    timed = participle.head
    mark = next((c for c in timed.children if c.dep_ == "mark"), None)
    if timed.dep_ != "advcl" or mark is None or mark.lower_ not in {"after", "before", "when", "as"}:
        return None
    before = participle.i > timed.i and word_before(participle).text == "," and timed.head.i < timed.i
    sided = kinds(participle, cues) & {"say", "want", "stance"}
    acting = next(
        (c for c in timed.head.children if c.dep_ == "nsubj"), None
    )  # no "Losses", which accuse nobody
    named = [acting, *(c for c in acting.children if c.dep_ == "appos")] if acting is not None else []
    sided = sided if any(t.pos_ in {"PROPN", "PRON"} for t in named) else set()
    return timed.head if before and sided and has_subject(timed) else None


def meanwhile(mark: Token, _cues: Lexicon) -> None:
    """Mend "urges Mali to talk as Chad rejects an envoy": the reporter tells what happens meanwhile."""
    clause = mark.head
    told = clause.head
    if clause.dep_ != "advcl" or clause.tag_ not in {"VBZ", "VBD"} or not has_subject(clause):
        return
    while (
        told.tag_ in {"VB", "VBG"} and told.dep_ in {"xcomp", "pcomp", "advcl", "acl"} and told.i < clause.i
    ):
        told = told.head
    if told.tag_ == clause.tag_ and told.i < clause.i:
        hang(clause, told)
