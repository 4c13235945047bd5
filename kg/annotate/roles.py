"""Gives persons the offices that the text gives them, whichever way it words it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.lexicon import word_set
from kg.model import Form, Kind

if TYPE_CHECKING:
    from kg.annotate.board import Board, Sighting
    from kg.annotate.offices import Titles
    from kg.annotate.wording import Title

_BE = {"be", "become", "remain"}
_APPOSITION_REACH = 8
_QUALIFIERS = frozenset({"compound", "amod", "nmod"})
SERVING = word_set("serving")
_QUALIFIED = 3
"""Words before a title that still belong to the mention: "real estate mogul"."""


def give_roles(board: Board, titles: Titles) -> None:
    """Note the office of every named person: before the name, in apposition, or as predicate."""
    layout = board.layout
    persons = [s for s in board.sightings if s.form is Form.NAMED and s.draft.kind is Kind.PERSON]
    for sighting in sorted(persons, key=lambda s: s.begin):
        title = titles.before_name(sighting.begin)
        if title is not None:
            if layout.lower[title.head] in titles.lex.titles or _serves(layout.lower[title.head], title):
                _give(board, titles, sighting, title)
            board.titled.setdefault(title.head, sighting)
            for i in range(titles.before_brackets(sighting.begin), sighting.begin):
                board.titled.setdefault(i, sighting)  # "Member of Parliament (MP) NAME"
            sighting.core = (sighting.begin, sighting.end)
            whole = layout.phrase_begin(sighting.head, _QUALIFIERS)
            sighting.begin = whole if title.begin - _QUALIFIED <= whole < title.begin else title.begin
        elif sighting.begin - 1 in board.adjectives and layout.head[sighting.begin - 1] == sighting.head:
            sighting.core = (sighting.begin, sighting.end)
            sighting.begin = board.adjectives[sighting.begin - 1][0]  # "*Republican* Ann Lowell"
        for head in _apposed(board, titles, sighting):
            title = titles.at(head)
            if layout.lemma[head] in titles.lex.titles or _serves(layout.lemma[head], title):
                _give(board, titles, sighting, title)
            board.titled.setdefault(head, sighting)
        predicate = _predicate(board, titles, sighting)
        if predicate is not None:
            _give(board, titles, sighting, titles.at(predicate))
            board.titled.setdefault(predicate, sighting)


def _serves(noun: str, title: Title) -> bool:
    """Return whether a noun that is no title tells whom a person serves: "NAME, a senior *Fatah official*"."""
    return noun in SERVING and title.organisation is not None and title.organisation.kind is not Kind.PERSON


def _give(board: Board, titles: Titles, sighting: Sighting, title: Title) -> None:
    """Give the office, unless the phrase holds another person ("the president's lawyer")."""
    owner = title.organisation
    if owner is not None and owner.kind is Kind.PERSON:
        if owner is not sighting.draft:
            sighting.draft.principal = sighting.draft.principal or owner
        return
    if any(
        board.named_at.get(i) is not None and board.named_at[i].draft is sighting.draft
        for i in _inside(title)
    ):
        return
    titles.give(sighting.draft, title)


def _inside(title: Title) -> range:
    """Return the tokens of a title phrase."""
    return range(title.begin, title.head)


def _apposed(board: Board, titles: Titles, sighting: Sighting) -> list[int]:
    """Return the heads of title phrases in apposition to a name, before or after it."""
    layout, lex = board.layout, titles.lex
    called = lex.titles | lex.persons.keys()
    found = [
        c for c in layout.children[sighting.head] if layout.dep[c] == "appos" and layout.lemma[c] in called
    ]
    above = layout.head[sighting.head]
    if layout.dep[sighting.head] == "appos" and layout.lemma[above] in called and above not in board.named_at:
        found.append(above)
    found = [head for head in found if not _acts_itself(board, sighting, head)]
    if not found and (after := _after_comma(board, titles, sighting)) is not None:
        found.append(after)
    return [head for head in found if head not in board.titled and layout.tag[head] in {"NN", "NNP"}]


def _acts_itself(board: Board, sighting: Sighting, noun: int) -> bool:
    """Return whether a noun is the subject after a fronted name: "According to NAME, the Omani envoy had left"."""
    layout = board.layout
    if layout.dep[sighting.head] != "pobj" or noun < sighting.head:
        return False
    verb = layout.head[sighting.head]
    while layout.dep[verb] == "prep" and layout.head[verb] != verb:  # both words of "according to"
        verb = layout.head[verb]
    if layout.dep[noun] in {"nsubj", "nsubjpass"}:
        return True
    return verb > noun and layout.tag[verb][:1] == "V" and layout.child(verb, "nsubj", "nsubjpass") is None


def _after_comma(board: Board, titles: Titles, sighting: Sighting) -> int | None:
    """Return the title in "NAME, [the] Turkish foreign minister," that the parser attached elsewhere."""
    layout = board.layout
    i = sighting.end
    if i + 1 >= len(layout) or layout.text[i] != ",":
        return None
    for j in range(i + 1, min(i + _APPOSITION_REACH, len(layout) - 1)):
        if (
            layout.tag[j][:1] == "V"
            or layout.text[j] in {",", ".", ";"}
            or layout.tag[j] in {"CC", "IN", "WP"}
        ):
            return None
        follows = layout.lower[j + 1]
        closed = follows in {",", ".", "of", "to", "for", "and", "who", "in", "at", ")", "said"}
        if layout.lemma[j] in titles.lex.titles and closed and layout.tag[j] in {"NN", "NNP"}:
            return None if _acts_itself(board, sighting, j) else j
    return None


def _predicate(board: Board, titles: Titles, sighting: Sighting) -> int | None:
    """Return the title in "NAME is the president of …"."""
    layout = board.layout
    if layout.dep[sighting.head] != "nsubj":
        return None
    verb = layout.head[sighting.head]
    attribute = layout.child(verb, "attr")
    if layout.lemma[verb] not in _BE or attribute is None or layout.child(verb, "neg") is not None:
        return None
    return (
        attribute
        if layout.lemma[attribute] in titles.lex.titles and attribute not in board.named_at
        else None
    )
