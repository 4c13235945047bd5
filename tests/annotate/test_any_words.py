"""No order of words breaks a repair: each looks to the words beside, and a text may begin or end with any."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mended_parses import mended

from kg import workers
from kg.annotate.mending.repair import repair

WORDS = [
    "Norway",
    ",",
    "said",
    "which",
    "that",
    "“",
    "”",
    "—",
    "and",
    "he",
    "it",
    "should",
    "were",
    "face",
    "to",
    "opposed",
    "called",
    "of",
    "a",
    "the",
    "claims",
    "denies",
    ".",
    ";",
    ":",
    "not",
    "as",
    "if",
    "no",
    "who",
    "its",
    "against",
    "in",
    "blamed",
    "for",
    "harbouring",
    "militants",
    "saying",
    "would",
    "condemned",
]


@pytest.mark.model
@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
def test_no_order_of_words_breaks_a_repair(words):
    doc = workers.language(None)(" ".join(words))
    repair(doc)
    assert all(token.head.sent.start == token.sent.start for token in doc)


def test_a_headline_may_begin_with_a_verb_that_looks_to_the_word_before():
    doc = mended("Protests|protest/VBZ/advcl/2 swell/VBP/dep/0 grows|grow/VBZ/ROOT/2")
    assert doc[0].dep_ == "advcl"
