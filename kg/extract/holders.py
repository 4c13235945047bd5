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
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token

DOCUMENTS = word_set("documents")
"""Nouns for words that stand for their author."""
WRITINGS = word_set("writings")
"""The same for nouns whose author must stand beside them."""
PARTITIVES = word_set("partitives")
PICKING = word_set("picking out")
OFFICES = word_set("offices")
"""Who speaks for the person they belong to, where they are no actors of their own."""
ISSUING = word_set("issuing verbs")
ADOPTED = word_set("adopted documents")
ADOPTING = word_set("adopting verbs")
NEAR = 120
"""Tokens back within which somebody adopted a document."""
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
    if len(listed := _listed(annotated, token)) > 1:
        return listed
    if picked := tuple(_picked(annotated, token)):
        return (entity, *(p for p in picked if p != entity))
    members = tuple(annotated.entities[n] for n in entity.members)
    return members or (entity,)


def _listed(annotated: Annotated, token: Token) -> tuple[Entity, ...]:
    """The persons whom an apposition lists behind a plural: "both senators, Ruth Calder and Hugo Almeida,"."""
    if token.tag_ not in {"NNS", "NNPS"}:
        return ()
    named = (c for a in clause.children(token, "appos") for c in clause.conjuncts(a))
    found = (annotated.entity_at(c) for c in named)
    return tuple(dict.fromkeys(e for e in found if e is not None and e.kind is Kind.PERSON))


def _picked(annotated: Annotated, token: Token) -> Iterator[Entity]:
    """Yield who is picked out of a group that holds the same: "ministers, *notably Rao*, fear it", "*such as Rao*"."""
    if token.tag_ not in {"NNS", "NNPS"}:
        return
    named = [a for a in clause.children(token, "appos") if any(c.lower_ in PICKING for c in a.lefts)]
    for preposition in clause.children(token, "prep"):
        such = preposition.lower_ == "as" and any(c.lower_ == "such" for c in preposition.children)
        if such or preposition.lower_ in PICKING:
            named += clause.children(preposition, "pobj")
    for found in (annotated.entity_at(c) for n in named for c in clause.conjuncts(n)):
        if found is not None and found.kind is not Kind.PLACE:
            yield found


def _candidates(annotated: Annotated, token: Token) -> Iterator[Entity]:
    if token.lemma_.lower() in DOCUMENTS:
        yield from _authors(annotated, token)
        return
    if token.lemma_.lower() in WRITINGS and (authors := tuple(_named_authors(annotated, token))):
        yield from authors  # "the ministry's appeal criticised the ruling"
        return
    yield from _one_named(annotated, token)
    mention = annotated.mention_at(token)
    if mention is not None:
        yield mention.entity
        return
    yield from _authors_of_it(annotated, token)
    for c in clause.children(token, "appos"):
        yield from _candidates(annotated, c)
    if token.lower_ in PARTITIVES or token.lemma_.lower() in PARTITIVES or token.pos_ == "NUM":
        for obj in clause.object_of(token, "of", "among"):
            yield from _candidates(annotated, obj)
    if token.lemma_.lower() in OFFICES:
        owners = [*clause.children(token, "poss", "compound", "amod", "nmod"), *clause.object_of(token, "of")]
        for owner in owners:  # "the Kremlin spokesman", "a spokesman of the ministry"
            yield from _candidates(annotated, owner)
    entity = annotated.entity_at(token)
    if entity is not None:
        yield entity


def _one_named(annotated: Annotated, token: Token) -> Iterator[Entity]:
    """The person whom an apposition names behind "one": "said one of them, Mira Tolland"."""
    named = (annotated.entity_at(c) for c in clause.children(token, "appos") if token.lower_ == "one")
    yield from (e for e in named if e is not None and e.kind is Kind.PERSON)


def _authors(annotated: Annotated, document: Token) -> Iterator[Entity]:
    """Yield who wrote or issued a document, as said here or where it was named before.

    "Paris issued a statement. … The statement said": looked for back to the nearest mention that names somebody.
    """
    found = tuple(_named_authors(annotated, document))
    begin = max(0, document.i - REACH)
    for earlier in reversed(annotated.doc[begin : document.i]) if not found else ():
        if earlier.lemma_.lower() != document.lemma_.lower() or earlier.pos_ != "NOUN":
            continue
        verb = clause.governor(earlier)
        if earlier.dep_ == "dobj" and verb.lemma_ not in ISSUING | clause.DRAFTING:
            continue  # "Oslo vetoed the resolution": it is not Oslo's
        if earlier.dep_ in {"dobj", "pobj"} and verb.pos_ in clause.VERBAL and not _has_author(earlier):
            found = tuple(_persons(annotated, clause.agents(verb)))
            break
        found = tuple(_named_authors(annotated, earlier))
        if found:
            break
    yield from found or _adopters(annotated, document)


def _adopters(annotated: Annotated, document: Token) -> Iterator[Entity]:
    """Yield who adopted a document just before: "*The council* voted to stay. … The resolution demands talks"."""
    if document.lemma_.lower() not in ADOPTED:
        return
    for verb in reversed(annotated.doc[max(0, document.i - NEAR) : document.sent.start]):
        if verb.lemma_ in ADOPTING and clause.is_finite(verb) and not clause.negations(verb):
            yield from _persons(annotated, clause.agents(verb))
            return


def _authors_of_it(annotated: Annotated, pronoun: Token) -> Iterator[Entity]:
    """Yield who wrote what "it" stands for behind a sentence about a document: "The resolution … *It* condemns the raid"."""
    before = pronoun.sent.start - 1
    if pronoun.lower_ != "it" or pronoun.dep_ != "nsubj" or before < 0:
        return
    root = annotated.doc[before].sent.root
    for document in clause.own_subjects(root):
        if document.lemma_.lower() in DOCUMENTS:
            yield from _authors(annotated, document)


def _named_authors(annotated: Annotated, document: Token) -> Iterator[Entity]:
    """The authors beside a document: its owner, "by X", "released by X", "the Turkish statement"."""
    verb = document.head
    authors = []
    if document.dep_ == "dobj" and verb.lemma_ in ISSUING:  # "They released a statement which said …"
        authors += clause.agents(verb)
    if document.dep_ == "pobj" and verb.lower_ in {"with", "in"} and verb.head.pos_ in clause.VERBAL:
        authors += clause.agents(verb.head)  # "ended the talks with a declaration condemning it"
    authors += clause.children(document, "poss")
    for preposition in clause.children(document, "prep"):
        if preposition.lower_ in {"by", "from"}:
            authors += clause.children(preposition, "pobj")
    for c in clause.children(document, "acl", "relcl"):
        if c.lemma_ in ISSUING:
            authors += clause.agents(c)
    authors += clause.children(document, "amod", "compound")
    yield from _persons(annotated, authors)


def _persons(annotated: Annotated, tokens: list[Token]) -> Iterator[Entity]:
    """The actors behind noun phrases that are no documents themselves."""
    for token in tokens:
        if token.lemma_.lower() not in DOCUMENTS | WRITINGS:
            yield from _candidates(annotated, token)


def _has_author(document: Token) -> bool:
    return bool(clause.children(document, "poss")) or any(
        p.lower_ in {"by", "from"} for p in clause.children(document, "prep")
    )
