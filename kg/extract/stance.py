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
from kg.extract.confidence import measured
from kg.extract.deeds import worth
from kg.extract.holders import holders_at
from kg.extract.judged import judged
from kg.extract.polarity import Reckoning, is_dropping, reckon
from kg.extract.targets import further_targets, target
from kg.extract.telling import is_announced, is_telling, is_whole, tells_matter
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
    from kg.extract.said import Said
    from kg.extract.sides import Sides

DOCUMENTS = word_set("documents")
NO_DOER = clause.THINGS | clause.NOBODIES  # "it helped Oslo": the deal; "none of them punished him"
OBJECTS = frozenset({"dobj", "nsubjpass", "oprd", "appos"})
"""Labels under which an actor is the target itself, not only whose a thing is."""
SIDES = frozenset({Kind.STATE, Kind.ORGANISATION, Kind.BLOC, Kind.GROUP})
OF_ITSELF = frozenset({SpeechAct.DENY, SpeechAct.PROMISE, SpeechAct.INTEND})
TOLD = frozenset({"that", "quote", "according"})
"""Frames whose content is a clause that somebody says."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One proposition of an utterance, with what decides the side that is taken on it."""

    piece: Piece
    judged_at: Token
    """Head of the content that the cue speaks of; that of the piece, or of an inner cue over it."""
    inner: Polarity = Polarity.SUPPORT
    """The side of the inner cue that was looked through."""

    @property
    def is_inner(self) -> bool:
        """Whether an inner cue was looked through."""
        return self.judged_at.i != self.piece.head.i


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the positions of one article."""

    annotated: Annotated
    actors: Actors
    sides: Sides
    dating: Dating
    said: Said

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
            for matter in self._matters(utterance, holder, piece):
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

    # -------------------------------------------------------------- what it is about

    def _matters(self, utterance: Utterance, holder: Entity, piece: Piece) -> Iterator[Matter]:
        """Yield what the holder takes a side on: a content, or what an inner cue of his own in it is about."""
        spoken = self.said.spoken.get(piece.head.i) if utterance.hit.words else None
        if spoken is not None and self._is_holders(spoken.hit, holder):
            return  # 'said on Monday "I may sign it. But …"': the quotation tells it
        inner = self.said.inner(utterance, piece.head)
        deed = inner is not None and inner.hit.cue.kind == "act" and inner.hit.cue.pos == "verb"
        retold = inner is not None and is_announced(self.said, inner, holder)
        if inner is None or deed or retold or not self._is_own(inner.hit, holder):
            yield Matter(piece, piece.head)
        elif (
            inner.hit.head.i in self.said.held
            and self._is_holders(inner.hit, holder)
            and any(tells_matter(c) for c in inner.hit.contents)
        ):
            return  # "we urge them to think again": the inner cue says it more exactly
        elif inner.hit.cue.kind == "say" and inner.hit.frame == "that":  # "I can tell you that talks go on"
            yield from (Matter(part, part.head) for part in proposition.pieces(inner.hit))
        elif is_whole(utterance.hit, inner.hit) or proposition.is_thin(inner.hit):
            yield Matter(piece, piece.head)
        else:  # "Oslo may consider sending arms": what it may consider
            for part in proposition.pieces(inner.hit):
                under = part.under(piece)
                side = inner.hit.cue.side
                dropped = any(
                    is_dropping(w) for w in inner.hit.words
                )  # "would give up its demand for a toll"
                yield Matter(under, piece.head, side.flipped() if dropped else side)

    def _is_holders(self, inner: Hit, holder: Entity) -> bool:
        """Whether a cue inside the content has the very holder for its source."""
        return any(holder in holders_at(self.annotated, s) for s in inner.sources)

    def _is_own(self, inner: Hit, holder: Entity) -> bool:
        """Whether a cue inside the content is the holder's own, or that of the holder's side."""
        return any(
            holder in holders_at(self.annotated, s) or self.sides.is_own(holder, s) for s in inner.sources
        )

    # -------------------------------------------------------------- which side is taken

    def _judged(self, utterance: Utterance, holder: Entity, matter: Matter) -> Reckoning:
        evaluates = matter.is_inner or not self._is_anothers(utterance, holder, matter.piece.head)
        judged = reckon(
            utterance.hit,
            matter.judged_at,
            lambda token: self.sides.is_own(holder, token),
            evaluates=evaluates,
        )
        if matter.is_inner:
            return judged.through(matter.piece.head, matter.inner, matter.judged_at)
        if judged.side is Polarity.NEUTRAL and self._backs(utterance, holder, matter.piece.head):
            return judged.asserted(matter.piece.head)  # "Putin said Russia supported the idea"
        if judged.side is Polarity.NEUTRAL and self._nobody_wants(utterance, matter.piece.head):
            return judged.disowned(matter.piece.head)
        return judged if "factive" in utterance.hit.cue.traits else judged.denied(matter.piece.head)

    def _nobody_wants(self, utterance: Utterance, content: Token) -> bool:
        """Whether a content is a wish or backing that nobody is said to have: "Nobody here wants a war"."""
        inner = self.said.inner(utterance, content)
        if inner is None or inner.hit.cue.side is not Polarity.SUPPORT or inner.hit.frame == "that":
            return False
        return bool(inner.hit.sources) and all(s.lower_ in clause.NOBODIES for s in inner.hit.sources)

    def _backs(self, utterance: Utterance, holder: Entity, content: Token) -> bool:
        """Whether a content is a backing by the holder's own side, told by the holder."""
        inner = self.said.inner(utterance, content)
        if inner is None or inner.hit.cue.kind != "stance" or inner.hit.cue.side is not Polarity.SUPPORT:
            return False
        return inner.hit.head.i in self.said.held and self._is_own(inner.hit, holder)

    def _is_anothers(self, utterance: Utterance, holder: Entity, content: Token) -> bool:
        """Whether the content is a stance that somebody of another side holds: "says that Bern condemned it"."""
        inner = self.said.inner(utterance, content)
        if inner is None or inner.hit.cue.kind == "act" or inner.hit.cue.pos == "noun":
            return (
                False  # "says that Bern fined it", "says that Bern showed contempt for them" tell of a deed
            )
        told = inner.hit.head.i in self.said.held or "alleges" in utterance.hit.cue.traits
        return told and bool(inner.hit.sources) and not self._is_own(inner.hit, holder)

    def _position(self, utterance: Utterance, holder: Entity, source: Token, matter: Matter) -> Position:
        hit, piece, text = utterance.hit, matter.piece, self.annotated.article.text
        judged = self._judged(utterance, holder, matter)
        aimed = self._aimed(utterance, matter, judged, holder)
        asked = hit.object if hit.frame in {"obj-to", "on-to"} and not matter.is_inner else None
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
            confidence=attribution.confidence if attribution is not None else measured(rule),
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
        made = claims.claim(self.annotated, piece.head, spans, asked)
        if hit.frame != "as" and (found.act not in VERDICTS or hit.frame not in TOLD):
            return made
        return replace(made, judged=judged(self.annotated, hit, piece.head))

    def _aimed(
        self, utterance: Utterance, matter: Matter, judged: Reckoning, holder: Entity
    ) -> tuple[Entity, Token] | None:
        """At whom a position is aimed: by its own cue, else by the holder's cue in its content ("said he would back Rao")."""
        aimed = target(self.actors, utterance.hit, matter.piece.head, judged, holder)
        told = utterance.hit.cue.stance == "0" or utterance.hit.cue.act in OF_ITSELF
        if told and aimed is not None and aimed[0].kind in SIDES and self.sides.is_own(holder, aimed[1]):
            return None  # "denied that Peru would yield", "offered Peru's help": told by the minister of Peru
        inner = self._inmost(utterance, matter.judged_at)
        if aimed is not None or inner is None or not self._is_own(inner.hit, holder):
            return aimed
        if not matter.is_inner and inner.hit.cue.side is not Polarity.SUPPORT:
            return None  # "plans to sue Rao": for suing, but against Rao
        found = (target(self.actors, inner.hit, c, judged, holder) for c in inner.hit.contents)
        return next((t for t in found if t is not None), None)

    def _inmost(self, utterance: Utterance, content: Token) -> Utterance | None:
        """The cue that a content is, or that it leads to: "said he was *going to back* Rao", "is *not ready to back* her"."""
        for word in (content, *clause.children(content, "xcomp", "acomp")):
            for verb in (word, *clause.children(word, "xcomp")):
                if (inner := self.said.inner(utterance, verb)) is not None:
                    return inner
        return None

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
