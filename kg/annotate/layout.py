"""Arrays over a parsed document, made once, so that no rule walks a sentence twice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from kg.annotate.parsed import Doc, Token
from kg.model import Span

if TYPE_CHECKING:
    from spacy import tokens as spacy

_HEADLINE = 20
"""Tokens of the longest headline."""
_MOST = 200
"""Children and conjuncts of one token that are looked at: more is no sentence but a hostile line."""
_REACH = 60
"""Tokens that a noun phrase may stretch to either side of its head."""


class Layout:
    """Heads, children, sentences, paragraphs and offsets of a document."""

    def __init__(self, doc: spacy.Doc) -> None:
        """Read the arrays off `doc`, whatever is changed in it later."""
        self.doc = parsed = Doc(doc)
        self.source: str = parsed.text
        self.tokens: list[Token] = list(parsed)
        self.text: list[str] = [token.text for token in parsed]
        self.lower: list[str] = [text.lower() for text in self.text]
        self.lemma: list[str] = [token.lemma_.lower() for token in parsed]
        self.tag: list[str] = [token.tag_ for token in parsed]
        self.dep: list[str] = [token.dep_ for token in parsed]
        self.head: list[int] = [token.head.i for token in parsed]
        self.start: list[int] = [token.idx for token in parsed]
        self.children: list[list[int]] = [[c.i for c in token.children[:_MOST]] for token in parsed]
        self.sentence: list[int] = []
        self.paragraph: list[int] = []
        self.shouted: list[bool] = []
        """Whether the token stands in a sentence written in capitals (a headline)."""
        sentence = paragraph = -1
        broken = True
        for token in self.tokens:
            sentence += token.is_sent_start
            paragraph += broken and not token.is_space
            broken = (broken and token.is_space) or (token.is_space and "\n" in token.text)
            self.sentence.append(sentence)
            self.paragraph.append(paragraph)
        self._mark_shouted()

    def _mark_shouted(self) -> None:
        """Note which sentences are in capitals: two or more long words, all of them."""
        long: dict[int, list[int]] = {}
        for i, text in enumerate(self.text):
            if text.isalpha() and len(text) > 3:
                counts = long.setdefault(self.sentence[i], [0, 0])
                counts[text.isupper()] += 1
        loud = {number for number, (small, capital) in long.items() if capital > 1 and not small}
        self.shouted = [number in loud for number in self.sentence]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.text)

    def sentence_begin(self, i: int) -> int:
        """Return the first token of the sentence of token `i`."""
        return bisect_left(self.sentence, self.sentence[i])

    def sentence_end(self, i: int) -> int:
        """Return the token after the last of the sentence of token `i`."""
        return bisect_right(self.sentence, self.sentence[i])

    def is_headline(self, i: int) -> bool:
        """Return whether token `i` stands in a line of one short sentence that no mark ends."""
        begin, end = self.sentence_begin(i), self.sentence_end(i)
        while end > begin and self.tokens[end - 1].is_space:
            end -= 1
        opens = begin == 0 or self.paragraph[begin - 1] != self.paragraph[begin]
        closes = (
            end == len(self) or self.tokens[end].is_space or self.paragraph[end] != self.paragraph[end - 1]
        )
        return opens and closes and end - begin <= _HEADLINE and self.text[end - 1][-1] not in ".!?:;,"

    def token_at(self, offset: int) -> int:
        """Return the token that holds the character at `offset`, else the one before it."""
        return max(bisect_right(self.start, offset) - 1, 0)

    def end_of(self, i: int) -> int:
        """Return the offset after token `i`."""
        return self.start[i] + len(self.text[i])

    def span(self, begin: int, end: int) -> Span:
        """Return the characters of the tokens [begin, end)."""
        return Span(self.start[begin], self.end_of(end - 1))

    def words(self, begin: int, end: int) -> str:
        """Return the text of the tokens [begin, end), white space made single."""
        return " ".join(self.source[self.start[begin] : self.end_of(end - 1)].split())

    def head_in(self, begin: int, end: int) -> int:
        """Return the syntactic head of the tokens [begin, end): the last whose own head lies outside."""
        for i in range(end - 1, begin - 1, -1):
            if self.dep[i] not in {"punct", "case"} and not begin <= self.head[i] < end:
                return i
        return end - 1

    def phrase_begin(self, i: int, deps: frozenset[str]) -> int:
        """Return the leftmost token of the noun phrase of head `i`, through children of kind `deps`."""
        begin = i
        stack = [i]
        while stack:
            for child in self.children[stack.pop()]:
                if i - _REACH < child < i and self.dep[child] in deps:
                    begin = min(begin, child)
                    stack.append(child)
        return begin

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first child of token `i` with one of the dependency labels."""
        return next((c for c in self.children[i] if self.dep[c] in deps), None)

    def first_conjunct(self, i: int) -> int:
        """Return the first member of the coordination that token `i` belongs to."""
        for _ in range(_MOST):
            if self.dep[i] != "conj" or self.head[i] == i:
                break
            i = self.head[i]
        return i

    def conjuncts(self, i: int) -> list[int]:
        """Return the later members of the coordination that token `i` opens, in order."""
        found: list[int] = []
        last: int | None = i
        while last is not None and len(found) < _MOST:
            last = self.child(last, "conj")
            if last is not None:
                found.append(last)
        return found
