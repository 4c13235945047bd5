from __future__ import annotations

import numpy as np
import pytest

from kg.model import Span
from kg.readers.attribution import Settings, attributions
from kg.readers.encoder import Encoded
from kg.readers.pieces import Pieces
from kg.readers.tags import BEGIN, COUNT, INSIDE, OUTSIDE
from kg.readers.windows import Window

WORDS = ["Ruiz", "said", "Peru", "would", "sign", ",", "while", "Ito", "wants", "talks", "now"]


def encoded(spans, cues, sources, windows=((0, 0, 11),)):
    """Return what a network would say that is sure of the tags, and whose pieces point at the given words."""
    text = " ".join(WORDS)
    begins = np.cumsum([0] + [len(w) + 1 for w in WORDS[:-1]])
    ends = begins + [len(w) for w in WORDS]
    tags = np.full((len(WORDS), COUNT), -8.0, dtype=np.float32)
    tags[:, OUTSIDE] = -0.1
    for role, begin, end in spans:
        tags[begin:end, OUTSIDE] = -5
        tags[begin, BEGIN[role]] = -0.01
        tags[begin + 1 : end, INSIDE[role]] = -0.01
    links = []
    for begin, _, end in windows:
        shares = np.zeros((2, 1 + end - begin, 1 + end - begin), dtype=np.float32)
        for kind, targets in enumerate((cues, sources)):
            for asking, asked in targets.items():
                place = 0 if asked is None else asked - begin + 1
                if begin <= asking < end and 0 <= place <= end - begin:
                    shares[kind, asking - begin + 1, place] = 1
        links.append(shares)
    edges = np.array([0])
    pieces = Pieces(text, begins, begins, ends, np.zeros(len(WORDS), dtype=np.int64), edges, edges)
    return Encoded(pieces, tuple(Window(*w) for w in windows), tags, tuple(links))


RUIZ = [("source", 0, 1), ("cue", 1, 2), ("content", 2, 5)]
ITO = [("source", 7, 8), ("cue", 8, 9), ("content", 9, 10)]
CUES = {2: 1, 3: 1, 4: 1, 9: 8}
SOURCES = {1: 0, 2: 0, 3: 0, 4: 0, 8: 7, 9: 7}


def words(found):
    text = " ".join(WORDS)
    show = lambda span: span.of(text) if span is not None else None  # noqa: E731
    return [(show(a.source), show(a.cue), tuple(show(c) for c in a.content)) for a in found]


def test_content_takes_the_cue_and_source_that_its_pieces_point_at():
    found = attributions(encoded(RUIZ + ITO, CUES, SOURCES), Settings())
    assert words(found) == [("Ruiz", "said", ("Peru would sign",)), ("Ito", "wants", ("talks",))]


def test_parts_that_point_at_one_cue_are_one_attribution():
    parts = [("source", 0, 1), ("cue", 1, 2), ("content", 2, 5), ("content", 9, 11)]
    found = attributions(encoded(parts, CUES | {9: 1, 10: 1}, SOURCES | {9: 0, 10: 0}), Settings())
    assert words(found) == [("Ruiz", "said", ("Peru would sign", "talks now"))]


def test_source_is_none_where_the_pieces_point_at_nothing():
    found = attributions(encoded(RUIZ, CUES, dict.fromkeys((1, 2, 3, 4))), Settings())
    assert words(found) == [(None, "said", ("Peru would sign",))]
    assert found[0].source_probability == pytest.approx(1, abs=0.01)


def test_content_without_a_cue_is_kept_only_if_it_is_sure():
    alone = [("source", 0, 1), ("content", 2, 5)]
    assert words(attributions(encoded(alone, {}, SOURCES), Settings(alone=0.9))) == [
        ("Ruiz", None, ("Peru would sign",))
    ]
    assert attributions(encoded(alone, {}, SOURCES), Settings(alone=0.999)) == ()


def test_content_across_two_windows_asks_in_both():
    found = attributions(encoded(RUIZ, CUES, SOURCES, ((0, 0, 3), (0, 3, 11))), Settings())
    assert words(found) == [("Ruiz", "said", ("Peru would sign",))]


def test_spans_are_places_in_the_text():
    found = attributions(encoded(RUIZ, CUES, SOURCES), Settings())
    assert found[0].content == (Span(10, 25),)


def test_text_without_pieces_has_no_attributions():
    nothing = np.zeros(0, dtype=np.int64)
    empty = Encoded(
        Pieces("", nothing, nothing, nothing, nothing, nothing, nothing),
        (),
        np.zeros((0, COUNT), dtype=np.float32),
        (),
    )
    assert attributions(empty, Settings()) == ()


def test_source_without_tags_is_found_where_the_pieces_point():
    found = attributions(encoded(RUIZ[1:], CUES, SOURCES), Settings())
    assert words(found) == [("Ruiz", "said", ("Peru would sign",))]


def test_confidence_grows_with_both_probabilities():
    settings = Settings(base=-1.0, by_content=0.5, by_source=0.5)
    sure = settings.confidence(0.9, 0.9)
    assert sure > settings.confidence(0.7, 0.9)
    assert sure > settings.confidence(0.9, 0.7)
    assert 0 < settings.confidence(0.0, 0.0) < settings.confidence(1.0, 1.0) < 1
