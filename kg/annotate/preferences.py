"""What a pronoun rather denotes or cannot denote by the clause that it stands in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.annotate.candidates import SUBJECT
from kg.lang.lexicon import lexicon as cue_lexicon
from kg.lang.lexicon import word_set
from kg.lang.tables import table
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.annotate.board import Board, Draft
    from kg.annotate.candidates import Candidate
    from kg.annotate.layout import Layout
    from kg.annotate.lexicon import Pronoun

REASONING = word_set("reasoning verbs")
DOCUMENTS = word_set("documents")
WORKING = word_set("working verbs")
"""Verbs of what a measure does, not who backs it: "if it brings peace", but "if it gets guarantees"."""
_WORKS = 4.4
"""The same where it is hoped that "it" will do what a measure does; editorial, above who hopes."""
HOPING = word_set("hoping verbs")
_SUBJECT_ABOVE = 0.8
_OWNER_ABOVE = 1.6
_PARALLEL = 2.6
_SET_AGAINST = 4.4
"""How much more an object is what the clause before it in the sentence takes a side on; editorial, above its subject."""
_SPEAKING_TEXT = 1.8
"""How much more "it" that says or demands something is a document named before; editorial, below a subject."""
_REASONED = 3.2
"""How much more "it" is the matter that a stance is taken on; editorial."""


def matter_bonus(layout: Layout, i: int, candidate: Candidate, is_person: Callable[[int], bool]) -> float:
    """Return how much rather the pronoun at token `i` denotes a thing that speaks, or that a stance was taken on.

    Args:
        layout: The document.
        i: Token of the pronoun.
        candidate: What it may denote.
        is_person: Tells whether a token names a person.
    """
    thing = candidate.token
    if candidate.draft is not None or layout.lower[i] not in {"it", "they", "them"}:
        return 0.0
    if layout.lemma[thing] in DOCUMENTS and layout.dep[i] in SUBJECT:
        speaks = takes_matter(layout, layout.head[i]) and layout.sentence[i] > layout.sentence[thing]
        return _SPEAKING_TEXT * speaks  # "They backed the resolution. It demanded a truce."
    taken = layout.head[thing]
    if layout.dep[thing] != "dobj" or not takes_matter(layout, taken):
        return 0.0
    if layout.dep[i] in SUBJECT:
        return _as_subject(layout, i, taken, by_person=is_person(subject_of(layout, taken)))
    if layout.dep[i] == "pobj":  # "supported the levy, but campaigned against it last year"
        return _PARALLEL * _takes_behind(layout, layout.head[i])
    return _as_object(layout, i, thing) if layout.dep[i] == "dobj" else 0.0


def _as_object(layout: Layout, i: int, thing: int) -> float:
    """Return how much rather a pronoun that is an object denotes what a side was taken on before.

    "The union welcomed the ruling, while carmakers rejected *it*"; "The union supports the levy. Carmakers oppose *it*."
    """
    verb = layout.head[i]
    if not takes_matter(layout, verb):
        return 0.0
    beside = layout.sentence[i] == layout.sentence[thing] and _is_judged(layout, verb)
    return _SET_AGAINST if beside else _PARALLEL


def _is_judged(layout: Layout, verb: int) -> bool:
    """Whether the object of a verb is what a side is taken on: "rejected *it*", not "thanked *it* for help", "urged *it* to go"."""
    frames = {frame for cue in cue_lexicon().of("verb", layout.lemma[verb]) for frame in cue.frames}
    done = any(
        layout.dep[c] == "xcomp" or (layout.dep[c] == "prep" and layout.lower[c] in {"for", "of"})
        for c in layout.children[verb]
    )
    return not done and bool(frames & {"obj", "as"})


def _as_subject(layout: Layout, i: int, taken: int, *, by_person: bool) -> float:
    """Return how much rather a pronoun that is a subject denotes what the verb `taken` takes a side on."""
    clause = layout.head[i]
    said = layout.head[clause]
    if layout.dep[clause] in {"advcl", "conj"} and _is_condition_of(layout, clause, taken):
        return _REASONED * (layout.lemma[clause] in WORKING)
    if (
        layout.dep[clause] != "ccomp"
    ):  # "hailed the truce, while Bern voiced hope that *it* would bring peace"
        hoped = layout.lemma[clause] in WORKING and layout.dep[clause] == "acl" and layout.lower[i] == "it"
        return _REASONED * hoped
    if layout.dep[said] == "advcl" and layout.head[said] in {taken, layout.first_conjunct(taken)}:
        return _REASONED * _gives_reason(layout, said, clause, by_person=by_person)
    if layout.lemma[clause] in WORKING and layout.lemma[said] in HOPING and layout.lower[i] == "it":
        return _WORKS * (layout.sentence[said] > layout.sentence[taken])
    if by_person and _goes_on(layout, i, taken):
        return _REASONED
    return _PARALLEL * (layout.lower[i] == "they" and _another_says(layout, said, taken))


def _goes_on(layout: Layout, i: int, taken: int) -> bool:
    """Whether who took a side goes on to say what a thing is: "The minister defended the law but admitted *it* was flawed"."""
    clause = layout.head[i]
    said = layout.head[clause]
    joined = layout.dep[said] == "conj" and layout.first_conjunct(said) == layout.first_conjunct(taken)
    return joined and layout.lower[i] == "it" and layout.lemma[clause] == "be"


def _is_condition_of(layout: Layout, clause: int, taken: int) -> bool:
    """Whether a clause says when a stance holds: "backs the truce, but only *if it brings* peace"."""
    opened = any(
        layout.dep[c] == "mark" and layout.lower[c] in {"if", "unless"} for c in layout.children[clause]
    )
    first = layout.first_conjunct(taken)
    said = layout.head[first] if layout.dep[first] == "ccomp" else first  # hung on "said that Oslo backs …"
    return opened and layout.first_conjunct(layout.head[clause]) in {taken, first, said}


def _gives_reason(layout: Layout, said: int, clause: int, *, by_person: bool) -> bool:
    """Whether a participle tells why: "opposes the toll, *arguing* that it would hurt", "saying it *hurts* trade".

    What is merely said to come may be the holder's own, "Oslo condemned the raid, saying it would leave the pact"; but
    "it" is no person.
    """
    if layout.lemma[said] in REASONING:
        return True
    coming = any(layout.tag[c] == "MD" for c in layout.children[clause])
    return layout.lemma[said] == "say" and (
        by_person or not coming or layout.lemma[clause] in _judging_verbs() | WORKING
    )


@cache
def _judging_verbs() -> frozenset[str]:
    judging = table("evaluations", ("lemma", "pos", "side")), table("deeds", ("lemma", "pos", "side"))
    return frozenset(r["lemma"] for rows in judging for r in rows if r["pos"] == "verb" and r["side"] != "~")


def _another_says(layout: Layout, said: int, taken: int) -> bool:
    """Whether a new sentence has one speaker: "Chad will fight the levies. A spokesman said they would ruin herders"."""
    speaker = subject_of(layout, said)
    one = speaker >= 0 and layout.tag[speaker] in {"NN", "NNP"} and not layout.conjuncts(speaker)
    return one and layout.sentence[said] > layout.sentence[taken]


def takes_matter(layout: Layout, verb: int) -> bool:
    """Return whether a verb takes a side on its object, or says or wants it."""
    lemma = layout.lemma[verb]
    particle = layout.child(verb, "prt")
    if particle is not None:
        lemma = f"{lemma} {layout.lower[particle]}"
    return layout.tag[verb][:1] == "V" and bool(cue_lexicon().of("verb", lemma))


def _takes_behind(layout: Layout, preposition: int) -> bool:
    """Whether a verb takes a side on what stands behind a preposition: "argued *against* it"."""
    verb, word = layout.head[preposition], layout.lower[preposition]
    cues = cue_lexicon().of("verb", layout.lemma[verb]) if layout.tag[verb][:1] == "V" else ()
    return any(cue.stance in {"+", "-"} and word in cue.prepositions for cue in cues)


def command(layout: Layout, i: int, pronoun: int) -> float:
    """Return what it adds that `i` is the subject above the pronoun, or owns the noun above it."""
    first = layout.first_conjunct(i)
    bonus = _SUBJECT_ABOVE if layout.dep[first] in SUBJECT else 0.0
    bonus = _OWNER_ABOVE if layout.dep[i] == "poss" else bonus
    above = layout.head[first]
    if layout.dep[first] == "pobj" and layout.lower[above] in {"from", "by"}:
        bonus, above = _OWNER_ABOVE, layout.head[above]  # "assurances *from Oslo* that it would help"
        if layout.tag[above][:1] != "N":
            return 0.0
    for _ in range(12 if bonus else 0):
        pronoun = layout.head[pronoun]
        if pronoun == above:
            return bonus
        if layout.head[pronoun] == pronoun:
            break
    return 0.0


def asker(layout: Layout, i: int) -> int:
    """Return who demands what the pronoun at token `i` is to do: "*Rao* demanded that he apologise"; -1 if nobody does."""
    verb = layout.head[i]
    bare = layout.tag[verb] == "VB" or (layout.tag[verb] == "VBP" and layout.lower[i] in {"he", "she", "it"})
    helped = any(layout.dep[c] in {"aux", "auxpass"} for c in layout.children[verb])
    if not bare or helped or layout.dep[i] != "nsubj" or layout.dep[verb] != "ccomp":
        return -1
    return subject_of(layout, layout.head[verb])


def clause_of(layout: Layout, i: int) -> int:
    """Return the verb that token `i` is an argument of."""
    verb = layout.head[i]
    while (
        layout.tag[verb][:1] != "V"
        and layout.head[verb] != verb
        and layout.dep[verb] in {"prep", "conj", "dative", "agent"}
    ):
        verb = layout.head[verb]
    return verb


def subject_of(layout: Layout, verb: int) -> int:
    """Return the subject of a verb, which it may share with the verb it is joined to; -1 if it has none."""
    for _ in range(4):
        subject = layout.child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            return subject
        if layout.dep[verb] not in {"conj", "xcomp", "pcomp"}:
            break
        verb = layout.head[verb]
    return -1


def controller(layout: Layout, verb: int) -> int:
    """Return the object that is to have done what a gerund tells: "accused *Rao* of plotting to leave"; -1 if there is none."""
    while layout.dep[verb] == "xcomp":
        verb = layout.head[verb]
    above = layout.head[layout.head[verb]]
    if layout.dep[verb] != "pcomp" or layout.lower[layout.head[verb]] not in {"of", "for"}:
        return -1
    accused = layout.child(above, "dobj")
    return accused if accused is not None and accused < verb else -1


def relative_antecedent(board: Board, i: int, pronoun: Pronoun) -> Draft | None:
    """Return the antecedent of a relative pronoun: the noun that its clause modifies."""
    layout = board.layout
    j = i
    for _ in range(8):
        if layout.dep[j] == "relcl":
            noun = layout.head[j]
            sighting = board.at_head.get(noun) or board.titled.get(noun)
            if sighting is not None and noun < i:
                return sighting.draft
            break
        if layout.head[j] == j:
            break
        j = layout.head[j]
    if i > 1 and layout.text[i - 1] == ",":
        named = board.named_at.get(i - 2)
        if named is not None and (named.draft.kind is Kind.PERSON) == (pronoun.gender == "a"):
            return named.draft
    return None


def reported_before(layout: Layout, i: int) -> range:
    """Return the tokens of what the subject at token `i` reports, as far as they stand before it in the sentence.

    As in "If Rao won, *he* added, …"; of "Rao, who, he said, had won" the name before the clause too.
    """
    verb, begin = layout.head[i], layout.sentence_begin(i)
    if layout.dep[i] != "nsubj" or i == begin or layout.text[i - 1] != ",":
        return range(0)
    before = layout.child(verb, "ccomp")
    if layout.dep[verb] == "parataxis":
        begin = max(begin, layout.tokens[layout.head[verb]].left_edge.i)
        begin -= 2 * (layout.dep[layout.head[verb]] == "relcl")
    elif before is None or before > i:
        return range(0)
    return range(max((j for j in range(begin, i) if layout.text[j] in {":", ";"}), default=begin), i)
