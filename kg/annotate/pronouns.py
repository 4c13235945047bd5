"""Resolves third-person pronouns: agreement, then the most salient mention before, subjects first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate.barred import barred
from kg.annotate.candidates import SUBJECT, Candidate, candidate, collect, partners
from kg.annotate.expletives import is_expletive
from kg.annotate.possessors import answers_for, asked_to, is_anothers, speaker_of_body
from kg.annotate.preferences import (
    command,
    matter_bonus,
    relative_antecedent,
    subject_of,
)
from kg.annotate.speakers import Speakers
from kg.lang.lexicon import lexicon as cue_lexicon
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft
    from kg.annotate.lexicon import Lexicon, Pronoun

_SENTENCES_BACK = 4
_CANDIDATES = 60
_ENOUGH = -2.5
_QUOTED_BY = 1.5
"""What it costs a candidate that the pronoun quotes it: "This guy will lose," he said."""
_SPEAKER_GOES_ON = 0.5
"""How much more "he" who speaks is the one who spoke in a main clause before; editorial."""
_THING_GOES_ON = 0.3
"""How much more "it" that does not speak is a thing that was a subject before; editorial."""
_JUDGED = 2.5
"""How much more a possessive means who is judged for what is his; editorial, above a subject that owns it."""
_SAID_OF_ANOTHER = -2.0
"""How much less "he" means somebody of unknown gender beside a "him" who is another: "Lee accused him, since he …"."""
_ASKED = 3.0
"""How much more a possessive means who is asked to do something with what is his; editorial, above who asks."""
_ANOTHERS = 2.5
"""How much less a possessive means who rejects or criticises what is his; editorial."""
_SEVERAL = 2.0
"""How much less "he" or "it" below a verb of which several are the subject means one of these; editorial."""
_OWN_AS_IT = -1.0
"""How much less "it" means what somebody calls his; editorial."""
_MAIN = {"ROOT", "parataxis"}
_STATE_AS_THEY = -1.5
_BODY_AS_THEY = -0.5
"""How much less a singular body is meant by a plural pronoun; editorial."""


class Resolver:
    """Resolves the pronouns of one document in the order of the text."""

    def __init__(self, board: Board, lex: Lexicon) -> None:
        """Collect the candidates."""
        self.board = board
        self.layout = board.layout
        self.lex = lex
        self.counts: Counter[int] = Counter(id(s.draft) for s in board.sightings)
        self.candidates = collect(board)
        self.speakers = Speakers(board)
        self.turns = self._turns()
        self.meant: dict[tuple[int, str], Draft] = {}
        self.subjects = {c.token: c for c in self.candidates if self.layout.dep[c.token] in SUBJECT}

    def _turns(self) -> list[int]:
        """Return the number of the sentence of each token, the sentences of one quote counted as one."""
        turns: list[int] = []
        turn = -1
        for i, sentence in enumerate(self.layout.sentence):
            starts = i == 0 or sentence != self.layout.sentence[i - 1]
            turn += starts and (self._in_quote(i) < 0 or i == 0)
            turns.append(turn)
        return turns

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
                recent.extend(self._note(i, pronoun, draft))

    def _note(self, i: int, pronoun: Pronoun, draft: Draft) -> list[Candidate]:
        """Put a resolved pronoun on the board; return what later pronouns can refer to because of it."""
        self.board.add(i, i + 1, draft, Form.PRONOUN).listed = pronoun.use != "relative"
        self.counts[id(draft)] += 1
        if draft.kind is Kind.PERSON and draft.feminine is None and pronoun.gender in {"m", "f"}:
            draft.feminine = pronoun.gender == "f"
        if self.layout.dep[i] == "dobj" and pronoun.use == "personal":
            self.meant[self.layout.sentence[i], pronoun.gender] = draft
        found = candidate(self.layout, i, draft)
        found.plural = found.plural or pronoun.number == "p"
        pair = partners(self.board, i, draft, self.board.at_head)
        return [found, *([pair] if pair else [])]

    def _pronoun(self, i: int) -> Pronoun | None:
        """Return the pronoun at token `i`, unless it is the name of a state or an interrogative."""
        pronoun = self.lex.pronouns.get(self.layout.lower[i])
        if pronoun is None or i in self.board.named_at:
            return None
        if self.layout.text[i] == "US" or self.layout.tag[i][:2] in {"NN", "CD"}:
            return None
        if self.layout.tag[i] == "PRP$" and pronoun.use == "personal":
            return replace(pronoun, use="possessive")  # "her"
        return pronoun

    # ------------------------------------------------------------ the choice

    def _antecedent(self, i: int, pronoun: Pronoun, recent: list[Candidate]) -> Draft | None:
        """Return whom the pronoun at token `i` denotes, None where nobody fits."""
        if pronoun.use == "relative":
            return relative_antecedent(self.board, i, pronoun)
        if self.layout.lower[i] == "it" and is_expletive(self.layout, i, self.lex):
            return None
        fronted = self._cataphor(i, pronoun)
        if fronted is not None:
            return fronted
        excluded = barred(
            self.board, self.speakers, i, personal=pronoun.use == "personal", speaks=self._speaks(i)
        ) | self._speaker_to_come(i, recent)
        best, best_score = None, _ENOUGH
        for one in recent:
            if one.token >= i or (one.draft is not None and id(one.draft) in excluded):
                continue
            if not self._agrees(one, pronoun) or self._within_phrase(i, one):
                continue
            score = self._score(i, pronoun, one)
            if score > best_score:
                best, best_score = one, score
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
        return candidate.plural or candidate.body

    def _score(self, i: int, pronoun: Pronoun, candidate: Candidate) -> float:
        """Return how well a candidate fits: its role, how near it is, how much is said of it."""
        layout = self.layout
        count = self.turns if self._in_quote(i) < 0 else layout.sentence
        sentences = count[i] - count[candidate.token]
        if sentences > _SENTENCES_BACK:
            return _ENOUGH - 1
        score = candidate.weight - 1.1 * sentences - 0.002 * (i - candidate.token)
        score += matter_bonus(layout, i, candidate, self._is_person) if sentences <= 1 else 0.0
        if layout.paragraph[i] != layout.paragraph[candidate.token]:
            score -= 0.3
        if candidate.draft is not None:
            score += 0.05 * min(self.counts[id(candidate.draft)], 8)
            score += self._number_fit(pronoun, candidate)
            if sentences == 0 and pronoun.use == "possessive":
                score += 0.4
        if sentences == 0 and candidate.draft is not None:
            score += command(layout, candidate.token, i)
            score += self._owner_fit(i, pronoun, candidate)
            score += self._gender_fit(i, pronoun, candidate.draft)
        if pronoun.number == "s" and self._is_joined(candidate.token):
            score -= 1.2 + _SEVERAL * self._is_below(i, candidate.token)
        whole = self._part(i)
        if layout.dep[whole] in SUBJECT and sentences:
            score += _SPEAKER_GOES_ON * (self._speaks(whole) and self._speaks(candidate.token, main=True))
        if pronoun.gender == "n" and candidate.draft is None and layout.dep[candidate.token] in SUBJECT:
            score += 0.0 if self._speaks(i) else _THING_GOES_ON
        if self._in_quote(i) != self._in_quote(candidate.token):
            score -= _QUOTED_BY if self._in_quote(i) < 0 and self._speaks(i) else 0.3
        return score

    def _owner_fit(self, i: int, pronoun: Pronoun, candidate: Candidate) -> float:
        """Return what speaks for an actor of the sentence as the one whose thing a possessive tells of."""
        if pronoun.use != "possessive":
            return 0.0
        judged = _JUDGED * answers_for(self.layout, candidate.token, i)
        asked = _ASKED * (candidate.token == asked_to(self.layout, i))
        return judged + asked - _ANOTHERS * is_anothers(self.layout, candidate.token, i)

    def _gender_fit(self, i: int, pronoun: Pronoun, draft: Draft) -> float:
        """Return what speaks against somebody of unknown gender where the sentence has said "him" of another man."""
        meant = self.meant.get((self.layout.sentence[i], pronoun.gender))
        unknown = pronoun.gender in {"m", "f"} and draft.feminine is None
        return _SAID_OF_ANOTHER if unknown and meant is not None and meant is not draft else 0.0

    def _number_fit(self, pronoun: Pronoun, candidate: Candidate) -> float:
        """Return what speaks for or against an actor of that number."""
        draft = candidate.draft
        if draft is not None and pronoun.number == "p":
            return (
                0.6
                if draft.plural
                else (_STATE_AS_THEY if draft.kind in {Kind.STATE, Kind.PLACE} else _BODY_AS_THEY)
            )
        if draft is not None and pronoun.gender == "n":
            owner = self.layout.child(candidate.token, "poss")
            if owner is not None and self.layout.tag[owner] == "PRP$":
                return _OWN_AS_IT  # "hard for *his country* to reach, but he supported it"
            return -0.5 if draft.kind is Kind.PLACE else 0.2
        return 0.0

    def _speaks(self, i: int, *, main: bool = False) -> bool:
        """Return whether token `i` is the subject of a verb of saying or wanting, if asked of a main clause."""
        layout = self.layout
        verb = layout.head[layout.first_conjunct(i)]
        if layout.dep[i] != "nsubj" or (main and layout.dep[layout.first_conjunct(verb)] not in _MAIN):
            return False
        return any(cue.kind in {"say", "stance"} for cue in cue_lexicon().of("verb", layout.lemma[verb]))

    def _is_person(self, i: int) -> bool:
        """Return whether a person is named, or called by an office, at token `i`."""
        sighting = self.board.at_head.get(i) or self.board.titled.get(i)
        return sighting is not None and sighting.draft.kind is Kind.PERSON

    def _part(self, i: int) -> int:
        """Return the "one" of "one of them" for the pronoun, else the pronoun itself."""
        layout = self.layout
        preposition = layout.head[i]
        counted = layout.dep[i] == "pobj" and layout.lower[preposition] == "of"
        return layout.head[preposition] if counted and layout.tag[layout.head[preposition]] == "CD" else i

    def _in_quote(self, i: int) -> int:
        return self.board.quoted[i]

    def _is_joined(self, i: int) -> bool:
        """Return whether token `i` is one of several in a coordination of actors."""
        layout = self.layout
        first = layout.first_conjunct(i)
        return first != i or any(j in self.board.at_head for j in layout.conjuncts(i)[:1])

    def _is_below(self, i: int, joint: int) -> bool:
        """Return whether token `i` stands below the verb whose subject several are: "Chad and Mali say *it* is biased"."""
        layout = self.layout
        first = layout.first_conjunct(joint)
        verb, below = layout.head[first], i
        while layout.dep[first] in SUBJECT and below not in (verb, layout.head[below]):
            below = layout.head[below]
        return below == verb

    def _speaker_to_come(self, i: int, recent: list[Candidate]) -> set[int]:
        """Return who a later "he says" gives the quote around token `i` to: no "she" in it is he."""
        subject = self.speakers.subject(i)
        pronoun = self._pronoun(subject) if subject is not None and subject > i else None
        if subject is None or pronoun is None or pronoun.gender not in {"m", "f"}:
            return set()
        draft = self._antecedent(subject, pronoun, recent)
        return {id(draft)} if draft is not None else set()

    def _within_phrase(self, i: int, candidate: Candidate) -> bool:
        """Return whether the pronoun stands in the candidate's own phrase ("his government")."""
        return self.layout.head[i] == candidate.token and self.layout.dep[i] == "poss"

    # ------------------------------------------------------------ special positions

    def _cataphor(self, i: int, pronoun: Pronoun) -> Draft | None:
        """Return the main subject for a pronoun in a fronted clause: "Before he left, Macron said …"."""
        layout = self.layout
        if (speaker := speaker_of_body(layout, i, self.lex.org_nouns)) >= 0:
            return self._named_later(speaker, i, pronoun)
        j = i
        for _ in range(12):
            up = layout.head[j]
            own = self.subjects.get(subject_of(layout, j), None)
            if up == j or (own is not None and own.token < i and self._agrees(own, pronoun)):
                return None  # "As Ruto defended his record, Odinga said …": Ruto's record
            if up > i and layout.dep[j] in {"advcl", "prep"} and layout.tag[up][:1] in {"V", "M"}:
                subject = layout.child(up, "nsubj", "nsubjpass")
                one = self.subjects.get(subject) if subject is not None and subject > i else None
                if one is not None and one.draft is not None and self._agrees(one, pronoun):
                    return self._named_later(one.token, i, pronoun)
            j = up
        return None

    def _named_later(self, subject: int, i: int, pronoun: Pronoun) -> Draft | None:
        """Return whom the subject at a later token names, if the pronoun at token `i` may mean it."""
        one = self.subjects.get(subject)
        if one is None or not self._agrees(one, pronoun) or self._in_quote(i) != self._in_quote(subject):
            return None
        return one.draft


def resolve_pronouns(board: Board, lex: Lexicon) -> None:
    """Note the antecedents of all pronouns and list the first persons."""
    Resolver(board, lex).run()
