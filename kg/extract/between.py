"""Stances between two actors that the learned reader is sure of, where the parse lets the first of them take a side.

"The senator's campaign hit the governor over the levy" takes a side by a frame that no row of the cues has. The
reader sees that there is a side; taken alone it claims too much, and what it gets wrong is mostly whose side it is. So
it is asked only about an actor that acts in the clause ("Oslo's *mayor* hit Rome": not Oslo), and of all whom that
actor may be aimed at it is believed about the likeliest one, and about who is named in one breath with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract import claims, clause, phrase
from kg.extract.aim import ACCUSING, tells_where
from kg.extract.aside import is_aside
from kg.extract.deeds import worth, worth_as_deed
from kg.extract.earlier import QUOTING
from kg.extract.reality import is_real
from kg.extract.sides import ADVERSARIES
from kg.extract.targets import is_brand, is_feared_for, is_told_to
from kg.extract.tree import path_between
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
SURE = 0.5
"""Probability from which the reader is believed where a word of the tables takes a side between the two."""
CERTAIN = 0.6
"""The same where none does."""
RIGHT = ((0.0, 0.5), (0.6, 0.75))
"""From which probability on how many of them are right on the development sentences: the confidence of the finding."""
STRENGTH = 0.5
MOST = 12
"""Pairs of one sentence that are asked about, the nearest first."""
FARTHEST = 8
"""Words on the path between two actors, at most."""
NEAR = 5
"""The same where no word of the tables takes a side: with `UNDER` this leaves out a third of such pairs, and none that the
reader was sure of on the development texts."""
UNDER = frozenset({"ccomp", "acl", "pcomp", "prep"})
"""Labels of clauses that tell no such stance by themselves: "Oslo said it *handed* Rome an ultimatum"."""
HOLDING = frozenset({"nsubj", "csubj", "amod", "conj"})
"""Where an actor stands that acts: "*Oslo* hit Rome", "*Norwegian* criticism of Rome"."""
PURPOSE = frozenset({"advcl", "xcomp", "acl"})
"""How an infinitive hangs on what it is the purpose or the content of."""
TELLING = frozenset({"say", "think", "want", "stance"})
"""Kinds of cue that hold another's act: "Rome *said* Oslo …", "Rome *welcomed* that Oslo …"."""
GIVERS = frozenset({"by", "from", "of"})
"""Prepositions behind which one stands: "hit *by Oslo*", "members *of the league* signed a letter against Rome"."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors of one sentence with the word between them that can take a side."""

    holder: Mention
    target: Mention
    word: Token
    matter: Token
    """Head of the words below `word` in which the target stands."""
    is_sided: bool
    """Whether the word takes a side by one of the tables."""


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
        for sentence, pairs in self._sentences():
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
        heads = [clause.first_conjunct(self._head(span)).i for span in (one, other) if span is not None]
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

    def _sentences(self) -> Iterator[tuple[Span, list[Pair]]]:
        """Yield the sentences with the pairs of their actors."""
        mentions: dict[int, list[tuple[Mention, Token]]] = {}
        for mention in self.annotated.mentions:
            head = self._head(mention.span)
            mentions.setdefault(head.sent.start, []).append((mention, head))
        for start, inside in sorted(mentions.items()):
            tokens = [t for t in self.annotated.doc[start : inside[0][1].sent.end] if not t.is_space]
            if not 1 < len(tokens) <= clause.LONGEST_SENTENCE:
                continue
            last = tokens[-1]
            pairs = [p for one in inside for other in inside for p in self._pair(one, other)]
            yield Span(tokens[0].idx, last.idx + len(last)), pairs

    def _head(self, span: Span) -> Token:
        begin = self.annotated.layout.token_at(span.begin)
        end = self.annotated.layout.token_at(span.end - 1) + 1
        return self.annotated.doc[self.annotated.layout.head_in(begin, end)]

    def _pair(self, one: tuple[Mention, Token], other: tuple[Mention, Token]) -> Iterator[Pair]:
        """Yield a pair whose first actor can take a side on the second by what stands between them."""
        (holder, first), (target, second) = one, other
        if holder.entity == target.entity or not {holder.entity.kind, target.entity.kind} <= ACTORS:
            return
        if holder.span.overlaps(target.span) or self.sides.is_own(holder.entity, second):
            return
        if tells_where(second) or is_brand(second) or not _acts(first):
            return  # "the *Oslo* mayor hit Rome": the mayor did
        up, down = path_between(first, second, FARTHEST)
        if any(_is_anothers(t, *_own(t, first, second)) for t in up if t.pos_ in clause.VERBAL):
            return  # "Rao thanked Kim and said *Oslo* wanted talks": who thanked is Rao
        if any(
            t.pos_ in clause.VERBAL and clause.is_question(t) and not clause.gives_reason(t) for t in down
        ):
            return  # "asked whether it would defend *Oslo*, Rao fell silent"
        if is_aside(self.annotated, self.sides, holder.entity, second):
            return
        path = [t for t in (*up, *down) if t.i != second.i]
        word = next((t for t in path if _takes_side(t, lexicon())), None)
        if word is not None and not _is_anothers(word, first) and not _is_spared(word, second):
            yield Pair(holder, target, word, _below(word, down, second), is_sided=True)
        if word is None and up and len(path) <= NEAR:
            verb = next((t for t in path if t.pos_ in clause.VERBAL), None)  # "*handed* Rome an ultimatum"
            if verb is not None and verb.dep_ not in UNDER and verb.lemma_ not in QUOTING:
                yield Pair(holder, target, verb, _below(verb, down, second), is_sided=False)

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


def _is_spared(word: Token, actor: Token) -> bool:
    """Whether a word takes no side on an actor who is feared for, or only spoken to."""
    return is_feared_for(word, actor) or is_told_to(word, actor)


def _distance(pair: Pair) -> int:
    return abs(pair.holder.span.begin - pair.target.span.begin)


def _stands_on(position: Position, pair: Pair) -> bool:
    """Whether a position of the pair's holder has the word between the two for its cue."""
    cue = position.cue
    return position.holder == pair.holder.entity and cue is not None and cue.begin <= pair.word.idx < cue.end


def _acts(holder: Token) -> bool:
    """Whether an actor stands where it does or holds something itself."""
    if holder.dep_ == "pobj":
        return holder.head.lower_ in GIVERS
    return holder.dep_ in HOLDING


def _is_reported(word: Token) -> bool:
    """Whether the text reports what a word says; an infinitive of purpose is as real as what is done for it.

    "used the rally *to hit* Rome" is a stance, "if Oslo *hit* Rome" is none.
    """
    verb = word if word.pos_ in clause.VERBAL else clause.governor(word)
    while verb.tag_ == "VB" and verb.dep_ in PURPOSE and verb.head.i != verb.i and not is_real(verb):
        verb = verb.head if verb.head.pos_ in clause.VERBAL else clause.governor(verb.head)
    return is_real(verb)


def _below(word: Token, down: list[Token], target: Token) -> Token:
    """The head of the phrase below a sided word in which the target stands: "*Rao's record* on rents"."""
    row = [*down, target]
    after = row[row.index(word) + 1 :] if word in row else row
    return next((t for t in after if t.pos_ in clause.NOMINAL), target)


def _is_anothers(word: Token, *actors: Token) -> bool:
    """Whether somebody else than the actors does or holds what a word says: "Oslo's *mayor* hit Rome"."""
    if word.lemma_.lower() in ADVERSARIES:
        return True  # "his critics": theirs, and they are nobody in particular
    doers = clause.agents(word) if word.pos_ in clause.VERBAL else clause.owners(word)
    return bool(doers) and not {a.i for a in actors} & {d.i for d in doers}


def _own(verb: Token, first: Token, second: Token) -> tuple[Token, ...]:
    """Who may do what a verb above the first actor says: the first, or the second where it tells of the first.

    "Rome *said* Oslo had hit it", but "Oslo agreed, Rome *stays* out" says nothing of one to the other.
    """
    tells = any(cue.kind in TELLING for cue in lexicon().of("verb", verb.lemma_.lower()))
    beside = first.i < second.i < verb.i and not tells
    return (first,) if beside else (first, second)


def _takes_side(word: Token, cues: Lexicon) -> bool:
    """Whether a word takes a side by one of the tables."""
    pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}.get(word.pos_, "")
    lemma = word.lower_ if pos == "adj" else word.lemma_.lower()
    sided = any(cue.stance in {"+", "-"} for cue in cues.of(pos, lemma)) if pos else False
    judged = worth_as_deed(word) if pos == "noun" else worth(word)  # "leader" has a side, and takes none
    return sided or judged is not None
