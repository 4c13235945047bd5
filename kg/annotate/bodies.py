"""Makes states, organisations, peoples and places of the names that are no person's."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.annotate.board import Draft
from kg.annotate.metonyms import acts
from kg.annotate.names import gaz_states
from kg.annotate.parties import join_parties
from kg.annotate.short_names import join_last_words
from kg.knowledge import FormKind, plain
from kg.lang.lexicon import lexicon as cue_lexicon
from kg.lang.lexicon import word_set
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board
    from kg.annotate.gazetteer import Gazetteer
    from kg.annotate.lexicon import Lexicon
    from kg.annotate.name import Name

_DATELINE = 8
"""Tokens within which a dateline ends."""
_DASHES = {"-", "–", "—", "--"}
_DOCUMENTS = word_set("documents")
_ADJECTIVE = {"amod", "compound", "nmod", "acomp", "attr"}
_ARGUMENT = {"nsubj", "nsubjpass", "dobj", "dative", "pobj"}
_COLLECTIVE = ("ch", "ese", "sh", "ss")
"""Ends of adjectives that stand for a people as they are: "the Welsh", "the Swiss"."""


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
        self.namesakes: dict[str, Draft] = {}
        """Key of a curated body to the other state's body that this document means by its name."""

    def collect(self, names: list[Name]) -> None:
        """Note every name on the board, those of neither actor nor place left out."""
        for name in names:
            self._note_adjective(name)
            draft = self._draft_of(name) or self._speaking(name)
            if draft is not None:
                begin = self._begin_with_noun(name)
                core = (name.begin, name.end) if begin < name.begin else None
                sighting = self.board.add(begin, name.end, draft, Form.NAMED, core)
                if core is not None:  # the noun itself, where the parser puts the name beside it
                    self.board.titled.setdefault(self.layout.head_in(begin, name.end), sighting)
            for hit in name.inner:
                keys = hit.senses[FormKind.NAME]
                inner = self.gaz.actor(keys[0])
                region = inner.kind is Kind.PLACE and inner.part_of  # "University of Arkansas" is only a name
                ends = hit.end == name.end and self.layout.tag[hit.begin - 1][:2] == "NN"  # "Nordhavn Europe"
                if len(keys) == 1 and inner.kind is not Kind.PERSON and not (region or ends):
                    self.board.add(hit.begin, hit.end, self.known(keys[0]), Form.NAMED)
        self._join_acronyms()
        self._join_short_forms()
        join_parties(self.board, self.by_name)
        join_last_words(self.board, self.by_name, self.lex)

    def _begin_with_noun(self, name: Name) -> int:
        """Return where "the Polish airline Orlen Air" begins: before the noun that says what it is."""
        layout = self.layout
        i = name.begin - 1
        if i < 0 or layout.lemma[i] not in self.lex.org_nouns or layout.tag[i] != "NN":
            return name.begin
        head = layout.head_in(name.begin, name.end)
        apposed = (
            layout.dep[head] == "appos" and layout.head[head] == i
        )  # "the dockers' union Nordhavn Europe"
        if not (apposed or layout.dep[i] == "compound") or name.kind not in {Kind.ORGANISATION, Kind.OUTLET}:
            return name.begin
        return self.board.adjectives[i - 1][0] if i - 1 in self.board.adjectives else i

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

    def _speaking(self, name: Name) -> Draft | None:
        """Return the state whose word or feeling an adjective owns: "a French statement", "Russian fears"."""
        layout, last = self.layout, name.end - 1
        noun = layout.head[last]
        if (
            last not in self.board.adjectives
            or layout.dep[last] != "amod"
            or not layout.tag[noun].startswith("NN")
        ):
            return None
        lemma = layout.lemma[noun]
        if lemma not in _DOCUMENTS and not cue_lexicon().of("noun", lemma):
            return None
        return self.known(self.board.adjectives[last][1])

    def _curated(self, name: Name, words: str, head: int) -> Draft | None:
        """Return the draft of a form of curated actors."""
        metonym = name.senses.get(FormKind.METONYM, ())
        direct = name.senses.get(FormKind.NAME, ())
        if len(direct) == 1 and self.gaz.actor(direct[0]).kind is not Kind.PLACE:
            return self._namesake(name, words, direct[0]) or self.known(direct[0])
        if len(metonym) == 1:
            if not self._is_dateline(name) and acts(self.layout, head, self.lex):
                return self.known(metonym[0])
            return self.known(direct[0]) if len(direct) == 1 else self.named(words, Kind.PLACE, metonym[0])
        if len(direct) == 1:
            return self.known(direct[0])
        if direct or metonym:
            return self._undecided(name, words, (*direct, *metonym))
        return self._people(name, words, head)

    def _namesake(self, name: Name, words: str, key: str) -> Draft | None:
        """Return another state's body of a known name: "Nepal's Foreign Office", and what the text calls so later."""
        layout = self.layout
        owner = (
            self.board.named_at.get(name.begin - 2) if layout.text[name.begin - 1] in {"'s", "’s"} else None
        )
        state = self.gaz.knowledge.state_of(key)
        if name.begin > 1 and owner is not None and owner.draft.kind is Kind.STATE and state is not None:
            other = owner.draft.known
            if other not in {None, state.key, key}:
                called = f"{words} of {owner.draft.name}"
                self.namesakes[key] = self.named(called, self.gaz.actor(key).kind, owner.draft.known)
        return self.namesakes.get(key)

    def _undecided(self, name: Name, words: str, keys: tuple[str, ...]) -> Draft:
        """Return a draft of its own for a form that may denote several actors, as the text does not tell which."""
        draft = self.named(words, name.kind or Kind.PLACE)
        draft.maybe = tuple(sorted({*draft.maybe, *keys}))
        return draft

    def _is_dateline(self, name: Name) -> bool:
        """Return whether a paragraph opens with the name as "Amman (AFP) -" or "Amman, Jordan -"."""
        layout = self.layout
        begins = name.begin == 0 or layout.paragraph[name.begin - 1] != layout.paragraph[name.begin]
        if not begins or name.end >= len(layout) or layout.text[name.end] not in {",", "(", *_DASHES}:
            return False
        return any(text in _DASHES for text in layout.text[name.end : name.end + _DATELINE])

    def _people(self, name: Name, words: str, head: int) -> Draft | None:
        """Return the group of a people's name used as a noun ("the Russians"), not as an adjective."""
        layout = self.layout
        states = gaz_states(self.gaz, name.senses)
        state = states.pop() if len(states) == 1 else None
        plural = layout.tag[head] in {"NNPS", "NNS"} or self.gaz.knowledge.is_people(words)
        qualifies = layout.dep[layout.first_conjunct(head)] in _ADJECTIVE
        if not plural and name.label == "NORP" and not name.senses and layout.tag[head] == "NNP":
            pointed = name.begin > 0 and layout.lower[name.begin - 1] == "the"
            acting = pointed or layout.dep[head] in {"nsubj", "nsubjpass", "poss"}
            return self.named(words, Kind.ORGANISATION) if acting and not qualifies else None  # "the Taliban"
        if state is not None and not (plural or qualifies) and layout.dep[head] in _ARGUMENT:
            return self._compatriot(name, words, state)
        if not plural or (qualifies and not words.endswith("s")):
            return None
        draft = self.named(words, Kind.GROUP, state)
        draft.plural = True
        return draft

    def _compatriot(self, name: Name, words: str, state: str) -> Draft | None:
        """Return whom an adjective with an article stands for: "the *French*" for many, "the *German*" for one."""
        article = self.layout.lower[name.begin - 1] if name.begin else ""
        if article == "the" and words.endswith(_COLLECTIVE):
            draft = self.named(words, Kind.GROUP, state)
            draft.plural = True
            return draft
        if article not in {"the", "a", "an"}:
            return None
        before = sorted((s for s in self.board.sightings if s.begin < name.begin), key=lambda s: s.begin)
        people = [
            s.draft for s in before if s.draft.kind is Kind.PERSON and s.draft.state_key in {None, state}
        ]
        if (
            article == "the" and people
        ):  # "Ann Roe met Li Wu. *The American* left.": who of them, if that is known
            return next((d for d in reversed(people) if d.state_key == state), None)
        return self.named(words, Kind.PERSON, state)

    def _join_short_forms(self) -> None:
        """Join "Orlen" and "Orlen Air of Poland" with "Orlen Air": one name begins another, and only one."""
        by_first: dict[str, list[tuple[str, Draft]]] = {}
        for name in sorted(self.by_name, key=lambda n: (len(n), n)):
            draft = self.by_name[name]
            if draft.kind in {Kind.ORGANISATION, Kind.OUTLET}:
                by_first.setdefault(name.split(" ")[0], []).append((name, draft))
        for group in by_first.values():
            short, kept = group[0]
            chained = all(a.startswith(b + " ") for (b, _), (a, _) in pairwise(group))
            if len(group) > 1 and chained and (" of " in group[-1][0] or " " not in short):
                for name, draft in group[1:]:
                    kept.name = draft.name if " of " not in name else kept.name
                    self.board.merge(kept, draft)
                    self.by_name[name] = kept

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
