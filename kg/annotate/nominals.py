"""Finds what common nouns denote: offices for persons, groups, unnamed bodies, and phrases that refer back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.backward import BACK_WINDOW, Backward
from kg.annotate.board import Draft
from kg.annotate.groups import Groups, Unnamed
from kg.annotate.phrases import Phrases
from kg.annotate.unnamed_bodies import UnnamedBodies
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
_OF_BOTH = frozenset({"both", "neither"})
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
        self.unnamed_bodies = UnnamedBodies(bodies, self.backward, self.groups, lex)
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
            elif self.layout.lower[i] in _STANDING_ALONE | _OF_BOTH:
                self._standing_alone(i)

    # ------------------------------------------------------------ dispatch

    def _noun(self, i: int) -> None:
        """Note what the noun at token `i` denotes, if an actor."""
        lex, lemma, word = self.lex, self.layout.lemma[i], self.layout.lower[i]
        plural = self.layout.tag[i] in {"NNS", "NNPS"}
        begin = self.phrases.begin(i)
        if i > begin and not plural and f"{self.layout.lower[i - 1]} {lemma}" in lex.org_nouns:
            lemma = f"{self.layout.lower[i - 1]} {lemma}"  # "air force"
        if self.backward.refers_back(begin, i):
            return
        if plural and (lemma in lex.person_groups or lemma in lex.titles or lex.group_nouns.get(word)):
            self.groups.note(begin, i)
        elif lemma in _REGIMES and not plural:
            self.unnamed_bodies.regime(begin, i)
        elif lemma in lex.org_nouns and not plural:
            self.unnamed_bodies.body(begin, i, lemma)
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
            if layout.lower[i] in _OF_BOTH:
                self.backward.pair(i, i + 1, layout.lower[i])
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
        words = f"former {title.words}" if title.former else title.words
        name = words if owner is None else f"{words} of {owner.name}"
        key_words = ("office", words.lower(), owner.name if owner else "")
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


def find_nominals(board: Board, bodies: Bodies, titles: Titles, lex: Lexicon) -> None:
    """Note every common noun that denotes an actor."""
    Nominals(board, bodies, titles, lex).collect()
