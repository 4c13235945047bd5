"""Whom an act concerns where no place of its frame names anyone: the actor named nearest below the trigger.

"Bern gave six million francs to rebuild schools in *Chad*", "The crews went on strike over pay at *Maersk*",
"Lima will not lift the ban until *Quito* pays".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.extract.events.phrases import MODIFIERS, is_place
from kg.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.annotate.parsed import Token
    from kg.extract.events.arguments import Actors, Place
    from kg.extract.events.phrases import Actor

REACHED = frozenset(
    {
        "about",
        "across",
        "against",
        "along",
        "at",
        "between",
        "for",
        "in",
        "inside",
        "into",
        "near",
        "of",
        "on",
        "over",
    }
    | {"to", "toward", "towards", "with"}
)
"""Prepositions below which someone concerned may stand; not "after", "amid", "from", "by"."""
WHERE = frozenset({"in", "at", "near", "of", "on", "across", "inside", "over"})
"""Prepositions behind which a place says where it was, not who took part."""
SIDING = frozenset({"for", "on", "with"})
"""Prepositions that name who is fought for: "fought for Kyiv", "fights on the rebels' side"."""
TOWARD = frozenset({"to", "with", "against", "toward", "towards"})
"""Prepositions behind a thing that name whom it goes to: "aid *to Chad*", "contact *with Chad*"."""
TERMS = frozenset({"until", "unless"})
"""Conjunctions of terms: their subject is whom a refusal is meant for."""
OWN = frozenset({"poss", *MODIFIERS})


@dataclass(frozen=True, slots=True)
class Reach:
    """Finds who an act with a known initiator, but no recipient, concerns."""

    actors: Actors
    place: Place
    taken: tuple[Actor, ...]
    """Who has a part already."""
    mutual: bool
    """Whether all who take part do the same: then who is named as the place of it is none of them."""
    force: bool
    """Whether it is an act of force."""
    placed: bool
    """Whether a bare place may be concerned: a town is put under curfew, but a march in it is not against it."""

    def nearest(self) -> Actor | None:
        """Return the first known actor below the trigger or its carriers, in the order of the text."""
        carriers = (self.place.consumed, self.place.trigger, self.place.verb)
        for carrier in dict.fromkeys(t for t in carriers if t is not None):
            found = next(self._under(carrier, None), None)
            if found is not None:
                return found
        return None

    def beyond(self, thing: Token) -> Actor | None:
        """Return whom a thing that the act takes up and that is nobody's goes to: "boycotted all contact with *Chad*"."""
        if any(self.actors.demonym(t) is not None for t in thing.subtree if t.i < thing.i):
            return None  # "vetoed an *Omani* motion against Chad"
        below = (
            o
            for p in clause.children(thing, "prep")
            if p.lower_ in TOWARD
            for o in clause.children(p, "pobj")
        )
        return next((a for o in below for a in self._known([o], "") if not is_place(a)), None)

    def _under(self, head: Token, preposition: str | None) -> Iterator[Actor]:
        """Yield the actors in what follows `head`; None: `head` itself is the act, and what it takes up is no one."""
        first = preposition is None
        for below in sorted(head.rights, key=lambda t: t.i):
            if below.i <= self.place.trigger.i:
                continue
            if below.dep_ in {"prep", "dative"}:
                yield from self._behind(below, bare=first and head.pos_ != "VERB")
            elif _goes_on(below, first=first):
                yield from self._shown(below, preposition or "")
            elif below.dep_ == "advcl" and any(m.lower_ in TERMS for m in clause.children(below, "mark")):
                yield from self._known(clause.agents(below), "")

    def _behind(self, preposition: Token, *, bare: bool) -> Iterator[Actor]:
        """Yield the actors behind a preposition; `bare`: what is "of" the act itself is the act's own."""
        word = preposition.lower_
        if word not in REACHED or (bare and word == "of") or (self.force and word in SIDING):
            return
        for inner in clause.children(preposition, "pobj", "pcomp"):
            if inner.i not in self.actors.times:
                yield from self._shown(inner, word)

    def _shown(self, token: Token, preposition: str) -> Iterator[Actor]:
        """Yield who stands before `token` in its phrase, itself, and who stands below it."""
        yield from self._known([*(c for c in token.lefts if c.dep_ in OWN), token], preposition)
        yield from self._under(token, preposition)

    def _known(self, tokens: Iterable[Token], preposition: str) -> Iterator[Actor]:
        """Yield those that the article knows as someone else than who acts: neither "its troops" nor a mere place."""
        taken = {a.entity.number for a in self.taken if a.entity is not None}
        known = {a.entity.known for a in self.taken if a.entity is not None} - {None}
        for token in tokens:
            mention = self.actors.annotated.mention_at(token)
            if mention is None and token.dep_ == "amod" and (state := self.actors.demonym(token)) is not None:
                if state.entity is None or state.entity.number not in taken:
                    yield state  # "imposed a tariff on *Mexican* trucks"
                continue
            if mention is None or token.pos_ == "PRON" or token.i in self.actors.times:
                continue
            entity, owner = mention.entity, clause.child(token, "poss")
            if (
                entity.number in taken
                or entity.known in known
                or (owner is not None and owner.pos_ == "PRON")
            ):
                continue
            if entity.kind is Kind.PLACE and not self.placed:
                continue
            if self.mutual and preposition in WHERE:
                continue
            found = self.actors.actor(token)
            if found is not None:
                yield found


def _goes_on(below: Token, *, first: bool) -> bool:
    """Return whether a clause completes what stands above it, or is its object: "to help Laos", "imposed on Laos"."""
    purpose = below.dep_ == "advcl" and below.tag_ == "VB"
    return purpose or below.dep_ in {"xcomp", "acl"} or (below.dep_ == "dobj" and not first)


def asked_of(actors: Actors, place: Place, taken: tuple[Actor, ...], demands: Iterable[int]) -> Actor | None:
    """Return whom the demand below a protest is made of: "rallied to demand reforms by *Chad's cabinet*".

    Args:
        actors: Of the article.
        place: Of the protest.
        taken: Who protests.
        demands: Indices of the triggers of demands, complaints and protests, in order.
    """
    top = place.verb or place.trigger
    known = {a.entity.number for a in taken if a.entity is not None}
    for i in demands:
        token = top.doc[i]
        if i <= place.trigger.i or not any(t.i in {top.i, place.trigger.i} for t in token.ancestors):
            continue
        slots, inner = actors.inner[i]
        below = (a for h in actors.below(token) if (a := actors.actor(h)) is not None)
        for actor in (*actors.fill([s for s in slots if s.place != "comp"], inner, taken), *below):
            if actor.entity is not None and actor.entity.number not in known and not is_place(actor):
                return actor
    return None
