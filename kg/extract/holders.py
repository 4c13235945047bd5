"""Who holds what a noun phrase says: past partitives, appositions, documents and their authors.

"One of the groups, the Front, …" is the Front; "the statement said" is who issued it; "a poll", "a
letter" without an author hold nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.lang.lexicon import word_set
from kg.model import Entity, Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.annotate.document import Annotated

DOCUMENTS = word_set("documents")
"""Nouns for words that stand for their author."""
PARTITIVES = word_set("partitives")
OFFICES = word_set("offices")
"""Who speaks for the person they belong to, where they are no actors of their own."""
ISSUING = word_set("issuing verbs")
REACH = 400
"""Tokens back within which a document may have been named before: some four paragraphs."""


def holder_at(annotated: Annotated, token: Token) -> Entity | None:
    """Return the actor behind the noun phrase headed by `token`, None for a place or nobody."""
    for candidate in _candidates(annotated, token):
        if candidate.kind is not Kind.PLACE:
            return candidate
    return None


def holders_at(annotated: Annotated, token: Token) -> tuple[Entity, ...]:
    """Return the actors behind a noun phrase one by one: "they" of two presidents is both of them."""
    entity = holder_at(annotated, token)
    if entity is None:
        return ()
    members = tuple(annotated.entities[n] for n in entity.members)
    return members or (entity,)


def _candidates(annotated: Annotated, token: Token) -> Iterator[Entity]:
    if token.lemma_.lower() in DOCUMENTS:
        yield from _authors(annotated, token)
        return
    mention = annotated.mention_at(token)
    if mention is not None:
        yield mention.entity
        return
    for c in clause.children(token, "appos"):
        yield from _candidates(annotated, c)
    if token.lower_ in PARTITIVES or token.lemma_.lower() in PARTITIVES or token.pos_ == "NUM":
        for obj in clause.object_of(token, "of", "among"):
            yield from _candidates(annotated, obj)
    if token.lemma_.lower() in OFFICES:
        for owner in [*clause.children(token, "poss"), *clause.object_of(token, "of")]:
            yield from _candidates(annotated, owner)
    entity = annotated.entity_at(token)
    if entity is not None:
        yield entity


def _authors(annotated: Annotated, document: Token) -> Iterator[Entity]:
    """Yield who wrote or issued a document: owner, "by X", "released by X", "the Turkish statement", the last author."""
    verb = document.head
    if document.dep_ == "dobj" and verb.lemma_ in ISSUING:  # "They released a statement which said …"
        for subject in clause.agents(verb):
            yield from _candidates(annotated, subject)
    direct = clause.children(document, "poss")
    direct += [
        o
        for p in clause.children(document, "prep")
        if p.lower_ in {"by", "from"}
        for o in clause.children(p, "pobj")
    ]
    for c in clause.children(document, "acl", "relcl"):
        if c.lemma_ in ISSUING:
            direct += clause.agents(c)
    direct += [c for c in document.children if c.dep_ in {"amod", "compound"}]
    for token in direct:
        if token.i != document.i:
            yield from _candidates(annotated, token)
    yield from _earlier_author(annotated, document)


def _earlier_author(annotated: Annotated, document: Token) -> Iterator[Entity]:
    """The author of the same document where it was named before: "Paris issued a statement. … The statement said"."""
    for i in range(document.i - 1, max(-1, document.i - REACH), -1):
        earlier = annotated.doc[i]
        if earlier.lemma_.lower() != document.lemma_.lower() or earlier.pos_ != "NOUN":
            continue
        verb = clause.governor(earlier)
        if earlier.dep_ in {"dobj", "pobj"} and verb.pos_ in clause.VERBAL and not _has_author(earlier):
            for subject in clause.agents(verb):
                if subject.lemma_.lower() not in DOCUMENTS:
                    yield from _candidates(annotated, subject)
        else:
            yield from _authors(annotated, earlier)
        return


def _has_author(document: Token) -> bool:
    return bool(clause.children(document, "poss")) or any(
        p.lower_ in {"by", "from"} for p in clause.children(document, "prep")
    )
