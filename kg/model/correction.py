"""What a person says against the reading of an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.model.terms import CorrectionKind, Kind, Modality, Polarity
from kg.model.text import Span


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of one position, told by its words, so that it holds whatever the reader makes of them next.

    Raises:
        ValueError: If it says nothing, or its kind does not go with what it says.
    """

    kind: CorrectionKind
    document: str
    """Ident of the article."""
    words: Span
    """The words that state the matter, from the first to the last."""
    by: str
    """Who says so."""
    on: date
    was_holder: str | None = None
    """Name of the holder that was read; None for a position that is missing."""
    was: Polarity | None = None
    """The side that was read."""
    holder: str | None = None
    """Whose position it is."""
    holder_kind: Kind | None = None
    """What the holder is, where neither the article nor a table knows the name."""
    polarity: Polarity | None = None
    matter: str | None = None
    """The matter as a sentence: the label of a proposition, or words of one's own."""
    modality: Modality | None = None
    condition: Span | None = None
    """The words of the condition with what opens it ("unless …"); None where there is none."""
    note: str = ""

    def __post_init__(self) -> None:
        """Check that what the kind needs is there."""
        missing = self.kind is CorrectionKind.MISSING_POSITION
        if (self.was_holder is None) != missing or (self.was is None) != missing:
            raise ValueError("a position that was read has a holder and a side, a missing one has not")
        if (self.holder is not None) != (missing or self.kind is CorrectionKind.WRONG_HOLDER):
            raise ValueError("a holder goes with a wrong holder or a missing position")
        if (self.polarity is not None) != (missing or self.kind is CorrectionKind.WRONG_POLARITY):
            raise ValueError("a side goes with a wrong side or a missing position")
        for kind, told, called in (
            (CorrectionKind.WRONG_MATTER, self.matter, "matter"),
            (CorrectionKind.WRONG_MODALITY, self.modality, "modality"),
        ):
            if (self.kind is kind) != (told is not None) and not missing:
                raise ValueError(f"a {called} goes with a wrong {called} or a missing position")
        if self.condition is not None and not missing and self.kind is not CorrectionKind.WRONG_CONDITION:
            raise ValueError("a condition goes with a wrong condition or a missing position")
        if not self.by:
            raise ValueError("a correction says whose it is")

    @property
    def place(self) -> tuple[object, ...]:
        """What it is about: a later correction of the same place takes its place."""
        return (
            self.kind,
            self.document,
            self.words,
            self.was_holder,
            self.was,
            None if self.was else self.holder,
        )
