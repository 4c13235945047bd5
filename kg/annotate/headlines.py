"""Mends the verb of a headline that the parser took for a name: "Meloni *Slams* Port Strike"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.moves import LONGEST_SENTENCE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.lang.lexicon import Lexicon

NAME_TAGS = frozenset({"NNP", "NNPS", "NNS"})
LONGEST = 20
"""Words of the longest headline."""


def mend_headlines(doc: Doc, cues: Lexicon) -> None:
    """Give the headlines of `doc` their verb back, in place."""
    for sentence in list(doc.sents):
        if len(sentence) > LONGEST_SENTENCE:
            continue
        root = sentence.root
        if root.pos_ not in {"NOUN", "PROPN"} or sentence[-1].text in {".", "!", "?"}:
            continue
        base = _base(root, cues)
        if base and any(c.dep_ == "nsubj" and c.i < root.i for c in root.children):
            _make_verb(root, base)
        elif _is_title(sentence):
            _verb_among_names(root, cues)


def _base(token: Token, cues: Lexicon) -> str:
    """Return the verb that a form in -s is of, "" if it is of none that is known as a cue."""
    form = token.lower_
    if token.tag_ not in NAME_TAGS or not form.endswith("s"):
        return ""
    bases = (
        form[:-1],
        form[:-2] if form.endswith("es") else "",
        f"{form[:-3]}y" if form.endswith("ies") else "",
    )
    return next((b for b in bases if b and cues.of("verb", b)), "")


def _make_verb(token: Token, base: str) -> None:
    token.tag_, token.pos_, token.lemma_ = "VBZ", "VERB", base


def _is_title(sentence: Span) -> bool:
    """Whether a line is written as a title: every longer word with a capital."""
    words = [t for t in sentence if t.is_alpha and len(t) > 3]
    return 3 < len(words) + 1 <= LONGEST and all(t.text[0].isupper() for t in words)


def _verb_among_names(root: Token, cues: Lexicon) -> None:
    """Mend "Ann Lee Endorses Ted Roe", all one name to the parser: the word behind the first name is the verb."""
    row = [c for c in root.children if c.dep_ in {"compound", "nsubj"} and c.i < root.i]
    for verb in row:
        base = verb.lemma_ if verb.tag_ == "VBZ" else _base(verb, cues)
        if not base or verb.i == verb.sent.start:
            continue
        before = verb.nbor(-1)
        named = before.pos_ == "PROPN" and verb.nbor(1).pos_ in {"PROPN", "NOUN"} and not verb.ent_type_
        if not named:
            continue
        subject = sorted((c for c in (*verb.children, *row) if c.i < verb.i), key=lambda c: c.i)
        verb.head, verb.dep_ = verb, "ROOT"
        subject[-1].head, subject[-1].dep_ = verb, "nsubj"
        for c in subject[:-1]:
            c.head, c.dep_ = subject[-1], "compound"
        root.head, root.dep_ = verb, "dobj"
        _make_verb(verb, base)
        return
