"""Mends how clauses are joined: days of speech, speakers in commas, speakers behind their quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span

from kg.annotate.mending.moves import (
    SUBJECTS,
    hand_over,
    hang,
    has_subject,
    make,
    take_place,
    word_after,
    word_before,
)
from kg.annotate.mending.semicolons import parted
from kg.annotate.mending.tenses import behind_bare_verb
from kg.lang.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

SPOKEN_IN = word_set("spoken in")
VERBAL = frozenset({"VERB", "AUX"})
PAST = frozenset({"VBD", "VBZ", "VBP"})
LEAST_DOTS = 3
REASONS = frozenset({"because", "since", "as"})
CONCEDING = frozenset({"though", "although", "while", "whereas"})
DEMONSTRATIVES = frozenset({"that", "this"})
JOINTS = frozenset({"ROOT", "advcl", "ccomp", "mark", "npadvmod", "nsubj", "prep"})
"""Labels that `_join` looks at; a text is mostly others."""


def join(token: Token, cues: Lexicon) -> None:
    """Mend the joints of the clause that `token` heads or opens, in place."""
    if token.dep_ in JOINTS or token.tag_ in PAST:
        _join(token, cues)


def _join(token: Token, cues: Lexicon) -> None:
    if token.dep_ == "ccomp":
        parted(token, cues)
    if token.dep_ in {"prep", "npadvmod"} and token.i < token.head.i and token.head.dep_ == "ccomp":
        _day_of_speech(token)
    if token.tag_ in PAST:
        _past(token, cues)
    if token.dep_ == "nsubj" and token.tag_ == "PRP" and token.lower_.endswith(("self", "selves")):
        _emphatic(token)
    if token.lower_ == "that" and token.dep_ == "mark" and token.tag_ == "WDT":
        make(token, "IN", "SCONJ")  # "told the council that Oslo did not want war": it asks nothing
    if token.dep_ == "ROOT":
        _after_dots(token)
    if token.dep_ == "ROOT" and token.tag_ == "NNP":
        _first_name_alone(token)
    if token.dep_ == "advcl" and token.i > token.head.i:
        _reason_behind_speaker(token, cues)
        _concession(token, cues)
    if token.lower_ in DEMONSTRATIVES and token.dep_ == "mark":
        _demonstrative(token)


def _past(verb: Token, cues: Lexicon) -> None:
    """Mend what a verb with tense is joined to."""
    if verb.dep_ == "ROOT":
        _condition_behind(verb)
        _speaker_in_commas(verb, cues)
    elif verb.dep_ == "conj":
        _active_after_passive(verb, cues)
        behind_bare_verb(verb)
    elif verb.dep_ in {"amod", "compound"}:
        _speaker_behind_quotation(verb, cues)
    elif verb.dep_ == "ccomp" and verb.tag_ == "VBD" and verb.head.lemma_ in {"want", "need"}:
        _wished_done(verb)


def _day_of_speech(word: Token) -> None:
    """Mend "Oslo said on Tuesday it was leaving": Tuesday is when it was said."""
    clause = word.head
    verb = clause.head
    day = next((c for c in word.children if c.dep_ == "pobj"), word)
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    if day.ent_type_ != "DATE" or subject is None or word.left_edge.i != verb.i + 1:
        return
    if word.right_edge.i + 1 == subject.left_edge.i and verb.pos_ == "VERB":
        hang(word, verb)


def said_where(preposition: Token, cues: Lexicon) -> None:
    """Mend "said the war must end, in a speech that Oslo hailed": in the speech it was said."""
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    clause = preposition.head
    if noun is None or noun.lemma_ not in SPOKEN_IN or preposition.i <= clause.i:
        return
    if word_before(preposition).text != ",":
        return
    while clause.dep_ in {"conj", "acomp", "xcomp"} and clause.head.i < clause.i:
        clause = clause.head
    if clause.dep_ == "ccomp" and clause.head.i < clause.i and _says(clause.head, cues):
        hang(preposition, clause.head)


def _speaker_in_commas(verb: Token, cues: Lexicon) -> None:
    """Mend "Chad, she went on, had joined the pact": Chad had joined it, and she says so."""
    doc = verb.doc
    particle = next((c for c in verb.children if c.dep_ == "prt" and c.i == verb.i + 1), None)
    lemma = verb.lemma_.lower() if particle is None else f"{verb.lemma_.lower()} {particle.lower_}"
    speaker = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    topic = next(
        (c for c in verb.children if c.dep_ in {"npadvmod", "dep"} and c.pos_ in {"NOUN", "PROPN"}), None
    )
    beside = word_before(verb)
    if topic is None and speaker is not None and beside.dep_ == "appos" and beside.head.i == speaker.i:
        topic, speaker = speaker, beside  # "Chad, President Lo went on, had joined the pact"
    end = (particle or verb).i + 1
    if speaker is None or topic is None or topic.i > speaker.i or end >= len(doc):
        return
    if doc[end].text != "," or doc[speaker.left_edge.i - 1].text != ",":
        return
    rest = [c for c in verb.children if c.dep_ == "conj" and c.i > end]
    if not rest or has_subject(rest[0]) or not any("quote" in c.frames for c in cues.of("verb", lemma)):
        return
    below = [c for c in verb.children if c.i > end and c.i != rest[0].i]
    take_place(rest[0], verb)
    hang(speaker, verb, "nsubj")
    hang(verb, rest[0], "parataxis")
    hang(topic, rest[0], "nsubj")
    hand_over(below, rest[0])


def _active_after_passive(verb: Token, cues: Lexicon) -> None:
    """Mend "Oslo said two had been killed and demanded an inquiry", "… but refused to leave": no passive; Oslo did."""
    told = verb.head
    passive = told.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in told.children)
    objects = [c for c in verb.children if c.dep_ == "dobj" or (c.dep_ == "xcomp" and c.tag_ == "VB")]
    if not passive or not objects or verb.tag_ != "VBD" or has_subject(verb) or told.dep_ != "ccomp":
        return
    reporter = told.head
    if reporter.i < told.i and reporter.tag_ == "VBD" and cues.of("verb", verb.lemma_.lower()):
        hand_over([c for c in told.children if c.dep_ == "cc" and told.i < c.i < verb.i], reporter)
        hang(verb, reporter)


def _speaker_behind_quotation(verb: Token, cues: Lexicon) -> None:
    """Mend '"It rained," joked author Kim Lo': behind a closed quotation the speaker follows the verb."""
    doc = verb.doc
    closed = verb.i > 1 and doc[verb.i - 1].is_quote and doc[verb.i - 2].text[-1] in ",?!"
    speaker = verb
    while speaker.dep_ in {"amod", "compound"} and speaker.head.i > speaker.i:
        speaker = speaker.head
    if not closed or speaker.pos_ not in {"NOUN", "PROPN"} or speaker.i == verb.i:
        return
    if not any("quote" in c.frames for c in cues.of("verb", verb.lemma_.lower())):
        return
    host = speaker.head
    make(verb, "VBD", "VERB")
    if host.i == speaker.i:
        verb.head, verb.dep_ = verb, "ROOT"
    else:
        hang(verb, host, "parataxis")
    hang(speaker, verb, "nsubj")


def _condition_behind(verb: Token) -> None:
    """Mend "He will go should the two states wish it": what will be is the main clause, the wish its condition."""
    opener = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "should"), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    main = [c for c in verb.children if c.dep_ in {"ccomp", "advcl"} and c.i < verb.i and has_subject(c)]
    if opener is None or subject is None or not main or verb.doc[verb.sent.end - 1].text == "?":
        return
    if not main[-1].i < opener.i < subject.left_edge.i or any(
        t.is_quote for t in verb.doc[main[-1].i : opener.i]
    ):
        return
    before = [c for c in verb.children if c.i < opener.i and c.i != main[-1].i]
    take_place(main[-1], verb)
    hang(verb, main[-1], "advcl")
    hand_over(before, main[-1])


def _wished_done(participle: Token) -> None:
    """Mend "wants it ratified", read as a past tense: nobody wants what already was."""
    if has_subject(participle) and not any(c.dep_ in {"mark", "aux"} for c in participle.children):
        participle.tag_ = "VBN"


def _after_dots(verb: Token) -> None:
    """Mend 'Oslo said "we want peace ... / but will not pay"', with the sentence cut at the dots: Oslo says both."""
    first = verb.left_edge
    dots = word_before(first)
    if (
        (len(dots) < LEAST_DOTS and dots.text != "…")
        or set(dots.text) - {".", "…"}
        or not first.text[0].islower()
    ):
        return
    before = dots
    while before.head.i != before.i:
        before = before.head
    said = [c for c in before.children if c.dep_ == "ccomp" and before.i < c.i < dots.i]
    hang(verb, said[0] if said else before, "conj")


def _first_name_alone(first: Token) -> None:
    """Mend "Ilse / Brandt denied it", with the sentence cut between the two: they are one name."""
    last = word_after(first)
    if any(not c.is_space for c in first.children) or last.dep_ != "nsubj" or last.tag_ != "NNP":
        return
    alone = last.left_edge.i == last.i and not last.ent_type_ and first.ent_type_ in {"", "GPE", "PERSON"}
    if alone and first.is_title and last.is_title:
        first.head, first.dep_ = last, "compound"
        last.doc.set_ents([Span(last.doc, first.i, last.i + 1, label="PERSON")], default="unmodified")


def _says(verb: Token, cues: Lexicon) -> bool:
    return verb.pos_ in VERBAL and any(c.kind == "say" for c in cues.of("verb", verb.lemma_.lower()))


def _reason_behind_speaker(reason: Token, cues: Lexicon) -> None:
    """Mend "He left, his aides say, because Oslo would not pay": why he left, not why they say it."""
    said = reason.head
    mark = next((c for c in reason.children if c.dep_ == "mark"), None)
    told = [c for c in said.children if c.dep_ == "ccomp" and c.i < said.i and has_subject(c)]
    if said.dep_ == "parataxis" and said.head.i < said.i and has_subject(said.head):
        told = [said.head]
    if mark is None or mark.lower_ not in REASONS or not told or not _says(said, cues):
        return
    if mark.i == said.i + 2 and word_before(mark).text == ",":
        hang(reason, told[0])


def _concession(conceded: Token, cues: Lexicon) -> None:
    """Mend "said both would come, though he admitted …": what is admitted is said, and no part of what was said."""
    mark = next((c for c in conceded.children if c.dep_ == "mark"), None)
    if mark is None or mark.lower_ not in CONCEDING or not _says(conceded, cues) or not has_subject(conceded):
        return
    host = conceded.head
    while host.dep_ in {"ccomp", "xcomp", "acomp"} and host.head.i < host.i:
        host = host.head
    if host.i != conceded.head.i and _says(host, cues) and word_before(mark).text == ",":
        hang(conceded, host)


def _emphatic(pronoun: Token) -> None:
    """Mend "his country had itself lost men": the country lost them."""
    verb = pronoun.head
    lent = [a for a in verb.children if a.dep_ == "aux"]
    subjects = [c for a in lent for c in a.children if c.dep_ == "nsubj" and c.i < pronoun.i]
    if subjects:
        pronoun.dep_ = "npadvmod"
        hang(subjects[0], verb)


def _demonstrative(pointer: Token) -> None:
    """Mend "Peru backed that demand, and Lima said …": "that demand" is what Peru backed."""
    said, noun = pointer.head, word_after(pointer)
    backed = said.head
    joined = [c for c in noun.children if c.dep_ == "conj" and c.i < said.i]
    if (
        noun.dep_ != "nsubj"
        or noun.head.i != said.i
        or noun.tag_ != "NN"
        or said.dep_ != "ccomp"
        or pointer.i != backed.i + 1
        or backed.pos_ not in VERBAL
        or not joined
        or word_after(noun).text != ","
    ):
        return
    joint = [c for c in noun.children if c.dep_ in {"cc", "punct"} and c.i > noun.i]
    make(pointer, "DT", "DET")
    hang(pointer, noun, "det")
    hang(noun, backed, "dobj")
    hang(said, backed, "conj")
    hang(joined[0], said, "nsubj")
    hand_over(joint, backed)
