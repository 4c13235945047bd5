"""Resolves third-person pronouns: agreement, then the most salient mention before, subjects first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate.barred import barred
from kg.annotate.candidates import SUBJECT, Candidate, candidate, collect, partners
from kg.annotate.expletives import is_expletive
from kg.annotate.fit import ENOUGH, Fit, agrees
from kg.annotate.possessors import speaker_of_body
from kg.annotate.preferences import relative_antecedent, subject_of
from kg.annotate.speakers import Speakers
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Draft
    from kg.annotate.lexicon import Lexicon, Pronoun

_CANDIDATES = 60


class Resolver:
    """Resolves the pronouns of one document in the order of the text."""

    def __init__(self, board: Board, lex: Lexicon) -> None:
        """Collect the candidates."""
        self.board = board
        self.layout = board.layout
        self.lex = lex
        self.candidates = collect(board)
        self.speakers = Speakers(board)
        self.fit = Fit(board)
        self.subjects = {c.token: c for c in self.candidates if self.layout.dep[c.token] in SUBJECT}

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
        self.fit.counts[id(draft)] += 1
        if draft.kind is Kind.PERSON and draft.feminine is None and pronoun.gender in {"m", "f"}:
            draft.feminine = pronoun.gender == "f"
        if self.layout.dep[i] == "dobj" and pronoun.use == "personal":
            self.fit.meant[self.layout.sentence[i], pronoun.gender] = draft
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
            self.board, self.speakers, i, personal=pronoun.use == "personal", speaks=self.fit.speaks(i)
        ) | self._speaker_to_come(i, recent)
        best, best_score = None, ENOUGH
        for one in recent:
            if one.token >= i or (one.draft is not None and id(one.draft) in excluded):
                continue
            if not agrees(one, pronoun) or self._within_phrase(i, one):
                continue
            score = self.fit.score(i, pronoun, one)
            if score > best_score:
                best, best_score = one, score
        return best.draft if best else None

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
            if up == j or (own is not None and own.token < i and agrees(own, pronoun)):
                return None  # "As Ruto defended his record, Odinga said …": Ruto's record
            if up > i and layout.dep[j] in {"advcl", "prep"} and layout.tag[up][:1] in {"V", "M"}:
                subject = layout.child(up, "nsubj", "nsubjpass")
                one = self.subjects.get(subject) if subject is not None and subject > i else None
                if one is not None and one.draft is not None and agrees(one, pronoun):
                    return self._named_later(one.token, i, pronoun)
            j = up
        return None

    def _named_later(self, subject: int, i: int, pronoun: Pronoun) -> Draft | None:
        """Return whom the subject at a later token names, if the pronoun at token `i` may mean it."""
        one = self.subjects.get(subject)
        if one is None or not agrees(one, pronoun) or self.board.quoted[i] != self.board.quoted[subject]:
            return None
        return one.draft


def resolve_pronouns(board: Board, lex: Lexicon) -> None:
    """Note the antecedents of all pronouns and list the first persons."""
    Resolver(board, lex).run()
