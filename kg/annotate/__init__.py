"""Annotation: an article becomes a parsed document with entities, mentions, roles and quotes."""

from __future__ import annotations

from itertools import tee
from typing import TYPE_CHECKING

from kg.annotate.board import Board
from kg.annotate.bodies import Bodies
from kg.annotate.document import Annotated, Quote
from kg.annotate.gazetteer import Gazetteer, gazetteer
from kg.annotate.homonyms import settle_homonyms
from kg.annotate.layout import Layout
from kg.annotate.lexicon import Lexicon, lexicon
from kg.annotate.mending.repair import repair
from kg.annotate.model import parsed
from kg.annotate.names import find_names
from kg.annotate.nominals import find_nominals
from kg.annotate.offices import Titles
from kg.annotate.own_offices import (
    counterparts,
    home_offices,
    join_named_later,
    name_by_owner,
    offices_behind_names,
    own_offices,
)
from kg.annotate.parties import complete_parties
from kg.annotate.persons import People
from kg.annotate.pronouns import resolve_pronouns
from kg.annotate.quotes import find_quotes
from kg.annotate.repeats import find_repeats
from kg.annotate.roles import give_roles
from kg.annotate.senses import tell_apart
from kg.annotate.turns import find_turns, seat_speakers, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.knowledge import Knowledge
    from kg.model import Article

__all__ = ["Annotated", "Quote", "annotate", "annotate_parsed"]


def annotate(
    nlp: Language, articles: Iterable[Article], knowledge: Knowledge, batch_size: int = 16
) -> Iterator[Annotated]:
    """Yield each article with what it speaks of, in the order given, whatever else is read with it.

    Args:
        nlp: A pipeline of `kg.annotate.model.load_model`.
        articles: Texts of any length up to `nlp.max_length` code points.
        knowledge: The curated actors.
        batch_size: Articles that are parsed together, where that changes no parse.
    """
    waiting, read = tee(articles)
    docs = parsed(nlp, (article.text for article in waiting), batch_size)
    for doc, article in zip(docs, read, strict=True):
        yield annotate_parsed(doc, article, gazetteer(nlp, knowledge), lexicon())


def annotate_parsed(doc: Doc, article: Article, gaz: Gazetteer, lex: Lexicon) -> Annotated:
    """Return what an article speaks of, from its parse."""
    repair(doc)
    layout = Layout(doc)
    turns = find_turns(article.text)
    board = Board(article, layout, spoken(turns, find_quotes(article.text, layout), layout))
    people = People(board, gaz, lex)
    bodies = Bodies(board, gaz, lex)
    names = complete_parties(layout, gaz, find_names(layout, gaz, lex))
    tell_apart(layout, gaz, lex, names)
    bodies.collect(people.collect(names))
    find_repeats(board, gaz.knowledge)
    titles = Titles(board, bodies, gaz, lex)
    give_roles(board, titles)
    offices_behind_names(board)
    home_offices(board, bodies)
    counterparts(board)
    settle_homonyms(board, titles)
    seat_speakers(board, turns)
    find_nominals(board, bodies, titles, lex)
    resolve_pronouns(board, lex)
    own_offices(board, lex)
    join_named_later(board)
    name_by_owner(board)
    return board.finish(gaz.knowledge.armed)
