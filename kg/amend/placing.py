"""Finding what the rows of a table mean: positions by their IRIs, missing ones by their article and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.amend.revising import entity_called, revised
from kg.amend.sheet import Row, refuse
from kg.errors import CorrectionError
from kg.graph.iri import Names
from kg.graph.written import node
from kg.knowledge import Knowledge
from kg.model import Correction, CorrectionKind, Position, Reading, Span, covering
from kg.query.bind import iri
from kg.query.names import near

_HASH = 6
"""Digits of a hash that name a document at least."""
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
"""Spreadsheets bend quotation marks; each stands for one, so that offsets stay."""


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
                self._positions[node(names.position(position)).value] = (reading.article.ident, position)

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
            matter=row.matter or None if missing or row.kind is CorrectionKind.WRONG_MATTER else None,
            modality=row.modality if missing or row.kind is CorrectionKind.WRONG_MODALITY else None,
            condition=self._condition(row, reading, position),
            note=row.note,
        )

    def _condition(self, row: Row, reading: Reading, position: Position | None) -> Span | None:
        """Return where the words of the condition stand: in the position's sentence, if several places have them."""
        if not row.condition or row.kind not in (
            CorrectionKind.MISSING_POSITION,
            CorrectionKind.WRONG_CONDITION,
        ):
            return None
        places = _places(row.condition, reading.article.text)
        near = [place for place in places if position and covering(position.evidence).covers(place)]
        return _one(row, row.condition, near or places, reading)

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
            ending = f"/{row.document}"  # a name without its folders
            fits = [
                reading
                for reading in self._readings.values()
                if any(source.endswith(ending) for source in (reading.article.source, *reading.article.also))
            ]
        if not fits:
            digits = row.document.rstrip("/").rpartition("/")[2].removeprefix("doc:")
            fits = [
                r
                for i, r in self._readings.items()
                if len(digits) >= _HASH and r.article.sha256.startswith(digits)
            ]
        if len(fits) > 1:
            raise row.error(f"“{row.document}” fits {len(fits)} documents; give the whole source")
        if not fits:
            sources = [reading.article.source for reading in self._readings.values()]
            raise row.error(f"no document is called “{row.document}”{near(row.document, sources)}")
        return fits[0]

    def _words(self, row: Row, reading: Reading) -> Span:
        return _one(row, row.words, _places(row.words, reading.article.text), reading)


def _places(words: str, text: str) -> list[Span]:
    """Return where words stand in a text, however its lines are broken and its apostrophes bent."""
    pattern = r"\s+".join(re.escape(part) for part in words.translate(_STRAIGHT).split())
    found = re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text.translate(_STRAIGHT))
    return [Span(*match.span()) for match in found]


def _one(row: Row, words: str, places: Sequence[Span], reading: Reading) -> Span:
    if len(places) == 1:
        return places[0]
    how = f"stand {len(places)} times" if places else "do not stand"
    raise row.error(f"the words “{words}” {how} in {reading.article.source}; give them as they are there")
