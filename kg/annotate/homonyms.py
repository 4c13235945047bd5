"""Decides who is meant by a surname that is all an article calls a person by: office, day and states near it tell.

"Home Secretary Johnson", "Saudi King Abdullah", "President Bush" in 1991. Where the text does not tell, nobody is
taken for anybody: the person stays one of this article, with those whom it may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.wording import matches
from kg.forms import FormKind, is_common
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kg.annotate.board import Board, Draft, Office
    from kg.annotate.lexicon import Lexicon
    from kg.annotate.name import Name
    from kg.annotate.offices import Titles
    from kg.knowledge import Knowledge, KnownActor, KnownTenure


def settle_homonyms(board: Board, titles: Titles) -> None:
    """Settle who is called by a surname only, once their offices are known, and doubt what only a name supports."""
    judge = Judge(board, titles.gaz.knowledge)
    for draft in dict.fromkeys(sighting.draft for sighting in board.sightings):
        if draft.lone and draft.kind is Kind.PERSON:
            judge.settle(draft)
        elif draft.kind is Kind.PERSON and draft.known is not None:
            judge.doubt(draft, draft.known)


def state_before(names: Mapping[int, Name], lex: Lexicon, lower: list[str], begin: int) -> str | None:
    """Return the state whose office the words before a name give: "*South Korean* President Kim".

    Args:
        names: Token to the name that holds it.
        lex: The word lists.
        lower: The document's tokens in lower case.
        begin: First token of the name.
    """
    i = begin - 1
    while i >= 0 and (lower[i] in lex.titles or lower[i] in lex.modifiers):
        i -= 1
    name = names.get(i)
    keys = () if name is None or i == begin - 1 else name.senses.get(FormKind.ADJECTIVE, ())
    return keys[0] if len(keys) == 1 else None


@dataclass(slots=True)
class Judge:
    """Weighs what one article says for each person of a surname."""

    board: Board
    knowledge: Knowledge

    def settle(self, draft: Draft) -> None:
        """Let a draft be the one curated person whom the article means, else nobody's, with those it may be."""
        called = self.knowledge.people_called(draft.lone)
        offices = [office for office in draft.titles if _says_office(office)]
        by_office = [actor for actor in called if any(self._held(actor, office) for office in offices)]
        if offices and not by_office:
            wanted = called if not self._contradicted(called, offices, draft.lone) else ()
            self._give(draft, self._by_context(wanted, draft.lone), wanted)
        elif offices:
            chosen = by_office if len(by_office) == 1 else self._narrowed(by_office)
            self._give(draft, chosen, by_office)
        else:
            self._give(draft, self._by_context(called, draft.lone), called)

    def doubt(self, draft: Draft, key: str) -> None:
        """Take a full name back of which nothing but the name speaks for the curated person: "Mike Johnson, a baker".

        Only a common name, in an article of a day on which the person held no office, which names no state they served.
        """
        on, actor = self.board.article.published, self.knowledge.actors[key]
        held = self.knowledge.tenures_of(key)
        if on is None or not held or not is_common(actor.label.rpartition(" ")[2]):
            return
        if self.knowledge.holds_office(key, on) or any(self._held(actor, office) for office in draft.titles):
            return
        if not self._states_near() & {self._state(tenure) for tenure in held}:
            draft.known, draft.state, draft.maybe = None, None, (key,)
            draft.name = max(draft.forms, key=lambda form: (len(form), form))

    def _give(self, draft: Draft, chosen: Iterable[KnownActor], among: Iterable[KnownActor]) -> None:
        found = list(chosen)
        if len(found) == 1:
            draft.known, draft.name = found[0].key, found[0].label
            draft.feminine = found[0].feminine if draft.feminine is None else draft.feminine
            draft.state = draft.state or self._served(found[0])
            return
        if draft.known is not None:
            draft.known, draft.name, draft.feminine = None, draft.lone, None
        draft.maybe = tuple(sorted(actor.key for actor in among))

    # ------------------------------------------------------------ offices

    def _held(self, actor: KnownActor, office: Office) -> bool:
        """Return whether a person held an office that the text gives, by then or, where it is over, before."""
        on = self.board.article.published
        return any(
            any(matches(office.title, wording) for wording in (tenure.title, *tenure.titles))
            and self._same_body(tenure, office)
            and (on is None or (_over(tenure, on) if office.former else tenure.covers(on)))
            for tenure in self.knowledge.tenures_of(actor.key)
        )

    def _same_body(self, tenure: KnownTenure, office: Office) -> bool:
        """Return whether a tenure is in the body or state that the text names, if it names one."""
        owner = office.organisation
        if owner is None or (owner.known is None and owner.state_key is None):
            return True
        state = self.knowledge.state_of(tenure.organisation)
        return tenure.organisation == owner.known or (state is not None and state.key == owner.state_key)

    def _contradicted(self, called: tuple[KnownActor, ...], offices: list[Office], surname: str) -> bool:
        """Return whether an office that nobody of the name held speaks against all of them.

        "Police chief Johnson" does; "President Putin" of 2010 does not, for a rare name that one person bears.
        """
        return len(called) != 1 or is_common(surname) or any(self._elsewhere(called[0], o) for o in offices)

    def _elsewhere(self, actor: KnownActor, office: Office) -> bool:
        """Return whether an office is in a state that the person never served: "Kenya's governor Putin"."""
        owner = office.organisation
        served = {
            state for t in self.knowledge.tenures_of(actor.key) if (state := self._state(t)) is not None
        }
        return (
            owner is not None
            and owner.state_key is not None
            and bool(served)
            and owner.state_key not in served
        )

    # ------------------------------------------------------------ days and states

    def _by_context(self, called: Iterable[KnownActor], surname: str) -> list[KnownActor]:
        """Return those in office that day, or all where that says nothing; of a common name only such as fit the states.

        "Sanders" may be the senator, of whom no office is in the tables, or the press secretary.
        """
        on, found = self.board.article.published, list(called)
        if len(found) == 1 and not is_common(surname):
            return found
        if not all(self.knowledge.tenures_of(actor.key) for actor in found):
            return []  # nothing is known that could rule out who held no office of the tables
        if on is not None:
            found = [actor for actor in found if self.knowledge.holds_office(actor.key, on)]
        if len(found) == 1 and not is_common(surname):
            return found
        return self._narrowed(found)

    def _narrowed(self, called: list[KnownActor]) -> list[KnownActor]:
        """Return those whose state the article speaks of."""
        near = self._states_near()
        return [actor for actor in called if near & self._states(actor)]

    def _states_near(self) -> set[str]:
        """Return the states that the article names, by noun, seat or adjective."""
        drafts = {id(s.draft): s.draft for s in self.board.sightings if s.draft.kind is not Kind.PERSON}
        named = {key for draft in drafts.values() if (key := draft.state_key) is not None}
        return named | {key for _, key in self.board.adjectives.values()}

    def _states(self, actor: KnownActor) -> set[str]:
        """Return the states in whose offices a person was, at the day of the article where it is known."""
        on = self.board.article.published
        held = [t for t in self.knowledge.tenures_of(actor.key) if on is None or t.covers(on)]
        return {state for tenure in held if (state := self._state(tenure)) is not None}

    def _served(self, actor: KnownActor) -> str | None:
        states = self._states(actor)
        return states.pop() if len(states) == 1 else None

    def _state(self, tenure: KnownTenure) -> str | None:
        state = self.knowledge.state_of(tenure.organisation)
        return state.key if state is not None else None


def _says_office(office: Office) -> bool:
    """Return whether the words are more than a form of address."""
    return bool(office.title.strip())


def _over(tenure: KnownTenure, on: date) -> bool:
    """Return whether a tenure had certainly begun and may have ended by a day."""
    ended = tenure.until or tenure.sure_until
    return ended is not None and ended <= on
