"""The day on which something was said: a date beside the cue, else the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.model import DatePrecision

if TYPE_CHECKING:
    from kg.annotate.dates import DateMention
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit


@dataclass(frozen=True, slots=True)
class Dating:
    """The dates of an article, by the token that heads them."""

    annotated: Annotated
    dates: tuple[DateMention, ...]

    def of(self, hit: Hit) -> tuple[date | None, DatePrecision | None]:
        """Return the day of an utterance and how it is known; both None where nothing tells."""
        for word in hit.words:
            for c in word.children:
                when = c.dep_ in {"npadvmod", "advmod"} or (
                    c.dep_ == "prep" and c.lower_ in {"on", "at", "late", "early"}
                )
                found = self._single_day(c) if when else None
                if found is not None and c.i not in {t.i for t in hit.contents}:
                    return found.begins, DatePrecision.RESOLVED if found.relative else DatePrecision.STATED
        published = self.annotated.article.published
        return (published, DatePrecision.PUBLICATION) if published is not None else (None, None)

    def _single_day(self, token: Token) -> DateMention | None:
        first, last = token.left_edge, token.right_edge
        begin, end = first.idx, last.idx + len(last)
        for found in self.dates:
            if begin <= found.span.begin and found.span.end <= end and found.begins is not None:
                return found if found.begins == found.ends else None
        return None
