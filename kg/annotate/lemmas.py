"""The model's lemmatiser, made quicker: each lemma is looked for once.

A lemma hangs on the word, its part of speech and its features. spaCy works out most of them at every token anew.
Where its rules take a verb for another one ("staged" for "stag"), a table of the language has the last word.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from spacy.attrs import LEMMA  # type: ignore[import-not-found]  # spaCy ships no types for what is compiled
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language

from kg.lang.tables import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

QUICK = "geostance_lemmatizer"
REMEMBERED: Final = 1 << 16
"""Words whose lemmas are kept at once; then all are forgotten and met anew. Some 10 MB."""


def quicken_lemmas(nlp: Language, name: str = "lemmatizer") -> None:
    """Put a quick lemmatiser with the same tables in the place of a pipeline's own."""
    own = nlp.get_pipe(name)
    if type(own) is EnglishLemmatizer and own.mode == "rule":  # another may look at more than the word
        nlp.replace_pipe(name, QUICK, config={"overwrite": own.overwrite})
        quick = nlp.get_pipe(name)
        if isinstance(quick, QuickLemmatizer):
            quick.initialize(lookups=own.lookups)


class QuickLemmatizer(EnglishLemmatizer):
    """A lemmatiser by rules that remembers the lemmas of words, by part of speech and features."""

    _remembered: dict[tuple[int, int, int], int]

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a text, those that are set already only where the lemmatiser is to overwrite them."""
        if len(self._remembered) > REMEMBERED:
            self._remembered.clear()
        lemmas = []
        for i, (word, pos, morph, lemma) in enumerate(
            doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()
        ):
            if lemma and not self.overwrite:
                lemmas.append(lemma)
                continue
            form = (word, pos, morph)
            found = self._remembered.get(form)
            if found is None:
                found = self._remembered[form] = self.vocab.strings.add(self._looked_for(doc[i]))
            lemmas.append(found)
        column: Any = np.array(lemmas, dtype=np.uint64).reshape(-1, 1)
        return doc.from_array([LEMMA], column)

    def _looked_for(self, token: Token) -> str:
        """Return the lemma of a token."""
        lemma = _verbs().get(token.lower_) if token.pos_ == "VERB" else None
        return lemma if lemma is not None else str(self.lemmatize(token)[0])


@cache
def _verbs() -> dict[str, str]:
    """Return the verbs of the forms that the rules get wrong."""
    return {row["form"]: row["verb"] for row in table("verb_lemmas", ("form", "verb"))}


@Language.factory(QUICK, default_config={"overwrite": False})
def _made(nlp: Language, name: str, overwrite: bool) -> QuickLemmatizer:
    quick = QuickLemmatizer(nlp.vocab, None, name, mode="rule", overwrite=overwrite)
    quick._remembered = {}  # noqa: SLF001 - its own factory
    return quick
