"""Gives finite verbs their clause back: a past tense hung on an object, a subject drawn to a participle beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.mending.moves import hand_over, hang, has_subject, make, word_before

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.lang.lexicon import Lexicon

LOOSE = frozenset({"parataxis", "advcl", "ccomp"})
BODIES = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
NAMES = frozenset({"NNP", "NNPS"})


def beside_subject(participle: Token) -> None:
    """Mend "Mali, ruled by soldiers, has warned that …": Mali warned, and "ruled" only says what it is like.

    So "The envoy, briefing the council by telephone, said …".
    """
    verb = participle.head
    subject = next((c for c in participle.children if c.dep_ == "nsubj" and c.i < participle.i), None)
    if subject is None or participle.tag_ not in {"VBD", "VBG"} or verb.i <= participle.i:
        return
    if has_subject(verb) or any(c.dep_ in {"aux", "auxpass"} for c in participle.children):
        return
    first = min((c.i for c in verb.children if c.dep_ in {"aux", "auxpass"}), default=verb.i)
    commas = word_before(participle).text == "," and verb.doc[first - 1].text == ","
    if commas and participle.dep_ in LOOSE and verb.pos_ in {"VERB", "AUX"}:
        hang(subject, verb)
        hang(participle, subject)
        participle.dep_ = "acl"
        if participle.tag_ == "VBD":
            participle.tag_ = "VBN"


def read_as_plural(noun: Token, cues: Lexicon) -> None:
    """Mend "said Berlin *backs* Bern's plan": Berlin backs it, and they are no backs of Berlin."""
    name = next((c for c in noun.children if c.dep_ == "compound" and c.i == noun.i - 1), None)
    thing = next((c for c in noun.children if c.dep_ == "dobj" and c.i > noun.i), None)
    lemma = noun.lemma_.lower()
    if (
        noun.tag_ != "NNS"
        or name is None
        or name.tag_ not in NAMES
        or thing is None
        or not cues.of("verb", lemma)
    ):
        return
    make(noun, "VBZ", "VERB")
    noun.lemma_ = lemma
    hang(name, noun, "nsubj")


def past_after_object(verb: Token) -> None:
    """Mend "refused to fund a mission and Algeria shut its ports": Algeria shut them, and is no part of the mission."""
    thing, subject = verb.head, word_before(verb)
    if (
        verb.dep_ not in {"acl", "relcl", "conj"}
        or has_subject(verb)
        or subject.tag_ not in NAMES
        or subject.dep_ != "conj"
    ):
        return
    joints = [c for c in subject.head.children if c.dep_ == "cc" and c.i < subject.i]
    below = subject.head.i == thing.i or (verb.dep_ == "conj" and thing.is_ancestor(subject))
    if not below or not joints or not any(c.i > verb.i for c in verb.children):
        return
    host = thing if verb.dep_ == "conj" else thing.head
    while host.tag_ not in {"VBD", "VBZ", "VBP"} and host.head.i != host.i:
        host = host.head
    if host.tag_ == verb.tag_ and host.i < subject.head.i:
        hang(verb, host, "conj")
        hang(subject, verb, "nsubj")
        hand_over(joints[-1:], host)


def sentence_of_title(root: Token) -> None:
    """Mend "Its president, Kim Lo, proposed a truce.": what has an object is no passive, and the sentence has no verb.

    So "Chad, an ally of Mali, called on them to wait." and "Border Watch called on them to wait.", where the past tense
    shows that it is no participle.
    """
    names = [c for c in root.children if c.dep_ == "appos" and c.i > root.i]
    hung = [root, *names[-1:]]
    verbs = [c for noun in hung for c in noun.children if c.dep_ == "acl" and c.tag_ in {"VBN", "VBD"}]
    if len(verbs) != 1:
        return
    verb = verbs[0]
    below = {c.dep_ for c in verb.children if c.i > verb.i}
    past = verb.tag_ == "VBD" and bool(below & {"xcomp", "prep", "advcl"}) and "agent" not in below
    full = bool(below & {"dobj", "ccomp"}) or past
    titled = bool(names) and full and verb.i > names[-1].i and word_before(verb).text == ","
    plain = not names and root.pos_ == "PROPN" and past and verb.i == root.i + 1
    if not (titled or plain):
        return
    rest = [c for c in root.children if c.i > verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    root.head, root.dep_ = verb, "nsubj"
    make(verb, "VBD", "VERB")
    hand_over(rest, verb)


def officer_behind_body(name: Token) -> None:
    """Mend "The head of the fund, Kim Lo, denied it": Kim Lo is the head, and no other name of the fund."""
    body = name.head
    title = body.head.head
    if body.dep_ != "pobj" or body.head.lower_ not in {"of", "for", "at"} or title.pos_ != "NOUN":
        return
    person = name.ent_type_ == "PERSON" and body.ent_type_ in BODIES
    if person and name.left_edge.i and name.doc[name.left_edge.i - 1].text == "," and title.i < body.i:
        hang(name, title)


def participle_of_subject(verb: Token) -> None:
    """Mend "says that any state *granted* a seat must pay": the state must pay, and "granted" says which it is."""
    first, above = _read_as_finite(verb), verb.head
    subject = next((c for c in first.children if c.dep_ == "nsubj"), None) if first is not None else None
    if first is None or subject is None or subject.i != first.i - 1 or has_subject(verb):
        return
    if any(c.dep_ in {"aux", "auxpass", "neg"} for c in first.children):
        return
    opening = [c for c in first.children if c.dep_ == "mark"]
    verb.dep_ = first.dep_
    if first.head.i == first.i:
        verb.head = verb
    hang(subject, verb)
    hang(first, subject, "acl")
    make(first, "VBN", "VERB")
    hand_over(opening, verb)
    hand_over([c for c in above.children if c.dep_ == "punct" and c.i > verb.i], verb)


def _read_as_finite(verb: Token) -> Token | None:
    """The past tense that a verb with a modal stands right behind, nothing joining the two."""
    modal = next((c for c in verb.children if c.tag_ == "MD" and c.i < verb.i), None)
    if verb.dep_ != "conj" or modal is None:
        return None
    told = [c for c in verb.head.children if c.dep_ == "ccomp" and verb.head.i < c.i < modal.i]
    first = told[-1] if told else verb.head
    if first.tag_ != "VBD" or first.right_edge.i != modal.i - 1:
        return None
    joined = any(c.dep_ in {"cc", "punct"} and c.i < modal.i for c in verb.head.children if c.i > first.i)
    return None if joined else first
