"""The model's attribute ruler, made quicker: the same attributes, most rules looked up instead of matched.

Nearly all rules of such a ruler look at one token alone: at its tag, its label and whether it is one of a few
words. Which of them apply is found once for each kind of token met, by spaCy's own matcher, and remembered; only
the few other rules are matched everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens._retokenize import set_token_attrs

if TYPE_CHECKING:
    from spacy.tokens import Doc

QUICK = "geostance_attribute_ruler"
_LOOKED_AT = frozenset({"TAG", "DEP", "IS_SPACE", "LOWER"})
_Match = tuple[int, int, int, int]
"""Number of a rule, its hash, its first token and the token after its last."""


def quicken(nlp: Language, name: str = "attribute_ruler") -> None:
    """Put a quick ruler with the same rules in the place of a pipeline's own."""
    ruler = nlp.get_pipe(name)
    if type(ruler) is AttributeRuler:  # one of another class may do more
        rules = ruler.patterns
        nlp.replace_pipe(name, QUICK)
        quick = nlp.get_pipe(name)
        if isinstance(quick, QuickRuler):
            quick.add_patterns(rules)


class QuickRuler(AttributeRuler):
    """An attribute ruler that remembers which rules apply to a token of a certain tag, label and word."""

    def clear(self) -> None:
        """Drop all rules."""
        super().clear()
        self._single, self._others = Matcher(self.vocab), Matcher(self.vocab)
        self._known_words: set[int] = set()
        self._remembered: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}

    def add(self, patterns: Any, attrs: dict[str, Any], index: int = 0) -> None:
        """Add a rule, as to any attribute ruler."""
        key = self.vocab.strings.add(str(len(self.attrs)))
        simple = [tokens for tokens in patterns if len(tokens) == 1 and _words(tokens[0]) is not None]
        others = [tokens for tokens in patterns if tokens not in simple]
        if simple:
            self._single.add(key, simple)
            words = (word for tokens in simple for word in _words(tokens[0]) or ())
            self._known_words.update(map(self.vocab.strings.add, words))
            self._remembered.clear()
        if others:
            self._others.add(key, others)
        super().add(patterns, attrs, index)

    def match(self, doc: Doc) -> list[_Match]:
        """Return the rules that apply, in their order, each with where."""
        found = [self._numbered(*match) for match in self._others(doc, allow_missing=True)]
        for i, (tag, label, blank, word) in enumerate(
            doc.to_array(["TAG", "DEP", "IS_SPACE", "LOWER"]).tolist()
        ):
            kind = (tag, label, blank, word if word in self._known_words else 0)
            rules = self._remembered.get(kind)
            if rules is None:
                matches = self._single(doc[i : i + 1], allow_missing=True)
                rules = self._remembered[kind] = tuple(self._numbered(*match)[:2] for match in matches)
            found += [(number, key, i, i + 1) for number, key in rules]
        found.sort()
        return found

    def set_annotations(self, doc: Doc, matches: list[_Match]) -> None:
        """Set what the rules say, later ones over earlier ones."""
        for number, _, begin, end in matches:
            index = self.indices[number]
            set_token_attrs(doc[(begin if index >= 0 else end) + index], self.attrs[number])

    def _numbered(self, key: int, begin: int, end: int) -> _Match:
        return int(self.vocab.strings[key]), key, begin, end


@Language.factory(QUICK)
def _made(nlp: Language, name: str) -> QuickRuler:
    ruler = QuickRuler(nlp.vocab, name)
    ruler.clear()
    return ruler


def _words(token: dict[str, Any]) -> tuple[str, ...] | None:
    """Return the words that a rule names for a token; None if it looks at more than a kind of token says."""
    if not _LOOKED_AT.issuperset(token):
        return None
    word = token.get("LOWER", ())
    if isinstance(word, dict):
        return tuple(word["IN"]) if set(word) == {"IN"} else None
    return (word,) if isinstance(word, str) else word
