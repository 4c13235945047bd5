"""Makes states, organisations, peoples and places of the names that are no person's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.annotate.board import Draft
from kg.annotate.metonyms import acts
from kg.annotate.names import gaz_states
from kg.knowledge import FormKind, plain
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board
    from kg.annotate.gazetteer import Gazetteer
    from kg.annotate.lexicon import Lexicon
    from kg.annotate.names import Name

_ADJECTIVE = {"amod", "compound", "nmod", "acomp", "attr"}


class Bodies:
    """The states, organisations, peoples and places of one document."""

    def __init__(self, board: Board, gaz: Gazetteer, lex: Lexicon) -> None:
        """Start with none."""
        self.board = board
        self.layout = board.layout
        self.gaz = gaz
        self.lex = lex
        self.by_key: dict[str, Draft] = {}
        self.by_name: dict[str, Draft] = {}

    def collect(self, names: list[Name]) -> None:
        """Note every name on the board, those of neither actor nor place left out."""
        for name in names:
            self._note_adjective(name)
            draft = self._draft_of(name)
            if draft is not None:
                self.board.add(name.begin, name.end, draft, Form.NAMED)
            for hit in name.inner:
                keys = hit.senses[FormKind.NAME]
                if len(keys) == 1 and self.gaz.actor(keys[0]).kind is not Kind.PERSON:
                    self.board.add(hit.begin, hit.end, self.known(keys[0]), Form.NAMED)
        self._join_acronyms()

    def known(self, key: str) -> Draft:
        """Return the draft of a curated actor, making one if the document had none yet."""
        if key not in self.by_key:
            actor = self.gaz.actor(key)
            state = self.gaz.knowledge.state_of(key)
            draft = Draft(actor.kind, actor.label, known=key, feminine=actor.feminine)
            draft.state = state.key if state and state.key != key else None
            self.by_key[key] = draft
        return self.by_key[key]

    def named(self, words: str, kind: Kind, state: str | None = None) -> Draft:
        """Return the draft of a name that no curated actor has, making one if it is new."""
        key = _folded(words)
        if key not in self.by_name:
            self.by_name[key] = Draft(kind, words, state=state)
        draft = self.by_name[key]
        if draft.kind is Kind.PLACE and kind is not Kind.PLACE:
            draft.kind = kind
        draft.state = draft.state or state
        return draft

    def _draft_of(self, name: Name) -> Draft | None:
        """Return what a name denotes here; None for a bare adjective and what is no actor or place."""
        words = self.layout.words(name.begin, name.end)
        head = self.layout.head_in(name.begin, name.end)
        if name.senses:
            return self._curated(name, words, head)
        if name.kind is None:
            return None
        if name.kind is Kind.GROUP:
            return self._people(name, words, head)
        return self.named(words, name.kind, name.state)

    def _note_adjective(self, name: Name) -> None:
        """Note the state of an adjective, for the noun that it stands with."""
        keys = name.senses.get(FormKind.ADJECTIVE, ()) or name.senses.get(FormKind.PEOPLE, ())
        if len(keys) == 1 and FormKind.NAME not in name.senses:
            for i in range(name.begin, name.end):
                self.board.adjectives[i] = (name.begin, keys[0])

    def _curated(self, name: Name, words: str, head: int) -> Draft | None:
        """Return the draft of a form of curated actors."""
        metonym = name.senses.get(FormKind.METONYM, ())
        direct = name.senses.get(FormKind.NAME, ())
        actors = [key for key in direct if self.gaz.actor(key).kind is not Kind.PLACE]
        if len(actors) == 1:
            return self.known(actors[0])
        if len(metonym) == 1:
            if acts(self.layout, head, self.lex):
                return self.known(metonym[0])
            return self.known(direct[0]) if len(direct) == 1 else self.named(words, Kind.PLACE, metonym[0])
        if len(direct) == 1:
            return self.known(direct[0])
        if direct or metonym:
            return self.named(words, name.kind or Kind.PLACE)
        return self._people(name, words, head)

    def _people(self, name: Name, words: str, head: int) -> Draft | None:
        """Return the group of a people's name used as a noun ("the Russians"), not as an adjective."""
        layout = self.layout
        states = gaz_states(self.gaz, name.senses)
        state = states.pop() if len(states) == 1 else None
        plural = layout.tag[head] in {"NNPS", "NNS"} or self.gaz.knowledge.is_people(words)
        qualifies = layout.dep[layout.first_conjunct(head)] in _ADJECTIVE
        if not plural and name.label == "NORP" and not name.senses and layout.tag[head] == "NNP":
            return None if qualifies else self.named(words, Kind.ORGANISATION)  # "the Taliban"
        if not plural or (qualifies and not words.endswith("s")):
            return None
        draft = self.named(words, Kind.GROUP, state)
        draft.plural = True
        return draft

    def _join_acronyms(self) -> None:
        """Join "World Health Organization" with "WHO" where the initials agree."""
        long = {n: d for n, d in self.by_name.items() if " " in n and d.kind is not Kind.PLACE}
        initials: dict[str, Draft] = {}
        for name in sorted(long):
            words = [w for w in re.split(r"[\s-]+", name) if w not in {"of", "the", "for", "and", "in", "on"}]
            if len(words) > 1:
                initials.setdefault("".join(w[0] for w in words), long[name])
        for name in sorted(self.by_name):
            draft = self.by_name[name]
            short = draft.name.replace(".", "")
            whole = initials.get(short.lower()) if short.isupper() and len(short) > 1 else None
            if whole is not None and whole is not draft:
                self.board.merge(whole, draft)
                self.by_name[name] = whole


def _folded(words: str) -> str:
    """Return a name as it is compared."""
    return re.sub(r"[^\w\s&-]", "", plain(words)).casefold().strip()
