"""Where and when an event took place, and on whose word."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.events.phrases import Actor
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.annotate import Annotated
    from kg.annotate.dates import DateMention
    from kg.annotate.parsed import Token
    from kg.extract.events.triggers import Found
    from kg.model import Attribution

PLACES = frozenset({Kind.PLACE, Kind.STATE})
PLACE_PREPOSITIONS = ("in", "at", "near", "outside", "across")
SHARING = frozenset({"at", "in", "during"})
"""Prepositions after which an event takes over the time of the verb: "on Monday they spoke at a meeting"."""


class Circumstances:
    """Looks up places, times and attributions of one article."""

    def __init__(
        self, annotated: Annotated, dates: Sequence[DateMention], attributions: Sequence[Attribution]
    ) -> None:
        """Index the times by what they modify, and the attributions by the tokens of their content."""
        self._annotated = annotated
        self._times: dict[int, list[DateMention]] = defaultdict(list)
        for date in dates:
            for i in _carriers(annotated.doc[date.first], date):
                self._times[i].append(date)
        self._said: dict[int, Attribution] = {}
        layout = annotated.layout
        # the longest first, so that the innermost one is left
        for attribution in sorted(attributions, key=lambda a: -sum(s.end - s.begin for s in a.content)):
            for span in attribution.content:
                first, last = layout.token_at(span.begin), layout.token_at(span.end - 1)
                self._said.update(dict.fromkeys(range(first, last + 1), attribution))

    def place(self, found: Found, taken: frozenset[int]) -> Actor | None:
        """Return where it took place: "the Raqqa battle", or the first "in" or "at" with a place.

        Args:
            found: The trigger.
            taken: Heads that are actors of the event already.
        """
        for token in clause.children(found.token, "compound", "nmod") if found.token.pos_ != "VERB" else []:
            mention = self._annotated.mention_at(token)
            if mention is not None and mention.entity.kind is Kind.PLACE:
                return Actor(token, mention.span, mention.entity)
        for carrier in self._carriers(found):
            for head in clause.object_of(carrier, *PLACE_PREPOSITIONS):
                mention = self._annotated.mention_at(head)
                if mention is not None and mention.entity.kind in PLACES and head.i not in taken:
                    return Actor(head, mention.span, mention.entity)
        return None

    def time(self, found: Found) -> DateMention | None:
        """Return the nearest time that modifies the trigger, its object, or the verb whose time it shares."""
        near = [date for carrier in self._carriers(found) for date in self._times.get(carrier.i, ())]
        return min(near, key=lambda d: (abs(d.first - found.token.i), d.first), default=None)

    @staticmethod
    def _carriers(found: Found) -> list[Token]:
        """Return the words that a place or time of the event may hang on, the trigger first."""
        shared = _sharing_verb(found.token) if found.rule == "noun" else None
        carriers = dict.fromkeys((found.token, found.place.consumed, found.place.verb, shared))
        return [carrier for carrier in carriers if carrier is not None]

    def attribution(self, trigger: Token) -> Attribution | None:
        """Return the innermost attribution whose content holds the trigger."""
        return self._said.get(trigger.i)


def _carriers(token: Token, date: DateMention) -> list[int]:
    """Return what a time modifies, by prepositions too: "held … in the week of 3 May"."""
    for _ in range(date.first, date.last + 2):
        if not date.first <= token.i <= date.last or token.head.i == token.i:
            break
        token = token.head
    found = [token.i]
    while token.dep_ == "prep" and token.head.i != token.i:
        token = token.head
        found.append(token.i)
    return found


def _sharing_verb(noun: Token) -> Token | None:
    """Return the verb whose time a noun shares: as its subject or object, or after "at", "in", "during"."""
    top = clause.first_conjunct(noun)
    if top.dep_ == "pobj" and top.head.lower_ in SHARING:
        top = top.head
    elif top.dep_ not in {"dobj", "nsubj", "nsubjpass"}:
        return None
    return top.head if top.head.pos_ == "VERB" else None
