"""Gives a sentence the predicate back that the parser drew into a noun phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import (
    BEFORE_NOUN,
    hand_over,
    hang,
    has_subject,
    make,
    take_place,
    word_after,
    word_before,
)
from kg.lang.lexicon import word_set
from kg.lang.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kg.lang.lexicon import Lexicon

OWNING_UP = word_set("owning up")
PEOPLE = words("person_nouns", "word")
LOOSE = frozenset({"npadvmod", "dep", "dobj", "nsubj", "nsubjpass", "attr", "oprd"})
"""How the parser hangs a subject on the speaker's verb that parts it from its own."""

SILENT_E = frozenset("cgsuvz")
"""Letters before "-ed" behind which the verb ends in "-e": "deserved", "urged"."""


def infinitive_read_as_noun(to: Token, cues: Lexicon) -> None:
    """Mend "threatened to *jail* Rao and Kim": they are to be jailed, and are no jail."""
    verb, noun = to.head, word_after(to)
    named = word_after(noun)
    governs = any("to" in c.frames for c in cues.of("verb", verb.lemma_.lower()))
    if noun.tag_ != "NN" or noun.dep_ != "pobj" or noun.head.i != to.i or verb.pos_ != "VERB" or not governs:
        return
    while named.dep_ in BEFORE_NOUN and named.head.i > named.i:
        named = named.head
    if named.dep_ == "appos" and named.head.i == noun.i and named.tag_ in {"NNP", "NNPS"}:
        make(noun, "VB", "VERB")
        make(to, "TO", "PART")
        hang(noun, verb, "xcomp")
        hang(to, noun, "aux")
        named.dep_ = "dobj"


def sentence_without_verb(sentence: Span, cues: Lexicon) -> None:
    """Mend "The rejection of the loan by Harare shocked bankers.", "The claim that it is safe angers Cairo.".

    The last words of the subject and the verb were drawn to the noun behind.
    """
    root = sentence.root
    for verb in sentence[2:-1]:
        before, following = word_before(verb), word_after(verb)
        if verb.tag_ == "VBN" and verb.dep_ == "amod" and verb.head.i > verb.i and before.i > root.i:
            thing = verb.head
            drawn = before.head.i == thing.i and before.dep_ in {"nmod", "compound", "amod", "poss"}
            if drawn and thing.dep_ in {"pobj", "attr"} and thing.head.i < before.i:
                _predicate(root, verb, thing, before)
                make(verb, "VBD", "VERB")
                return
        elif verb.tag_ == "NNS" and verb.dep_ == "attr" and cues.of("verb", verb.lemma_):
            drawn = before.head.i == verb.i and before.dep_ == "amod" and following.pos_ in {"PROPN", "NOUN"}
            things = [c for c in verb.head.children if c.i > verb.i and c.dep_ == "npadvmod"]
            if drawn and things:
                take_place(before, verb, "acomp")
                _predicate(root, verb, things[0], None)
                make(verb, "VBZ", "VERB")
                return


def _predicate(subject: Token, verb: Token, thing: Token, before: Token | None) -> None:
    """Make `verb` what the sentence says of its old root, and `thing` its object.

    Args:
        subject: The root so far.
        verb: The word that is the verb.
        thing: Head of the object.
        before: The last word of the subject, drawn to the object until now; None where that is undone already.
    """
    if before is not None:
        label = "acomp" if before.pos_ == "ADJ" and thing.dep_ == "attr" else thing.dep_
        earlier = [c for c in thing.children if c.i < before.i]
        before.head, before.dep_ = thing.head, label
        hand_over(earlier, before)
    verb.head, verb.dep_ = verb, "ROOT"
    subject.head, subject.dep_ = verb, "nsubj"
    thing.head, thing.dep_ = verb, "dobj"
    hand_over([c for c in subject.children if c.dep_ == "punct" and c.i > verb.i], verb)


def subject_before_speaker(verb: Token) -> None:
    """Mend "Her ministry, Amara told the Post, would appeal": the ministry would, and is not when she told it."""
    aside = next((c for c in verb.children if c.dep_ == "parataxis" and c.i < verb.i), None)
    said = aside or verb.head
    first = said.sent[0]
    speakers = [c for c in said.children if c.dep_ == "nsubj" and c.i < said.i]
    speaker = speakers[-1] if speakers else None
    if (aside is None and verb.dep_ not in {"ccomp", "xcomp"}) or verb.i <= said.i or speaker is None:
        return
    if has_subject(verb):
        return
    noun = next((c for c in said.children if c.left_edge.i == first.i and c.i < speaker.i), None)
    tensed = verb if verb.tag_ in {"VBD", "VBZ"} else None  # "The bill, Amara told the Post, was dead"
    modal = next((c for c in verb.children if c.tag_ == "MD"), tensed)
    if noun is None or modal is None or noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ not in LOOSE:
        return
    if word_before(speaker.left_edge).text == "," and word_before(modal).text == ",":
        hang(noun, verb, "nsubj")


def past_before_name(sentence: Span, cues: Lexicon) -> None:
    """Mend "The minister, a friend of Oslo, *mocked* von Rohr as weak.": a name behind a comma has no participle before it.

    A surname that begins in small letters hides that the past tense has an object.
    """
    root = sentence.root
    for past in sentence[2:-1]:
        thing, subject = past.head, past.head.head
        drawn = past.dep_ == "amod" and past.tag_ in {"VBN", "JJ"} and past.lower_.endswith("ed")
        named = thing.pos_ == "PROPN" and thing.dep_ == "appos" and subject.i == root.i
        if not (drawn and named and thing.i > past.i == thing.left_edge.i and word_before(past).text == ","):
            continue
        lemma = _verb_of_past(past.lower_, cues)
        if lemma is not None:
            past.lemma_ = lemma
            _predicate(root, past, thing, None)
            make(past, "VBD", "VERB")
            hand_over(
                [c for c in thing.children if c.dep_ == "prep" and c.lower_ in {"as", "for", "over"}], past
            )
            return


def adjective_with_object(word: Token, cues: Lexicon) -> None:
    """Mend "The minister, a friend of Oslo, *mocked* van Rohr.": what has a subject and an object is no adjective."""
    labels = {c.dep_ for c in word.children}
    lemma = _verb_of_past(word.lower_, cues) if {"nsubj", "dobj"} <= labels and "cop" not in labels else None
    if lemma is not None and word.lower_.endswith("ed"):
        word.lemma_ = lemma
        make(word, "VBD", "VERB")


def _verb_of_past(form: str, cues: Lexicon) -> str | None:
    """The verb of a regular past tense, if it is a cue: "blame" of "blamed"."""
    return next((stem for stem in (form[:-1], form[:-2]) if cues.of("verb", stem)), None)


def subject_before_inversion(verb: Token) -> None:
    """Mend "The dam, *said Amara*, was unsafe": the dam was, and does not say it."""
    said = verb.head
    subjects = [c for c in said.children if c.dep_ == "nsubj"]
    if verb.dep_ != "ccomp" or has_subject(verb) or len(subjects) != 2:
        return
    spoken, speaker = subjects
    if spoken.i < said.i < speaker.i < verb.i and word_before(said).text == ",":
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        if word_before(verb.left_edge).text == ",":
            hang(spoken, verb, "nsubjpass" if passive else "nsubj")


def noun_read_as_verb(root: Token) -> None:
    """Mend "The tanker deal unsettled officials": a singular "tanker" does not "deal"."""
    subject = word_before(root)
    if subject.tag_ != "NN" or subject.dep_ != "nsubj" or subject.head.i != root.i:
        return
    if any(c.dep_ in {"conj", "cc"} for c in subject.children) or root.i + 2 >= len(root.doc):
        return
    verb = word_after(root)
    thing = verb.head
    if verb.tag_ != "VBN" or verb.dep_ != "amod" or thing.dep_ != "dobj" or thing.head.i != root.i:
        return
    rest = [c for c in root.children if c.i not in {subject.i, thing.i}]
    hand_over([c for c in subject.children if c.dep_ in BEFORE_NOUN], root)
    verb.head, verb.dep_ = verb, "ROOT"
    root.head, root.dep_ = verb, "nsubj"
    thing.head = verb
    subject.dep_ = "compound"
    make(root, "NN", "NOUN")
    make(verb, "VBD", "VERB")
    hand_over(rest, verb)


def past_before_noun(verb: Token) -> None:
    """Mend "Senator Ann Lee on Monday backed candidate Raj Rao, becoming …": the past tense is no attribute of "candidate"."""
    thing = verb.head
    if verb.tag_ != "VBD" or verb.dep_ != "amod" or thing.i < verb.i or verb.i == 0:
        return
    while (
        thing.head.i > verb.i and thing.head.i != thing.i
    ):  # "candidate", to the "Rao" that it stands before
        thing = thing.head
    subject = thing.head
    if subject.i > verb.i or thing.dep_ != "appos" or subject.tag_ not in {"NNP", "NNPS"}:
        return
    host = subject.head
    if host.i != subject.i and (host.tag_ != "VBG" or subject.dep_ != "nsubj" or host.i < thing.i):
        return
    between = [c for c in subject.children if c.i > subject.i and c.i != thing.i]
    take_place(verb, host)
    if host.i != subject.i:
        rest = [c for c in host.children if c.dep_ == "punct" and c.i > host.i]
        hang(host, verb, "advcl")
        hand_over(rest, verb)
    hang(subject, verb, "nsubj")
    hang(thing, verb, "dobj")
    hand_over(between, verb)
    make(verb, "VBD", "VERB")


def gerund_before_object(gerund: Token, cues: Lexicon) -> None:
    """Mend "denied *harbouring* militants", "accused Oslo of *laying* mines": a deed, not militants who harbour."""
    noun, above = gerund.head, gerund.head.head
    if noun.tag_ != "NNS" or above.i != gerund.i - 1:
        return
    if gerund.tag_ != "VBG" and not (gerund.dep_ == "compound" and noun.lemma_ in PEOPLE):
        return  # "denied building permits": what is built is no person
    denied = noun.dep_ == "dobj" and above.lemma_ in OWNING_UP
    frames = {f for cue in cues.of("verb", above.head.lemma_.lower()) for f in cue.frames}
    if denied or (noun.dep_ == "pobj" and above.lower_ == "of" and "obj-of" in frames):
        gerund.head, gerund.dep_ = above, "xcomp" if denied else "pcomp"
        hang(noun, gerund, "dobj")
        make(gerund, "VBG", "VERB")


def verb_behind_and(past: Token, cues: Lexicon) -> None:
    """Mend "blamed Bern for its silence and *backed* free trade": Bern is blamed, and free trade is backed.

    As well 'is "carrying the load" and *deserved* respect': a noun joins no verb.
    """
    thing = past.head
    if thing.dep_ != "conj" or past.i == 0 or word_before(past).dep_ != "cc" or thing.left_edge.i != past.i:
        return
    first = thing.head
    above = first
    if first.pos_ == "NOUN":
        if not any("obj" in c.frames and c.kind in {"say", "stance"} for c in cues.of("verb", past.lemma_)):
            return
        above = first.head.head if first.dep_ == "pobj" else first
        obj = next((c for c in above.children if c.dep_ == "dobj" and c.i < first.i), None)
        if above.tag_ != "VBD" or not has_subject(above) or obj is None:
            return
    elif first.pos_ != "VERB" or not past.lower_.endswith("ed"):
        return
    joint = word_before(past)
    if past.tag_ == "JJ":
        form = past.lower_
        past.lemma_ = form[:-1] if form[-3] in SILENT_E or cues.of("verb", form[:-1]) else form[:-2]
    hang(past, above, "conj")
    hang(thing, past, "dobj")
    hang(joint, above)
    make(past, "VBD", "VERB")
    behind = [c for c in first.children if c.i > thing.i and c.dep_ in {"prep", "advmod"}]
    hand_over(behind, thing)


def verb_of_clause(noun: Token, cues: Lexicon) -> None:
    """Try the repairs of a clause whose verb was taken for a noun."""
    if noun.tag_ == "NN" and noun.dep_ in {"ROOT", "ccomp"}:
        _bare_order(noun)
    elif noun.dep_ == "relcl" and noun.tag_ == "NN" and any(c.dep_ == "nsubj" for c in noun.children):
        make(noun, "VBP", "VERB")  # "an idea which Oslo and Bern *support*"
    elif noun.tag_ == "NNS" and noun.dep_ == "conj" and word_after(noun).lower_ == "that":
        _says_besides(noun, cues)


def _says_besides(verb: Token, cues: Lexicon) -> None:
    """Mend "calls on states to send officers and *demands* that gangs disarm": it demands, and sends no demands."""
    mark, joint = word_after(verb), word_before(verb)
    told = mark.head
    frames = {f for cue in cues.of("verb", verb.lemma_.lower()) for f in cue.frames}
    main = next((a for a in verb.ancestors if a.tag_ == "VBZ"), None)
    if "that" not in frames or joint.dep_ != "cc" or main is None or told.i < mark.i or told.pos_ != "VERB":
        return
    hang(joint, main)
    hang(verb, main, "conj")
    make(verb, "VBZ", "VERB")
    hang(told, verb, "ccomp")


def _bare_order(root: Token) -> None:
    """Mend "*Resign*, and let the people decide.": beside a second order the first is no noun."""
    opens = root.doc[root.sent.start : root.i]
    if any(not t.is_punct and not t.is_space for t in opens):
        return
    others = [c for c in root.children if c.dep_ == "conj" and c.tag_ == "VB" and not has_subject(c)]
    if others and all(c.dep_ in {"punct", "cc", "conj"} for c in root.children):
        make(root, "VB", "VERB")
        root.lemma_ = root.lower_
