"""The dependency tree: children, coordination, subtrees, and what kind of clause a token heads.

Labels are those of the ClearNLP scheme that spaCy's English models use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotate.parsed import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "X", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
THINGS = frozenset({"it", "this", "that", "which", "what", "these", "those"})
"""Pronouns that mean matters and things as often as actors."""
LONGEST_SENTENCE = 400
"""Tokens of the longest sentence that is read."""


def pronoun(token: Token) -> str:
    """Return a word as the lists of pronouns have it; "" for the "US", which is no "us", and for "the mine"."""
    return "" if token.text == "US" or (token.lower_ == "mine" and token.tag_ == "NN") else token.lower_


def readable(doc: Doc) -> Iterator[Token]:
    """Yield the tokens of the sentences that are no longer than any of news, in text order.

    spaCy finds children and edges by scanning, so that a hostile line of one endless sentence would take
    time with the square of its length.
    """
    for sentence in doc.sents:
        if len(sentence) <= LONGEST_SENTENCE:
            yield from sentence


def conjuncts(token: Token) -> list[Token]:
    """Return `token` and what is coordinated below it, in text order."""
    found, queue = [token], [token]
    while queue:
        below = [c for c in queue.pop().children if c.dep_ == "conj"]
        found += below
        queue += below
    return sorted(found, key=lambda t: t.i)


def first_conjunct(token: Token) -> Token:
    """Return the head of the coordination that `token` belongs to."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children of `token` with one of these dependency labels."""
    return [c for c in token.children if c.dep_ in labels]


def child(token: Token, *labels: str) -> Token | None:
    """Return the first such child, or None."""
    return next((c for c in token.children if c.dep_ in labels), None)


def subtree(token: Token, without: frozenset[int] = frozenset()) -> list[Token]:
    """Return the tokens below and including `token`, in text order, leaving out the subtrees headed by `without`.

    `without` holds token indices.
    """
    found, queue = [], [token]
    while queue:
        current = queue.pop()
        found.append(current)
        queue += [c for c in current.children if c.i not in without]
    return sorted(found, key=lambda t: t.i)


def is_passive(verb: Token) -> bool:
    """Return whether the subject of `verb` is its patient: "was condemned", "troops sent by Paris"."""
    if any(c.dep_ in {"auxpass", "nsubjpass", "csubjpass"} for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False
    opens = verb.dep_ == "advcl" and verb.i < verb.head.i and child(verb, "mark", "dobj") is None
    if opens and not own_subjects(verb):  # "Asked about it, she smiled"
        return True
    if verb.dep_ == "acl":  # "ministers accused of fraud"
        return True
    if verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children):
        return is_passive(verb.head)  # "was arrested and charged"
    return child(verb, "agent") is not None


def is_clausal(token: Token) -> bool:
    """Return whether `token` heads a clause rather than a phrase."""
    if token.pos_ in VERBAL:
        return True
    return any(c.dep_ in SUBJECTS or c.dep_ == "cop" for c in token.children)


def is_finite(verb: Token) -> bool:
    """Return whether the clause of `verb` has tense or a modal: "will go", "went", but not "to go"."""
    if verb.tag_ in FINITE:
        return True
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE for c in verb.children)


def governor(token: Token) -> Token:
    """Return the predicate of the clause that `token` stands in (the token itself at the root)."""
    while token.head.i != token.i:
        token = token.head
        if is_clausal(token):
            return token
    return token


def has_subject(verb: Token) -> bool:
    """Return whether the clause has a subject of its own, the empty "there" included."""
    return any(c.dep_ in SUBJECTS or c.dep_ == "expl" for c in verb.children)


def own_subjects(verb: Token) -> list[Token]:
    """Return the subjects that stand in the clause itself, coordination unfolded."""
    heads = [c for c in verb.children if c.dep_ in SUBJECTS]
    if len(heads) > 1:  # "fighters which European nations refuse to take back": the pronoun is an object
        heads = [c for c in heads if c.tag_ not in {"WDT", "WP"}] or heads
    return [s for c in heads for s in conjuncts(c)]


def is_mutual(token: Token) -> bool:
    """Return whether a token stands for the others of a plural subject: "each other", "one another"."""
    around = [t.lower_ for t in token.doc[max(token.i - 1, 0) : token.i + 2]]
    if token.lower_ == "one":
        return around[-1] == "another"
    return tuple(around[:2]) in {("each", "other"), ("one", "another")}


def is_pseudo_cleft(verb: Token) -> bool:
    """Return whether a clause with "what" is filled by what follows: "*What Oslo wants* is a truce"; nothing is asked."""
    return verb.dep_ == "csubj" and verb.head.lemma_ == "be" and child(verb.head, "attr") is not None


def cleft_focus(verb: Token) -> Token | None:
    """Return whom a cleft sentence brings to the fore: "It was *Oslo* that proposed the ban"; else None."""
    copula = verb.head
    if (
        verb.dep_ != "ccomp"
        or copula.lemma_ != "be"
        or not any(s.lower_ == "it" for s in own_subjects(copula))
    ):
        return None
    return child(copula, "attr")


def path_between(first: Token, second: Token, farthest: int) -> tuple[list[Token], list[Token]]:
    """Return the words between two in the tree: from the first up to what they share, from there down to the second.

    Both are empty where more than `farthest` words lie between, or nothing is shared.
    """
    above = {t.i: n for n, t in enumerate((first, *first.ancestors))}
    down: list[Token] = []
    at = second
    while at.i not in above and at.head.i != at.i:
        down.append(at)
        at = at.head
    if at.i not in above:
        return [], []
    up = [first, *first.ancestors][1 : above[at.i] + 1]
    down = down[:0:-1]
    return (up, down) if len(up) + len(down) <= farthest else ([], [])
