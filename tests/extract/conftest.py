"""Fixtures over the parses of `handmade_parses.py`."""

from __future__ import annotations

import pytest
from handmade_parses import annotated, parse

from kg import knowledge
from kg.annotate import annotate
from kg.extract import read as everything
from kg.extract.events import events
from kg.extract.events.lexicon import load
from kg.knowledge import Knowledge
from kg.model import Article


@pytest.fixture(scope="session")
def tree():
    return parse


@pytest.fixture(scope="session")
def reading():
    """Return a function from the notation to everything that is read from it."""

    def run(notation: str):
        return everything(annotated(parse(notation)), Knowledge({}, []))

    return run


@pytest.fixture(scope="module")
def read(nlp, request):
    """Return a function from a text, published on the FRIDAY of its module, to its events."""
    known = knowledge.load()

    def reading(text: str, attributions=lambda _: ()):
        (annotated,) = annotate(nlp, [Article(text, "made up", published=request.module.FRIDAY)], known)
        return list(events(annotated, attributions(annotated)))

    return reading


@pytest.fixture(scope="module")
def find(read):
    """Return a function from a text and a category or kind to its one event, as words."""
    types = load().types

    def finding(text: str, wanted: str):
        found = [e for e in read(text) if wanted in {e.type, types[e.type].category}]
        assert len(found) == 1, [(e.type, e.trigger.of(text)) for e in read(text)]
        return found[0]

    return finding
