"""Pairs of actors of one sentence of whom the first may take a side on the second, by the parse between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.aim import tells_where
from kg.extract.aside import is_aside
from kg.extract.deeds import worth, worth_as_deed
from kg.extract.earlier import QUOTING
from kg.extract.sides import ADVERSARIES
from kg.extract.targets import is_brand, is_feared_for, is_told_to
from kg.extract.tree import path_between
from kg.lang.lexicon import Lexicon, lexicon
from kg.model import Kind, Mention, Span

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.sides import Sides

ACTORS = frozenset(
    {Kind.PERSON, Kind.STATE, Kind.GOVERNMENT, Kind.ORGANISATION, Kind.BLOC, Kind.GROUP, Kind.OUTLET}
)
FARTHEST = 8
"""Words on the path between two actors, at most."""
NEAR = 5
"""The same where no word of the tables takes a side: with `UNDER` this leaves out a third of such pairs, and none that the
reader was sure of on the development texts."""
UNDER = frozenset({"ccomp", "acl", "pcomp", "prep"})
"""Labels of clauses that tell no such stance by themselves: "Oslo said it *handed* Rome an ultimatum"."""
HOLDING = frozenset({"nsubj", "csubj", "amod", "conj"})
"""Where an actor stands that acts: "*Oslo* hit Rome", "*Norwegian* criticism of Rome"."""
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


def sentence_pairs(annotated: Annotated, sides: Sides) -> Iterator[tuple[Span, list[Pair]]]:
    """Yield the sentences of an article with the pairs of their actors, of whom the first can take a side on the second."""
    mentions: dict[int, list[tuple[Mention, Token]]] = {}
    for mention in annotated.mentions:
        head = head_of(annotated, mention.span)
        mentions.setdefault(head.sent.start, []).append((mention, head))
    for start, inside in sorted(mentions.items()):
        tokens = [t for t in annotated.doc[start : inside[0][1].sent.end] if not t.is_space]
        if not 1 < len(tokens) <= clause.LONGEST_SENTENCE:
            continue
        last = tokens[-1]
        pairs = [p for one in inside for other in inside for p in _pair(annotated, sides, one, other)]
        yield Span(tokens[0].idx, last.idx + len(last)), pairs


def head_of(annotated: Annotated, span: Span) -> Token:
    """Return the head of the words of a span."""
    begin = annotated.layout.token_at(span.begin)
    end = annotated.layout.token_at(span.end - 1) + 1
    return annotated.doc[annotated.layout.head_in(begin, end)]


def _pair(
    annotated: Annotated, sides: Sides, one: tuple[Mention, Token], other: tuple[Mention, Token]
) -> Iterator[Pair]:
    """Yield a pair whose first actor can take a side on the second by what stands between them."""
    (holder, first), (target, second) = one, other
    if holder.entity == target.entity or not {holder.entity.kind, target.entity.kind} <= ACTORS:
        return
    if holder.span.overlaps(target.span) or sides.is_own(holder.entity, second):
        return
    if tells_where(second) or is_brand(second) or not _acts(first):
        return  # "the *Oslo* mayor hit Rome": the mayor did
    up, down = path_between(first, second, FARTHEST)
    if any(_is_anothers(t, *_own(t, first, second)) for t in up if t.pos_ in clause.VERBAL):
        return  # "Rao thanked Kim and said *Oslo* wanted talks": who thanked is Rao
    if any(t.pos_ in clause.VERBAL and clause.is_question(t) and not clause.gives_reason(t) for t in down):
        return  # "asked whether it would defend *Oslo*, Rao fell silent"
    if is_aside(annotated, sides, holder.entity, second):
        return
    path = [t for t in (*up, *down) if t.i != second.i]
    word = next((t for t in path if _takes_side(t, lexicon())), None)
    if word is not None and not _is_anothers(word, first) and not _is_spared(word, second):
        yield Pair(holder, target, word, _below(word, down, second), is_sided=True)
    if word is None and up and len(path) <= NEAR:
        verb = next((t for t in path if t.pos_ in clause.VERBAL), None)  # "*handed* Rome an ultimatum"
        if verb is not None and verb.dep_ not in UNDER and verb.lemma_ not in QUOTING:
            yield Pair(holder, target, verb, _below(verb, down, second), is_sided=False)


def _is_spared(word: Token, actor: Token) -> bool:
    """Whether a word takes no side on an actor who is feared for, or only spoken to."""
    return is_feared_for(word, actor) or is_told_to(word, actor)


def _acts(holder: Token) -> bool:
    """Whether an actor stands where it does or holds something itself."""
    if holder.dep_ == "pobj":
        return holder.head.lower_ in GIVERS
    return holder.dep_ in HOLDING


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
