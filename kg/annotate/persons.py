"""Finds persons through the whole document: full names first, then surnames, whatever the tagger says."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.annotate.board import Draft
from kg.annotate.candidates import SUBJECT
from kg.annotate.generations import of_generation
from kg.annotate.homonyms import state_before
from kg.annotate.name_forms import PersonName, compatible, parse_name
from kg.knowledge import FormKind, plain
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board
    from kg.annotate.gazetteer import Gazetteer
    from kg.annotate.lexicon import Lexicon
    from kg.annotate.name import Name
    from kg.knowledge import KnownActor

_NOUN = {"NNP", "NNPS", "NN", "JJ", "FW", "NNS", "VBP", "VB", "UH", "RB", "XX"}


class People:
    """The persons of one document, by surname."""

    def __init__(self, board: Board, gaz: Gazetteer, lex: Lexicon) -> None:
        """Start with nobody."""
        self.board = board
        self.layout = board.layout
        self.gaz = gaz
        self.lex = lex
        self.on = board.article.published
        self.by_surname: dict[str, list[tuple[PersonName, Draft]]] = defaultdict(list)
        self.by_given: dict[str, list[Draft]] = defaultdict(list)
        self.by_known: dict[str, Draft] = {}
        self.seen: dict[int, list[int]] = defaultdict(list)
        """id of a draft to the tokens where it was named."""
        self.held: dict[int, Name] = {}  # token to the name that holds it

    def collect(self, names: list[Name]) -> list[Name]:
        """Note every person of `names` on the board; return the names that are no person's."""
        self.held = {i: name for name in names for i in range(name.begin, name.end)}
        for name in names:
            if name.kind is not Kind.PERSON and self._is_called_person(name):
                name.kind = Kind.PERSON
        full = [n for n in names if n.kind is Kind.PERSON and n.end - n.begin > 1 and self._is_full(n)]
        for one in full:
            self._add_full(one)
        done = {id(name) for name in full}
        rest = [name for name in names if id(name) not in done]
        held = {i: n for n in rest for i in range(n.begin, n.end)}
        used: set[int] = set()
        for begin, end in self._short_forms(held):
            holder = held.get(begin)
            if self._add_short(begin, end) and holder is not None:
                used.add(id(holder))
        rest = [name for name in rest if id(name) not in used]
        for one in rest:
            if id(one) not in used and self._is_lone_person(one):
                self._add_lone(one)
                used.add(id(one))
        return [name for name in rest if id(name) not in used]

    # ------------------------------------------------------------ full names

    def _is_full(self, name: Name) -> bool:
        """Return whether a person's name has more than a surname."""
        parsed = parse_name(self.layout.words(name.begin, name.end), self.lex)
        return bool(parsed.given) or FormKind.NAME in name.senses

    def _is_called_person(self, name: Name) -> bool:
        """Return whether a name taken for a body or place is put beside a title: "the spokesperson, Kim Roe"."""
        if name.senses or name.state is not None or name.end - name.begin not in {2, 3}:
            return False
        layout = self.layout
        if layout.lower[name.end - 1].rstrip(".") in self.lex.name_heads:
            return False
        if any(not layout.text[i][:1].isupper() for i in range(name.begin, name.end)):
            return False
        head = layout.head_in(name.begin, name.end)
        beside = [c for c in layout.children[head] if layout.dep[c] == "appos"]
        beside += [layout.head[head]] if layout.dep[head] == "appos" else []
        titles = self.lex.titles | self.lex.persons.keys()
        before = layout.lower[name.begin - 1] if name.begin else ""
        return before in self.lex.titles | self.lex.honorifics or any(
            layout.lemma[i] in titles for i in beside
        )

    def _add_full(self, name: Name) -> None:
        """Note a full name: of a person met before, or of a new one."""
        words = self.layout.words(name.begin, name.end)
        parsed = parse_name(words, self.lex)
        known = self._known_by(name, words)
        draft = self._same_person(parsed, known)
        if draft is None:
            draft = self._new(words, known)
        elif known is None and len(words) > len(draft.name) and draft.known is None:
            draft.name = words
        self._remember(parsed, draft, known)
        self._note(name.begin, name.end, draft)

    def _known_by(self, name: Name, words: str) -> KnownActor | None:
        """Return the curated person of a full name, if there is just one."""
        keys = name.senses.get(FormKind.NAME, ())
        actors = [self.gaz.actor(k) for k in keys] or self.gaz.knowledge.named(words)
        persons = [actor for actor in actors if actor.kind is Kind.PERSON]
        return persons[0] if len(persons) == 1 else None

    def _same_person(self, parsed: PersonName, known: KnownActor | None) -> Draft | None:
        """Return the person met before that a full name denotes."""
        for surname in parsed.surnames:
            for other, draft in self.by_surname.get(surname, ()):
                if known is not None and draft.known is not None:
                    if draft.known == known.key:
                        return draft
                elif other.given and parsed.given and compatible(other.given, parsed.given):
                    return draft
        return self.by_known.get(known.key) if known is not None else None

    def _new(self, words: str, known: KnownActor | None) -> Draft:
        """Make a person."""
        draft = Draft(Kind.PERSON, words)
        if known is not None:
            draft.known, draft.feminine, draft.name = known.key, known.feminine, known.label
            draft.state = self._state_served(known.key)
            self.by_known[known.key] = draft
        if draft.feminine is None and " " in words:
            draft.feminine = self.lex.given.get(words.split(maxsplit=1)[0])
        return draft

    def _state_served(self, person: str) -> str | None:
        """Return the state in whose office a curated person was when the article appeared."""
        knowledge = self.gaz.knowledge
        held = [t for t in knowledge.tenures_of(person) if self.on is None or t.covers(self.on)]
        states = {s.key for tenure in held if (s := knowledge.state_of(tenure.organisation)) is not None}
        return states.pop() if len(states) == 1 else None

    def _remember(self, parsed: PersonName, draft: Draft, known: KnownActor | None) -> None:
        """Index a person by surnames and first name."""
        surnames = [*parsed.surnames, *(plain(s).lower() for s in (known.surnames if known else ()))]
        for surname in dict.fromkeys(surnames):
            if all(other is not draft for _, other in self.by_surname[surname]):
                self.by_surname[surname].append((parsed, draft))
        if parsed.given and all(other is not draft for other in self.by_given[parsed.given[0]]):
            self.by_given[parsed.given[0]].append(draft)

    def _note(self, begin: int, end: int, draft: Draft) -> None:
        """Put a mention on the board and learn the gender of a form of address before it."""
        self.board.add(begin, end, draft, Form.NAMED)
        insort(self.seen[id(draft)], begin)
        if draft.feminine is None and begin > 0:
            draft.feminine = self.lex.title_gender.get(self.layout.lower[begin - 1])

    # ------------------------------------------------------------ surnames

    def _short_forms(self, held: dict[int, Name]) -> list[tuple[int, int]]:
        """Return the tokens that are a surname of somebody met in full, in order."""
        longest = max((s.count(" ") + 2 * s.count("-") + 1 for s in self.by_surname), default=0)
        found: list[tuple[int, int]] = []
        i = 0
        sizes = range(longest, 0, -1)
        while i < len(self.layout):
            size = next((k for k in sizes if self._is_surname(i, i + k, held)), 0)
            if size:
                found.append((i, i + size))
            i += size or 1
        return found

    def _is_surname(self, begin: int, end: int, held: dict[int, Name]) -> bool:
        """Return whether the tokens are a surname in memory and no part of a longer or stronger name."""
        layout = self.layout
        if end > len(layout) or not layout.text[end - 1][:1].isupper() or begin in self.board.named_at:
            return False
        if end - begin == 1 and layout.tag[begin] not in _NOUN:
            return False
        if plain(layout.words(begin, end)).lower() not in self.by_surname:
            return False
        name = held.get(begin)
        if name is not None:
            single = (name.begin, name.end) == (begin, end)
            if not single and name.kind is not Kind.PERSON:
                return False
            if name.senses.get(FormKind.NAME) and name.label in {"GPE", "LOC", "NORP"}:
                return False
        following = layout.text[end] if end < len(layout) else ""
        return not (
            following[:1].isupper()
            and layout.dep[end - 1] == "compound"
            and layout.head[end - 1] >= end
            and layout.lower[end] not in self.lex.org_nouns
            and not layout.shouted[begin]
        )

    def _add_short(self, begin: int, end: int) -> bool:
        """Note a surname as a mention of the person it means here; False if nobody fits."""
        pairs = self.by_surname[plain(self.layout.words(begin, end)).lower()]
        draft = self._nearest([draft for _, draft in pairs], begin)
        if draft is None:
            return False
        self._note(begin, end, draft)
        return True

    def _nearest(self, drafts: list[Draft], begin: int) -> Draft | None:
        """Return the person named last before token `begin`, else the one named first after it."""
        feminine = self.lex.title_gender.get(self.layout.lower[begin - 1]) if begin else None
        state = state_before(self.held, self.lex, self.layout.lower, begin)
        fitting = [d for d in drafts if feminine is None or d.feminine in {None, feminine}]
        fitting = [d for d in fitting if state is None or d.known is None or d.state in {None, state}]
        fitting = of_generation(self.layout, begin, fitting, self.seen)
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        subject = self.layout.dep[begin] in SUBJECT

        def distance(draft: Draft) -> tuple[bool, bool, int]:
            seen = self.seen[id(draft)]
            at = bisect_left(seen, begin)
            if not at:
                return (True, True, seen[0])
            goes_on = subject and self._is_subject(
                seen[at - 1], begin
            )  # "Kim Min-ho spoke to Kim Lee. Kim said …"
            return (False, not goes_on, begin - seen[at - 1])

        return min(fitting, key=distance)

    def _is_subject(self, i: int, begin: int) -> bool:
        """Return whether the name at token `i` is a subject in the sentence of token `begin` or the one before."""
        layout = self.layout
        while layout.dep[i] == "compound" and layout.head[i] > i:
            i = layout.head[i]
        return layout.dep[i] in SUBJECT and layout.sentence[begin] - layout.sentence[i] <= 1

    # ------------------------------------------------------------ persons without a full name

    def _is_lone_person(self, name: Name) -> bool:
        """Return whether a name that nobody's full name explains is a person's all the same."""
        if name.kind is Kind.PERSON:
            return True
        if name.senses or name.end - name.begin > 1:
            return False
        before = self.layout.lower[name.begin - 1] if name.begin else ""
        called = self.gaz.knowledge.people_called(self.layout.words(name.begin, name.end))
        if before in self.lex.offices | self.lex.honorifics or (
            before in self.lex.ranks and name.label != "GPE"
        ):
            return self.layout.text[name.begin][:1].isupper()
        return name.label == "ORG" and len(self._in_office(called)) == 1

    def _in_office(self, called: tuple[KnownActor, ...]) -> list[KnownActor]:
        """Return those of the curated persons who were in office when the article appeared."""
        if self.on is None:
            return list(called) if len(called) == 1 else []
        return [actor for actor in called if self.gaz.knowledge.holds_office(actor.key, self.on)]

    def _add_lone(self, name: Name) -> None:
        """Note a person who is only called by one name."""
        words = self.layout.words(name.begin, name.end)
        parsed = parse_name(words, self.lex)
        surname = parsed.surnames[0]
        known_drafts = [draft for _, draft in self.by_surname.get(surname, ())] or self.by_given.get(
            surname, []
        )
        draft = self._nearest(known_drafts, name.begin) if known_drafts else None
        if draft is None:
            known = self.gaz.knowledge.bearer(words, self.on)
            draft = self._new(words, known)  # a first guess, until `homonyms.py` has seen the offices
            draft.lone = words
            self._remember(parsed, draft, known)
        self._note(name.begin, name.end, draft)
