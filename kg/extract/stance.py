"""Positions: who stands where on what, made of the cues that attribution also stands on.

One position for each holder and proposition. A stance is read only where the text reports it as held:
not from infinitives ("to condemn it would be wrong"), questions, conditions or mere possibilities.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import claims, clause, phrase, proposition
from kg.extract.actors import VERDICTS
from kg.extract.confidence import of_position
from kg.extract.deeds import worth
from kg.extract.holders import holders_at
from kg.extract.judged import judged
from kg.extract.matters import Matter, Matters
from kg.extract.targets import further_targets, target
from kg.extract.telling import is_announced, is_telling
from kg.extract.verb_group import is_nobody
from kg.lang.lexicon import word_set
from kg.model import Claim, Entity, Kind, Polarity, Position, Quotation, Span, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.actors import Actors
    from kg.extract.dating import Dating
    from kg.extract.hit import Hit, Utterance
    from kg.extract.proposition import Piece
    from kg.extract.reckoning import Reckoning
    from kg.extract.said import Said
    from kg.extract.sides import Sides

DOCUMENTS = word_set("documents")
NO_DOER = clause.THINGS | clause.NOBODIES  # "it helped Oslo": the deal; "none of them punished him"
OBJECTS = frozenset({"dobj", "nsubjpass", "oprd", "appos"})
"""Labels under which an actor is the target itself, not only whose a thing is."""
SIDES = frozenset({Kind.STATE, Kind.ORGANISATION, Kind.BLOC, Kind.GROUP})
OF_ITSELF = frozenset({SpeechAct.DENY, SpeechAct.PROMISE, SpeechAct.INTEND, SpeechAct.THREATEN})
TOLD = frozenset({"that", "quote", "according"})
"""Frames whose content is a clause that somebody says."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the positions of one article."""

    annotated: Annotated
    actors: Actors
    sides: Sides
    dating: Dating
    said: Said

    @property
    def matters(self) -> Matters:
        """What the holders take a side on."""
        return Matters(self.annotated, self.said, self.sides)

    def positions(self) -> Iterator[Position]:
        """Yield the positions of the article in the order of its cues."""
        for utterance in self.said.utterances:
            if utterance.holds and utterance.hit.head.i in self.said.held:
                for holder, source in self._holders(utterance.hit).items():
                    yield from self._of_holder(utterance, holder, source)

    def _holders(self, hit: Hit) -> dict[Entity, Token]:
        """Each holder of a hit with the word that shows it; once, even where its name has commas and an "and"."""
        sources = (
            source
            for source in hit.sources  # a statement says, but fears and hopes nothing
            if (hit.cue.kind != "think" or source.lemma_.lower() not in DOCUMENTS)
            and not (is_nobody(source) or (hit.cue.kind == "act" and source.lower_ in NO_DOER))
        )
        found: dict[Entity, Token] = {}
        for source in sources:
            for holder in holders_at(self.annotated, source) or self._unmentioned(source):
                found.setdefault(holder, source)
        return found

    def _unmentioned(self, source: Token) -> tuple[Entity, ...]:
        """Who holds what no mention says: the state of "*French* criticism", a surname that was passed over."""
        if source.dep_ in clause.SUBJECTS and self.annotated.state_at(source) is not None:
            return ()  # "the American said": a person
        entity = self.actors.speaker(source)
        return (entity,) if entity is not None and entity.kind is not Kind.PLACE else ()

    def _of_holder(self, utterance: Utterance, holder: Entity, source: Token) -> Iterator[Position]:
        if self._speaks_otherwise(utterance, holder):
            return
        if is_announced(self.said, utterance, holder):
            return
        for piece in proposition.pieces(utterance.hit):
            for matter in self.matters.of(utterance, holder, piece):
                if is_telling(self.annotated, self.said, utterance, holder, matter.piece):
                    position = self._position(utterance, holder, source, matter)
                    yield position
                    yield from self._toward_others(utterance.hit, matter.piece, position)

    def _speaks_otherwise(self, utterance: Utterance, holder: Entity) -> bool:
        """Whether a stance is one that another speaker puts in the holder's mouth.

        Inside quotation marks nobody but the speaker is heard ("He wants to wreck the talks," she said);
        and where a spokesman says what his government feels, he is the one who says it.
        """
        for other in self.said.over.get(utterance.hit.head.i, ()):
            said = other.attribution
            if said is None or said.source in {None, holder} or other.hit.head.i == utterance.hit.head.i:
                continue
            done = utterance.hit.cue.kind == "act" and utterance.hit.cue.pos == "verb"
            if said.quotation is Quotation.DIRECT and not done:
                return True
            if done and worth(utterance.hit.head) is Polarity.OPPOSE:
                return True  # "Rao said Oslo had misled Bern": that is Rao's word against Oslo
            alone = (s for s in utterance.hit.sources if len(holders_at(self.annotated, s)) == 1)
            if any(self.sides.is_own(said.source, s) for s in alone):  # not "Rao said they both agreed"
                return True
        return False

    def _position(self, utterance: Utterance, holder: Entity, source: Token, matter: Matter) -> Position:
        hit, piece, text = utterance.hit, matter.piece, self.annotated.article.text
        judged = self.matters.judged(utterance, holder, matter)
        aimed = self._aimed(utterance, matter, judged, holder)
        asked = claims.asked(hit) if not matter.is_inner else None
        conditions = (claims.condition(self.annotated, d) for d in piece.conditions)
        day, precision = self.dating.of(hit)
        spans, cue_spans = phrase.spans_of(piece.tokens, text), phrase.spans_of(hit.words, text)
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
            confidence=of_position(rule, attribution.confidence if attribution is not None else None),
            evidence=tuple(self._evidence(hit, piece)),
            claim=self._claim(hit, piece, spans, asked, judged),
            target=aimed[0] if aimed is not None else None,
            holder_span=phrase.noun_phrase(self.annotated, source),
            target_span=phrase.noun_phrase(self.annotated, aimed[1]) if aimed is not None else None,
            cue=Span(cue_spans[0].begin, cue_spans[-1].end) if cue_spans else None,
            conditions=tuple(c for c in conditions if c is not None),
            attribution=attribution,
            asserted_on=day,
            date_precision=precision,
        )

    def _claim(
        self, hit: Hit, piece: Piece, spans: tuple[Span, ...], asked: Token | None, found: Reckoning
    ) -> Claim:
        taken = found.side is not Polarity.NEUTRAL
        made = claims.claim(self.annotated, piece.head, spans, asked, taken=taken)
        if hit.frame != "as" and (found.act not in VERDICTS or hit.frame not in TOLD):
            return made
        return replace(made, judged=judged(self.annotated, hit, piece.head))

    def _aimed(
        self, utterance: Utterance, matter: Matter, judged: Reckoning, holder: Entity
    ) -> tuple[Entity, Token] | None:
        """At whom a position is aimed: by its own cue, else by the holder's cue in its content ("said he would back Rao")."""
        aimed = target(self.actors, utterance.hit, matter.piece.head, judged, holder)
        told = utterance.hit.cue.stance == "0" or {utterance.hit.cue.act, judged.act} & OF_ITSELF
        if told and aimed is not None and aimed[0].kind in SIDES and self.sides.is_own(holder, aimed[1]):
            return None  # "denied that Peru would yield", "offered Peru's help": told by the minister of Peru
        inner = self.matters.inmost(utterance, matter.judged_at)
        if aimed is not None or inner is None or not self.matters.is_own(inner.hit, holder):
            return aimed
        if not matter.is_inner and inner.hit.cue.side is not Polarity.SUPPORT:
            return None  # "plans to sue Rao": for suing, but against Rao
        found = (target(self.actors, inner.hit, c, judged, holder) for c in inner.hit.contents)
        return next((t for t in found if t is not None), None)

    def _toward_others(self, hit: Hit, piece: Piece, position: Position) -> Iterator[Position]:
        """Yield the position once more for each further actor that it is aimed at in one breath with the first."""
        asks = hit.cue.act is SpeechAct.DEMAND  # "called on Iran and Oman to leave" is one demand
        if position.target_span is None or position.polarity is Polarity.NEUTRAL or asks:
            return
        layout = self.annotated.layout
        last = layout.token_at(position.target_span.end - 1)
        shown = list(self.annotated.doc[layout.token_at(position.target_span.begin) : last + 1])
        head = next((t for t in shown if t.head not in shown), shown[-1])
        if head.dep_ not in OBJECTS and head not in {hit.object, piece.head}:
            return  # "rejected the pact of Iran and Oman": one pact
        objects = hit.object.subtree if hit.object is not None else ()
        within = frozenset(t.i for t in (*piece.tokens, *objects))
        for entity, token in further_targets(self.actors, head, within):
            if entity not in {position.holder, position.target}:
                yield replace(position, target=entity, target_span=phrase.noun_phrase(self.annotated, token))

    def _evidence(self, hit: Hit, piece: Piece) -> Iterator[Span]:
        """Yield the sentences of the cue and of the content."""
        for begin, end in sorted({(t.sent.start, t.sent.end) for t in (hit.head, piece.head)}):
            tokens = [t for t in self.annotated.doc[begin:end] if not t.is_space]
            if tokens:
                yield Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
