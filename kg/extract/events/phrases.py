"""Noun phrases as actors: which words show who takes part in an event, and which entity they denote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import knowledge
from kg.extract import clause
from kg.model import Kind, Span

if TYPE_CHECKING:
    from kg.annotate import Annotated
    from kg.annotate.parsed import Doc, Token
    from kg.extract.events.lexicon import EventLexicon
    from kg.model import Entity, Mention

LONGEST = 60
"""Characters of the longest noun phrase that is shown whole; a longer one is cut to its core."""
DATELINE = 12
"""Tokens within which a dateline ends."""
DASHES = frozenset({"-", "--", "–", "—"})
DATELINE_PARTS = frozenset({"PROPN", "NUM", "PUNCT", "NOUN", "ADP", "SYM", "X", "ADJ"})
TIGHT = frozenset({"of", "in", "on", "at", "against", "near", "from"})
"""Prepositions whose phrase is shown with its noun while it is short: "the attack on a mosque"."""
MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod"})
FIRST_PERSON = frozenset(
    {"i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves", "'s", "’s"}
)
NO_ONE = frozenset({"nobody", "none", "nothing", "no-one"})
PHRASE_LEFT = MODIFIERS | {"quantmod", "poss", "det", "predet", "case", "punct", "advmod"}


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who takes part, as the text shows them."""

    head: Token
    span: Span
    entity: Entity | None


class Phrases:
    """Reads the noun phrases of one article."""

    def __init__(self, annotated: Annotated, lexicon: EventLexicon, times: frozenset[int]) -> None:
        """Keep what is looked up; `times` are the tokens of time expressions, which denote no actor."""
        self.annotated = annotated
        self.things = lexicon.classes["ThingNouns"]
        self.measures = lexicon.classes["MeasureNouns"]
        self.times = times
        self._knowledge = knowledge.load()
        self._states = {e.known: e for e in reversed(annotated.entities) if e.known is not None}

    def actor(self, head: Token, *, acting: bool = False) -> Actor | None:
        """Return the actor that the noun phrase of `head` shows, None where it shows a time or nothing.

        Where `acting`, a thing stands for whoever made it: "Oslo issued a statement condemning …".
        """
        if head.pos_ == "ADJ":
            return self.demonym(head)
        if head.i in self.times or head.pos_ not in clause.NOMINAL or head.is_punct:
            return None
        mention = self.annotated.mention_at(head)
        if mention is not None:
            return self._mentioned(head, mention)
        if head.lower_ in FIRST_PERSON or head.lower_ in NO_ONE or head.tag_ in {"WDT", "WP"}:
            return None
        if head.pos_ == "PRON":
            return self._speaker(head) or Actor(head, self.phrase(head), None)
        meant = self._measured(head) or self._renamed(head) or self._owner(head, acting=acting)
        return meant or Actor(head, self.phrase(head), None)

    def _measured(self, head: Token) -> Actor | None:
        """Return what a noun of measure stands before: Kashmir for "parts of Kashmir"."""
        if head.lemma_.lower() not in self.measures:
            return None
        return next((a for o in clause.object_of(head, "of") if (a := self.actor(o)) is not None), None)

    def _mentioned(self, head: Token, mention: Mention) -> Actor:
        """Return the actor of a mention: a pronoun is shown by the name before it in the sentence."""
        span = mention.span if mention.span.end - mention.span.begin <= LONGEST else self.phrase(head)
        named = self._named_before(mention.entity, head) if head.pos_ == "PRON" else None
        return Actor(head, named or span, mention.entity)

    def demonym(self, adjective: Token) -> Actor | None:
        """Return the state of an adjective: Turkey for "Turkish" in "Turkish attacks".

        The entity is known only where the article speaks of the state by other words as well.
        """
        mention = self.annotated.mention_at(adjective)
        if mention is not None:
            return Actor(adjective, mention.span, mention.entity)
        state = self._knowledge.adjective(adjective.text) if adjective.is_title else None
        if state is None:
            return None
        span = self.annotated.span(adjective.i, adjective.i + 1)
        return Actor(adjective, span, self._states.get(state.key))

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
            if token.i in self.times:
                continue
            if (actor := self.demonym(token)) is not None:
                return actor
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
        if pronoun.lower_ not in {"it", "they", "he", "she"}:
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
            head.doc[begin].is_space or head.doc[begin].is_punct or _is_article(head.doc[begin])
        ):
            begin += 1
        end = self._with_complement(head, begin)
        if self._width(begin, end) > LONGEST:
            begin = max(begin, min((t.i for t in head.lefts if t.dep_ == "compound"), default=head.i))
        return self.annotated.span(begin, end)

    def _with_complement(self, head: Token, begin: int) -> int:
        """Return the token after the phrase: after "the mayor of Kharkiv", before longer complements and clauses."""
        following = head.i + 1
        for token in head.rights:
            if token.dep_ == "prep" and token.lower_ in TIGHT and token.i == following:
                after = token.right_edge.i + 1
                short = after - following <= LONGEST and self._width(begin, after) <= LONGEST
                if short and not any(t.dep_ in {"relcl", "acl"} for t in token.subtree):
                    return after
                break
        return following

    def _width(self, begin: int, end: int) -> int:
        span = self.annotated.span(begin, end)
        return span.end - span.begin


def datelines(doc: Doc) -> frozenset[int]:
    """Return the tokens of datelines at the start of a sentence, up to a dash, or in capitals also to a colon.

    "KABUL (Pajhwok): …", "MANILA, Philippines -- …", "Quito, March 15, EFE - …".
    """
    found: set[int] = set()
    for sentence in doc.sents:
        words = [t for t in sentence[:DATELINE] if not t.is_space]
        if not words or len(words[0]) < 3 or words[0].pos_ != "PROPN":
            continue
        ends = DASHES | {":"} if words[0].is_upper else DASHES
        end = next((t.i for t in words if t.text in ends and t.whitespace_), None)
        if end is None or any(t.pos_ not in DATELINE_PARTS for t in doc[words[0].i : end]):
            continue
        if words[0].is_upper or any(t.text in {",", "("} for t in doc[words[0].i : end]):
            found.update(range(words[0].i, end + 1))
    return frozenset(found)


def _is_article(token: Token) -> bool:
    return token.pos_ == "DET" and token.lower_ in {"a", "an", "the", "this", "that", "these", "those"}


def is_place(actor: Actor) -> bool:
    """Return whether the actor is a place, which acts in nothing."""
    return actor.entity is not None and actor.entity.kind is Kind.PLACE
