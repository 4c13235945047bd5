"""Mends what a that-clause hangs on: a verb of saying, the noun whose content it is, or a noun that it qualifies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import hand_over, hang, has_subject, make, take_place, word_before
from kg.lang.lexicon import word_set
from kg.lang.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

SIDES = frozenset({"in", "for", "against", "on"})
"""Prepositions of what is voted on: "in favour of"."""
CITING = frozenset({"citing", "quoting"})
BEFORE_EVENT = frozenset({"after", "before", "during", "following"})
PEOPLE = words("person_nouns", "word") | words("titles", "word")
TELLING = word_set("telling verbs")
"""Verbs whose object is told what the that-clause behind it says."""


def kinds(verb: Token, cues: Lexicon) -> set[str]:
    """Return the kinds of cue that a verb is."""
    return {c.kind for c in cues.of("verb", verb.lemma_.lower())} if verb.pos_ in {"VERB", "AUX"} else set()


def that_clause(mark: Token, cues: Lexicon) -> None:
    """Mend "said in an interview that he may wait": what is said hangs below the verb, not "interview"."""
    clause = mark.head
    noun = clause.head
    made = noun.dep_ in {"oprd", "dobj", "acomp"} and noun.head.lemma_ == "make"  # "made plain that"
    again = noun.dep_ == "advmod" and noun.i < clause.i and "say" in kinds(noun.head, cues)
    if again or _is_extraposed(mark, noun):  # "It is wrong, Rao said, that Oslo should pay"
        hang(clause, noun.head, "ccomp" if again else "")  # "denied once *more* that it had fled"
        return
    below = clause.dep_ == "advcl" and noun.pos_ == "ADJ" and noun.i < clause.i
    if below and (noun.dep_ == "ccomp" or made):
        if not any(c.lower_ == "so" for c in noun.children):  # "made it clear that", not "so dry that"
            clause.dep_ = "ccomp"
            noun.dep_ = "ccomp"
        return
    if _lacks_object(clause, cues) and clause.dep_ == "acl":  # "a claim that Oslo has denied"
        make(mark, "WDT", "PRON")
        mark.dep_, clause.dep_ = "dobj", "relcl"
        return
    timed = noun.dep_ == "pobj" and noun.head.lower_ in BEFORE_EVENT  # "said after the verdict that …"
    if clause.dep_ not in {"relcl", "acl"} or not has_subject(clause):
        return
    if cues.of("noun", noun.lemma_.lower()) and not timed:
        return
    verb = noun
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        if (
            verb.dep_ not in {"pobj", "prep", "npadvmod", "conj", "poss", "compound", "nmod"}
            and verb.i != noun.i
        ):
            return
        verb = verb.head
    told = noun.dep_ == "dobj" and verb.lemma_ in TELLING  # "assured the envoy that Oslo would not pay"
    spoken = "say" in kinds(verb, cues) and (noun.dep_ == "pobj" or told)
    if spoken and verb.i < noun.i and not any(c.dep_ == "ccomp" for c in verb.children):
        hang(clause, verb)
        clause.dep_ = "ccomp"


def told_people(that: Token, cues: Lexicon) -> None:
    """Mend "told the same envoys that crews had fled before": they are told so, and nobody has fled them."""
    clause = that.head
    told = clause.head
    if clause.dep_ != "relcl" or told.dep_ != "dobj" or told.head.lemma_ not in TELLING:
        return
    said = any(c.dep_ == "ccomp" for c in told.head.children)
    if told.lemma_.lower() in PEOPLE and has_subject(clause) and "say" in kinds(told.head, cues) and not said:
        make(that, "IN", "SCONJ")
        that.dep_ = "mark"
        hang(clause, told.head, "ccomp")


def noun_read_as_clause(noun: Token) -> None:
    """Mend "wants neither drilling nor frigates": drilling is wanted, and no clause."""
    helped = any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "mark", "dobj"} for c in noun.children)
    behind = noun.tag_ in {"NN", "NNS"} and noun.i > noun.head.i and noun.head.pos_ == "VERB"
    if behind and not helped and any(c.dep_ in {"preconj", "det", "amod"} for c in noun.children):
        noun.dep_ = "dobj"


def behind_cited(mark: Token, cues: Lexicon) -> None:
    """Mend "Reuters reported, *citing an envoy*, that Oslo would pay": it is reported, and no clause of the envoy."""
    clause, noun = mark.head, mark.head.head
    citing = noun.head
    cited = noun.dep_ == "dobj" and citing.lower_ in CITING and citing.dep_ == "advcl"
    if clause.dep_ == "relcl" and cited and "say" in kinds(citing.head, cues):
        hang(clause, citing.head, "ccomp")


def done_to_object(participle: Token) -> None:
    """Mend "ordered its two crossings *closed* after the raid": they are to be closed, and close nothing."""
    thing = next((c for c in participle.head.children if c.dep_ == "dobj"), None)
    if participle.tag_ not in {"VBD", "VBN"} or thing is None or has_subject(participle):
        return
    if any(c.dep_ in {"aux", "auxpass", "mark", "dobj"} for c in participle.children):
        return
    if thing.i > participle.head.i and thing.right_edge.i == participle.i - 1:
        make(participle, "VBN", "VERB")
        hang(thing, participle, "nsubj")


def told_then(that: Token, _cues: Lexicon) -> None:
    """Mend "said at the time that Oslo would pay", "… earlier in the day that …": "that" opens what is said, and asks nothing."""
    clause = that.head
    if clause.dep_ != "ccomp" or clause.head.i > that.i or that.i != clause.left_edge.i:
        return
    make(that, "IN", "SCONJ")
    that.dep_ = "mark"
    between, noun = clause.head, word_before(clause.head)
    bare = between.tag_ == "VBN" and between.dep_ == "ccomp" and noun.dep_ == "pobj"
    if bare and not any(c.dep_ in {"aux", "auxpass", "nsubj", "mark"} for c in between.children):
        hang(clause, between.head)  # "said in a note *read out* earlier in the day that …"
        hang(between, noun, "acl")


def _lacks_object(verb: Token, cues: Lexicon) -> bool:
    """Whether a verb that takes a side on its object, and says nothing, is left without one."""
    particle = next((f" {c.lower_}" for c in verb.children if c.dep_ == "prt"), "")
    readings = cues.of("verb", verb.lemma_.lower() + particle)
    called = any("as" in c.frames for c in readings)  # "a ruling that Oslo hailed as historic"
    sided = called or any("obj" in c.frames and c.stance in {"+", "-"} for c in readings)
    filled = {"dobj", "ccomp", "xcomp", "auxpass", "oprd"}
    goes_on = any(
        c.dep_ == "prep" and c.i == verb.i + 1 and not (called and c.lower_ == "as") for c in verb.children
    )  # "that it passed over the sea"
    return sided and not goes_on and not any(c.dep_ in filled for c in verb.children)


def made_clear(clear: Token, _cues: Lexicon) -> None:
    """Mend "has made clear it would sign": what is clear is said behind it and is no subject of "clear"."""
    for c in clear.children:
        if c.dep_ == "csubj" and c.i > clear.i and clear.head.lemma_ == "make":
            c.dep_ = "ccomp"


def provided(condition: Token, _cues: Lexicon) -> None:
    """Mend "would drop its claim to the isle provided that Oslo paid": no isle is provided, it is a condition."""
    if not any(c.dep_ == "ccomp" and c.i > condition.i for c in condition.children):
        return
    if condition.dep_ == "ROOT":
        _behind_speaker(condition)
        return
    verb = next((a for a in condition.ancestors if a.pos_ == "VERB"), None)
    if condition.dep_ in {
        "conj",
        "ccomp",
    }:  # "assured us that it would come provided that Oslo paid", beside "assured"
        others = list(condition.head.children)
        said = [c for c in others if c.dep_ == "ccomp" and c.i < condition.i]
        apart = has_subject(condition) or any(c.dep_ == "cc" for c in others)
        verb = said[-1] if said and not apart else None
    if verb is not None:
        hang(condition, verb, "prep")


def _behind_speaker(provided: Token) -> None:
    """Mend "Oslo would talk, he said, *provided that* it was heard": the last clause is no main one."""
    said = next((c for c in provided.children if c.dep_ == "parataxis" and c.i < provided.i), None)
    told = [c for c in said.children if c.dep_ == "ccomp" and c.i < said.i] if said is not None else []
    if said is not None and told:
        take_place(said, provided)
        hang(provided, told[0], "prep")


def summed_up(noun: Token) -> None:
    """Mend "offered to lead the talks, an idea that Oslo liked": the idea is what was offered, no second object."""
    verb, begin = noun.head, noun.left_edge.i
    told = any(verb.i < c.i < begin and c.dep_ in {"dobj", "xcomp", "ccomp"} for c in verb.children)
    if told and noun.doc[begin - 1].text == "," and any(c.dep_ in {"relcl", "acl"} for c in noun.children):
        noun.dep_ = "appos"


def _is_extraposed(mark: Token, said: Token) -> bool:
    """Whether a that-clause behind a speaker in commas is what "it" stands for before him."""
    judged = said.head
    it = any(c.dep_ == "nsubj" and c.lower_ == "it" for c in judged.children)
    adjective = any(c.dep_ == "acomp" for c in judged.children)
    set_off = mark.i == said.i + 2 and word_before(mark).text == ","
    return (
        said.dep_ == "parataxis"
        and judged.i < said.i
        and judged.lemma_ == "be"
        and it
        and adjective
        and set_off
    )


def counted_vote(verb: Token) -> None:
    """Mend "voted *60 to 40* to reject it", "voted *60-40* in favour of it": what is voted for hangs on the verb."""
    if verb.lemma_ != "vote" or verb.pos_ != "VERB":
        return
    numbers = [c for c in verb.children if c.i > verb.i and any(t.like_num for t in c.subtree)]
    for number in numbers:
        if number.pos_ == "NUM":
            hand_over([c for c in number.children if c.dep_ == "prep" and c.lower_ in SIDES], verb)
    for c in verb.children:
        if c.dep_ == "advcl" and c.tag_ == "VB" and any(number.i < c.i for number in numbers):
            c.dep_ = "xcomp"
