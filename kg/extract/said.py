"""The utterances of an article by their place: which cue heads a predicate, lies in another's content, is held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.adherent_cues import ADHERENTS
from kg.extract.called import called
from kg.extract.reality import grants_nothing, is_held
from kg.model import Polarity

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit, Utterance


@dataclass(frozen=True, slots=True)
class Said:
    """Every utterance of one article, in text order, with its place among the others."""

    utterances: tuple[Utterance, ...]
    predicates: Mapping[int, Utterance]
    """Index of a cue's head, or of an adjective's copula, to the utterance."""
    held: frozenset[int]
    """Heads of the cues that the text reports as held."""
    over: Mapping[int, tuple[Utterance, ...]]
    """Index of a cue's head to the utterances in whose content it lies."""

    spoken: Mapping[int, Utterance]
    """Index of the first clause's head of a quotation without a cue to the quotation."""

    @classmethod
    def of(cls, annotated: Annotated, utterances: tuple[Utterance, ...]) -> Said:
        """Return the utterances of an article with their places."""
        return cls(
            utterances,
            dict(_by_predicate(utterances)),
            _held(utterances),
            _over(annotated, utterances),
            {u.hit.head.i: u for u in utterances if u.holds and not u.hit.words},
        )

    def inner(self, utterance: Utterance, content: Token) -> Utterance | None:
        """Return the utterance that `content` of another one is itself: "says that Bern *condemned* it"."""
        found = self.predicates.get(content.i)
        own = found is not None and found.hit.head.i == utterance.hit.head.i and bool(utterance.hit.words)
        return None if own else found


def _held(utterances: tuple[Utterance, ...]) -> frozenset[int]:
    """The heads of the cues that are reported as held.

    A cue inside the content of another is held only if that one grants its content: "denied that it
    supports", "no sign that it is ready", "hopes that Oslo will accept" grant nothing; "alleged that Oslo wanted a war"
    grants what others are said to say, no more.
    """
    withheld: set[int] = set()
    alleged: set[int] = set()
    for utterance in utterances:
        hit = utterance.hit
        if grants_nothing(hit):
            withheld |= {
                t.i for c in hit.contents for t in _ungranted(c, hit.head.i, before=hit.frame == "obj")
            }
        elif hit.frame == "that" and "alleges" in hit.cue.traits:
            alleged |= {t.i for c in hit.contents for t in _ungranted(c, hit.head.i)}
        if hit.cue.stance == "-" or (hit.frame == "as" and called(hit)[0] is Polarity.OPPOSE):
            # "dismissed the idea that Oslo wanted war", "dismissed as a lie reports that it did"
            told = [o for c in hit.contents for o in (c, *clause.object_of(c, "by", "from", "of"))]
            claimed = (x for o in told for x in clause.children(o, "acl", "relcl") if _is_claimed(x))
            withheld |= {t.i for c in claimed for t in _ungranted(c, hit.head.i)}
    hits = (u.hit for u in utterances if u.hit.head.i not in alleged or _tells(u.hit))
    return frozenset(
        h.head.i for h in hits if is_held(h) and (h.head.i not in withheld or h.frame == "quote")
    )


def _tells(hit: Hit) -> bool:
    """Whether somebody is told to have said a whole clause."""
    return hit.cue.kind == "say" and hit.frame in {"that", "quote"}


def _is_claimed(verb: Token) -> bool:
    """Whether a clause below a noun is what the noun says: "the idea *that Oslo wanted war*"."""
    mark = clause.child(verb, "mark")
    return mark is not None and mark.lower_ == "that"


def _ungranted(content: Token, cue: int, *, before: bool = False) -> list[Token]:
    """The words of a content that is not granted; what is told beside it holds all the same, and its cue does.

    "She hopes to stop Rao, *whom Bern has condemned*": Bern has. "Bern armed them, *the envoy said*, a claim it denies",
    "…, *according to the envoy*, …": the envoy did say so.
    """
    beside = {c.i for t in clause.subtree(content) for c in t.children if _is_beside(c, before=before)}
    return clause.subtree(content, frozenset(beside | {cue}))  # "If it rains, she fears, the dam will break"


def _is_beside(word: Token, *, before: bool) -> bool:
    """Whether a word opens what is told beside the clause around it: a relative clause; who says what is denied behind it."""
    says = word.dep_ == "parataxis" or (word.dep_ == "prep" and word.lower_ == "according")
    return word.dep_ == "relcl" or (before and says)


def _over(annotated: Annotated, utterances: tuple[Utterance, ...]) -> dict[int, tuple[Utterance, ...]]:
    heads = {u.hit.head.i for u in utterances}
    found: dict[int, list[Utterance]] = {}
    for utterance in utterances:
        for span in utterance.attribution.content if utterance.attribution is not None else ():
            first, last = annotated.layout.token_at(span.begin), annotated.layout.token_at(span.end - 1)
            for i in range(first, last + 1):
                if i in heads:
                    found.setdefault(i, []).append(utterance)
    return {i: tuple(us) for i, us in found.items()}


def _by_predicate(utterances: tuple[Utterance, ...]) -> Iterator[tuple[int, Utterance]]:
    """Each cue by its head, and adjectives by their copula too: "is prepared to".

    A quotation without a cue heads none: '"I do not think so."' is what it says.
    """
    for utterance in utterances:
        if not utterance.hit.words:
            continue
        head = utterance.hit.head
        yield head.i, utterance
        first = clause.first_conjunct(head)
        if utterance.hit.cue.pos == "prep" and head.dep_ == "prep" and utterance.hit.frame == "p":
            yield head.head.i, utterance  # "is in favour of talks"
        light = [w for w in utterance.hit.words if w.i != head.i and w.pos_ in clause.VERBAL]
        if utterance.hit.cue.pos == "noun" and light:
            yield light[0].i, utterance  # "has doubts about it"
        if utterance.hit.cue.pos == "noun" and head.dep_ == "attr" and head.lemma_.lower() in ADHERENTS:
            yield head.head.i, utterance  # "is a supporter of the deal"
        if utterance.hit.cue.pos == "adj" and first.dep_ in {"acomp", "attr", "oprd"}:
            yield first.head.i, utterance
