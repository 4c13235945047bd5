"""Gives a verb its subject back that the parser drew to what stands before it, or split from it by who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.complements import kinds
from kg.annotate.mending.moves import hang, has_subject, word_before

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon


def lost_subject(verb: Token, cues: Lexicon) -> None:
    """Mend "In an interview with the agency, Oslo also said": Oslo speaks and is no apposition of the agency."""
    if verb.dep_ == "conj" or has_subject(verb):
        return
    i = verb.i - 1
    while i > 0 and verb.doc[i].dep_ in {"advmod", "aux", "neg"} and verb.doc[i].head.i == verb.i:
        i -= 1
    if verb.doc[i].text == "," and (title := _title_in_commas(verb, i)) is not None:
        hang(title, verb, "nsubj")
        return
    noun = verb.doc[i]
    if noun.is_ancestor(verb):  # "a nominee considered a liberal": the verb hangs on the noun itself
        return
    if (
        verb.dep_ == "ccomp"
        and noun.dep_ == "conj"
        and any(c.dep_ == "ccomp" and c.i < noun.i for c in verb.head.children)
    ):
        for joint in list(noun.head.children):  # "said A had beaten B and C would leave": C leaves
            if joint.dep_ == "cc" and joint.i < noun.i:
                hang(joint, verb)
        hang(noun, verb)
        noun.dep_ = "nsubj"
        return
    if "say" not in kinds(verb, cues):
        return
    speaker = _drawn_speaker(noun, verb)
    if speaker is not None:
        hang(speaker, verb)
        speaker.dep_ = "nsubj"


def _drawn_speaker(last: Token, verb: Token) -> Token | None:
    """Who was drawn to what stands before him: "must go to Bern, *Oslo* and Rome argued", "in an interview, *Oslo* said"."""
    first = last
    while first.dep_ == "conj" and any(c.dep_ == "cc" and c.i < first.i for c in first.head.children):
        first = first.head
    listed = first.dep_ == "conj" and first.pos_ == "PROPN" and verb.dep_ != "ROOT"
    named = last.dep_ == "appos" and last.head.i < last.i
    found = first if listed else last if named else None
    return (
        found
        if found is not None and found.left_edge.i and word_before(found.left_edge).text == ","
        else None
    )


def _title_in_commas(verb: Token, comma: int) -> Token | None:
    """The subject of "In a letter to this paper, the head of the bank, Kim Lo, argued …": no other name of the paper."""
    beside = next((p for p in verb.children if p.dep_ == "prep" and p.i < comma), None)
    named = [t for t in verb.doc[beside.i : comma] if t.dep_ == "appos"] if beside is not None else []
    named = [t for t in named if t.head.i < t.i and t.doc[t.left_edge.i - 1].text == ","]
    if len(named) < 2 or named[1].head.i not in {named[0].i, named[0].head.i} or named[0].head.dep_ != "pobj":
        return None
    if named[0].pos_ != "NOUN" or named[-1].right_edge.i < comma - 2:  # a bracket may close
        return None
    hang(named[1], named[0], "appos")
    return named[0]


def subject_of_auxiliary(auxiliary: Token) -> None:
    """Mend "Bern was in fact preparing to refuse": Bern prepares, and is no subject of "was" alone."""
    verb = auxiliary.head
    if not has_subject(verb):
        for c in list(auxiliary.children):
            if c.dep_ in {"nsubj", "nsubjpass"}:
                hang(c, verb)


def listed_subject(verb: Token) -> None:
    """Mend "In a joint statement, *Oslo, Bern and Rome* deeply regretted it": they are no other name of the statement."""
    if has_subject(verb) or verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.dep_ not in {"ROOT", "ccomp"}:
        return
    opener = next((c for c in verb.children if c.dep_ == "prep" and c.i < verb.i), None)
    noun = next((c for c in opener.children if c.dep_ == "pobj"), None) if opener is not None else None
    names = [c for c in noun.children if c.dep_ == "appos" and c.ent_type_] if noun is not None else []
    if (
        len(names) != 1
        or word_before(names[0].left_edge).text != ","
        or not any(c.dep_ == "conj" for c in names[0].children)
    ):
        return
    between = verb.doc[names[0].right_edge.i + 1 : verb.i]
    if all(t.dep_ in {"advmod", "aux", "neg"} for t in between):
        hang(names[0], verb, "nsubj")


def time_behind(clause: Token) -> None:
    """Mend "Oslo will sign, Lind said on Friday, *hours after Bern withdrew*": that is when she said it, not what."""
    mark = next(
        (c for c in clause.children if c.dep_ == "mark" and c.lower_ in {"after", "before", "since"}), None
    )
    if mark is not None and clause.head.i < mark.i and mark.i < clause.i:
        clause.dep_ = "advcl"


def split_subject(said: Token, cues: Lexicon) -> None:
    """Mend "The ship, Oslo said, turned back": the ship turned back and Oslo said it."""
    subjects = [c for c in said.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < said.i]
    host = said.head
    beside = word_before(said)
    if len(subjects) == 1 and beside.dep_ == "appos" and beside.head.i == subjects[0].i:
        if "say" in kinds(said, cues) and beside.left_edge.i and not has_subject(host):
            hang(beside, said)  # "The frigate, Oslo said, turned back": Oslo is no frigate
            beside.dep_ = "nsubj"
            hang(subjects[0], host)
        return
    if len(subjects) != 2 or "say" not in kinds(said, cues) or has_subject(host):
        return
    if subjects[1].left_edge.i and said.doc[subjects[1].left_edge.i - 1].text == ",":
        hang(subjects[0], host)
