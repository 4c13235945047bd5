"""The parse as the rules read it: plain objects, made once from spaCy's document when nothing more changes in it.

spaCy makes a new object for each token at each look, finds children by scanning and decodes each string anew. The
rules look at every token some hundred times, so that this would cost more than all that they decide. The names are
those of spaCy's tokens, so that a rule reads the same and may be tried on spaCy's own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from spacy import tokens as spacy


class Token:
    """A word of a document, with what the parser and the tagger say of it.

    All is set when the document is made, and stays.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_quote",
        "is_sent_start",
        "is_space",
        "left_edge",
        "lefts",
        "lemma_",
        "lower_",
        "pos_",
        "right_edge",
        "rights",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )
    head: Token
    """The token it depends on; itself at the root of a sentence."""
    left_edge: Token
    """The first token of its subtree."""
    right_edge: Token
    """The last token of its subtree."""
    sent: Stretch
    """The sentence it stands in."""
    lefts: tuple[Token, ...]
    """Children before it, in text order."""
    rights: tuple[Token, ...]
    """Children after it, in text order."""
    children: tuple[Token, ...]

    def __init__(self, doc: Doc, token: spacy.Token) -> None:
        """Copy what `token` says of itself; `Doc` ties it to the others."""
        intern = sys.intern  # one object for each word, whose hash is then known
        self.doc = doc
        self.i: int = token.i
        self.idx: int = token.idx
        """Offset of its first character."""
        self.text: str = intern(token.text)
        self.lower_: str = intern(token.lower_)
        self.lemma_: str = intern(token.lemma_)
        self.tag_: str = intern(token.tag_)
        self.pos_: str = intern(token.pos_)
        self.dep_: str = intern(token.dep_)
        self.ent_type_: str = intern(token.ent_type_)
        self.whitespace_: str = token.whitespace_
        """What stands between it and the next: a blank or nothing."""
        self.is_space: bool = token.is_space
        self.is_punct: bool = token.is_punct
        self.is_quote: bool = token.is_quote
        self.is_sent_start: bool = bool(token.is_sent_start) or token.i == 0

    def __repr__(self) -> str:
        """Return its text, as spaCy does."""
        return self.text

    def __len__(self) -> int:
        """Return the number of its characters."""
        return len(self.text)

    @property
    def is_title(self) -> bool:
        """Whether it is written with a capital letter."""
        return self.text.istitle()

    @property
    def is_upper(self) -> bool:
        """Whether it is written in capitals."""
        return self.text.isupper()

    @property
    def is_sent_end(self) -> bool:
        """Whether it is the last token of its sentence."""
        return self.i + 1 == self.sent.end

    @property
    def text_with_ws(self) -> str:
        """The text and the blank behind it."""
        return self.text + self.whitespace_

    @property
    def subtree(self) -> list[Token]:
        """The tokens below and including this one, in text order."""
        found, queue = [], [self]
        while queue:
            current = queue.pop()
            found.append(current)
            queue += current.children
        return sorted(found, key=lambda t: t.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The tokens above this one, from its head to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


class Stretch:
    """A run of tokens of a document: a sentence or a named entity."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        """Hold the tokens [start, end) of `doc`, and the kind of entity that they name."""
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        """Return the number of tokens."""
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        """Return the tokens in text order."""
        return iter(self.doc[self.start : self.end])

    @overload
    def __getitem__(self, i: int) -> Token: ...

    @overload
    def __getitem__(self, i: slice) -> list[Token]: ...

    def __getitem__(self, i: int | slice) -> Token | list[Token]:
        """Return the token number `i` of the run, counted from the end if negative, or those of a slice."""
        return self.doc[self.start : self.end][i]

    @property
    def root(self) -> Token:
        """The token that no other of the run governs."""
        return next(t for t in self if not self.start <= t.head.i < self.end or t.head is t)

    @property
    def text(self) -> str:
        """The characters from the first token to the last."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """Offset of the first character."""
        return self[0].idx

    @property
    def end_char(self) -> int:
        """Offset after the last character."""
        return self[-1].idx + len(self[-1].text)


class Doc:
    """A parsed text: its tokens, sentences and named entities."""

    __slots__ = ("_tokens", "ents", "sents", "text")

    def __init__(self, doc: spacy.Doc) -> None:
        """Copy spaCy's document; what is changed there later is not seen here."""
        self.text: str = doc.text
        self._tokens = tokens = [Token(self, token) for token in doc]
        below: list[list[Token]] = [[] for _ in tokens]
        for token, distance in zip(tokens, doc.to_array("HEAD").astype("int64").tolist(), strict=True):
            token.head = tokens[token.i + distance]
            token.left_edge = token.right_edge = token
            if distance:
                below[token.head.i].append(token)
        _set_edges(tokens)
        for token, children in zip(tokens, below, strict=True):
            token.lefts = tuple(c for c in children if c.i < token.i)
            token.rights = tuple(c for c in children if c.i > token.i)
            token.children = tuple(children)
        starts = [token.i for token in tokens if token.is_sent_start]
        ends = [*starts[1:], len(tokens)]
        self.sents = tuple(Stretch(self, start, end) for start, end in zip(starts, ends, strict=bool(tokens)))
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
        self.ents = tuple(Stretch(self, ent.start, ent.end, ent.label_) for ent in doc.ents)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        """Return the tokens in text order."""
        return iter(self._tokens)

    @overload
    def __getitem__(self, i: int) -> Token: ...

    @overload
    def __getitem__(self, i: slice) -> list[Token]: ...

    def __getitem__(self, i: int | slice) -> Token | list[Token]:
        """Return the token number `i`, or the tokens of a slice."""
        return self._tokens[i]


def _set_edges(tokens: list[Token]) -> None:
    """Set the first and last token of each subtree.

    From the left, whoever first reaches a token from below is its left edge; those above have then been reached.
    """
    for token in tokens:
        for above in token.ancestors:
            if above.left_edge.i <= token.i:
                break
            above.left_edge = token
    for token in reversed(tokens):
        for above in token.ancestors:
            if above.right_edge.i >= token.i:
                break
            above.right_edge = token
