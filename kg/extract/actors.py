"""Who a word stands for: the entities of an article, and who is brought in by what he says or is told of.

States that only an adjective names ("the Turkish offer"), and surnames that the recogniser of names has passed
over, are nobody's mentions; where a position needs them they join the entities of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.lang.lexicon import lexicon, word_set
from kg.model import Entity, Kind, SpeechAct

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.knowledge import Knowledge
    from kg.known_actors import KnownActor
    from kg.model import Position

DOCUMENTS = word_set("documents")
WRITINGS = word_set("writings")
VERDICTS = frozenset({SpeechAct.CRITICISE, SpeechAct.PRAISE})
_PLACES = frozenset({"nsubj", "dobj", "pobj", "poss", "conj"})
_BEFORE_NOUN = frozenset({"compound", "nmod"})
_UNNAMED = frozenset({"", "PERSON"})
"""Labels of the recogniser under which a name may have been passed over."""


@dataclass(frozen=True, slots=True)
class Actors:
    """The entities of one article by the words that show them."""

    annotated: Annotated
    states: Mapping[str, Entity]
    """For the key of each state and bloc that an adjective names, its entity: "the *Turkish* offer"."""

    surnames: Mapping[str, Entity]
    """For each proper noun that no mention holds, the person it may be: "*Amara* accused the bank"."""

    judges: Mapping[int, Entity]
    """For the index of each noun that judges somebody and that no mention holds, its group: "*U.S. dairies* accused Oslo"."""

    authorities: Mapping[int, Entity]
    """For the number of each place, who acts for it: "criticised the *Nevada* law" is aimed at no piece of land."""

    def at(self, token: Token) -> Entity | None:
        """Return the entity that a word stands for, an adjective for its state; None if it stands for nobody."""
        entity = self.annotated.entity_at(token)
        if entity is not None and not self._is_inside(token):
            return entity
        key = self.annotated.state_at(token)
        if key is not None:
            return self.states.get(key)
        person = self.surnames.get(token.text)
        return person if person is not None and person.known is not None else None

    def _is_inside(self, token: Token) -> bool:
        """Whether a noun only stands in the words for somebody: "the opponents of the *ban*"."""
        return (token.dep_, token.pos_) == ("pobj", "NOUN") and self.annotated.mention_at(token) is None

    def speaker(self, token: Token) -> Entity | None:
        """Return the same for the source of a cue; who speaks is a person, also one that nobody knows."""
        entity = self.at(token)
        return entity or self.surnames.get(token.text) or self.judges.get(token.i)


def actors(annotated: Annotated, knowledge: Knowledge) -> Actors:
    """Return the actors of an article; who no mention names gets a number after those of its entities."""
    found = {e.known: e for e in reversed(annotated.entities) if e.known is not None}
    count = len(annotated.entities)
    states: dict[str, Entity] = {}
    for _, key in sorted(annotated.adjectives.items()):
        known = knowledge.known(key)
        if key not in states and known is not None:
            states[key] = found.get(key) or Entity(count, known.kind, known.label, (known.label,), key)
            count += states[key].number == count
    surnames: dict[str, Entity] = {}
    for token in annotated.doc:
        if token.text in surnames or not _is_stray_name(annotated, token):
            continue
        known = knowledge.bearer(token.text, annotated.article.published) or knowledge.metonym(token.text)
        if known is None and (token.dep_ not in _PLACES or token.ent_type_ not in _UNNAMED):
            continue
        old = found.get(known.key) if known is not None else None
        surnames[token.text] = old or _brought(count, token.text, known)
        count += surnames[token.text].number == count
    judges = {}
    for token in annotated.doc:
        if _is_unnamed_judge(annotated, token):
            first = min(c.left_edge.idx for c in _qualifiers(token))
            name = annotated.article.text[first : token.idx + len(token)]
            judges[token.i] = Entity(count, Kind.GROUP, name, (name,))
            count += 1
    places = [e for e in annotated.entities if e.kind is Kind.PLACE]
    authorities = {
        place.number: Entity(number, Kind.GOVERNMENT, place.name, (place.name,), state=place.state)
        for number, place in enumerate(places, count)
    }
    return Actors(annotated, states, surnames, judges, authorities)


def _qualifiers(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.i < noun.i]


def _is_unnamed_judge(annotated: Annotated, token: Token) -> bool:
    """Whether a plural of people from somewhere, which no table knows, blames or praises: "Omani traders criticised it"."""
    if token.tag_ != "NNS" or token.dep_ != "nsubj" or annotated.entity_at(token) is not None:
        return False
    cues = lexicon().of("verb", token.head.lemma_.lower())
    if not any(cue.kind == "stance" and cue.act in VERDICTS for cue in cues):
        return False
    if token.lemma_.lower() in DOCUMENTS | WRITINGS:
        return False
    return any(annotated.state_at(c) or annotated.entity_at(c) for c in _qualifiers(token))


def _brought(number: int, name: str, known: KnownActor | None) -> Entity:
    if known is None:
        return Entity(number, Kind.PERSON, name, (name,))
    return Entity(number, known.kind, known.label, (name,), known.key)


def _is_stray_name(annotated: Annotated, token: Token) -> bool:
    """Whether a word is a proper noun in a place for actors, and in no mention."""
    return (
        token.tag_ in {"NNP", "NNPS"}
        and token.dep_ in _PLACES | _BEFORE_NOUN
        and token.text.isalpha()
        and token.text.istitle()
        and not any(c.dep_ in {"det", "compound", "nmod", "flat"} for c in token.children)
        and annotated.entity_at(token) is None
        and annotated.state_at(token) is None
    )


def with_used(
    entities: tuple[Entity, ...], positions: Iterable[Position]
) -> tuple[tuple[Entity, ...], tuple[Position, ...]]:
    """Return the entities with the states that positions have brought in, and the positions with their numbers."""
    kept = tuple(positions)
    brought = sorted(
        {e for p in kept for e in (p.holder, p.target) if e is not None and e.number >= len(entities)},
        key=lambda e: e.number,
    )
    numbered = {e: replace(e, number=len(entities) + i) for i, e in enumerate(brought)}
    renumbered = tuple(
        replace(
            p,
            holder=numbered.get(p.holder, p.holder),
            target=numbered.get(p.target, p.target) if p.target is not None else None,
        )
        for p in kept
    )
    return (*entities, *numbered.values()), renumbered
