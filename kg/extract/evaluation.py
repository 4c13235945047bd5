"""Words by which a clause or phrase says that its subject is good or bad."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract import clause
from kg.lang.lexicon import word_set
from kg.lang.tables import table, words
from kg.model import Polarity

if TYPE_CHECKING:
    from kg.annotate.parsed import Token

STEPS = word_set("steps")
MOMENTS = word_set("moments")
DAYS = word_set("days")
DARK, BRIGHT = word_set("dark of days"), word_set("bright of days")
CAUSING = word_set("causing verbs")
"""Verbs that are as good or bad as what they bring about."""


WAYS = {"right": Polarity.SUPPORT, "wrong": Polarity.OPPOSE}
"""What a step is worth by the direction that it is made in, and what happens by its moment."""


@cache
def _evaluations() -> dict[tuple[str, str], Polarity]:
    sides = {"+": Polarity.SUPPORT, "-": Polarity.OPPOSE}
    return {(r["pos"], r["lemma"]): sides[r["side"]] for r in table("evaluations", ("lemma", "pos", "side"))}


@cache
def _unless(how: str) -> frozenset[str]:
    return words("evaluations", "lemma", pos="verb", unless=how)


def evaluation(predicate: Token) -> tuple[Token | None, Polarity]:
    """Return the word by which a clause or phrase evaluates its subject, and the side it takes."""
    for token in _evaluators(predicate):
        side = lookup(token)
        if side is not None:
            return token, side
    for preposition in clause.children(predicate, "prep") if predicate.lemma_ == "be" else ():
        side = _evaluations().get(("phrase", _phrase(preposition)))
        if side is not None and not any(preposition in u.subtree for u in clause.denials(predicate)):
            return preposition, side
    return None, Polarity.NEUTRAL


def _phrase(preposition: Token) -> str:
    """Return a preposition with what stands behind it, without articles: "out of question", "beyond pale"."""
    words = [preposition.lower_]
    word: Token | None = preposition
    while word is not None and word.dep_ == "prep":
        word = clause.child(word, "prep", "pobj")
        words += [word.lower_] if word is not None else []
    return " ".join(words)


def is_judged(copula: Token) -> bool:
    """Return whether an act is called bad of whoever would do it: "we would be foolish to trust them"."""
    if copula.lemma_ != "be" or not any(c.tag_ == "VB" for c in clause.children(copula, "xcomp")):
        return False
    return any(lookup(c) is Polarity.OPPOSE for c in clause.children(copula, "acomp"))


def lookup(token: Token) -> Polarity | None:
    """Return the side of a word, None where it takes none; the other one where it is denied: "neither legal nor decent"."""
    side = _side_of(token)
    denied = side is not None and any(c.lower_ == "neither" for c in clause.first_conjunct(token).children)
    return side.flipped() if side is not None and denied else side


def _side_of(token: Token) -> Polarity | None:
    """Return the side of a word by the table of evaluations."""
    pos = {"ADJ": "adj", "NOUN": "noun", "PROPN": "noun", "VERB": "verb", "ADV": "adj", "AUX": "verb"}.get(
        token.pos_
    )
    if pos is None or any(u.i == token.i for u in clause.denials(token.head)):
        return None  # "is unlikely to sign" only foretells
    if pos == "noun" and token.lemma_ in STEPS:  # "a step in the right direction"
        return next((side for way in clause.object_of(token, "in") if (side := _way(way))), None)
    if pos == "noun" and token.lemma_ in MOMENTS | DAYS:
        shade = _shade(token)
        if shade is not None or (token.lemma_ in MOMENTS and token.dep_ == "pobj"):
            return shade or _way(token)  # "came at the right moment"
    if pos == "verb" and only_tells(token):
        return None
    if pos == "adj" and _is_excessive(token):
        return Polarity.OPPOSE
    sides = _evaluations()
    side = (
        sides.get((pos, _hyphenated(token)))
        or (sides.get((pos, f"{token.doc[token.i - 1].lower_} {token.lower_}")) if token.i else None)
        or sides.get((pos, token.lemma_.lower()))
        or sides.get((pos, token.lower_))
        or (sides.get(("adj", token.lower_)) if token.tag_ in {"VBN", "VBG"} or _is_said_as(token) else None)
    )
    spoilt = pos == "noun" and any(lookup(c) is Polarity.OPPOSE for c in clause.children(token, "amod"))
    return Polarity.OPPOSE if spoilt and side is not None else side  # "an illegal leader"


def _is_said_as(word: Token) -> bool:
    """Whether a word is what a thing is called, an adjective read as a noun: "described the plan *as suicidal*"."""
    return word.tag_ == "NN" and word.head.lower_ == "as" and not any(True for _ in word.children)


def _way(noun: Token) -> Polarity | None:
    """Return the side of a direction or moment by the adjective before it: "the right moment", "the wrong direction"."""
    return next((WAYS[c.lower_] for c in noun.children if c.pos_ == "ADJ" and c.lower_ in WAYS), None)


def _shade(day: Token) -> Polarity | None:
    """Return the side of a day by its colour: "it was a black day for Peru"; not "on a dark night"."""
    if day.dep_ == "pobj" and day.head.lower_ not in {"of", "as"}:
        return None
    shades = {c.lower_ for c in clause.children(day, "amod")}
    if shades & DARK:
        return Polarity.OPPOSE
    return Polarity.SUPPORT if shades & BRIGHT else None


def only_tells(verb: Token) -> bool:
    """Return whether a verb judges nothing: "the blame lies with Oslo" says where; with "about" or "to" it deceives.

    Without an object some say what becomes of a thing: "the krone will weaken".
    """
    if verb.lemma_ in _unless("bare"):
        return (
            clause.child(verb, "dobj") is None and not clause.is_passive(verb) and not clause.patients(verb)
        )
    if verb.lemma_ not in _unless("placed"):
        return False
    return any(p.lower_ not in {"about", "to"} and p.i > verb.i for p in clause.children(verb, "prep"))


def _is_excessive(adjective: Token) -> bool:
    """Whether there is too much of something: "is too large to manage"; "too early to say" judges nothing."""
    return adjective.lemma_ not in {"early", "soon"} and any(
        c.lower_ == "too" and c.i < adjective.i for c in adjective.children
    )


def as_noun(token: Token) -> Polarity | None:
    """Return the side of a word read as a noun, whatever the tagger takes it for: "called it a grab"."""
    sides = _evaluations()
    return sides.get(("noun", _hyphenated(token))) or sides.get(("noun", token.lower_))


def _hyphenated(token: Token) -> str:
    """Return a word with the part before its hyphen, "non-starter" of "starter"; empty where it has none."""
    if token.i < 2 or token.doc[token.i - 1].text != "-":
        return ""
    return f"{token.doc[token.i - 2].lower_}-{token.lower_}"


def _evaluators(predicate: Token) -> list[Token]:
    """The words of a predicate that can evaluate: itself, its complements, their modifiers; nearest first.

    Comparatives compare ("greater than expected"), objects count only below verbs of causing and being.
    """
    complements = [
        c for label in clause.children(predicate, "acomp", "attr", "oprd") for c in clause.conjuncts(label)
    ]
    complements = [c for c in complements if c.tag_ not in {"JJR", "RBR"}]
    found = [*complements, predicate]
    found += [
        m for c in complements for m in c.children if m.dep_ in {"amod", "compound"} and m.tag_ != "JJR"
    ]
    objects = clause.object_of(predicate, "into", "like", "as")
    objects += [o for o in clause.object_of(predicate, "at") if o.lemma_ in MOMENTS]
    if predicate.lemma_ == "be":
        objects += clause.object_of(predicate, "without")  # "is not without merit"
    if predicate.lemma_.lower() in CAUSING:
        objects += clause.children(predicate, "dobj") + clause.object_of(predicate, "to", "in")
        objects = [o for o in objects if o.tag_ != "VBG"]
    found += objects
    if predicate.lemma_ == "be" and clause.child(predicate, "ccomp") is not None:
        found += clause.own_subjects(predicate)  # "The biggest lie is that …"
    return found
