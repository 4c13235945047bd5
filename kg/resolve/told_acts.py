"""The acts that a document has told so far, among which something that points back finds the one that it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.resolve.classes import classes
from kg.resolve.tables import settings

if TYPE_CHECKING:
    from kg.resolve.matter import Matter


class Act(NamedTuple):
    """Something that a holder does, or asks for."""

    by: frozenset[str]
    matter: Matter
    end: int
    """Where the sentence that tells of it ends."""
    done: bool
    """Whether the holder does it, or has it done."""
    firm: bool = True
    """Whether it is certain and hangs on nothing."""


@dataclass(slots=True)
class Acts:
    """The acts that a document has spoken of so far."""

    near: list[Act] = field(default_factory=list)
    central: tuple[frozenset[str], Matter] | None = None
    """What the article is about as a whole, and whose act it is."""
    refused: Matter | None = None
    """The same where the article tells first that somebody refuses it."""
    told: dict[str, Matter] = field(default_factory=dict)
    """The last matter that each holder took up."""

    def owned(self, owners: set[str], *, saying: bool) -> Matter | None:
        """Return the act of one of the owners that is meant: what the article is about, else the latest.

        Args:
            owners: Whose act it is.
            saying: Whether it is something that they ask for, not something that they do.
        """
        if self.central is not None and self.central[0] & owners and not saying:
            return self.central[1]
        fitting = [act for act in self._latest() if act.by & owners]
        exact = [act for act in fitting if act.done is not saying]
        return next((act.matter for act in (*exact, *fitting)), None)

    def others(
        self,
        holder: str,
        begin: int,
        noun: str = "",
        *,
        closed: bool = False,
        done: bool = False,
        firm: bool = False,
    ) -> Matter | None:
        """Return the act of somebody else told just before, else the central one, else the nearest one.

        Args:
            holder: Whose act is not meant.
            begin: Where the words stand that point back.
            noun: The noun that points back, if one does.
            closed: Whether only acts count that their classes say in full; the central one always does.
            done: Whether only acts count that somebody does: nobody's policy is what he asks of others.
            firm: Whether only acts count that are certain and hang on nothing.
        """
        fitting = [
            a
            for a in self._latest()
            if holder not in a.by
            and (a.matter.closed or not closed)
            and (a.done or not done)
            and (a.firm or not firm)
        ]
        central = None if self.central is None or holder in self.central[0] else self.central[1]
        if central is not None and self.is_other(
            central, noun
        ):  # "Oslo refuses the goal as allies agree on it"
            return next((a.matter for a in fitting[::-1] if a.end <= settings().lead_chars), None)
        if fitting and begin - fitting[0].end <= settings().antecedent_chars:
            return fitting[0].matter
        if central is not None:
            return central
        return fitting[0].matter if fitting else None

    def is_other(self, act: Matter, noun: str) -> bool:
        """Return whether a noun cannot mean an act: what undoes it, or the decision by which it was refused.

        As in "The union rejected a pact. Rao regretted the vote", who is for the pact.
        """
        return _undoes(act, noun) or (act is self.refused and noun in classes().deciding)

    def _latest(self) -> list[Act]:
        return self.near[: -settings().antecedent_reach - 1 : -1]


def _undoes(act: Matter, noun: str) -> bool:
    """Return whether an act is done to the very thing that a noun names: "the ban" is not "lift its ban"."""
    undoing = classes().reversing | classes().actions["lift"].lemmas
    return act.sense.verb in undoing and any(item.stem == noun for item in act.sense.items)
