"""Finding what the rows of a table mean: positions by their IRIs, missing ones by their article and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.amend.revising import entity_called, revised
from kg.amend.sheet import Row, refuse
from kg.errors import CorrectionError
from kg.graph.iri import Names
from kg.knowledge import Knowledge
from kg.model import Correction, CorrectionKind, Position, Reading, Span, covering
from kg.query.bind import iri
from kg.query.names import near

_HASH = 6
"""Digits of a hash that name a document at least."""


def placed(
    rows: Iterable[Row], readings: Sequence[Reading], kept: Sequence[Correction], knowledge: Knowledge
) -> tuple[Correction, ...]:
    """Return the corrections that are kept with those of `rows`, in the order in which they are to be applied.

    A row of the same place and kind as a correction that is kept takes its place; what is said again changes nothing.

    Raises:
        CorrectionError: If a row means nothing that is there; each wrong row is a line of the message and its notes.
    """
    now = revised(readings, kept, knowledge).readings
    finder = _Finder((*readings, *now), knowledge)
    corrections = {one.place: one for one in kept}
    wrong = []
    for row in rows:
        try:
            one = finder.correction(row)
        except CorrectionError as error:
            wrong.append(error)
            continue
        corrections[one.place] = one
    refuse(wrong)
    return tuple(corrections.values())


class _Finder:
    """Looks rows up in readings: as they were read, and as they stand."""

    def __init__(self, readings: Sequence[Reading], knowledge: Knowledge) -> None:
        self._readings = {reading.article.ident: reading for reading in readings}
        self._knowledge = knowledge
        self._positions: dict[str, tuple[str, Position]] = {}
        for reading in readings:
            names = Names(reading.article.ident)
            for position in reading.positions:
                self._positions[names.position(position).value] = (reading.article.ident, position)

    def correction(self, row: Row) -> Correction:
        """Return what a row says.

        Raises:
            CorrectionError: If it means nothing that is there.
        """
        if row.kind is CorrectionKind.MISSING_POSITION:
            reading = self._document(row)
            return self._made(row, reading, self._words(row, reading), None)
        ident, position = self._position(row)
        return self._made(row, self._readings[ident], covering(position.content), position)

    def _made(self, row: Row, reading: Reading, words: Span, position: Position | None) -> Correction:
        missing = row.kind is CorrectionKind.MISSING_POSITION
        renamed = missing or row.kind is CorrectionKind.WRONG_HOLDER
        turned = missing or row.kind is CorrectionKind.WRONG_POLARITY
        if renamed and entity_called(reading, self._knowledge, row.holder, row.holder_kind) is None:
            names = [name for entity in reading.entities for name in (entity.name, *entity.names)]
            raise row.error(
                f"nobody in the article or the tables is called “{row.holder}”{near(row.holder, names)}; "
                f"for somebody new say in the column “kind” what it is"
            )
        return Correction(
            kind=row.kind,
            document=reading.article.ident,
            words=words,
            by=row.by,
            on=row.on,
            was_holder=None if position is None else position.holder.name,
            was=None if position is None else position.polarity,
            holder=row.holder if renamed else None,
            holder_kind=row.holder_kind if renamed else None,
            polarity=row.polarity if turned else None,
            matter=row.matter or None if missing else None,
            note=row.note,
        )

    def _position(self, row: Row) -> tuple[str, Position]:
        node = iri(row.position)
        wanted = row.position if node is None else node.value
        if wanted in self._positions:
            return self._positions[wanted]
        fits = [found for name, found in self._positions.items() if name.rpartition("#")[2] == wanted]
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise row.error(f"“{row.position}” fits {len(fits)} positions; give the whole IRI")
        raise row.error(
            f"no position is called “{row.position}”; `kg query positions-of-an-actor` lists them"
        )

    def _document(self, row: Row) -> Reading:
        fits = [r for r in self._readings.values() if row.document in {r.article.source, *r.article.also}]
        if not fits:
            digits = row.document.rstrip("/").rpartition("/")[2].removeprefix("doc:")
            fits = [
                r
                for i, r in self._readings.items()
                if len(digits) >= _HASH and r.article.sha256.startswith(digits)
            ]
        if len(fits) != 1:
            sources = [reading.article.source for reading in self._readings.values()]
            raise row.error(f"no document is called “{row.document}”{near(row.document, sources)}")
        return fits[0]

    def _words(self, row: Row, reading: Reading) -> Span:
        text = reading.article.text
        count = text.count(row.words)
        if count != 1:
            how = "do not stand" if count == 0 else f"stand {count} times"
            raise row.error(
                f"the words “{row.words}” {how} in {reading.article.source}; give them as they are there"
            )
        begin = text.index(row.words)
        return Span(begin, begin + len(row.words))
