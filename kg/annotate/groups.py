"""Notes unnamed people: groups, single persons, and meetings that speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.board import Draft
from kg.annotate.phrases import POINTING
from kg.lang.lexicon import lexicon as cue_lexicon
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board
    from kg.annotate.lexicon import Lexicon
    from kg.annotate.phrases import Phrases

_MEETING = "meeting"
"""Under which the last meeting is found again, whatever it is called."""
_STANDS = {"say", "stance", "want", "think"}
"""Kinds of cues by which a body speaks."""
_PREDICATE = {"acomp", "ccomp", "oprd"}
_BODIES = {Kind.ORGANISATION, Kind.STATE, Kind.BLOC}
_FIXED = {"prt", "advmod", "dobj"}
_FRESH = {"a", "an", "one", "another"}


class Unnamed:
    """The actors of one document that have a description and no name."""

    def __init__(self) -> None:
        """Start with none."""
        self._drafts: dict[tuple[str, ...], Draft] = {}
        self.latest: dict[str, Draft] = {}
        """Noun to whom it denoted last."""

    def get(self, key: tuple[str, ...], kind: Kind, name: str, owner: Draft | None) -> Draft:
        """Return the draft of a description, making one if it is new."""
        if key not in self._drafts:
            draft = Draft(kind, name)
            if owner is not None:
                draft.state = owner.state_key or (owner.known if owner.kind is not Kind.PERSON else None)
            self._drafts[key] = draft
        return self._drafts[key]

    def owned(self, use: str, kind: Kind, words: str, owner: Draft) -> Draft:
        """Return the draft of what speaks for a person: "Navalny's lawyer", "Erdogan's office"."""
        draft = self.get((use, words.lower(), owner.name), kind, f"{owner.name}'s {words}", owner)
        draft.principal = draft.principal or owner
        return draft


class Groups:
    """The unnamed groups and single persons of one document."""

    def __init__(self, board: Board, phrases: Phrases, unnamed: Unnamed, lex: Lexicon) -> None:
        """Keep what the document holds so far."""
        self.board = board
        self.layout = board.layout
        self.phrases = phrases
        self.unnamed = unnamed
        self.lex = lex

    def note(self, begin: int, i: int) -> None:
        """Note an unnamed person or group of people, unless the phrase only says what somebody is."""
        layout = self.layout
        indefinite = layout.lower[begin] in {"a", "an"}
        predicate = layout.dep[i] == "attr" or (
            layout.dep[i] == "pobj" and layout.lower[layout.head[i]] == "as"
        )
        if (indefinite and predicate) or self.phrases.is_vague(begin, i):
            return
        plural = self._is_plural(i)
        single = not plural and (layout.lemma[i] in self.lex.persons or layout.lemma[i] in self.lex.titles)
        if single and begin == i:
            return  # no article: "Man, that was close"
        owner = self.phrases.owner(begin, i)
        words = self.phrases.core_words(begin, i)
        end = self.phrases.end(i)
        lemma = layout.lemma[i]
        bare = owner is None and words.lower() in {lemma, layout.lower[i]}
        if bare and layout.lower[begin] in POINTING and lemma in self.unnamed.latest:
            self.board.add(begin, end, self.unnamed.latest[lemma], Form.NOMINAL)
            return
        if single and layout.lower[begin] == "the" and lemma not in self.lex.speakers:
            described = self.described(i) if "former" in layout.lower[begin:i] else None
            if described is not None:
                self.board.add(begin, end, described, Form.NOMINAL)
                return
        draft = self._draft(begin, i, owner, words, single=single)
        draft.plural = plural
        if owner is not None and lemma in self.lex.speakers:
            draft.principal = owner
        self.unnamed.latest[lemma] = draft
        self._add(begin, i, end, draft)

    def described(self, i: int) -> Draft | None:
        """Return the person whom the subject at token `i` describes anew: "Rao denied it. The former banker said …".

        The subject of the sentence before, in the same paragraph; "he" and "she" are passed over.
        """
        layout = self.layout
        if layout.dep[i] != "nsubj":
            return None
        for j in range(layout.sentence_begin(i) - 1, -1, -1):
            if layout.paragraph[j] != layout.paragraph[i]:
                return None
            main = layout.dep[j] == "nsubj" and layout.dep[layout.head[j]] == "ROOT"
            if not main or layout.lower[j] in {"he", "she"}:
                continue
            sighting = self.board.at_head.get(j) or self.board.titled.get(j)
            named = sighting is not None and sighting.form is Form.NAMED
            return sighting.draft if sighting and named and sighting.draft.kind is Kind.PERSON else None
        return None

    def _is_plural(self, i: int) -> bool:
        """Return whether the noun at token `i` stands for several people."""
        plural = self.lex.group_nouns.get(self.layout.lower[i], False)
        return plural or self.layout.tag[i] in {"NNS", "NNPS", "JJ", "DT"}

    def _draft(self, begin: int, i: int, owner: Draft | None, words: str, *, single: bool) -> Draft:
        """Return the draft of a group or single person, a new one for "a senior official"."""
        end = self.phrases.end(i)
        tail = self.layout.words(i + 1, end) if end > i + 1 else ""
        whose = self.phrases.possessor(begin, i)
        name = f"{whose.name}'s {words} {tail}".strip() if whose else f"{words} {tail}".strip()
        if self.phrases.is_shared(begin, i):
            name = self._bare_words(begin, i)
        kind = Kind.PERSON if single else Kind.GROUP
        fresh = single and self.layout.lower[begin] in _FRESH
        key = ("group", name.lower(), owner.name if owner else "", str(begin) if fresh else "")
        draft = self.unnamed.get(key, kind, name, owner)
        if single and draft.feminine is None:  # "a spokesman … her remarks": another's
            lemma = self.layout.lemma[i]
            gender = {"f": True, "m": False}.get(self.lex.persons.get(lemma, ""))
            draft.feminine = self.lex.title_gender.get(lemma, gender)
        whose = whose or self._served(i)
        if whose is not None and whose.kind is Kind.PERSON and self.layout.lower[i] in self.lex.retinues:
            draft.principal = draft.principal or whose
        return draft

    def _served(self, i: int) -> Draft | None:
        """Return whom the people at token `i` serve: "aides to *Rao*"."""
        layout = self.layout
        if i + 1 >= len(layout) or layout.lower[i + 1] not in {"to", "of", "for"} or layout.head[i + 1] != i:
            return None
        served = layout.child(i + 1, "pobj")
        sighting = self.board.at_head.get(served) if served is not None else None
        return sighting.draft if sighting is not None else None

    def _add(self, begin: int, i: int, end: int, draft: Draft) -> None:
        """Put a group on the board, from the noun that counts it, and note how it may be worded."""
        counted = self._counted(begin, i)
        self.board.add(counted, end, draft, Form.NOMINAL)
        if draft.kind is Kind.GROUP:
            layout = self.layout
            start = begin
            while start < i and layout.lower[start] in self.lex.quantities | POINTING | {"a", "an"}:
                start += 1
            whole = max(end, self.phrases.whole_end(i))
            draft.forms.update(
                layout.words(b, e) for b in (counted, begin, start) for e in (i + 1, end, whole)
            )

    def _counted(self, begin: int, i: int) -> int:
        """Return where "a number of German firms" begins."""
        layout = self.layout
        preposition = layout.head[i]
        noun = layout.head[preposition]
        counts = layout.dep[i] == "pobj" and layout.lower[preposition] == "of" and preposition == begin - 1
        if counts and noun == preposition - 1 and layout.lower[noun] in self.lex.quantities:
            return self.phrases.begin(noun)
        quantified = begin > 0 and layout.lower[begin - 1] in self.lex.quantities
        return begin - 1 if quantified and begin <= layout.head[begin - 1] <= i else begin

    def note_meeting(self, begin: int, i: int) -> None:
        """Note a meeting where it speaks: "the Cairo summit denounced the plan"."""
        layout = self.layout
        if layout.dep[i] != "nsubj" or not self._takes_a_stand(i):
            return
        words = self._bare_words(begin, i)
        if i - begin < 2 and layout.lower[begin] in POINTING and _MEETING in self.unnamed.latest:
            draft = self.unnamed.latest[_MEETING]
        else:
            draft = self.unnamed.get(("meeting", words.lower()), Kind.GROUP, words, None)
        self.unnamed.latest[_MEETING] = draft
        self._add(begin, i, self.phrases.end(i), draft)

    def note_body(self, begin: int, i: int, kind: Kind) -> None:
        """Note a body without a name where it speaks: "a rights group condemned the arrests", "the junta refused"."""
        layout = self.layout
        whose = self.phrases.possessor(begin, i)  # "*Peru's* largest union federation"
        known = layout.lower[begin] in _FRESH or self.phrases.points(begin, i)
        known |= whose is not None and whose.kind in {Kind.STATE, Kind.PLACE}
        if not known or not (self._takes_a_stand(i) or self._beside_name(i)):
            return
        words = self._bare_words(begin, i)
        draft = self.unnamed.get(("body", words.lower(), ""), kind, words, None)
        self.unnamed.latest[layout.lemma[i]] = draft
        self.board.add(begin, self.phrases.end(i), draft, Form.NOMINAL)

    def _beside_name(self, i: int) -> bool:
        """Return whether a body is joined to one with a name: "accused *the army* and the Oslo Front of looting"."""
        joined = (self.board.at_head.get(j) for j in self.layout.conjuncts(i) if j != i)
        return any(s is not None and s.form is Form.NAMED and s.draft.kind in _BODIES for s in joined)

    def _takes_a_stand(self, i: int) -> bool:
        """Return whether token `i` says or wants something: the subject of such a verb, or behind its "by"."""
        layout = self.layout
        verb = layout.head[i]
        if layout.dep[i] == "pobj" and layout.lower[verb] == "by":
            verb = layout.head[verb]
        elif layout.dep[i] != "nsubj":
            return False
        if layout.tag[verb][:1] != "V" or i in self.board.at_head:
            return False
        verbs = [verb, *layout.conjuncts(verb)]  # "the junta left and accused Bern of …"
        cues = tuple(cue for v in verbs for form in self._forms(v) for cue in cue_lexicon().of("verb", form))
        for j in layout.children[
            verb
        ]:  # "the junta is opposed to it", "the ruling party has made clear that …"
            if layout.dep[j] in _PREDICATE and layout.tag[j] in {"JJ", "VBN"}:
                cues = (*cues, *cue_lexicon().of("adj", layout.lower[j]))
        return any(cue.kind in _STANDS and set(cue.frames) - {"quote"} for cue in cues)

    def _forms(self, verb: int) -> list[str]:
        """The lemma of a verb, alone and with what is fixed behind it: "takes a *dim view* of", "looks *favourably* on"."""
        layout, lemma = self.layout, self.layout.lemma[verb]
        behind = [j for j in layout.children[verb] if j > verb and layout.dep[j] in _FIXED]
        before = [f"{layout.lower[j - 1]} " if layout.dep[j] == "dobj" else "" for j in behind]
        beside = [f"{lemma} {adj}{layout.lemma[j]}" for j, adj in zip(behind, before, strict=True)]
        return [lemma, *beside, *(f"{lemma} {layout.lemma[j]}" for j in behind)]

    def _bare_words(self, begin: int, i: int) -> str:
        """Return the words of a noun phrase without its article."""
        bare = begin < i and self.layout.lower[begin] in {*POINTING, "a", "an"}
        return self.layout.words(begin + 1 if bare else begin, i + 1)
