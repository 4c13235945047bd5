"""Finds what common nouns denote: offices for persons, groups, unnamed bodies, and phrases that refer back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.backward import BACK_WINDOW, Backward
from kg.annotate.board import Draft
from kg.annotate.groups import Groups, Unnamed
from kg.annotate.phrases import POINTING, Phrases, ruler
from kg.annotate.wording import RANKING, matches
from kg.lang.lexicon import word_set
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Sighting
    from kg.annotate.bodies import Bodies
    from kg.annotate.lexicon import Lexicon
    from kg.annotate.offices import Titles
    from kg.annotate.wording import Title

_REGIMES = word_set("regimes")
_OF_ONE_STATE = frozenset({Kind.STATE, Kind.PERSON, Kind.GROUP})
"""Kinds of which each named one shows which state a text is about: "Poles", "Polish officials" too."""
_OF_STATES = word_set("bodies of a state")
_OF_TWO = {"former", "latter"}
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
        self.unnamed = Unnamed()
        self.groups = Groups(board, self.phrases, self.unnamed, lex)
        titled = {id(s.draft): s.draft for s in self.backward.past if s.draft.titles}
        self.titled = list(titled.values())[:_OFFICES]
        self.offices: list[Sighting] = []
        self.by_known = {s.draft.known: s.draft for s in self.backward.past if s.draft.known is not None}

    def collect(self) -> None:
        """Note every common noun that denotes an actor, in the order of the text."""
        for i in range(len(self.layout)):
            called = self.board.titled.get(i)
            if called is not None and called.begin < i and self.layout.lower[i - 1] not in RANKING:
                self.unnamed.latest[self.layout.lemma[i]] = called.draft  # "Noor, a girl of ten": the girl
            if i in self.board.named_at or called is not None or i in self.board.at_head:
                continue
            if self.layout.lower[i] in _OF_TWO and self.backward.one_of_pair(i):
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
        if i > begin and f"{self.layout.lower[i - 1]} {lemma}" in lex.org_nouns:
            lemma = f"{self.layout.lower[i - 1]} {lemma}"  # "air force"
        if self.backward.refers_back(begin, i):
            return
        if plural and (lemma in lex.person_groups or lemma in lex.titles or lex.group_nouns.get(word)):
            self.groups.note(begin, i)
        elif lemma in _REGIMES and not plural:
            self._regime(begin, i)
        elif lemma in lex.org_nouns and not plural:
            self._body(begin, i, lemma)
        elif lemma in lex.titles and not plural:
            self._office(i)
        elif lemma in lex.kinship and not plural:
            self._relative(begin, i)
        elif word in lex.group_nouns or (lemma in lex.persons and not plural):
            self.groups.note(begin, i)
        elif lemma in lex.meetings:
            self.groups.note_meeting(begin, i)

    def _standing_alone(self, i: int) -> None:
        """Note "many" and the like where no noun follows: "Many fear that …"."""
        layout = self.layout
        if (layout.dep[i] in _ARGUMENT and layout.tag[i] != "DT") or layout.dep[i] == "nsubj":
            if layout.lower[i] == "both":
                self.backward.pair(i, i + 1, "both")
            elif not any(c > i and layout.lower[c] == "of" for c in layout.children[i]):
                self.groups.note(i, i)

    # ------------------------------------------------------------ offices

    def _office(self, i: int) -> None:
        """Note the person that a title stands for; a predicate ("is the head of state") stands for nobody else."""
        layout = self.layout
        title = self.titles.at(i)
        if layout.dep[i] == "attr":
            return
        indefinite = any(layout.lower[j] in {"a", "an"} for j in range(title.begin, i))
        if indefinite or (not title.definite and title.organisation is None and layout.text[i].islower()):
            self.groups.note(title.begin, i)
            return
        lemma = layout.lemma[i]
        unnamed = (
            self.unnamed.latest.get(lemma)
            if title.organisation is None and lemma not in self.lex.offices
            else None
        )
        if unnamed is not None and unnamed.titles and not self.titles.fits(title, unnamed):
            unnamed = None  # "Energy Minister Ann Lee … Its foreign minister": another
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
        described = self.groups.described(title.head) if title.definite or owner is not None else None
        renamed = "former" in self.layout.lower[title.begin : title.head]  # "the former banker": of anybody
        if described is not None and (renamed or not (described.titles or described.state_key)):
            return described
        if owner is not None and owner.kind is Kind.PERSON:
            return self.unnamed.owned("office", Kind.PERSON, title.words, owner)
        name = title.words if owner is None else f"{title.words} of {owner.name}"
        key_words = ("office", title.words.lower(), owner.name if owner else "")
        return self.unnamed.get(key_words, Kind.PERSON, name, owner)

    def _holder_in_text(self, title: Title) -> Draft | None:
        """Return who of the text holds an office: whom the text itself gives it first, the last one named."""
        open_ended = title.end == title.head + 1 and self.phrases.linked(title.head) is not None
        if title.organisation is None and open_ended:
            return None  # "the leader of the party"
        near = self.backward.before(title.begin, BACK_WINDOW * 5) + self.offices[-_OFFICES:]
        near.sort(key=lambda s: -s.begin)
        fitting = [s.draft for s in near if s.draft.kind is Kind.PERSON and self.titles.fits(title, s.draft)]
        told = [d for d in fitting if any(matches(title.words, o.title) and not o.former for o in d.titles)]
        unnamed = self._unnamed_office(title, fitting)
        if unnamed is not None:
            return unnamed
        called = self._called_before(title) if not told else None
        if called is not None:
            return called
        if told or fitting:
            return (told or fitting)[0]
        if title.organisation is None:
            return None
        return next((d for d in self.titled if self.titles.fits(title, d)), None)

    def _unnamed_office(self, title: Title, named: list[Draft]) -> Draft | None:
        """Return who "the minister" is where "the energy minister" without a name was spoken of last."""
        if title.organisation is not None or not title.definite or not self.offices:
            return None
        last = self.offices[-1]
        words = self.layout.words(last.begin, last.head + 1).lower().split()
        spoken = title.words.lower().split()
        later = [s for s in self.backward.before(title.begin, BACK_WINDOW) if s.begin > last.begin]
        if any(s.draft in named for s in later) or words[-len(spoken) :] != spoken:
            return None
        return last.draft if last.draft.kind is Kind.PERSON else None

    def _called_before(self, title: Title) -> Draft | None:
        """Return whom this text itself called so before ("the Malian president"), for a bare "the president"."""
        if title.organisation is not None or not title.definite:
            return None
        spoken = title.words.lower().split()
        for sighting in reversed(self.offices):
            words = self.layout.words(sighting.begin, sighting.head + 1).lower().split()
            if sighting.draft.kind is Kind.PERSON and words[-len(spoken) :] == spoken:
                return sighting.draft
        return None

    def _relative(self, begin: int, i: int) -> None:
        """Note "X's wife", where no name is given."""
        owner = self.phrases.owner(begin, i)
        if owner is not None and owner.kind is Kind.PERSON:
            name = f"{self.layout.text[i]} of {owner.name}"
            draft = self.unnamed.get(("kin", self.layout.lemma[i], owner.name), Kind.PERSON, name, None)
            gender = self.lex.kinship[self.layout.lemma[i]]
            draft.feminine = {"f": True, "m": False}.get(gender)
            self.board.add(begin, i + 1, draft, Form.NOMINAL)

    # ------------------------------------------------------------ bodies

    def _regime(self, begin: int, i: int) -> None:
        """Note a government: the state itself, where the phrase or the text says which; that of a region is its own."""
        owner = self.phrases.region(begin, i) or self.phrases.owner(begin, i)
        if owner is None and self.layout.lower[begin] in {*POINTING, "its", "their"}:
            owner = self._main_state(begin)
        key = ruler(owner) if owner is not None else None
        if key is not None:
            self.board.add(begin, self.phrases.end(i), self.bodies.known(key), Form.NOMINAL)
        elif owner is not None and owner.kind in {Kind.PERSON, Kind.PLACE}:
            name = f"{self.layout.text[i]} of {owner.name}"
            self._add(begin, i, self.unnamed.get(("regime", owner.name), Kind.GOVERNMENT, name, owner))
        elif self.layout.lower[begin] in POINTING:
            self._add(begin, i, self.unnamed.get(("regime", ""), Kind.GOVERNMENT, self.layout.text[i], None))

    def _main_state(self, begin: int) -> Draft | None:
        """Return the state that more than half of the states, office-holders and groups named so far are of."""
        counts: dict[str, int] = {}
        for sighting in self.backward.before(begin, BACK_WINDOW):
            key = sighting.draft.state_key if sighting.draft.kind in _OF_ONE_STATE else None
            if key is not None:
                counts[key] = counts.get(key, 0) + 1
        best = max(sorted(counts), key=lambda key: counts[key], default=None)
        return self.bodies.known(best) if best and counts[best] * 2 > sum(counts.values()) else None

    def _body(self, begin: int, i: int, lemma: str) -> None:
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
            told = any(j in self.board.adjectives for j in range(begin, i))
            name = words if told else f"{words} of {owner.name}"
            draft = self.unnamed.get(("body", words.lower(), owner.name), noun.kind, name, owner)
            self._add(begin, i, draft)
            self.unnamed.latest[lemma] = draft
        elif noun.anaphor and (self.phrases.points(begin, i) or self.phrases.is_capital(begin, i)):
            found = self._named_body(i, words, lemma) or self.unnamed.latest.get(lemma)
            if found is not None:
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


def find_nominals(board: Board, bodies: Bodies, titles: Titles, lex: Lexicon) -> None:
    """Note every common noun that denotes an actor."""
    Nominals(board, bodies, titles, lex).collect()
