"""What annotation hands on: the parsed article with its entities, mentions, roles and quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.annotate.quotes import Quote
from kg.model import Span

if TYPE_CHECKING:
    from kg.annotate.layout import Layout
    from kg.annotate.parsed import Doc, Token
    from kg.model import Article, Entity, Mention, RoleMention

__all__ = ["Annotated", "Quote"]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article, its parse, and everyone and every place it speaks of.

    `mentions` and `quotes` are in the order of the text. First persons ("we") are in `first_persons`,
    not in `mentions`: only who reads the quotation knows its speaker; `with_mentions` adds them.
    """

    article: Article
    doc: Doc
    entities: tuple[Entity, ...]
    """Entity number n stands at index n."""
    mentions: tuple[Mention, ...]
    roles: tuple[RoleMention, ...]
    quotes: tuple[Quote, ...]
    layout: Layout = field(repr=False, compare=False)
    heads: dict[int, Mention] = field(repr=False, compare=False)
    """Index of a token to the mention whose syntactic head it is."""
    cover: dict[int, Mention] = field(repr=False, compare=False)
    """Index of a token to the smallest mention that holds it."""
    adjectives: dict[int, str] = field(repr=False, compare=False)
    """Index of a token to the key of the state or bloc whose adjective it is: "Turkish"."""
    first_persons: tuple[int, ...] = ()
    """Indices of "I", "we", "our" and the like, which no rule has resolved yet."""
    armed: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    """Keys of the known organisations that fight."""

    def mention_at(self, token: Token) -> Mention | None:
        """Return the mention whose syntactic head `token` is (for "President Ann Lee" also the title's)."""
        return self.heads.get(token.i)

    def entity_at(self, token: Token) -> Entity | None:
        """Return the entity of the mention headed by `token`, else of the smallest that holds it."""
        mention = self.heads.get(token.i) or self.cover.get(token.i)
        return mention.entity if mention else None

    def state_at(self, token: Token) -> str | None:
        """Return the key of the state or bloc that an adjective belongs to: "the Turkish statement"."""
        return self.adjectives.get(token.i)

    def is_armed(self, token: Token) -> bool:
        """Return whether `token` is the head of a name, or the adjective, of an organisation that fights."""
        mention = self.heads.get(token.i)
        known = mention.entity.known if mention is not None else None
        return (known or self.adjectives.get(token.i)) in self.armed

    def span(self, begin: int, end: int) -> Span:
        """Return the characters of the tokens [begin, end).

        Raises:
            ValueError: If there are none.
        """
        if not 0 <= begin < end <= len(self.layout):
            raise ValueError(f"not tokens of the document: [{begin}, {end})")
        return self.layout.span(begin, end)

    def with_mentions(self, more: Iterable[Mention]) -> Annotated:
        """Return a copy with further mentions of its entities; a mention with the span of an old one is skipped."""
        old = {mention.span for mention in self.mentions}
        added = sorted((m for m in more if m.span not in old), key=lambda m: m.span)
        heads, cover = dict(self.heads), dict(self.cover)
        resolved = set()
        for mention in added:
            begin = self.layout.token_at(mention.span.begin)
            end = self.layout.token_at(mention.span.end - 1) + 1
            heads.setdefault(self.layout.head_in(begin, end), mention)
            for i in range(begin, end):
                cover.setdefault(i, mention)
                resolved.add(i)
        mentions = tuple(sorted((*self.mentions, *added), key=lambda m: m.span))
        waiting = tuple(i for i in self.first_persons if i not in resolved)
        return Annotated(
            self.article,
            self.doc,
            self.entities,
            mentions,
            self.roles,
            self.quotes,
            self.layout,
            heads,
            cover,
            self.adjectives,
            waiting,
            self.armed,
        )
