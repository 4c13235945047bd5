"""The day on which something was said: a date beside the cue, else the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.model import DatePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.annotate.dates import DateMention
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit


CLAUSES = frozenset({"relcl", "acl", "advcl"})
WHEN = frozenset({"on", "at", "late", "early", "in", "during"})
"""Words before the time of an utterance."""


@dataclass(frozen=True, slots=True)
class Dating:
    """The dates of an article, by the token that heads them."""

    annotated: Annotated
    dates: tuple[DateMention, ...]

    def of(self, hit: Hit) -> tuple[date | None, DatePrecision | None]:
        """Return the day of an utterance and how it is known; both None where nothing tells.

        Nothing tells either where the words name a time before the article that is no single day: what was "ruled out
        in March" was not said on the day of an article in June.
        """
        published = self.annotated.article.published
        for found in self._times(hit):
            if found.begins is not None and found.begins == found.ends:
                return found.begins, DatePrecision.RESOLVED if found.relative else DatePrecision.STATED
            if published is not None and found.ends is not None and found.ends < published:
                return None, None
        return (published, DatePrecision.PUBLICATION) if published is not None else (None, None)

    def _times(self, hit: Hit) -> Iterator[DateMention]:
        """Yield the times that the words of an utterance name, the first that each phrase holds."""
        contents = {token.i for token in hit.contents}
        for word in hit.words:
            if word.dep_ in CLAUSES and (found := self._at(word.head)) is not None:
                yield found  # "in March, when the minister ruled it out"
            for c in word.children:
                when = c.dep_ in {"npadvmod", "advmod"} or (c.dep_ == "prep" and c.lower_ in WHEN)
                found = self._within(c) if when and c.i not in contents else None
                if found is not None:
                    yield found

    def _within(self, token: Token) -> DateMention | None:
        """Return the first time in the phrase of a token."""
        first, last = token.left_edge, token.right_edge
        begin, end = first.idx, last.idx + len(last)
        inside = (d for d in self.dates if begin <= d.span.begin and d.span.end <= end)
        return next((d for d in inside if d.begins is not None), None)

    def _at(self, token: Token) -> DateMention | None:
        """Return the time whose name holds a token."""
        return next((d for d in self.dates if d.span.begin <= token.idx < d.span.end), None)
