"""Positions: who stands where on what, made of the cues that attribution also stands on.

One position for each holder and proposition. A stance is read only where the text reports it as held:
not from infinitives ("to condemn it would be wrong"), questions, conditions or mere possibilities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import clause, phrase, proposition
from kg.extract.confidence import measured
from kg.extract.holders import holder_at, holders_at
from kg.extract.polarity import is_needed, reckon
from kg.extract.reality import grants_nothing, is_held
from kg.model import Entity, Kind, Polarity, Position, Quotation, Span, SpeechAct

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.annotate.document import Annotated
    from kg.extract.attribution import Utterance
    from kg.extract.cues import Hit
    from kg.extract.dating import Dating
    from kg.extract.proposition import Piece
    from kg.extract.sides import Sides

SIDES_ONLY = frozenset({"stance", "exp", "act"})
EMPTY = frozenset({"anonymity", "comment", "interview", "question", "way", "thing"})
"""Objects by which nobody takes a side: "requested anonymity"."""
TARGET_FRAMES = frozenset({"obj-to", "on-to", "obj-of", "obj-for", "obj-from", "as"})


@dataclass(frozen=True, slots=True)
class Reader:
    """What the reading of positions needs to know of one article."""

    annotated: Annotated
    sides: Sides
    dating: Dating
    utterances: tuple[Utterance, ...]
    said: Mapping[int, Utterance]
    """Utterances by their predicate."""
    read: frozenset[int]
    """Heads of the cues that give positions by themselves."""
    over: Mapping[int, tuple[Utterance, ...]]
    """Index of a cue's head to the utterances in whose content it lies."""

    def positions(self) -> Iterator[Position]:
        """Yield the positions of the article in the order of its cues."""
        cues = self.said
        for utterance in self.utterances:
            if utterance.hit.head.i in self.read:
                for token in utterance.hit.sources:
                    for holder in holders_at(self.annotated, token):
                        if not self._speaks_otherwise(utterance, holder):
                            yield from self._of_holder(utterance, holder, token, cues)

    def _speaks_otherwise(self, utterance: Utterance, holder: Entity) -> bool:
        """Whether a stance is one that another speaker puts in the holder's mouth.

        Inside quotation marks nobody but the speaker is heard ("He wants to wreck the talks," she said);
        and where a spokesman says what his government feels, he is the one who says it.
        """
        for other in self.over.get(utterance.hit.head.i, ()):
            said = other.attribution
            if said is None or other.hit.head.i == utterance.hit.head.i or said.source in {None, holder}:
                continue
            if said.quotation is Quotation.DIRECT and utterance.hit.cue.kind != "act":
                return True
            if any(self.sides.is_own(said.source, s) for s in utterance.hit.sources if said.source is not None):
                return True
        return False

    def _of_holder(
        self, utterance: Utterance, holder: Entity, source: Token, cues: dict[int, Utterance]
    ) -> Iterator[Position]:
        hit = utterance.hit
        for piece in proposition.pieces(hit):
            inner = cues.get(piece.head.i)
            if inner is None or inner.hit.head.i == hit.head.i or inner.hit.cue.kind == "act":
                pieces: list[tuple[Piece, Token, Polarity]] = [(piece, piece.head, Polarity.SUPPORT)]
            elif not self._is_own(inner.hit, holder):
                pieces = [(piece, piece.head, Polarity.SUPPORT)]
            elif inner.hit.head.i in self.read and self._is_holders(inner.hit, holder):
                continue  # "we urge them to think again": the inner cue says it more exactly
            elif inner.hit.cue.side is Polarity.NEUTRAL or hit.cue.stance == "?":
                pieces = [(piece, piece.head, Polarity.SUPPORT)]
            elif inner.hit.cue.kind == "stance" and inner.hit.cue.side is Polarity.SUPPORT:
                pieces = [(piece, piece.head, Polarity.SUPPORT)]  # "Oslo will never accept the line"
            else:  # "Oslo may consider sending arms": what it may consider
                pieces = [
                    (replace(p, conditions=p.conditions or piece.conditions), piece.head, inner.hit.cue.side)
                    for p in proposition.pieces(inner.hit)
                ]
            for part, judged, side in pieces:
                position = self._position(utterance, holder, source, part, judged, side)
                if position is not None:
                    yield position

    def _is_holders(self, inner: Hit, holder: Entity) -> bool:
        """Whether a cue inside the content has the very holder for its source."""
        return any(holder_at(self.annotated, s) == holder for s in inner.sources)

    def _is_own(self, inner: Hit, holder: Entity) -> bool:
        """Whether a cue inside the content is the holder's own, or that of the holder's side."""
        return any(holder_at(self.annotated, s) == holder or self.sides.is_own(holder, s) for s in inner.sources)

    def _position(
        self, utterance: Utterance, holder: Entity, source: Token, piece: Piece, judged_at: Token, inner: Polarity
    ) -> Position | None:
        hit, text = utterance.hit, self.annotated.article.text
        spans = phrase.spans_of(piece.tokens, text)
        said = {"NOUN", "PROPN", "VERB", "ADJ", "AUX"} | ({"PRON"} if hit.cue.kind == "stance" else set())
        if not spans or not any(t.pos_ in said for t in piece.tokens):
            return None  # "he said so": nothing that could be checked
        if piece.head.lemma_.lower() in EMPTY or self._is_relayed(holder, piece):
            return None
        if clause.is_question(piece.head) and hit.frame in {"quote", "that"}:
            return None
        others = judged_at.i == piece.head.i and self._is_anothers(utterance, holder, piece)
        if hit.frame in {"obj", "obj-say"} and hit.cue.kind == "say" and hit.cue.stance == "0" and not is_needed(piece.head):
            return None  # "cited the report", "mentioned a route": nobody takes a side on a thing named
        judged = reckon(hit, judged_at, lambda token: self.sides.is_own(holder, token), evaluates=not others)
        if judged_at.i != piece.head.i:
            judged = judged.through(piece.head, inner)
        target, target_span = self._target(hit, piece, judged.side, judged.act, holder)
        conditions = tuple(
            c for d in piece.conditions if (c := proposition.condition(self.annotated, d)) is not None
        )
        day, precision = self.dating.of(hit)
        cue_spans = phrase.spans_of(hit.words, text)
        attribution = utterance.attribution
        rule = attribution.rule if attribution is not None else f"{hit.cue.pos}-{hit.frame}"
        return Position(
            holder=holder,
            content=spans,
            polarity=judged.side,
            modality=judged.modality,
            speech_act=judged.act,
            strength=hit.cue.strength,
            rule=rule,
            derivation=judged.steps,
            confidence=measured(rule),
            evidence=self._evidence(hit, piece),
            claim=proposition.claim(self.annotated, piece.head, spans),
            target=target,
            holder_span=phrase.noun_phrase(self.annotated, source),
            target_span=target_span,
            cue=Span(cue_spans[0].begin, cue_spans[-1].end) if cue_spans else None,
            conditions=conditions,
            attribution=attribution,
            asserted_on=day,
            date_precision=precision,
        )

    def _is_anothers(self, utterance: Utterance, holder: Entity, piece: Piece) -> bool:
        """Whether the content is a stance that somebody of another side holds: "says that Bern condemned it"."""
        inner = self.said.get(piece.head.i)
        if inner is None or inner.hit.head.i == utterance.hit.head.i or inner.hit.head.i not in self.read:
            return False
        return bool(inner.hit.sources) and not self._is_own(inner.hit, holder)

    def _is_relayed(self, holder: Entity, piece: Piece) -> bool:
        """Whether an outlet only hands on what somebody else says: "according to the Herald, Burrows said …"."""
        inner = self.said.get(piece.head.i)
        return holder.kind is Kind.OUTLET and inner is not None and inner.hit.cue.kind == "say"

    def _evidence(self, hit: Hit, piece: Piece) -> tuple[Span, ...]:
        sentences = {(t.sent.start, t.sent.end) for t in (hit.head, piece.head)}
        found = []
        for begin, end in sorted(sentences):
            tokens = [t for t in self.annotated.doc[begin:end] if not t.is_space]
            if tokens:
                found.append(Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])))
        return tuple(found)

    def _target(
        self, hit: Hit, piece: Piece, side: Polarity, act: SpeechAct, holder: Entity
    ) -> tuple[Entity | None, Span | None]:
        """The actor at whom the stance is aimed, with the words that show it."""
        candidates: list[Token] = []
        if hit.frame in TARGET_FRAMES and hit.object is not None:
            candidates = [hit.object, *_owners(hit.object)]
        elif hit.cue.kind in SIDES_ONLY or hit.cue.stance in {"+", "-"}:
            if piece.head.pos_ in clause.NOMINAL:
                candidates = [piece.head, *_owners(piece.head)]
            elif side is Polarity.OPPOSE and hit.cue.act is not SpeechAct.DEMAND:
                candidates = clause.subjects(piece.head)
        elif side is not Polarity.NEUTRAL and act in {SpeechAct.CRITICISE, SpeechAct.PRAISE} and hit.frame != "to":
            subjects = clause.subjects(piece.head)
            candidates = [*subjects, *[o for s in subjects for o in _owners(s)]]
        for token in candidates:
            entity = self.annotated.entity_at(token)
            if entity is not None and entity.kind is not Kind.PLACE and entity != holder:
                return entity, phrase.noun_phrase(self.annotated, token)
        return None, None


def _owners(noun: Token) -> list[Token]:
    found = [o for c in clause.children(noun, "poss") for o in clause.conjuncts(c)]
    found += [o for p in clause.children(noun, "prep") if p.lower_ in {"by", "of"} for o in clause.children(p, "pobj")]
    return found


def held(utterances: tuple[Utterance, ...]) -> frozenset[int]:
    """Return the heads of the cues that are reported as held.

    A cue inside the content of another is held only if that one grants its content: "denied that it
    supports", "no sign that it is ready", "hopes that Oslo will accept" grant nothing.
    """
    withheld: set[int] = set()
    for utterance in utterances:
        hit = utterance.hit
        if grants_nothing(hit):
            withheld |= {t.i for c in hit.contents for t in clause.subtree(c)}
    return frozenset(
        u.hit.head.i for u in utterances if is_held(u.hit) and (u.hit.head.i not in withheld or u.hit.frame == "quote")
    )


def lying_over(annotated: Annotated, utterances: tuple[Utterance, ...]) -> dict[int, tuple[Utterance, ...]]:
    """Return for the head of each cue the utterances whose content it lies in."""
    heads = {u.hit.head.i for u in utterances}
    found: dict[int, list[Utterance]] = {}
    for utterance in utterances:
        for span in utterance.attribution.content if utterance.attribution is not None else ():
            first, last = annotated.layout.token_at(span.begin), annotated.layout.token_at(span.end - 1)
            for i in range(first, last + 1):
                if i in heads:
                    found.setdefault(i, []).append(utterance)
    return {i: tuple(us) for i, us in found.items()}


def by_predicate(utterances: tuple[Utterance, ...]) -> Iterator[tuple[int, Utterance]]:
    """Yield each cue by its head, and adjectives by their copula too: "is prepared to"."""
    for utterance in utterances:
        head = utterance.hit.head
        yield head.i, utterance
        first = clause.first_conjunct(head)
        if utterance.hit.cue.pos == "adj" and first.dep_ in {"acomp", "attr", "oprd"}:
            yield first.head.i, utterance
