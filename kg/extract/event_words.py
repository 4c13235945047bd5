"""The form under which a word is looked up among the triggers and word classes of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def lemma(token: Token) -> str:
    """Return the lemma in lower case; plural names ("Talks") lose their s."""
    word: str = token.lemma_.lower()
    if token.pos_ == "PROPN" and token.tag_ == "NNPS":
        return word.removesuffix("s")
    return word
