"""Resolves third-person pronouns: agreement, then the most salient mention before, subjects first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate.board import Draft
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Sighting
    from kg.annotate.layout import Layout
    from kg.annotate.lexicon import Lexicon, Pronoun

_SUBJECT = {"nsubj", "nsubjpass", "csubj"}
_WEIGHT = {"nsubj": 3.0, "nsubjpass": 2.9, "csubj": 2.5, "dobj": 1.4, "dative": 1.6, "agent": 1.4, "pobj": 1.0, "attr": 0.6}
_OTHER_WEIGHT = 0.7
_SENTENCES_BACK = 4
_CANDIDATES = 60
_ENOUGH = -2.5
_EXPLETIVE = {"seem", "appear", "happen", "emerge", "transpire", "follow", "matter", "rain", "snow", "take"}
_CLAUSE = {"ccomp", "xcomp", "advcl", "csubj", "relcl", "acl"}
_BODIES = {Kind.STATE, Kind.GOVERNMENT, Kind.ORGANISATION, Kind.BLOC, Kind.OUTLET, Kind.PLACE}


@dataclass(slots=True)
class Candidate:
    """Something that a pronoun could refer to; `draft` is None for a noun that is no actor."""

    token: int
    begin: int
    draft: Draft | None
    plural: bool
    weight: float
    body: bool = False


class Resolver:
    """Resolves the pronouns of one document in the order of the text."""

    def __init__(self, board: Board, lex: Lexicon) -> None:
        """Collect the candidates."""
        self.board = board
        self.layout = board.layout
        self.lex = lex
        self.counts: Counter[int] = Counter(id(s.draft) for s in board.sightings)
        self.candidates = self._candidates()
        self.speakers: dict[int, Draft | None] = {}
        self.subjects = {c.token: c for c in self.candidates if self.layout.dep[c.token] in _SUBJECT}

    def run(self) -> None:
        """Note the antecedent of every pronoun that has one; list the first persons."""
        recent: list[Candidate] = []
        waiting = iter(self.candidates)
        following = next(waiting, None)
        for i in range(len(self.layout)):
            while following is not None and following.token < i:
                recent.append(following)
                following = next(waiting, None)
            pronoun = self._pronoun(i)
            if pronoun is None:
                continue
            if pronoun.person == 1:
                self.board.first_persons.append(i)
                continue
            draft = self._antecedent(i, pronoun, recent[-_CANDIDATES:])
            if draft is not None:
                self.board.add(i, i + 1, draft, Form.PRONOUN)
                self.counts[id(draft)] += 1
                if draft.kind is Kind.PERSON and draft.feminine is None and pronoun.gender in {"m", "f"}:
                    draft.feminine = pronoun.gender == "f"
                plural = draft.plural or pronoun.number == "p"
                recent.append(Candidate(i, i, draft, plural, self._weight(i), draft.kind in _BODIES))

    def _pronoun(self, i: int) -> Pronoun | None:
        """Return the pronoun at token `i`, unless it is the name of a state or an interrogative."""
        pronoun = self.lex.pronouns.get(self.layout.lower[i])
        if pronoun is None or i in self.board.named_at:
            return None
        if self.layout.text[i] == "US" or self.layout.tag[i][:2] in {"NN", "CD"}:
            return None
        return pronoun

    # ------------------------------------------------------------ candidates

    def _candidates(self) -> list[Candidate]:
        """Return all nouns in order, those of actors with their draft; coordinations of persons as one plural."""
        layout = self.layout
        found: list[Candidate] = []
        heads: dict[int, Sighting] = {**self.board.titled, **self.board.at_head}
        inside = {i for s in self.board.sightings for i in range(*(s.core or (s.begin, s.end))) if i != s.head}
        inside -= set(self.board.at_head)
        for i in range(len(layout)):
            sighting = heads.get(i)
            if sighting is not None and (i == sighting.head or i in self.board.titled):
                draft = sighting.draft
                body = draft.kind in _BODIES or (draft.kind is Kind.GROUP and not draft.plural)
                found.append(Candidate(i, sighting.begin, draft, draft.plural, self._weight(i), body))
            elif i not in inside and layout.tag[i] in {"NN", "NNS", "NNP", "NNPS"} and layout.dep[i] != "compound":
                plural = layout.tag[i] in {"NNS", "NNPS"}
                found.append(Candidate(i, i, None, plural, self._weight(i) - 0.4))
        return found

    def _weight(self, i: int) -> float:
        """Return how salient the grammatical role makes token `i`."""
        layout = self.layout
        i = layout.first_conjunct(i)
        dep, head = layout.dep[i], layout.head[i]
        if dep == "appos" and head != i:
            return self._weight(head) - 0.1
        if dep == "poss" and layout.dep[layout.first_conjunct(head)] in _SUBJECT:
            return 2.2
        return _WEIGHT.get(dep, _OTHER_WEIGHT)

    # ------------------------------------------------------------ the choice

    def _antecedent(self, i: int, pronoun: Pronoun, recent: list[Candidate]) -> Draft | None:
        """Return whom the pronoun at token `i` denotes, None where nobody fits."""
        if pronoun.use == "relative":
            return self._relative(i, pronoun)
        if self.layout.lower[i] == "it" and is_expletive(self.layout, i):
            return None
        fronted = self._cataphor(i, pronoun)
        if fronted is not None:
            return fronted
        barred = self._barred(i, pronoun)
        best, best_score = None, _ENOUGH
        for candidate in recent:
            if candidate.draft is not None and id(candidate.draft) in barred:
                continue
            if not self._agrees(candidate, pronoun) or self._within_phrase(i, candidate):
                continue
            score = self._score(i, pronoun, candidate)
            if score > best_score:
                best, best_score = candidate, score
        return best.draft if best else None

    def _agrees(self, candidate: Candidate, pronoun: Pronoun) -> bool:
        """Return whether number and gender agree."""
        draft = candidate.draft
        if pronoun.gender in {"m", "f"}:
            if draft is None or draft.kind is not Kind.PERSON or draft.plural:
                return False
            return draft.feminine is None or draft.feminine == (pronoun.gender == "f")
        if pronoun.gender == "n":
            return not candidate.plural if draft is None else candidate.body
        if draft is None:
            return candidate.plural
        if draft.kind is Kind.PERSON:
            return draft.plural
        return candidate.plural or draft.kind in {Kind.ORGANISATION, Kind.GROUP, Kind.OUTLET}

    def _score(self, i: int, pronoun: Pronoun, candidate: Candidate) -> float:
        """Return how well a candidate fits: its role, how near it is, how much is said of it."""
        layout = self.layout
        sentences = layout.sentence[i] - layout.sentence[candidate.token]
        if sentences > _SENTENCES_BACK:
            return _ENOUGH - 1
        score = candidate.weight - 1.1 * sentences - 0.002 * (i - candidate.token)
        if layout.paragraph[i] != layout.paragraph[candidate.token]:
            score -= 0.3
        if candidate.draft is not None:
            score += 0.05 * min(self.counts[id(candidate.draft)], 8)
            score += self._number_fit(pronoun, candidate)
            if sentences == 0 and pronoun.use == "possessive":
                score += 0.4
        if sentences == 0 and self._commands(candidate.token, i):
            score += 0.8
        if self._in_quote(i) != self._in_quote(candidate.token):
            score -= 0.3
        return score

    def _number_fit(self, pronoun: Pronoun, candidate: Candidate) -> float:
        """Return what speaks for or against an actor of that number."""
        draft = candidate.draft
        if draft is not None and pronoun.number == "p":
            return 0.6 if draft.plural else -0.5
        if draft is not None and pronoun.gender == "n":
            return -0.5 if draft.kind is Kind.PLACE else 0.2
        return 0.0

    def _in_quote(self, i: int) -> int:
        return self.board.quoted[i]

    def _commands(self, subject: int, i: int) -> bool:
        """Return whether `subject` is the subject of a clause that holds token `i`."""
        layout = self.layout
        if layout.dep[layout.first_conjunct(subject)] not in _SUBJECT:
            return False
        verb = layout.head[layout.first_conjunct(subject)]
        for _ in range(12):
            i = layout.head[i]
            if i == verb:
                return True
            if layout.head[i] == i:
                return False
        return False

    # ------------------------------------------------------------ what cannot be

    def _barred(self, i: int, pronoun: Pronoun) -> set[int]:
        """Return the drafts that the pronoun at token `i` cannot denote."""
        layout = self.layout
        barred: set[int] = set()
        if pronoun.use == "personal" and layout.dep[i] not in _SUBJECT:
            verb = self._clause(i)
            for child in layout.children[verb]:
                if layout.dep[child] in _SUBJECT and (c := self.board.at_head.get(child)) is not None:
                    barred.add(id(c.draft))
        first = layout.first_conjunct(i)
        for other in (first, *layout.conjuncts(first)):
            if other != i and (s := self.board.at_head.get(other)) is not None:
                barred.add(id(s.draft))
        quote = self._in_quote(i)
        if quote >= 0:
            speaker = self._speaker(quote)
            if speaker is not None:
                barred.add(id(speaker))
        return barred

    def _clause(self, i: int) -> int:
        """Return the verb that token `i` is an argument of."""
        layout = self.layout
        verb = layout.head[i]
        while layout.tag[verb][:1] != "V" and layout.head[verb] != verb and layout.dep[verb] in {"prep", "conj", "dative", "agent"}:
            verb = layout.head[verb]
        return verb

    def _within_phrase(self, i: int, candidate: Candidate) -> bool:
        """Return whether the pronoun stands in the candidate's own phrase ("his government")."""
        return self.layout.head[i] == candidate.token and self.layout.dep[i] == "poss"

    def _speaker(self, number: int) -> Draft | None:
        """Return who says a whole quoted sentence: the subject of the verb next to it."""
        if number not in self.speakers:
            quote = self.board.quotes[number]
            whole = quote.end - quote.begin > 3 and self.layout.text[quote.begin][:1].isupper()
            self.speakers[number] = self._beside(quote.begin, quote.end) if whole else None
        return self.speakers[number]

    def _beside(self, begin: int, end: int) -> Draft | None:
        """Return the subject nearest to the tokens [begin, end), outside them but in their paragraph."""
        layout = self.layout
        near = [*range(end, min(end + 8, len(layout))), *range(begin - 1, max(begin - 12, -1), -1)]
        for i in near:
            if layout.paragraph[i] == layout.paragraph[begin] and layout.dep[i] == "nsubj":
                sighting = self.board.at_head.get(i) or self.board.titled.get(i)
                return sighting.draft if sighting else None
        return None

    # ------------------------------------------------------------ special positions

    def _relative(self, i: int, pronoun: Pronoun) -> Draft | None:
        """Return the antecedent of a relative pronoun: the noun that its clause modifies."""
        layout = self.layout
        j = i
        for _ in range(8):
            if layout.dep[j] == "relcl":
                noun = layout.head[j]
                sighting = self.board.at_head.get(noun) or self.board.titled.get(noun)
                if sighting is not None and noun < i:
                    return sighting.draft
                break
            if layout.head[j] == j:
                break
            j = layout.head[j]
        if i > 1 and layout.text[i - 1] == ",":
            named = self.board.named_at.get(i - 2)
            if named is not None and (named.draft.kind is Kind.PERSON) == (pronoun.gender == "a"):
                return named.draft
        return None

    def _cataphor(self, i: int, pronoun: Pronoun) -> Draft | None:
        """Return the main subject for a pronoun in a fronted clause: "Before he left, Macron said …"."""
        layout = self.layout
        j = i
        for _ in range(12):
            up = layout.head[j]
            if up == j:
                return None
            if up > i and layout.dep[j] in {"advcl", "prep"} and layout.tag[up][:1] in {"V", "M"}:
                subject = layout.child(up, "nsubj", "nsubjpass")
                candidate = self.subjects.get(subject) if subject is not None and subject > i else None
                if candidate is not None and candidate.draft is not None and self._agrees(candidate, pronoun):
                    if self.board.at_head.get(candidate.token) and self._in_quote(i) == self._in_quote(candidate.token):
                        return candidate.draft
            j = up
        return None


def is_expletive(layout: Layout, i: int) -> bool:
    """Return whether the "it" at token `i` refers to nothing: "it is clear that", "it seems", "it took weeks"."""
    verb = layout.head[i]
    if layout.dep[i] not in _SUBJECT:
        return layout.dep[i] == "dobj" and any(layout.dep[c] in {"ccomp", "xcomp", "oprd"} for c in layout.children[verb])
    clauses = [c for c in layout.children[verb] if c > i and layout.dep[c] in _CLAUSE]
    lemma = layout.lemma[verb]
    if lemma in _EXPLETIVE:
        return bool(clauses) or lemma in {"rain", "snow"}
    if layout.dep[i] == "nsubjpass":
        return any(layout.dep[c] == "ccomp" for c in clauses)
    if lemma != "be":
        return False
    for child in layout.children[verb]:
        if layout.dep[child] in {"acomp", "attr"}:
            clauses += [c for c in layout.children[child] if layout.dep[c] in _CLAUSE]
    return bool(clauses)


def resolve_pronouns(board: Board, lex: Lexicon) -> None:
    """Note the antecedents of all pronouns and list the first persons."""
    Resolver(board, lex).run()
