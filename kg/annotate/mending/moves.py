"""Moves words of a parse about, and changes their part of speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LONGEST_SENTENCE = 400
"""Tokens of the longest sentence that is mended: children are found by scanning, endless lines would take for ever."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
BEFORE_NOUN = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "case"})


def end_mark(sentence: Span) -> str:
    """Return the word or mark that a sentence ends with, line breaks and quotation marks behind it left aside."""
    for i in range(sentence.end - 1, sentence.start, -1):
        token = sentence.doc[i]
        if not token.is_space and not token.is_quote:
            return token.text
    return sentence[0].text


def make(token: Token, tag: str, pos: str) -> None:
    """Give a word another part of speech."""
    token.tag_, token.pos_ = tag, pos


def take_place(token: Token, of: Token, dep: str = "") -> None:
    """Hang `token` where `of` hangs, `of` included in what is free to move below it."""
    head, label = of.head, dep or of.dep_
    token.head = token if head.i == of.i else head
    token.dep_ = label


def hang(token: Token, head: Token, dep: str = "") -> None:
    """Make `head` the head of `token`, by another label if one is given, unless that would close a circle."""
    if token.i != head.i and not token.is_ancestor(head):
        token.head = head
        token.dep_ = dep or token.dep_


def hand_over(tokens: list[Token], head: Token) -> None:
    """Hang several words on another head, their labels kept."""
    for token in tokens:
        hang(token, head)


def word_before(token: Token) -> Token:
    """Return the token before one; at the beginning of a text the token itself."""
    return token.nbor(-1) if token.i else token


def word_after(token: Token) -> Token:
    """Return the token behind one; at the end of a text the token itself."""
    return token.nbor(1) if token.i + 1 < len(token.doc) else token


def has_subject(token: Token) -> bool:
    """Return whether a clause has a subject of its own."""
    return any(c.dep_ in SUBJECTS for c in token.children)
