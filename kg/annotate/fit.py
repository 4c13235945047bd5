"""How well somebody or something named before fits a pronoun: agreement, role, distance, whose thing a possessive tells of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.annotate.candidates import SUBJECT
from kg.annotate.possessors import answers_for, asked_to, is_anothers
from kg.annotate.preferences import command, matter_bonus
from kg.lang.lexicon import lexicon as cue_lexicon
from kg.model import Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft
    from kg.annotate.candidates import Candidate
    from kg.annotate.lexicon import Pronoun

ENOUGH = -2.5
"""The score that an antecedent must exceed; editorial."""
_SENTENCES_BACK = 4
_A_SENTENCE = 1.1
_A_TOKEN = 0.002
_A_PARAGRAPH = 0.3
"""What each sentence and token between the two costs a candidate, and another paragraph; editorial."""
_A_SIGHTING = 0.05
_SIGHTINGS = 8
"""How much more it is somebody for each time that the text speaks of them, and how many count; editorial."""
_OWNER_NEAR = 0.4
"""How much more a possessive means an actor of its own sentence; editorial."""
_JOINED = 1.2
"""How much less "he" or "it" means one of several that are named together; editorial."""
_OTHER_QUOTE = 0.3
"""What it costs that one of the two is quoted and the other not, or elsewhere; editorial."""
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
_NAMELESS = 1.5
"""How much less "he" means who speaks without a name, "a source said he …"; editorial, a subject before him is likelier."""
_MAIN = {"ROOT", "parataxis"}
_STATE_AS_THEY = -1.5
_BODY_AS_THEY = -0.5
"""How much less a singular body is meant by a plural pronoun; editorial."""


def agrees(candidate: Candidate, pronoun: Pronoun) -> bool:
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


class Fit:
    """Scores the candidates for the pronouns of one document; what is resolved adds to what is known."""

    def __init__(self, board: Board) -> None:
        """Count who is spoken of."""
        self.board = board
        self.layout = board.layout
        self.counts: Counter[int] = Counter(id(s.draft) for s in board.sightings)
        """Sightings of each draft, by its id."""
        self.meant: dict[tuple[int, str], Draft] = {}
        """Sentence and gender to whom an object pronoun in it denotes."""
        self.turns = self._turns()

    def score(self, i: int, pronoun: Pronoun, candidate: Candidate) -> float:
        """Return how well a candidate fits the pronoun at token `i`: its role, how near it is, how much is said of it."""
        layout = self.layout
        count = self.turns if self.board.quoted[i] < 0 else layout.sentence
        sentences = count[i] - count[candidate.token]
        if sentences > _SENTENCES_BACK:
            return ENOUGH - 1
        score = candidate.weight - _A_SENTENCE * sentences - _A_TOKEN * (i - candidate.token)
        score += matter_bonus(layout, i, candidate, self._is_person) if sentences <= 1 else 0.0
        if layout.paragraph[i] != layout.paragraph[candidate.token]:
            score -= _A_PARAGRAPH
        if candidate.draft is not None:
            score += self._actor_fit(i, pronoun, candidate, candidate.draft, near=sentences == 0)
        if pronoun.number == "s" and self._is_joined(candidate.token):
            score -= _JOINED + _SEVERAL * self._is_below(i, candidate.token)
        whole = self._part(i)
        if layout.dep[whole] in SUBJECT and sentences:
            score += _SPEAKER_GOES_ON * (self.speaks(whole) and self.speaks(candidate.token, main=True))
        if pronoun.gender == "n" and candidate.draft is None and layout.dep[candidate.token] in SUBJECT:
            score += 0.0 if self.speaks(i) else _THING_GOES_ON
        if self.board.quoted[i] != self.board.quoted[candidate.token]:
            score -= _QUOTED_BY if self.board.quoted[i] < 0 and self.speaks(i) else _OTHER_QUOTE
        return score

    def _actor_fit(
        self, i: int, pronoun: Pronoun, candidate: Candidate, draft: Draft, *, near: bool
    ) -> float:
        """Return what speaks for an actor: how much is said of it, its number, and its role if it stands `near`."""
        fit = _A_SIGHTING * min(self.counts[id(draft)], _SIGHTINGS) + self._number_fit(pronoun, candidate)
        if not near:
            return fit
        fit += _OWNER_NEAR if pronoun.use == "possessive" else 0.0
        fit += command(self.layout, candidate.token, i)
        fit -= _NAMELESS * self._tells_of_another(i, pronoun, candidate)
        return fit + self._owner_fit(i, pronoun, candidate) + self._gender_fit(i, pronoun, draft)

    def _tells_of_another(self, i: int, pronoun: Pronoun, candidate: Candidate) -> bool:
        """Return whether a speaker without a name tells of somebody: "Lee denied it, but *an aide said he* would go"."""
        layout = self.layout
        phrase = layout.phrase_begin(candidate.token, frozenset({"det", "amod", "compound"}))
        fresh = layout.lower[phrase] in {"a", "an"} and layout.dep[candidate.token] == "nsubj"
        told = layout.dep[layout.head[i]] == "ccomp"
        told = told and layout.head[layout.head[i]] == layout.head[candidate.token]
        return fresh and told and pronoun.gender in {"m", "f"} and layout.dep[i] in SUBJECT

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

    def speaks(self, i: int, *, main: bool = False) -> bool:
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

    def _turns(self) -> list[int]:
        """Return the number of the sentence of each token, the sentences of one quote counted as one."""
        turns: list[int] = []
        turn = -1
        for i, sentence in enumerate(self.layout.sentence):
            starts = i == 0 or sentence != self.layout.sentence[i - 1]
            turn += starts and (self.board.quoted[i] < 0 or i == 0)
            turns.append(turn)
        return turns
