"""Parses made by hand: every rule is tested on the tree it speaks of, whatever a model would make of the words.

A token is written `text|tag|label|head`, the head counted from 1; `text:lemma` where the two differ.
"""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.annotate.document import Annotated
from kg.annotate.layout import Layout
from kg.annotate.quotes import find_quotes
from kg.model import Article, Entity, Form, Kind, Mention

NAMES = ("Norway", "Iran", "Peru", "Oslo")
PARTS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON",
    "MD": "AUX", "JJ": "ADJ", "RB": "ADV", "RBR": "ADV", "IN": "ADP", "DT": "DET", "TO": "PART", "RP": "ADP",
    "CC": "CCONJ", ".": "PUNCT", ",": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT",
}  # fmt: skip
ENGLISH = spacy.blank("en")


def parse(notation: str) -> Doc:
    """Return the document that the notation describes."""
    cells = [token.rsplit("|", 3) for token in notation.split()]
    texts, lemmas = zip(
        *((word.partition(":")[0] or word, word.partition(":")[2]) for word, *_ in cells), strict=True
    )
    tags = [tag for _, tag, _, _ in cells]
    labels = [label for _, _, label, _ in cells]
    auxiliary = {"aux", "auxpass"}
    following = (*texts[1:], "")
    return Doc(
        ENGLISH.vocab,
        words=texts,
        spaces=[
            bool(after) and after not in {",", ".", ":", "?", "”"} and word != "“"
            for word, after in zip(texts, following, strict=True)
        ],
        tags=tags,
        pos=[
            "AUX" if label in auxiliary and tag != "TO" else PARTS.get(tag, "VERB")
            for tag, label in zip(tags, labels, strict=True)
        ],
        lemmas=[lemma or word for word, lemma in zip(texts, lemmas, strict=True)],
        deps=labels,
        heads=[int(head) - 1 for *_, head in cells],
    )


def annotated(doc: Doc) -> Annotated:
    """Return a document in which each of `NAMES` is a state and nobody else is known."""
    names = sorted({token.text for token in doc if token.text in NAMES}, key=doc.text.index)
    entities = tuple(Entity(number, Kind.STATE, name) for number, name in enumerate(names))
    layout = Layout(doc)
    heads = {
        token.i: Mention(layout.span(token.i, token.i + 1), entities[names.index(token.text)], Form.NAMED)
        for token in doc
        if token.text in names
    }
    article = Article(doc.text, "made up")
    quotes = find_quotes(doc.text, layout)
    return Annotated(
        article, layout.doc, entities, tuple(heads.values()), (), quotes, layout, heads, dict(heads), {},
        tuple(token.i for token in doc if token.lower_ in {"i", "we", "our"}),
    )  # fmt: skip
