"""Finds what common nouns denote: offices for persons, groups, unnamed bodies, and phrases that refer back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.backward import BACK_WINDOW, Backward
from kg.annotate.board import Draft
from kg.annotate.phrases import POINTING, Phrases
from kg.annotate.wording import matches
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Sighting
    from kg.annotate.bodies import Bodies
    from kg.annotate.lexicon import Lexicon
    from kg.annotate.offices import Titles
    from kg.annotate.wording import Title

_REGIMES = {"government", "administration", "regime"}
_STANDING_ALONE = {"many", "others", "some", "several"}
_ARGUMENT = {"nsubj", "nsubjpass", "dobj", "pobj", "agent", "conj"}
_OFFICES = 100


class Nominals:
    """The common nouns of one document that denote an actor."""

    def __init__(self, board: Board, bodies: Bodies, titles: Titles, lex: Lexicon) -> None:
        """Keep what the document holds so far; the named mentions do not change any more."""
        self.board = board
        self.layout = board.layout
        self.bodies = bodies
        self.titles = titles
        self.lex = lex
        self.phrases = Phrases(board, bodies, lex)
        self.backward = Backward(board, bodies, self.phrases, lex)
        self.unnamed: dict[tuple[str, ...], Draft] = {}
        self.latest: dict[str, Draft] = {}
        titled = {id(s.draft): s.draft for s in self.backward.past if s.draft.titles}
        self.titled = list(titled.values())[:_OFFICES]
        self.offices: list[Sighting] = []
        self.by_known = {s.draft.known: s.draft for s in self.backward.past if s.draft.known is not None}

    def collect(self) -> None:
        """Note every common noun that denotes an actor, in the order of the text."""
        for i in range(len(self.layout)):
            if i in self.board.named_at or i in self.board.titled or i in self.board.at_head:
                continue
            if self.phrases.is_noun(i):
                self._noun(i)
            elif self.layout.lower[i] in _STANDING_ALONE | {"both"}:
                self._standing_alone(i)

    # ------------------------------------------------------------ dispatch

    def _noun(self, i: int) -> None:
        """Note what the noun at token `i` denotes, if an actor."""
        lex, lemma, word = self.lex, self.layout.lemma[i], self.layout.lower[i]
        plural = self.layout.tag[i] in {"NNS", "NNPS"}
        begin = self.phrases.begin(i)
        if self.backward.refers_back(begin, i):
            return
        if plural and (lemma in lex.person_groups or lemma in lex.titles or lex.group_nouns.get(word)):
            self._group(begin, i)
        elif lemma in _REGIMES and not plural:
            self._regime(begin, i)
        elif lemma in lex.org_nouns and not plural:
            self._body(begin, i)
        elif lemma in lex.titles and not plural:
            self._office(i)
        elif lemma in lex.kinship and not plural:
            self._relative(begin, i)
        elif word in lex.group_nouns or (lemma in lex.persons and not plural):
            self._group(begin, i)

    def _standing_alone(self, i: int) -> None:
        """Note "many" and the like where no noun follows: "Many fear that …"."""
        layout = self.layout
        if (layout.dep[i] in _ARGUMENT and layout.tag[i] != "DT") or layout.dep[i] == "nsubj":
            if layout.lower[i] == "both":
                self.backward.pair(i, i + 1, "both")
            elif not any(c > i and layout.lower[c] == "of" for c in layout.children[i]):
                self._group(i, i)

    # ------------------------------------------------------------ offices

    def _office(self, i: int) -> None:
        """Note the person that a title stands for; a predicate ("is the head of state") stands for nobody else."""
        layout = self.layout
        title = self.titles.at(i)
        if layout.dep[i] == "attr":
            return
        indefinite = any(layout.lower[j] in {"a", "an"} for j in range(title.begin, i))
        if indefinite or (not title.definite and title.organisation is None and layout.text[i].islower()):
            self._group(title.begin, i)
            return
        lemma = layout.lemma[i]
        unnamed = (
            self.latest.get(lemma) if title.organisation is None and lemma not in self.lex.offices else None
        )
        draft = unnamed if unnamed is not None and not unnamed.plural else self._holder(title)
        sighting = self.board.add(title.begin, title.end, draft, Form.NOMINAL)
        self.offices.append(sighting)

    def _holder(self, title: Title) -> Draft:
        """Return whom a title phrase denotes: somebody of the text, of the tables, or a new person."""
        owner = title.organisation
        if owner is None or owner.kind is not Kind.PERSON:
            found = self._holder_in_text(title)
            if found is not None:
                return found
            key = self.titles.known_holder(title)
            if key is not None:
                return self.by_known.get(key) or self.bodies.known(key)
        name = title.words if owner is None else f"{title.words} of {owner.name}"
        key_words = ("office", title.words.lower(), owner.name if owner else "")
        return self._unnamed(key_words, Kind.PERSON, name, owner)

    def _holder_in_text(self, title: Title) -> Draft | None:
        """Return who of the text holds an office: whom the text itself gives it first, the last one named."""
        open_ended = title.end == title.head + 1 and self.phrases.linked(title.head) is not None
        if title.organisation is None and open_ended:
            return None  # "the leader of the party"
        near = self.backward.before(title.begin, BACK_WINDOW * 5) + self.offices[-_OFFICES:]
        near.sort(key=lambda s: -s.begin)
        fitting = [s.draft for s in near if s.draft.kind is Kind.PERSON and self.titles.fits(title, s.draft)]
        told = [d for d in fitting if any(matches(title.words, o.title) and not o.former for o in d.titles)]
        if told or fitting:
            return (told or fitting)[0]
        if title.organisation is None:
            return None
        return next((d for d in self.titled if self.titles.fits(title, d)), None)

    def _relative(self, begin: int, i: int) -> None:
        """Note "X's wife", where no name is given."""
        owner = self.phrases.owner(begin, i)
        if owner is not None and owner.kind is Kind.PERSON:
            name = f"{self.layout.text[i]} of {owner.name}"
            draft = self._unnamed(("kin", self.layout.lemma[i], owner.name), Kind.PERSON, name, None)
            gender = self.lex.kinship[self.layout.lemma[i]]
            draft.feminine = {"f": True, "m": False}.get(gender)
            self.board.add(begin, i + 1, draft, Form.NOMINAL)

    # ------------------------------------------------------------ bodies

    def _regime(self, begin: int, i: int) -> None:
        """Note a government: the state itself, where the phrase or the text says which."""
        owner = self.phrases.owner(begin, i)
        if owner is None and self.layout.lower[begin] in {*POINTING, "its", "their"}:
            owner = self._main_state(begin)
        key = owner.state_key if owner else None
        if key is not None:
            self.board.add(begin, self.phrases.end(i), self.bodies.known(key), Form.NOMINAL)
        elif owner is not None and owner.kind in {Kind.PERSON, Kind.PLACE}:
            name = f"{self.layout.text[i]} of {owner.name}"
            self._add(begin, i, self._unnamed(("regime", owner.name), Kind.GOVERNMENT, name, owner))
        elif self.layout.lower[begin] in POINTING:
            self._add(begin, i, self._unnamed(("regime", ""), Kind.GOVERNMENT, self.layout.text[i], None))

    def _main_state(self, begin: int) -> Draft | None:
        """Return the state that more than half of the states and office-holders named so far are of."""
        counts: dict[str, int] = {}
        for sighting in self.backward.before(begin, BACK_WINDOW):
            key = sighting.draft.state_key if sighting.draft.kind in {Kind.STATE, Kind.PERSON} else None
            if key is not None:
                counts[key] = counts.get(key, 0) + 1
        best = max(sorted(counts), key=lambda key: counts[key], default=None)
        return self.bodies.known(best) if best and counts[best] * 2 > sum(counts.values()) else None

    def _body(self, begin: int, i: int) -> None:
        """Note an organisation written small: one of a state, or one named before."""
        noun = self.lex.org_nouns[self.layout.lemma[i]]
        owner = self.phrases.owner(begin, i)
        words = self.phrases.core_words(begin, i)
        if owner is not None and noun.unnamed and owner.kind is not Kind.GROUP:
            name = f"{words} of {owner.name}"
            self._add(begin, i, self._unnamed(("body", words.lower(), owner.name), noun.kind, name, owner))
            self.latest[self.layout.lemma[i]] = self.unnamed["body", words.lower(), owner.name]
        elif noun.anaphor and (self.layout.lower[begin] in POINTING or self.phrases.is_capital(begin, i)):
            draft = self._named_body(i, words) or self.latest.get(self.layout.lemma[i])
            if draft is not None:
                self._add(begin, i, draft)
            elif noun.unnamed:
                self._add(begin, i, self._unnamed(("body", words.lower(), ""), noun.kind, words, None))

    def _named_body(self, i: int, words: str) -> Draft | None:
        """Return the organisation named last whose name or key fits the noun at token `i`."""
        lemma = self.layout.lemma[i]
        noun = self.lex.org_nouns[lemma]
        others = {word.lower() for word in words.split()} - {lemma}
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

    # ------------------------------------------------------------ groups

    def _group(self, begin: int, i: int) -> None:
        """Note an unnamed person or group of people, unless the phrase only says what somebody is."""
        layout = self.layout
        indefinite = layout.lower[begin] in {"a", "an"}
        if indefinite and (
            layout.dep[i] == "attr" or (layout.dep[i] == "pobj" and layout.lower[layout.head[i]] == "as")
        ):
            return
        if self.phrases.is_vague(begin, i):
            return
        plural = layout.tag[i] in {"NNS", "NNPS", "JJ", "DT"} or self.lex.group_nouns.get(
            layout.lower[i], False
        )
        single = (not plural and layout.lemma[i] in self.lex.persons) or layout.lemma[i] in self.lex.titles
        if single and not plural and begin == i:
            return  # no article: "Man, that was close"
        owner = self.phrases.owner(begin, i)
        words = self.phrases.core_words(begin, i)
        end = self.phrases.end(i)
        lemma = layout.lemma[i]
        bare = owner is None and words.lower() in {lemma, layout.lower[i]}
        if bare and layout.lower[begin] in POINTING and lemma in self.latest:
            self.board.add(begin, end, self.latest[lemma], Form.NOMINAL)
            return
        tail = layout.words(i + 1, end) if end > i + 1 else ""
        whose = self.phrases.possessor(begin, i)
        name = f"{whose.name}'s {words} {tail}".strip() if whose else f"{words} {tail}".strip()
        kind = Kind.PERSON if single and not plural else Kind.GROUP
        fresh = kind is Kind.PERSON and layout.lower[begin] in {"a", "an", "one", "another"}
        key = ("group", name.lower(), owner.name if owner else "", str(begin) if fresh else "")
        draft = self._unnamed(key, kind, name, owner)
        draft.plural = plural
        if owner is not None and lemma in self.lex.speakers:
            draft.principal = owner
        self.latest[lemma] = draft
        self.board.add(begin, end, draft, Form.NOMINAL)

    # ------------------------------------------------------------ look-ups

    def _unnamed(self, key: tuple[str, ...], kind: Kind, name: str, owner: Draft | None) -> Draft:
        """Return the draft of a description, making one if it is new."""
        if key not in self.unnamed:
            draft = Draft(kind, name)
            if owner is not None:
                draft.state = owner.state_key or owner.known
            self.unnamed[key] = draft
        return self.unnamed[key]

    def _add(self, begin: int, i: int, draft: Draft) -> None:
        """Put the phrase of the noun at token `i` on the board."""
        self.board.add(begin, self.phrases.end(i), draft, Form.NOMINAL)


def find_nominals(board: Board, bodies: Bodies, titles: Titles, lex: Lexicon) -> None:
    """Note every common noun that denotes an actor."""
    Nominals(board, bodies, titles, lex).collect()
