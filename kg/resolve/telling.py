"""What each claim of a document says when it stands alone: positive, with names for pronouns.

The names come from the mentions that the article's readers settled, so nothing is guessed here: a pronoun
that nobody settled stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lang.lexicon import word_set
from kg.model import Form, Kind
from kg.resolve.inflection import third_person
from kg.resolve.names import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.model import Claim, Mention, Position, Reading, Span
    from kg.resolve.actors import Cast

POSSESSIVE = frozenset({"his", "its", "their", "my", "our"})
FIRST = frozenset({"i", "we", "us", "me", "my", "our"})
RETURNING = re.compile(r"(?:the|this|that|these|his|her|its|their|our) [a-z]")
SUBJECTS = frozenset({"he", "she", "they"})
PLURAL = frozenset({"we", "us", "our"})
AGAIN = {"i": "they", "we": "they", "me": "them", "us": "them", "my": "their", "our": "their"}
"""What stands for a speaker whom the label has named already."""
MOST_NAME = 40
"""Characters of a name that is put for a pronoun."""
OWN_LAND = re.compile(r"(?<=[A-Za-z])['’]s? (?:own )?(?:country|nation)\b")
NEGATED = re.compile(r"\b(ca|wo|sha)n['’]t\b", re.IGNORECASE)
WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
AGREEING = (
    (r"are", "is"), (r"am", "is"), (r"['’]re", " is"), (r"['’]m", " is"), (r"have", "has"), (r"['’]ve", " has"),
    (r"['’]ll", " will"), (r"don(?=['’]t)", "doesn"), (r"do", "does"), (r"were", "was"),
)  # fmt: skip
"""A verb after "I" or "we" and its form after a name."""
CLIPPED = re.compile(r"['’](s|d|ll|re|ve)\b(?= \w)", re.IGNORECASE)
PARTICIPLE = re.compile(
    r" (?:(?:also|always|already|just|never|long|only|since|so far) )*(?:been|had|got|gone|done|made|\w+ed)\b"
)
PERFECT = {"s": ("has", "is"), "d": ("had", "would")}
"""Clipped auxiliaries before a participle, and before anything else."""
IN_FULL = {"ll": "will", "re": "are", "ve": "have"}
RULERS = word_set("rulers")
"""Nouns for who rules a state, which is another thing to leave or bring down than the state: "leave *the government*"."""
PUT_IN = frozenset({"any", "a", "an", "likely", "both", "and"})
"""What may stand in a positive for a negation: "any", "likely", "both … and"."""
NOT_REPLACED = frozenset(
    {"himself", "herself", "itself", "themselves", "who", "which", "that", "whom", "whose"}
)


@dataclass(frozen=True, slots=True)
class Teller:
    """Words the claims of one document so that they can be read without it."""

    ident: str
    reading: Reading
    cast: Cast
    label_of: Callable[[str], str]
    spans: Mapping[Claim, tuple[Span, ...]]
    """Where each claim stands in the text; of a condition, with its subordinator."""
    uses: Mapping[Claim, Sequence[Position]]
    unnamed: tuple[Mention, ...]
    """Pronouns and noun phrases that refer back, in the order of the text."""
    begins: tuple[int, ...]
    """Where each of these begins."""

    @classmethod
    def of(cls, ident: str, reading: Reading, cast: Cast, label_of: Callable[[str], str]) -> Teller:
        """Index a reading."""
        spans: dict[Claim, tuple[Span, ...]] = {}
        uses: defaultdict[Claim, list[Position]] = defaultdict(list)
        for position in reading.positions:
            if position.claim is not None:
                spans.setdefault(position.claim, position.content)
                if position.claim.judged is not None:
                    spans.setdefault(position.claim.judged, position.content)
                uses[position.claim].append(position)
            for condition in position.conditions:
                spans.setdefault(condition.claim, (condition.span,))
        unnamed = [mention for mention in reading.mentions if mention.form is not Form.NAMED]
        ordered = tuple(sorted(unnamed, key=lambda mention: (mention.span.begin, -mention.span.end)))
        begins = tuple(mention.span.begin for mention in ordered)
        return cls(ident, reading, cast, label_of, spans, uses, ordered, begins)

    def told(self, claim: Claim) -> str:
        """Return the claim's words as a positive phrase with names in the place of pronouns."""
        text = positive(claim)
        begin = 0
        for mention in self._mentions(self.spans.get(claim, ())):
            surface = mention.span.of(self.reading.article.text)
            found = re.compile(rf"\b{re.escape(surface)}(?!\w)").search(text, begin)
            if found is None:
                continue
            name = self._name(mention, claim, text, found)
            if name:
                text = (
                    text[: found.start()]
                    + name
                    + _agreeing(text[found.end() :], surface, claim, again=name == "they")
                )
                begin = found.start() + len(name)
            else:
                begin = found.end()
        return OWN_LAND.sub("", text)

    def sentence(self, claim: Claim) -> str:
        """Return the sentence that a claim was read from, for a claim that says nothing by itself."""
        for position in self.uses.get(claim, ()):
            return position.evidence[-1].of(self.reading.article.text)
        return claim.wording

    def _mentions(self, spans: tuple[Span, ...]) -> Iterator[Mention]:
        places = {
            place
            for span in spans
            for place in range(bisect_left(self.begins, span.begin), bisect_right(self.begins, span.end))
            if span.covers(self.unnamed[place].span)
        }
        return (self.unnamed[place] for place in sorted(places))

    def _name(self, mention: Mention, claim: Claim, text: str, found: re.Match[str]) -> str:
        """Return what stands for a mention; empty where its words are better."""
        surface, before = found.group(), text[: found.start()]
        told, entity = surface.casefold(), mention.entity
        key = self._speaking_for(mention, told)
        label = self.label_of(key) if key is not None else ""
        if told in NOT_REPLACED or not label[:1].isupper() or len(label) > MOST_NAME:
            return ""
        if told.split()[-1] in RULERS and entity.kind is Kind.STATE:
            return "" if label in text else f"{_owned(label)} {told.split()[-1]}"
        owning = told in POSSESSIVE or (told == "her" and re.match(r" \w", text[found.end() :]) is not None)
        if told in FIRST:
            if told in PLURAL and key == self.cast.key(self.ident, entity) and entity.kind is Kind.PERSON:
                return "the" if told == "our" else ""  # "we" of somebody who speaks for no body
            return AGAIN[told] if label in before else _owned(label) if owning else label
        named = any(form in text for form in (label, *entity.names) if form[:1].isupper() and form != surface)
        understood = owning and claim.agent == entity and bool(before.strip())  # its agent comes first
        if named or understood or not self._may_stand(mention, told, before, owning=owning):
            return ""
        return _owned(label) if owning else label

    def _speaking_for(self, mention: Mention, told: str) -> str | None:
        """Return the key of whom a mention denotes; a minister's "we" is the state."""
        key = self.cast.key(self.ident, mention.entity)
        if key is not None and told in PLURAL:
            return self.cast.belonging.acting(key, self.reading.article.published)
        return key

    def _may_stand(self, mention: Mention, told: str, before: str, *, owning: bool) -> bool:
        """Return whether what a mention refers to is certain enough to be put in its place.

        "It" and "them" behind a verb seldom are: they mean matters and things as often as actors.
        """
        if mention.form is Form.NOMINAL:
            return mention.entity.kind is not Kind.GROUP and RETURNING.match(told) is not None
        if told in ("it", "its", "this", "that") and mention.entity.kind is Kind.OUTLET:
            return False
        return owning or told in ("he", "she", "him", "her") or not before.strip()


def _owned(label: str) -> str:
    return f"{label}'" if label.endswith("s") else f"{label}'s"


def _agreeing(rest: str, surface: str, claim: Claim, *, again: bool) -> str:
    """Return what follows a name that was put for "I" or "we", its verb in the third person."""
    if surface.casefold() in SUBJECTS:
        return _expanded(rest)
    if surface.casefold() not in ("i", "we") or again:
        return rest
    for pattern, third in AGREEING:
        found = re.match(rf"( ?)({pattern})\b", rest)
        if found is not None and (found.group(1) or found.group(2)[0] in "'’"):
            return found.group(1) + third + rest[found.end() :]
    verb = re.match(r" (\w+)\b", rest)
    if verb is not None and claim.action and verb.group(1) == claim.action:
        return f" {third_person(claim.action)}{rest[verb.end() :]}"
    return rest


def _expanded(rest: str) -> str:
    """Return what follows a name that was put for "he" or "they", a clipped auxiliary in full: "'s always denied"."""
    found = CLIPPED.match(rest)
    if found is None:
        return rest
    clipped, after = found.group(1).lower(), rest[found.end() :]
    full = IN_FULL.get(clipped) or PERFECT[clipped][PARTICIPLE.match(after) is None]
    return f" {full}{after}"


def positive(claim: Claim) -> str:
    """Return the words of a claim without their negation."""
    if claim.label.endswith(claim.wording):  # with the subject that it shares with another
        return claim.label
    kept = set(re.findall(r"[^\W_]+", claim.label.casefold()))
    if kept - PUT_IN <= set(re.findall(r"[^\W_]+", claim.wording.casefold())):
        text = claim.label
    else:  # words ran together where a negation was taken out: take it out again
        text = re.sub(r"\b(can)not\b", r"\1", claim.wording, flags=re.IGNORECASE)
        text = NEGATED.sub(lambda found: WHOLE[found.group(1).lower()], text)
        text = re.sub(r"(?<=\w)n['’]t\b|\b(?:not|never|no longer)\b ?", "", text)
    lemma = re.escape(claim.action)
    return (
        re.sub(
            rf"\b(do|does|did) ({lemma})\b",
            lambda found: claim.action if found.group(1) == "do" else third_person(claim.action),
            text,
        )
        if lemma
        else text
    )


def is_clause(claim: Claim) -> bool:
    """Return whether what a verdict is passed on is an act in words of its own: "leaving them", "to leave them"."""
    first = claim.wording.split(maxsplit=1)[0].casefold()
    return stem(first) == stem(claim.action) and (first.endswith("ing") or first == claim.action)
