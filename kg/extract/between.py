"""Stances between two actors that the learned reader is sure of, where a word of the tables stands between them.

"The senator's campaign hit the governor over the levy" takes a side by a frame that no row of the cues has. The
reader sees that there is a side; taken alone it claims too much on hard news, so it is asked only about two actors
of one sentence on whose path through the parse stands a word that takes a side (`kg/lang/en`: cues, evaluations,
deeds), and heard only where it is nearly certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import claims, clause, phrase
from kg.extract.deeds import is_sided
from kg.extract.evaluation import lookup
from kg.extract.reality import is_real
from kg.extract.sides import ADVERSARIES
from kg.lang.lexicon import Lexicon, lexicon
from kg.model import DatePrecision, Kind, Mention, Modality, Polarity, Position, Quotation, Span, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.sides import Sides
    from kg.model import Attribution
    from kg.readers.store import Heard

RULE = "reader-between"
ACTORS = frozenset(
    {Kind.PERSON, Kind.STATE, Kind.GOVERNMENT, Kind.ORGANISATION, Kind.BLOC, Kind.GROUP, Kind.OUTLET}
)
SURE = 0.9
"""Probability from which the reader is believed; on the development sentences three of four are then right."""
RIGHT = 0.73
"""How many of them are right there: the confidence of what is found so."""
STRENGTH = 0.5
MOST = 12
"""Pairs of one sentence that are asked about, the nearest first."""
FARTHEST = 8
"""Words on the path between two actors, at most."""
HOLDING = frozenset({"nsubj", "nsubjpass", "pobj", "poss", "conj", "appos", "dobj"})
"""Where an actor can stand that takes a side."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors of one sentence with the word between them that can take a side."""

    holder: Mention
    target: Mention
    word: Token
    matter: Token
    """Head of the words below `word` in which the target stands."""


@dataclass(frozen=True, slots=True)
class Between:
    """Reads stances between the actors of one article."""

    annotated: Annotated
    sides: Sides
    heard: Heard

    def joined(self, found: Iterable[Position], attributions: Iterable[Attribution]) -> list[Position]:
        """Return the positions with the targets and the further positions that the reader is sure of.

        Where a position stands on the very word between the two, it gets the target, if it has none; one that is
        aimed at somebody else already stays ("accused Oslo of pushing Rome out": at Oslo).
        """
        positions = list(found)
        quoted = [s for a in attributions if a.quotation is not Quotation.INDIRECT for s in a.content]
        for sentence, pairs in self._sentences():
            for pair in sorted(pairs, key=_distance)[:MOST]:
                if any(q.covers(pair.holder.span) for q in quoted):
                    continue
                held = [n for n, p in enumerate(positions) if _stands_on(p, pair)]
                if any(positions[n].target is not None for n in held):
                    continue
                self._add(positions, held, sentence, pair)
        return positions

    def _add(self, positions: list[Position], held: list[int], sentence: Span, pair: Pair) -> None:
        """Put the stance of a pair among the positions, those that stand on the same word aimed at its target."""
        position = self._position(sentence, pair)
        if position is None:
            return
        sided = [n for n in held if positions[n].polarity is position.polarity]
        for n in sided:
            positions[n] = replace(
                positions[n],
                target=position.target,
                target_span=position.target_span,
                derivation=(*positions[n].derivation, position.derivation[-1]),
            )
        if not held:
            positions.append(position)

    def _sentences(self) -> Iterator[tuple[Span, list[Pair]]]:
        """Yield the sentences with the pairs of their actors."""
        mentions: dict[int, list[tuple[Mention, Token]]] = {}
        for mention in self.annotated.mentions:
            head = self._head(mention)
            mentions.setdefault(head.sent.start, []).append((mention, head))
        for start, inside in sorted(mentions.items()):
            tokens = [t for t in self.annotated.doc[start : inside[0][1].sent.end] if not t.is_space]
            if not 1 < len(tokens) <= clause.LONGEST_SENTENCE:
                continue
            last = tokens[-1]
            pairs = [p for one in inside for other in inside for p in self._pair(one, other)]
            yield Span(tokens[0].idx, last.idx + len(last)), pairs

    def _head(self, mention: Mention) -> Token:
        begin = self.annotated.layout.token_at(mention.span.begin)
        end = self.annotated.layout.token_at(mention.span.end - 1) + 1
        return self.annotated.doc[self.annotated.layout.head_in(begin, end)]

    def _pair(self, one: tuple[Mention, Token], other: tuple[Mention, Token]) -> Iterator[Pair]:
        """Yield a pair whose two actors stand on different sides with a sided word between them."""
        (holder, first), (target, second) = one, other
        if holder.entity == target.entity or not {holder.entity.kind, target.entity.kind} <= ACTORS:
            return
        if holder.span.overlaps(target.span) or self.sides.is_own(holder.entity, second):
            return
        if first.dep_ not in HOLDING:
            return  # "the *Oslo* mayor hit Rome": the mayor did
        up, down = _path(first, second)
        for word in (*up, *down):
            if _takes_side(word, lexicon()):
                if _is_anothers(word, first):
                    return
                yield Pair(holder, target, word, _below(word, down, second))
                return

    def _position(self, sentence: Span, pair: Pair) -> Position | None:
        """Return the stance of a pair, None where the reader is not sure or the text does not report it."""
        stance = self.heard.stance(sentence, pair.holder.span, pair.target.span)
        if stance is None:
            return None
        side, sure = max(
            ((Polarity.SUPPORT, stance.support), (Polarity.OPPOSE, stance.oppose)), key=lambda s: s[1]
        )
        verb = pair.word if pair.word.pos_ in clause.VERBAL else clause.governor(pair.word)
        if sure < SURE or not is_real(verb):
            return None
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
            derivation=(
                f'"{pair.word.text}" stands between the two',
                f'reader: {side.value} toward "{pair.target.entity.name}" {sure:.2f}',
            ),
            confidence=RIGHT,
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


def _path(first: Token, second: Token) -> tuple[list[Token], list[Token]]:
    """The words between two in the tree: from the first up to what they share, from there down to the second."""
    above = {t.i: n for n, t in enumerate((first, *first.ancestors))}
    down: list[Token] = []
    at = second
    while at.i not in above and at.head.i != at.i:
        down.append(at)
        at = at.head
    if at.i not in above:
        return [], []
    up = [first, *first.ancestors][1 : above[at.i] + 1]
    down = down[:0:-1]
    return (up, down) if len(up) + len(down) <= FARTHEST else ([], [])


def _below(word: Token, down: list[Token], target: Token) -> Token:
    """The head of the phrase below a sided word in which the target stands: "*Rao's record* on rents"."""
    row = [*down, target]
    after = row[row.index(word) + 1 :] if word in row else row
    return next((t for t in after if t.pos_ in clause.NOMINAL), target)


def _is_anothers(word: Token, holder: Token) -> bool:
    """Whether somebody else than the holder does or holds what a word says: "Oslo's *mayor* hit Rome"."""
    if word.lemma_.lower() in ADVERSARIES:
        return True  # "his critics": theirs, and they are nobody in particular
    doers = clause.agents(word) if word.pos_ in clause.VERBAL else clause.owners(word)
    return bool(doers) and holder.i not in {d.i for d in doers}


def _takes_side(word: Token, cues: Lexicon) -> bool:
    """Whether a word takes a side by one of the tables."""
    pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}.get(word.pos_, "")
    lemma = word.lower_ if pos == "adj" else word.lemma_.lower()
    sided = any(cue.stance in {"+", "-"} for cue in cues.of(pos, lemma)) if pos else False
    return sided or (pos != "noun" and lookup(word) is not None) or is_sided(pos, word)
