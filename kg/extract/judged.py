"""What a clause that praises or blames is about: the deal in "the deal is a disgrace".

The side is taken on this, not on the verdict, so that "the deal is a disgrace" meets "we welcome the deal".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import clause, phrase
from kg.extract.claims import claim

if TYPE_CHECKING:
    from kg.annotate.document import Annotated
    from kg.annotate.parsed import Token
    from kg.extract.hit import Hit
    from kg.model import Claim

POINTING = frozenset({"it", "this", "that", "these", "those", "which"})
BELOW = frozenset({"xcomp", "ccomp", "acl", "advcl", "csubj", "relcl"})


def judged(annotated: Annotated, hit: Hit, head: Token) -> Claim | None:
    """Return the claim of what the clause headed by `head` passes its verdict on.

    None where that is somebody ("Rao is a bully") or nothing that the words show.
    """
    if hit.frame == "as":  # "called *the deal* a disgrace"
        around = (
            c for c in clause.children(hit.contents[0], "relcl") if c.i == hit.head.i
        )  # "*a move* Oslo called rash"
        return _claim(annotated, hit.contents[0], frozenset(t.i for t in (*_told(hit), *around)))
    if not clause.is_clausal(head):
        return None
    subject = next(iter(clause.subjects(head)), None) or clause.child(head, "expl")
    if subject is None or subject.lower_ == "there":  # "there is no ground for it": its own words tell it
        return None
    if subject.lower_ == "it" and (outside := _extraposed(head)) is not None:
        return _claim(annotated, outside)  # "it would be a mistake *to leave*"
    if subject.tag_ in {"PRP", "WP", "NNP", "NNPS"} and subject.lower_ not in POINTING:
        return None
    return _claim(annotated, subject)


def _told(hit: Hit) -> list[Token]:
    """What is said of the thing in "called the deal a disgrace", with its preposition."""
    heads = [c for c in hit.contents[1:] if hit.contents[0] in c.ancestors]
    return [*heads, *(c.head for c in heads if c.head.dep_ == "prep")]


def _extraposed(head: Token) -> Token | None:
    """The clause that "it" stands for: an infinitive or that-clause behind the verdict."""
    words = [head, *(c for c in head.children if c.dep_ in {"acomp", "attr", "oprd", "dobj"})]
    for below in (c for word in words for c in word.children if c.dep_ in BELOW and c.i > word.i):
        first = clause.child(below, "mark", "aux")
        if first is not None and first.i < below.i and first.lower_ in {"to", "that"}:
            return below
    return None


def _claim(annotated: Annotated, head: Token, without: frozenset[int] = frozenset()) -> Claim | None:
    spans = phrase.spans_of(phrase.content_tokens([head], without), annotated.article.text)
    return claim(annotated, head, spans) if spans else None
