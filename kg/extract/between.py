"""Stances between two actors that the learned reader is sure of, where the parse lets the first of them take a side.

"The senator's campaign hit the governor over the levy" takes a side by a frame that no row of the cues has. The
reader sees that there is a side; taken alone it claims too much, and what it gets wrong is mostly whose side it is. So
it is asked only about an actor that acts in the clause ("Oslo's *mayor* hit Rome": not Oslo), and of all whom that
actor may be aimed at it is believed about the likeliest one, and about who is named in one breath with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import claims, clause, phrase
from kg.extract.aim import ACCUSING
from kg.extract.pairs import Pair, head_of, sentence_pairs
from kg.extract.reality import is_real
from kg.model import DatePrecision, Modality, Polarity, Position, Quotation, Span, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.sides import Sides
    from kg.model import Attribution
    from kg.readers.store import Heard

RULE = "reader-between"
SURE = 0.5
"""Probability from which the reader is believed where a word of the tables takes a side between the two."""
CERTAIN = 0.6
"""The same where none does."""
RIGHT = ((0.0, 0.5), (0.6, 0.75))
"""From which probability on how many of them are right on the development sentences: the confidence of the finding."""
STRENGTH = 0.5
MOST = 12
"""Pairs of one sentence that are asked about, the nearest first."""
PURPOSE = frozenset({"advcl", "xcomp", "acl"})
"""How an infinitive hangs on what it is the purpose or the content of."""


@dataclass(frozen=True, slots=True)
class Between:
    """Reads stances between the actors of one article."""

    annotated: Annotated
    sides: Sides
    heard: Heard

    def joined(self, found: Iterable[Position], attributions: Iterable[Attribution]) -> list[Position]:
        """Return the positions with the targets and the further positions that the reader is sure of.

        Where a position stands on the very word between the two, it gets the target, if it has none; what is
        aimed at somebody already is aimed besides only at who is named in one breath with that
        ("accused Oslo of pushing Rome out": at Oslo; "accused Oslo and Rome": at both).
        """
        positions = list(found)
        quoted = [s for a in attributions if a.quotation is not Quotation.INDIRECT for s in a.content]
        for sentence, pairs in sentence_pairs(self.annotated, self.sides):
            own = (p for p in pairs if not any(q.covers(p.holder.span) for q in quoted))
            near = sorted(own, key=_distance)[:MOST]
            open_ = [p for p in near if _is_reported(p.word) and self._is_open(positions, sentence, p)]
            for pair, side, sure in self._rated(sentence, open_):
                if self._is_open(positions, sentence, pair, side):
                    self._add(positions, sentence, pair, side, sure)
        return positions

    def _rated(self, sentence: Span, pairs: Iterable[Pair]) -> list[tuple[Pair, Polarity, float]]:
        """Return the pairs that the reader is sure of with the side and its probability, the surest first."""
        rated = []
        for pair in pairs:
            least = SURE if pair.is_sided else CERTAIN
            stance = self.heard.stance(sentence, pair.holder.span, pair.target.span, least)
            if stance is not None and (sure := max(stance.support, stance.oppose)) >= least:
                side = Polarity.SUPPORT if stance.support > stance.oppose else Polarity.OPPOSE
                rated.append((pair, side, sure))
        return sorted(rated, key=lambda r: -r[2])

    def _is_open(
        self, positions: Iterable[Position], sentence: Span, pair: Pair, side: Polarity | None = None
    ) -> bool:
        """Whether nothing that the holder takes a side on in the sentence is aimed at another than the target's like.

        Without a side: whether that can be for any, so that the network need not be asked in vain.
        """
        for position in positions:
            if position.holder != pair.holder.entity or position.target is None:
                continue
            if position.polarity is Polarity.NEUTRAL and not _stands_on(position, pair):
                continue
            if not any(sentence.overlaps(words) for words in position.evidence):
                continue
            if position.target == pair.target.entity:
                return False
            rival = position.polarity is side or _stands_on(position, pair)
            if rival and not self._is_joined(position.target_span, pair.target.span):
                return False
        return True

    def _is_joined(self, one: Span | None, other: Span) -> bool:
        """Whether two actors are named in one breath: "Oslo and Rome"."""
        heads = [
            clause.first_conjunct(head_of(self.annotated, span)).i
            for span in (one, other)
            if span is not None
        ]
        return len(heads) == 2 and heads[0] == heads[1]

    def _add(
        self, positions: list[Position], sentence: Span, pair: Pair, side: Polarity, sure: float
    ) -> None:
        """Put the stance of a pair among the positions, those that stand on the same word aimed at its target."""
        held = [
            n
            for n, p in enumerate(positions)
            if p.target is None and p.polarity is not Polarity.NEUTRAL and _stands_on(p, pair)
        ]
        step = f'reader: {side.value} toward "{pair.target.entity.name}" {sure:.2f}'
        for n in held:
            inside = any(span.covers(pair.target.span) for span in positions[n].content)
            accused = (
                positions[n].rule in ACCUSING and inside
            )  # "accused the summit of acting on *Peru's* orders"
            if positions[n].polarity is side and not accused:
                positions[n] = replace(
                    positions[n],
                    target=pair.target.entity,
                    target_span=pair.target.span,
                    derivation=(*positions[n].derivation, step),
                )
        if not held and (made := self._position(sentence, pair, side, sure)) is not None:
            positions.append(replace(made, derivation=(*made.derivation, step)))

    def _position(self, sentence: Span, pair: Pair, side: Polarity, sure: float) -> Position | None:
        """Return the stance of a pair, None where the text shows no words for what it is about."""
        text, published = self.annotated.article.text, self.annotated.article.published
        spans = phrase.spans_of(phrase.content_tokens([pair.matter]), text)
        if not spans:
            return None
        words = phrase.spans_of([pair.word], text)
        return Position(
            holder=pair.holder.entity,
            content=spans,
            polarity=side,
            modality=Modality.CERTAIN,
            speech_act=SpeechAct.PRAISE if side is Polarity.SUPPORT else SpeechAct.CRITICISE,
            strength=STRENGTH,
            rule=RULE,
            derivation=(f'"{pair.word.text}" stands between the two',),
            confidence=next(right for least, right in reversed(RIGHT) if sure >= least),
            evidence=(sentence,),
            claim=claims.claim(self.annotated, pair.matter, spans),
            target=pair.target.entity,
            holder_span=pair.holder.span,
            target_span=pair.target.span,
            cue=words[0] if words else None,
            asserted_on=published,
            date_precision=DatePrecision.PUBLICATION if published is not None else None,
        )


def _distance(pair: Pair) -> int:
    return abs(pair.holder.span.begin - pair.target.span.begin)


def _stands_on(position: Position, pair: Pair) -> bool:
    """Whether a position of the pair's holder has the word between the two for its cue."""
    cue = position.cue
    return position.holder == pair.holder.entity and cue is not None and cue.begin <= pair.word.idx < cue.end


def _is_reported(word: Token) -> bool:
    """Whether the text reports what a word says; an infinitive of purpose is as real as what is done for it.

    "used the rally *to hit* Rome" is a stance, "if Oslo *hit* Rome" is none.
    """
    verb = word if word.pos_ in clause.VERBAL else clause.governor(word)
    while verb.tag_ == "VB" and verb.dep_ in PURPOSE and verb.head.i != verb.i and not is_real(verb):
        verb = verb.head if verb.head.pos_ in clause.VERBAL else clause.governor(verb.head)
    return is_real(verb)
