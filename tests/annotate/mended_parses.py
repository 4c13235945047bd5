"""What the repair makes of a parse that is written by hand."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.annotate.mending.repair import repair

VOCAB = spacy.blank("en").vocab
POS = {"NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "IN": "ADP", "MD": "AUX", "RB": "ADV"}
POS |= {"CC": "CCONJ", ",": "PUNCT", ".": "PUNCT", "DT": "DET", "JJ": "ADJ", "TO": "PART", "PRP$": "PRON"}
POS |= {"PRP": "PRON", "WP": "PRON"}


def mended(text: str) -> Doc:
    """Return what the repair makes of `word[|lemma]/tag/dependency/number of the head`, token by token."""
    rows = [part.split("/") for part in text.split()]
    doc = Doc(
        VOCAB,
        words=[row[0].partition("|")[0] for row in rows],
        lemmas=[row[0].partition("|")[2] or row[0] for row in rows],
        tags=[row[1] for row in rows],
        pos=["SCONJ" if row[2] == "mark" else POS.get(row[1], "VERB") for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
    )
    repair(doc)
    return doc
