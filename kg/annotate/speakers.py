"""Finds who says a whole quoted sentence, as far as a pronoun or "this country" in it needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotate.board import Board, Sighting

_AFTER = 8
_BEFORE = 12
"""Tokens after and before the quote within which the subject of the saying stands."""
_FRAGMENT = 3
"""Quotes of this many tokens or fewer are words, no sentences."""


class Speakers:
    """The speakers of the quotes of one document, looked up once each."""

    def __init__(self, board: Board) -> None:
        """Start with none looked up."""
        self.board = board
        self._found: dict[int, int | None] = {}

    def of(self, i: int) -> Sighting | None:
        """Return who says the quoted sentence that holds token `i`; None outside of quotes or where unknown."""
        subject = self.subject(i)
        if subject is None:
            return None
        return self.board.at_head.get(subject) or self.board.titled.get(subject)

    def subject(self, i: int) -> int | None:
        """Return the token that stands for who says the quoted sentence around token `i`; None where unknown."""
        number = self.board.quoted[i]
        if number < 0:
            return None
        if number not in self._found:
            quote = self.board.quotes[number]
            if quote.speaker is not None:
                return quote.speaker
            whole = quote.end - quote.begin > _FRAGMENT and self.board.layout.text[quote.begin][:1].isupper()
            self._found[number] = self._beside(quote.begin, quote.end) if whole else None
        return self._found[number]

    def _beside(self, begin: int, end: int) -> int | None:
        """Return the subject nearest to the tokens [begin, end), outside them but in their paragraph."""
        layout = self.board.layout
        near_by: list[int] = [*range(end, min(end + _AFTER, len(layout)))]
        near_by += range(begin - 1, max(begin - _BEFORE, -1), -1)
        for i in near_by:
            near: bool = layout.paragraph[i] == layout.paragraph[begin]
            if near and layout.dep[i] == "nsubj" and self.board.quoted[i] < 0:
                return i
            if near and layout.tag[i] == "VBG" and layout.dep[i] == "advcl" and self.board.quoted[i] < 0:
                subject = layout.child(layout.head[i], "nsubj")  # "Odinga was angry, telling reporters: …"
                if subject is not None:
                    return subject
        return None
