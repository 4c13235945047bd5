"""Resolves phrases that refer back by what they call it: "the country", "both sides", "this country" in a quote."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.annotate.candidates import SUBJECT
from kg.annotate.phrases import POINTING
from kg.annotate.preferences import clause_of, controller, subject_of
from kg.annotate.regions import states_of
from kg.annotate.speakers import Speakers
from kg.model import Form, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate.board import Board, Draft, Sighting
    from kg.annotate.bodies import Bodies
    from kg.annotate.lexicon import Lexicon, OrgNoun
    from kg.annotate.phrases import Phrases

BACK_WINDOW = 400
"""Tokens within which a definite phrase looks for what it refers back to."""
_SENTENCES = 2
_QUOTES_BETWEEN = 3
"""Sentences of one paragraph back within which "her party" finds her, past what she is quoted with; editorial."""
_FARTHEST = 6
"""Sentences back within which "both sides" finds two actors that were put together; editorial."""
"""Sentences that "the country" may be apart from the name."""
_QUALIFYING = {"compound", "nmod", "amod"}
_OWNING = {"his", "her", "their", "its"}
_OWNERS = {Kind.STATE, Kind.BLOC, Kind.ORGANISATION}
"""Who has bodies of its own: "its embassy"."""


class Backward:
    """The named mentions of one document, as later phrases look back at them."""

    def __init__(self, board: Board, bodies: Bodies, phrases: Phrases, lex: Lexicon) -> None:
        """Keep what the document holds so far; the named mentions do not change any more."""
        self.board = board
        self.layout = board.layout
        self.bodies = bodies
        self.phrases = phrases
        self.lex = lex
        self.speakers = Speakers(board)
        self.past: list[Sighting] = sorted(board.sightings, key=lambda s: s.begin)
        self.begins = [s.begin for s in self.past]

    def before(self, begin: int, window: int) -> list[Sighting]:
        """Return the named mentions in the `window` tokens before token `begin`, the last one first."""
        last = bisect_left(self.begins, begin)
        first = bisect_left(self.begins, begin - window)
        return self.past[first:last][::-1]

    def refers_back(self, begin: int, i: int) -> bool:
        """Note a phrase like "the country" or "both sides" with head `i`; False if the phrase is none."""
        words = self.layout.words(begin, i + 1).lower().split()
        if not words or words[0] not in {*POINTING, *_OWNING, "both", "each", "two"}:
            return False
        phrase = " ".join(words[1:] if words[0] in POINTING | _OWNING else words)
        anaphor = self.lex.anaphors.get(phrase)
        if anaphor is None:
            return words[0] in POINTING and self._of_region(begin, i, phrase)
        if anaphor.number == "d":
            return self.pair(begin, i + 1, phrase)
        if self.phrases.linked(i) is not None:
            return False  # "the country of Georgia"
        if Kind.PERSON in anaphor.kinds:
            draft = self._only_person(begin) if words[0] == "the" else None
        else:
            draft = self._state_of_person(begin, words[0]) or self._country(begin, i, anaphor.kinds)
        if draft is not None:
            self.board.add(begin, i + 1, draft, Form.NOMINAL)
        return draft is not None

    def _of_region(self, begin: int, i: int, phrase: str) -> bool:
        """Note "the Gulf state", where the text has named one: the last of that region."""
        codes = states_of(phrase)
        for sighting in self.before(begin, BACK_WINDOW) if codes and self.phrases.linked(i) is None else ():
            known = sighting.draft.known
            if sighting.draft.kind is Kind.STATE and known and self.bodies.gaz.actor(known).iso in codes:
                self.board.add(begin, i + 1, sighting.draft, Form.NOMINAL)
                return True
        return False

    def owning(self, begin: int, noun: OrgNoun) -> Draft | None:
        """Return who owns "its embassy", "her party": the last subject that can, in this sentence or the one before."""
        layout, word = self.layout, self.layout.lower[begin]
        if word not in _OWNING or not (noun.unnamed or noun.owned):
            return None
        gender = {"his": False, "her": True}.get(word)
        for sighting in self.before(begin, BACK_WINDOW):
            draft = sighting.draft
            apart = layout.sentence[begin] - layout.sentence[sighting.begin]
            if apart > (
                _QUOTES_BETWEEN if layout.paragraph[begin] == layout.paragraph[sighting.begin] else 1
            ):
                return None
            first = layout.first_conjunct(sighting.head)
            if layout.dep[first] == "poss" and gender is None:
                first = layout.head[first]  # "*China's* reaction was swift. Its ministry …"
            if layout.dep[first] not in SUBJECT:
                continue
            if gender is None and draft.kind in _OWNERS:
                return draft
            if gender is not None and draft.kind is Kind.PERSON and draft.feminine in {None, gender}:
                return draft
        return None

    def _state_of_person(self, begin: int, determiner: str) -> Draft | None:
        """Return the state of the speaker of "this country", or of the last person for "his country"."""
        person = self.speakers.of(begin) if determiner == "this" else None
        if determiner in {"his", "her"}:
            persons = (s for s in self.before(begin, BACK_WINDOW) if s.draft.kind is Kind.PERSON)
            person = next(persons, None)
        key = person.draft.state_key if person else None
        return self.bodies.known(key) if key else None

    def _country(self, begin: int, i: int, kinds: frozenset[Kind]) -> Draft | None:
        """Return the state of which the text spoke last, not counting those that only qualify a noun nearby.

        For "her country" the last one before her: "Chad protested. Defence Minister Lee says Mali struck *her country*".
        Nor who does something to it: "Chad protested. It accused *Mali* of plotting to destabilise the country".
        """
        layout = self.layout
        barred = self._doers(i) if layout.dep[i] == "dobj" and layout.lower[begin] in POINTING else []
        past = [s for s in self.before(begin, BACK_WINDOW) if not any(s.draft is one for one in barred)]
        if layout.lower[begin] in {"his", "her"}:
            past = past[next((n for n, s in enumerate(past) if s.draft.kind is Kind.PERSON), 0) :]
        for sighting in past:
            apart = layout.sentence[begin] - layout.sentence[sighting.begin]
            if apart > _SENTENCES:
                return None
            qualifies = layout.dep[sighting.head] in {"compound", "nmod"}
            if sighting.draft.kind in kinds and (apart or not qualifies):
                return sighting.draft
        return None

    def _only_person(self, begin: int) -> Draft | None:
        """Return whom "the Democrat" calls by the party: the one person of whom the text has just spoken."""
        near: dict[int, Draft] = {}
        for sighting in self.before(begin, BACK_WINDOW):
            if self.layout.sentence[begin] - self.layout.sentence[sighting.begin] > _SENTENCES:
                break
            if sighting.draft.kind is Kind.PERSON and not sighting.draft.plural:
                near[id(sighting.draft)] = sighting.draft
        return next(iter(near.values())) if len(near) == 1 else None

    def one_of_pair(self, i: int) -> bool:
        """Note whom "the former" or "the latter" at token `i` means: the first or second of the last two."""
        layout = self.layout
        alone = layout.dep[i] not in _QUALIFYING and i > 0 and layout.lower[i - 1] == "the"
        anaphor = self.lex.anaphors.get(layout.lower[i])
        if not alone or anaphor is None:
            return False
        members = self._last_two(i, anaphor.kinds)
        if members:
            self.board.add(i - 1, i + 1, members[0 if anaphor.number == "1" else 1], Form.PRONOUN)
        return bool(members)

    def pair(self, begin: int, end: int, phrase: str) -> bool:
        """Note whom "both sides" at tokens [begin, end) means: the last "A and B", else the only two near by."""
        kinds = self.lex.anaphors[phrase].kinds
        members = self._last_two_doers(begin, kinds) if " " not in phrase else []
        members = members or self._last_two(begin, kinds, self._doers(end - 1))
        if members:
            self.board.add(begin, end, self.board.together(members), Form.NOMINAL)
        return bool(members)

    def _last_two_doers(self, begin: int, kinds: frozenset[Kind]) -> list[Draft]:
        """Return who acts in the last two sentences, one in each: "Oslo blamed Bern. Lima called for talks. *Neither* …"."""
        found: dict[int, Sighting] = {}
        for sighting in self.before(begin, BACK_WINDOW):
            apart = self.layout.sentence[begin] - self.layout.sentence[sighting.begin]
            if apart > 2:
                break
            acts = (
                self.layout.dep[sighting.head] == "nsubj"
                and self.layout.dep[self.layout.head[sighting.head]] == "ROOT"
            )
            if acts and apart:
                found[apart] = sighting
        fits = [
            s for _, s in sorted(found.items(), reverse=True) if s.draft.kind in kinds and not s.draft.plural
        ]
        alone = all(len(self.layout.conjuncts(s.head)) == 0 for s in fits)
        return self._two(fits[0], fits[1], kinds) if len(fits) == 2 and alone else []

    def _doers(self, i: int) -> list[Draft]:
        """Return who does something to the phrase at token `i`: "*Rossi* urged both leaders to come" speaks of two others."""
        layout = self.layout
        verb = clause_of(layout, i)
        doer = subject_of(layout, verb) if layout.dep[i] not in SUBJECT else -1
        doer = controller(layout, verb) if doer < 0 else doer
        if doer < 0 and layout.dep[verb] in {"ccomp", "xcomp"}:  # "urged [both leaders to come]"
            doer = subject_of(layout, layout.head[verb])
        if doer < 0:
            return []
        found = (
            self.board.at_head.get(j) or self.board.titled.get(j) for j in (doer, *layout.conjuncts(doer))
        )
        return [sighting.draft for sighting in found if sighting is not None]

    def _last_two(self, begin: int, kinds: frozenset[Kind], barred: Sequence[Draft] = ()) -> list[Draft]:
        """Return the two actors last put together before token `begin`; none where the text leaves it open.

        Args:
            begin: The token.
            kinds: Of what kinds they may be.
            barred: Who are neither of them.
        """
        near: dict[int, Draft] = {}
        for sighting in self.before(begin, BACK_WINDOW):
            if sighting.draft.kind not in kinds or sighting.draft.plural:
                continue
            if any(sighting.draft is one for one in barred):
                continue
            apart = self.layout.sentence[begin] - self.layout.sentence[sighting.begin]
            members = self._joined(sighting, kinds) or self._opposed(sighting, kinds)
            if members:
                return members if apart <= _FARTHEST else []
            told = self.board.quoted[sighting.head] in {-1, self.board.quoted[begin]}
            if told and apart <= _SENTENCES and self.layout.dep[sighting.head] not in _QUALIFYING | {"poss"}:
                near.setdefault(id(sighting.draft), sighting.draft)
        return list(near.values())[::-1] if len(near) == 2 else []

    def _joined(self, sighting: Sighting, kinds: frozenset[Kind]) -> list[Draft]:
        """Return the two actors of "A and B" for the mention of B."""
        layout = self.layout
        first = self.board.at_head.get(layout.first_conjunct(sighting.head))
        if first is None or layout.conjuncts(first.head) != [sighting.head]:
            return []
        return self._two(first, sighting, kinds)

    def _opposed(self, sighting: Sighting, kinds: frozenset[Kind]) -> list[Draft]:
        """Return the two actors of "A fought B", "A fought with B" for the mention of B."""
        layout = self.layout
        verb = layout.head[sighting.head]
        if layout.dep[sighting.head] == "pobj" and layout.lower[verb] in {"with", "against"}:
            verb = layout.head[verb]
        elif layout.dep[sighting.head] != "dobj":
            return []
        subject = layout.child(verb, "nsubj")
        first = self.board.at_head.get(subject) if subject is not None else None
        return self._two(first, sighting, kinds) if first is not None else []

    def _two(self, first: Sighting, second: Sighting, kinds: frozenset[Kind]) -> list[Draft]:
        """Return two different single actors, nothing where they are none."""
        fits = first.draft.kind in kinds and not first.draft.plural and first.draft is not second.draft
        alike = (first.draft.kind is Kind.PERSON) == (second.draft.kind is Kind.PERSON)
        return [first.draft, second.draft] if fits and alike else []
