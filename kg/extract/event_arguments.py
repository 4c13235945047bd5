"""Who stands where around the trigger of an event: frames, noun phrases, and the entities they denote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

    from kg.annotate import Annotated
    from kg.extract.event_types import EventLexicon, Slot
    from kg.model import Entity

LONGEST = 60
"""Characters of the longest noun phrase that is shown whole; a longer one is cut to its core."""
VAGUE = frozenset({"in", "at", "for"})
DATELINE = 12
"""Tokens within which a dateline ends."""
MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod"})
PHRASE_LEFT = frozenset(
    {"amod", "compound", "nmod", "nummod", "quantmod", "poss", "det", "predet", "case", "punct", "advmod"}
)
PERSONAL = frozenset({"i", "we", "he", "she", "they", "it", "who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who takes part, as the text shows them."""

    head: Token
    span: Span
    entity: Entity | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the frame of a trigger is looked up: the word itself and what carries it."""

    trigger: Token
    verb: Token | None = None
    """The verb of the clause: the trigger itself or the support verb of a noun."""
    consumed: Token | None = None
    """An object that belongs to the trigger: "sanctions" in "lifted sanctions on Iran"."""
    inverse: bool = False
    """Whether the subject of the support verb undergoes the event: "faced criticism"."""


class Actors:
    """Finds the actors around a trigger in one article."""

    def __init__(self, annotated: Annotated, lexicon: EventLexicon, times: frozenset[int]) -> None:
        """Keep what is looked up; `times` are the tokens of time expressions, which denote no actor."""
        self.annotated = annotated
        self.things = lexicon.classes["ThingNouns"]
        self.times = times
        self.datelines = datelines(annotated.doc)
        self.inner: dict[int, tuple[tuple[Slot, ...], Place]] = {}
        """Triggers of the article: where their recipients stand."""

    # ------------------------------------------------------------------ one actor

    def actor(self, head: Token, *, acting: bool = False) -> Actor | None:
        """Return the actor that the noun phrase of `head` shows, None where it shows a time or nothing.

        Where `acting`, a thing stands for whoever made it: "Oslo issued a statement condemning …".
        """
        if head.i in self.times or head.pos_ not in clause.NOMINAL or head.is_punct:
            return None
        mention = self.annotated.mention_at(head)
        if mention is not None:
            if head.pos_ == "PRON" and (named := self._named_before(mention.entity, head)) is not None:
                return Actor(head, named, mention.entity)
            span = mention.span if mention.span.end - mention.span.begin <= LONGEST else self.phrase(head)
            return Actor(head, span, mention.entity)
        if head.pos_ == "PRON":
            return self._speaker(head) or Actor(head, self.annotated.span(head.i, head.i + 1), None)
        return self._renamed(head) or self._owner(head, acting=acting) or Actor(head, self.phrase(head), None)

    def _renamed(self, head: Token) -> Actor | None:
        """Return the name that follows a common noun: "his counterpart, Ann Lee"."""
        for token in clause.children(head, "appos"):
            mention = self.annotated.mention_at(token)
            if mention is not None and mention.entity.kind is Kind.PERSON:
                return Actor(head, mention.span, mention.entity)
        return None

    def _owner(self, head: Token, *, acting: bool) -> Actor | None:
        """Return whose thing it is: Turkey for "Turkey's decision", the UN for "a UN report"."""
        if head.lemma_.lower() not in self.things:
            return None
        found = clause.children(head, "poss", *MODIFIERS)
        found += [o for o in clause.object_of(head, "of", "by", "from") if o.i > head.i]
        found += clause.owners(head) if acting else []
        for token in found:
            mention = self.annotated.mention_at(token)
            if mention is not None and token.i not in self.times:
                return Actor(token, mention.span, mention.entity)
        return None

    def _named_before(self, entity: Entity, pronoun: Token) -> Span | None:
        """Return the nearest words in the sentence before `pronoun` that name its entity."""
        begin = self.annotated.layout.sentence_begin(pronoun.i)
        for token in reversed(list(pronoun.doc[begin : pronoun.i])):
            mention = self.annotated.mention_at(token)
            if mention is not None and mention.entity == entity and token.pos_ != "PRON":
                return mention.span
        return None

    def _speaker(self, pronoun: Token) -> Actor | None:
        """Return the subject of the reporting clause for a pronoun that no rule has resolved: "Oslo said it …"."""
        if pronoun.lower_ not in {"it", "they", "he", "she", "we"}:
            return None
        verb = clause.governor(pronoun)
        if verb.dep_ != "ccomp":
            return None
        for subject in clause.subjects(verb.head):
            if subject.pos_ != "PRON":
                return self.actor(subject)
        return None

    def phrase(self, head: Token) -> Span:
        """Return the noun phrase of `head` without clauses; a following "of …" is kept while it is short."""
        begin = head.i
        for token in sorted(head.lefts, key=lambda t: -t.i):
            if token.dep_ not in PHRASE_LEFT or token.right_edge.i != begin - 1:
                break
            begin = token.left_edge.i
        while begin < head.i and (
            head.doc[begin].is_space or head.doc[begin].is_punct or head.doc[begin].pos_ == "DET"
        ):
            begin += 1
        end = head.i + 1
        for token in head.rights:
            if token.dep_ == "prep" and token.lower_ in {"of", "in"} and token.i == end:
                after = token.right_edge.i + 1
                if self._width(begin, after) <= LONGEST and not any(
                    t.dep_ in {"relcl", "acl"} for t in token.subtree
                ):
                    end = after
                break
        if self._width(begin, end) > LONGEST:
            begin = max(begin, min((t.i for t in head.lefts if t.dep_ == "compound"), default=head.i))
        return self.annotated.span(begin, end)

    def _width(self, begin: int, end: int) -> int:
        span = self.annotated.span(begin, end)
        return span.end - span.begin

    # ------------------------------------------------------------------ the actors of a frame

    def fill(
        self, slots: Iterable[Slot], place: Place, taken: Iterable[Actor] = (), *, acting: bool = False
    ) -> list[Actor]:
        """Return the actors of the best slot: the first that shows a known entity, else the first that shows anyone.

        All conjuncts of that slot are returned. Who is in `taken` is passed over. After "in", "at" and
        "for", which open phrases of all kinds, only known entities count.
        """
        used = {t.head.i for t in taken}
        known = {t.entity.number for t in taken if t.entity is not None}
        fallback: list[Actor] = []
        for slot in slots:
            found = []
            for head in self.heads(slot.place, place):
                actor = self.actor(head, acting=acting) if head.i not in used else None
                if actor is None:
                    continue
                if actor.head.i in used or (actor.entity is not None and actor.entity.number in known):
                    if actor.head.i == head.i:
                        continue
                    actor = Actor(
                        head, self.phrase(head), None
                    )  # "Oslo's fleet", and Oslo has its part already
                if actor.entity is None and slot.place in VAGUE:
                    continue
                if slot.kinds and (actor.entity is None or actor.entity.kind not in slot.kinds):
                    continue
                found.append(actor)
            if any(a.entity is not None for a in found):
                return sorted(found, key=lambda a: a.entity is None) if slot.place == "comp" else found
            fallback = fallback or found
        return fallback

    def heads(self, place: str, at: Place) -> Iterator[Token]:
        """Yield the heads of the noun phrases that stand in `place` of a frame."""
        match place:
            case "subj":
                yield from self._subjects(at)
            case "obj":
                yield from self._objects(at)
            case "what":
                yield from () if at.consumed is None else clause.conjuncts(at.consumed)
            case "dative":
                if at.verb is not None:
                    for token in clause.children(at.verb, "dative"):
                        yield from (
                            clause.conjuncts(token) if token.pos_ in clause.NOMINAL else self._below(token)
                        )
            case "poss":
                for token in clause.children(at.trigger, "poss"):
                    yield from clause.conjuncts(token)
            case "mod":
                yield from self._modifiers(at.trigger)
            case "comp":
                yield from self._complement(at)
            case _:
                yield from self._prepositional(place, at)

    def _below(self, preposition: Token) -> Iterator[Token]:
        for token in clause.children(preposition, "pobj"):
            yield from clause.conjuncts(token)

    def _subjects(self, at: Place) -> list[Token]:
        if at.verb is None:
            return self._carriers(at.trigger)
        found = (
            clause.patients(at.verb) if at.inverse and clause.is_passive(at.verb) else clause.agents(at.verb)
        )
        if not any(token.i in self.datelines for token in found):
            return found
        return [t for t in found if t.i not in self.datelines] or self._after_dateline(found[0], at.verb)

    def _after_dateline(self, dateline: Token, verb: Token) -> list[Token]:
        """Return the subject behind a dateline that the parser took for it: "CAIRO -- A court has …"."""
        between = verb.doc[dateline.i + 1 : verb.i]
        loose = {"appos", "conj", "dep", "npadvmod", "nsubj", "nsubjpass", "nmod"}
        found = [
            t
            for t in between
            if t.pos_ in clause.NOMINAL
            and t.i not in self.datelines
            and t.i not in self.times
            and t.dep_ in loose
            and (t.head.i == verb.i or t.head.i in self.datelines)
        ]
        return found[:1]

    @staticmethod
    def _carriers(noun: Token) -> list[Token]:
        """Return who carries out a noun's event by a participle or relative clause: "talks held by A"."""
        for below in clause.children(noun, "acl", "relcl"):
            if below.pos_ == "VERB" and (found := [t for t in clause.agents(below) if t.i != noun.i]):
                return found
        return []

    def _objects(self, at: Place) -> list[Token]:
        if at.consumed is not None:
            owners = clause.children(at.consumed, "poss", *MODIFIERS)
            return [t for t in owners if self.annotated.mention_at(t) is not None]
        if at.verb is None or at.verb.i != at.trigger.i:
            return []
        found = clause.patients(at.verb)
        if found or clause.is_passive(at.verb):
            return found
        # "urged Iran to stop": the parser makes Iran the subject of the infinitive
        for below in clause.children(at.verb, "ccomp", "xcomp"):
            if below.tag_ in {"VB", "VBG"} and not clause.is_finite(below):
                return clause.own_subjects(below)
        return []

    def _modifiers(self, noun: Token) -> Iterator[Token]:
        for token in clause.children(noun, *MODIFIERS):
            for part in [token, *clause.children(token, *MODIFIERS)]:
                if self.annotated.mention_at(part) is not None:
                    yield part

    def _complement(self, at: Place) -> Iterator[Token]:
        """Yield the recipients of an event that completes the trigger, then the actors named there, in text order."""
        anchor = at.trigger
        for below in clause.children(anchor, "xcomp", "ccomp", "pcomp", "acl", "advcl"):
            for verb in clause.conjuncts(below):
                if verb.i in self.inner and verb.i > anchor.i:
                    slots, place = self.inner[verb.i]
                    for slot in slots:
                        if slot.place != "comp":
                            yield from self.heads(slot.place, place)
        links = {"xcomp", "ccomp", "advcl", "acl", "prep", "pcomp", "dobj", "relcl"}
        for below in sorted(anchor.rights, key=lambda t: t.i):
            if below.dep_ not in links or below.lower_ == "according":
                continue
            for token in below.subtree:
                mention = self.annotated.mention_at(token)
                if mention is None or token.i <= anchor.i or token.pos_ == "PRON":
                    continue
                own = clause.child(token, "poss")
                if own is None or own.pos_ != "PRON":  # "its troops" are its own
                    yield token

    def _prepositional(self, preposition: str, at: Place) -> Iterator[Token]:
        seen: set[int] = set()
        for carrier in (at.consumed, at.trigger, at.verb):
            if carrier is None or carrier.i in seen:
                continue
            seen.add(carrier.i)
            if preposition == "by" and carrier.pos_ == "VERB":
                continue  # the by-phrase of a verb is its subject
            for head in self._after(carrier, preposition):
                yield head
        if at.verb is not None and at.consumed is None and preposition not in {"of", "in"}:
            for obj in clause.children(at.verb, "dobj"):
                if obj.i not in seen:
                    yield from self._after(obj, preposition)
        for below in clause.children(at.trigger, "acl", "relcl"):
            yield from self._after(below, preposition)

    @staticmethod
    def _after(carrier: Token, preposition: str) -> Iterator[Token]:
        names = {
            "to": ("to", "toward", "towards"),
            "on": ("on", "upon", "onto"),
            "in": ("in", "inside", "within", "at"),
        }
        for head in clause.object_of(carrier, *names.get(preposition, (preposition,))):
            if head.pos_ in clause.NOMINAL and head.dep_ != "pcomp":
                yield head


def datelines(doc: Doc) -> frozenset[int]:
    """Return the tokens of datelines: capitals at the start of a sentence, up to a dash or colon.

    "KABUL (Pajhwok): …", "MANILA, Philippines -- …".
    """
    found: set[int] = set()
    for sentence in doc.sents:
        words = [t for t in sentence[:DATELINE] if not t.is_space]
        if not words or not words[0].is_upper or len(words[0]) < 3:
            continue
        end = next((t.i for t in words if t.text in {"-", "--", "–", "—", ":"}), None)
        if end is not None and not any(t.pos_ == "VERB" for t in doc[words[0].i : end]):
            found.update(range(words[0].i, end + 1))
    return frozenset(found)


def is_place(actor: Actor) -> bool:
    """Return whether the actor is a place, which acts in nothing."""
    return actor.entity is not None and actor.entity.kind is Kind.PLACE
