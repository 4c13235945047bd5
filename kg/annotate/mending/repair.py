"""Mends what the parser gets wrong on reported speech, once, before anything reads the parse.

Each repair was measured on news sentences: the attachment it mends is wrong more often than right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.asked import behind_apposition, behind_participle
from kg.annotate.mending.attachments import (
    listed,
)
from kg.annotate.mending.by_word import BY_WORD
from kg.annotate.mending.complements import (
    counted_vote,
    done_to_object,
    kinds,
    noun_read_as_clause,
    summed_up,
)
from kg.annotate.mending.finite import (
    beside_subject,
    officer_behind_body,
    participle_of_subject,
    past_after_object,
)
from kg.annotate.mending.headlines import mend_headlines
from kg.annotate.mending.joints import join
from kg.annotate.mending.lost_nouns import name_before_sum
from kg.annotate.mending.lost_verbs import (
    subject_before_inversion,
    subject_before_speaker,
)
from kg.annotate.mending.moves import hang, has_subject, word_before
from kg.annotate.mending.particles import particle
from kg.annotate.mending.relatives import (
    bare_relative,
    judged_by_two,
    name_of_person,
    named_behind,
    rejected_before,
    rejected_charge,
    second_relative,
)
from kg.annotate.mending.reported import (
    behind_time,
    reported_conjunct,
    reporting_conjunct,
    second_clause,
)
from kg.annotate.mending.reread import reread
from kg.lang.lexicon import Lexicon, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BEFORE_GERUND = frozenset({"before", "after", "while", "when", "by"})


def repair(doc: Doc) -> None:
    """Mend the parse of `doc` in place."""
    cues = lexicon()
    if doc.has_annotation("SENT_START"):
        mend_headlines(doc, cues)
        reread(doc, cues)
    for token in doc:
        join(token, cues)
        if token.tag_ in {"VBD", "VBZ", "VBP"} or (
            token.dep_ == "ccomp" and token.tag_ in {"VB", "VBG", "VBN"}
        ):
            _lost_subject(token, cues)
            beside_subject(token)
            past_after_object(token)
        if token.dep_ in {"parataxis", "ccomp", "advcl"} and token.head.i > token.i:
            _split_subject(token, cues)
        elif token.dep_ in {"ccomp", "xcomp"} or (token.dep_ == "ROOT" and token.tag_ == "VB"):
            subject_before_speaker(token)
            subject_before_inversion(token)
        _beside_verb(token, cues)
        _beside_noun(token)
        _joined(token, cues)
        mend = BY_WORD.get((token.lower_, token.dep_))
        if mend is not None:
            mend(token, cues)


def _joined(token: Token, cues: Lexicon) -> None:
    """Mend which clause a further verb goes on: the reporting one, or what is reported."""
    if token.dep_ in {"acl", "relcl"}:
        behind_participle(token, cues)
        behind_apposition(token, cues)
    if token.tag_ == "VBG":
        beside_subject(token)
        _participle(token, cues)
    elif token.dep_ == "conj":
        participle_of_subject(token)
        rejected_charge(token)
        second_relative(token)
        reported_conjunct(token, cues)
        reporting_conjunct(token, cues)
    elif token.dep_ == "ccomp":
        bare_relative(token)
        rejected_before(token)
        named_behind(token)
        second_clause(token, cues)
        noun_read_as_clause(token)
        done_to_object(token)
    elif token.dep_ == "ROOT":
        judged_by_two(token)
        rejected_before(token)
        named_behind(token)


def _reporter(clause: Token, cues: Lexicon) -> Token | None:
    """The reporting verb above a clause: climbs coordination and complements to the first clause that is said."""
    for _ in range(6):
        if (
            clause.dep_ == "ccomp"
            and clause.head.i < clause.i
            and kinds(clause.head, cues) & {"say", "think"}
        ):
            return clause.head
        if clause.dep_ == "xcomp" and clause.tag_ == "VB" and "say" in kinds(clause.head, cues):
            return clause.head  # "urged Oslo to yield, warning that …": who urges warns
        if clause.dep_ not in {"conj", "xcomp", "advcl", "acomp", "attr"} or clause.head.i == clause.i:
            return None
        clause = clause.head
    return None


def _beside_verb(token: Token, cues: Lexicon) -> None:
    """Mend what hangs on an auxiliary or particle instead of its verb."""
    if token.dep_ in {"aux", "auxpass"}:
        _subject_of_auxiliary(token)
    particle(token, cues)
    counted_vote(token)


def _beside_noun(noun: Token) -> None:
    """Mend what was taken for another name of the noun before it, or was not."""
    if noun.dep_ == "dobj":
        summed_up(noun)
        name_before_sum(noun)
    elif noun.dep_ == "appos":
        officer_behind_body(noun)
        listed(noun)
        name_of_person(noun)


def _lost_subject(verb: Token, cues: Lexicon) -> None:
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


def _subject_of_auxiliary(auxiliary: Token) -> None:
    """Mend "Bern was in fact preparing to refuse": Bern prepares, and is no subject of "was" alone."""
    verb = auxiliary.head
    if not has_subject(verb):
        for c in list(auxiliary.children):
            if c.dep_ in {"nsubj", "nsubjpass"}:
                hang(c, verb)


def _split_subject(said: Token, cues: Lexicon) -> None:
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


def _participle(verb: Token, cues: Lexicon) -> None:
    """Mend "He stated that Kyiv should yield, adding that …": the participle belongs to "stated", not "yield".

    "… implied that it may happen just before declaring that …" likewise.
    """
    hung = verb.head if verb.dep_ == "pcomp" and verb.head.lower_ in BEFORE_GERUND else verb
    if hung.dep_ == "advcl" and (main := behind_time(hung, cues)) is not None:
        hang(hung, main)
        return
    if hung.dep_ not in {"advcl", "prep"} or "say" not in kinds(verb, cues) or hung.head.i > hung.i:
        return
    if hung.i == verb.i and not (verb.i and word_before(verb).text in {",", "—", "–"}):
        return
    reporter = _reporter(hung.head, cues)
    if reporter is not None:
        hang(hung, reporter)
