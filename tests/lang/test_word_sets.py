from __future__ import annotations

import pytest

from kg.errors import LexiconError
from kg.lang.lexicon import word_set
from kg.lang.tables import table

ROWS = [(row["set"], row["word"]) for row in table("function_words", ("set", "word"))]


def test_a_set_holds_its_words_and_no_others():
    assert word_set("degree negators") == {word for name, word in ROWS if name == "degree negators"}
    assert "not" in word_set("negators") - word_set("degree negators")


def test_no_word_stands_twice_in_a_set():
    assert len(ROWS) == len(set(ROWS))


def test_each_set_says_what_it_is():
    described = {row["set"] for row in table("function_words", ("set", "word")) if row["note"]}
    assert described == {name for name, _ in ROWS}


def test_a_set_that_is_not_there_is_named_with_its_table():
    with pytest.raises(LexiconError, match=r"function_words\.tsv: there is no set 'adverbs'"):
        word_set("adverbs")
