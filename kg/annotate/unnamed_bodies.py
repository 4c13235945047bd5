"""Finds what a noun for a body denotes that is written small: "the government", "its parliament", "the company"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.backward import BACK_WINDOW, Backward
from kg.annotate.board import Draft
from kg.annotate.groups import Groups
from kg.annotate.phrases import POINTING, ruler
from kg.lang.lexicon import word_set
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.bodies import Bodies
    from kg.annotate.lexicon import Lexicon

_ADMINISTRATION, _AMERICAN = "administration", "united-states"
"""What the government of one state alone is mostly called."""
_OF_ONE_STATE = frozenset({Kind.STATE, Kind.PERSON, Kind.GROUP})
"""Kinds of which each named one shows which state a text is about: "Poles", "Polish officials" too."""
_OF_STATES = word_set("bodies of a state")
_BELOW_STATE = word_set("levels below a state")


class UnnamedBodies:
    """The common nouns of one document that denote a government or another body."""

    def __init__(self, bodies: Bodies, backward: Backward, groups: Groups, lex: Lexicon) -> None:
        """Keep what the document holds so far, and who goes on finding more in it."""
        self.board = groups.board
        self.layout = groups.board.layout
        self.bodies = bodies
        self.backward = backward
        self.phrases = groups.phrases
        self.groups = groups
        self.unnamed = groups.unnamed
        self.lex = lex

    def regime(self, begin: int, i: int) -> None:
        """Note a government: the state itself, where the phrase or the text says which; that of a region is its own."""
        region = self.phrases.region(begin, i)
        owner = region or self.phrases.owner(begin, i)
        if region is None and i > begin and self.layout.lower[i - 1] in _BELOW_STATE:
            self._below_state(begin, i, owner)
            return
        if owner is None and self.layout.lower[begin] in {*POINTING, "its", "their"}:
            american = self.layout.lemma[i] == _ADMINISTRATION and self._speaks_of(begin, _AMERICAN)
            owner = self.bodies.known(_AMERICAN) if american else self._main_state(begin)
        if owner is None and self.layout.lower[begin] in {"his", "her"}:
            owner = self._state_of_person(begin)
        key = ruler(owner) if owner is not None else None
        if key is not None:
            self.board.add(begin, self.phrases.end(i), self.bodies.known(key), Form.NOMINAL)
        elif owner is not None and owner.known is not None and owner.kind in {Kind.ORGANISATION, Kind.GROUP}:
            self._add(begin, i, owner)  # "the Taliban government"
        elif owner is not None and owner.kind in {Kind.PERSON, Kind.PLACE}:
            name = f"{self.layout.text[i]} of {owner.name}"
            self._add(begin, i, self.unnamed.get(("regime", owner.name), Kind.GOVERNMENT, name, owner))
        elif self.layout.lower[begin] in POINTING:
            self._add(begin, i, self.unnamed.get(("regime", ""), Kind.GOVERNMENT, self.layout.text[i], None))

    def _below_state(self, begin: int, i: int, owner: Draft | None) -> None:
        """Note the government of a part of a state: "the Malian provincial government"."""
        name = self._called(begin, i, owner)
        self._add(begin, i, self.unnamed.get(("regime", name.lower()), Kind.GOVERNMENT, name, owner))

    def _called(self, begin: int, i: int, owner: Draft | None) -> str:
        """Return what a body is called: with its owner, unless its words tell who that is ("the Malian army")."""
        words = self.phrases.core_words(begin, i)
        told = any(j in self.board.adjectives or j in self.board.named_at for j in range(begin, i))
        told = told and self.phrases.possessor(begin, i) is None
        return words if told or owner is None else f"{words} of {owner.name}"

    def _speaks_of(self, begin: int, state: str) -> bool:
        """Return whether the text has named a state, or somebody of it, before."""
        past = self.backward.before(begin, BACK_WINDOW)
        return any(state in {s.draft.known, s.draft.state_key} for s in past)

    def _state_of_person(self, begin: int) -> Draft | None:
        """Return the state of the person spoken of last, for "her government" of a minister."""
        people = (s for s in self.board.sightings if s.draft.kind is Kind.PERSON and s.begin < begin)
        last = max(people, key=lambda s: s.begin, default=None)
        key = last.draft.state_key if last is not None else None
        return self.bodies.known(key) if key is not None else None

    def _main_state(self, begin: int) -> Draft | None:
        """Return the state that more than half of the states, office-holders and groups named so far are of."""
        counts: dict[str, int] = {}
        for sighting in self.backward.before(begin, BACK_WINDOW):
            key = sighting.draft.state_key if sighting.draft.kind in _OF_ONE_STATE else None
            if key is not None:
                counts[key] = counts.get(key, 0) + 1
        best = max(sorted(counts), key=lambda key: counts[key], default=None)
        return self.bodies.known(best) if best and counts[best] * 2 > sum(counts.values()) else None

    def body(self, begin: int, i: int, lemma: str) -> None:
        """Note an organisation written small: one of a state or person, one named before, or an unnamed one."""
        noun = self.lex.org_nouns[lemma]
        if noun.kind is Kind.OUTLET and self.layout.lower[begin] == "this":
            return  # "seen by this newspaper": the one that prints it
        owner = self.phrases.owner(begin, i) or self.backward.owning(begin, noun)
        words = self.phrases.core_words(begin, i)
        if owner is not None and owner.kind is Kind.PERSON and (noun.unnamed or noun.owned):
            if not self.phrases.is_aimed(i):
                self._add(begin, i, self.unnamed.owned(lemma, noun.kind, words, owner))
        elif owner is not None and noun.unnamed and owner.kind is not Kind.GROUP:
            name = self._called(begin, i, owner)
            draft = self.unnamed.get(("body", words.lower(), owner.name), noun.kind, name, owner)
            self._add(begin, i, draft)
            self.unnamed.latest[lemma] = draft
        elif noun.anaphor and (self.phrases.points(begin, i) or self.phrases.is_capital(begin, i)):
            found = self._named_body(i, words, lemma) or self.unnamed.latest.get(lemma)
            if found is not None and not found.plural:
                self._add(begin, i, found)
            elif noun.unnamed:
                self._add(begin, i, self._body_of_state(begin, noun.kind, words, lemma))
            else:
                self.groups.note_body(begin, i, noun.kind)
        elif lemma in self.lex.meetings:
            self.groups.note_meeting(begin, i)
        elif noun.unnamed and noun.anaphor and self._is_new_actor(begin, i):
            draft = self.unnamed.get(("body", words.lower(), "", str(begin)), noun.kind, words, None)
            self._add(begin, i, draft)
            self.unnamed.latest[lemma] = draft
        else:
            self.groups.note_body(begin, i, noun.kind)

    def _body_of_state(self, begin: int, kind: Kind, words: str, lemma: str) -> Draft:
        """Return "the foreign ministry" where nobody says whose: that of the state which the text is about."""
        state = self._main_state(begin) if lemma in _OF_STATES else None
        name = f"{words} of {state.name}" if state is not None else words
        return self.unnamed.get(("body", words.lower(), state.name if state else ""), kind, name, state)

    def _is_new_actor(self, begin: int, i: int) -> bool:
        """Return whether a body that was not spoken of before acts: "a court ruled", "said a tribunal"."""
        indefinite = self.layout.lower[begin] in {"a", "an", "another"}
        return indefinite and self.layout.dep[i] in {"nsubj", "agent"}

    def _named_body(self, i: int, words: str, lemma: str) -> Draft | None:
        """Return the organisation named last whose name or key fits the noun at token `i`."""
        noun = self.lex.org_nouns[lemma]
        others = {word.lower() for word in words.split()} - set(lemma.split())
        for sighting in self.backward.before(i, BACK_WINDOW):
            draft = sighting.draft
            if sighting.form is not Form.NAMED or draft.kind in {
                Kind.PERSON,
                Kind.STATE,
                Kind.PLACE,
                Kind.GROUP,
            }:
                continue
            own = set(draft.name.lower().replace(".", "").split()) | {draft.known or ""}
            free = "*" in noun.like and draft.state is None and draft.kind is Kind.ORGANISATION
            near = self.layout.sentence[i] - self.layout.sentence[sighting.begin] <= 2
            fits = (
                (free and near)
                or lemma in own
                or own & noun.like
                or (draft.kind is noun.kind and noun.kind is not Kind.ORGANISATION)
            )
            if fits and others <= own:
                return draft
        return None

    def _add(self, begin: int, i: int, draft: Draft) -> None:
        """Put the phrase of the noun at token `i` on the board."""
        self.board.add(begin, self.phrases.end(i), draft, Form.NOMINAL)
