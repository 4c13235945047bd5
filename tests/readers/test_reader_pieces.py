from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ModelError
from kg.readers.pieces import FEATURES, special, split
from kg.readers.windows import windows


class Characters:
    """Stands in for a tokenizer: every character that is no blank is a piece."""

    def __init__(self, known=("[CLS]", "[SEP]")):
        self.known = known

    def token_to_id(self, token):
        return self.known.index(token) if token in self.known else None

    def encode(self, text, add_special_tokens):
        assert not add_special_tokens
        places = [i for i, char in enumerate(text) if not char.isspace()]
        return type(
            "Encoding", (), {"ids": [ord(text[i]) for i in places], "offsets": [(i, i + 1) for i in places]}
        )


def pieces_of(text):
    return split(text, Characters())


def feature(text, char):
    pieces = pieces_of(text)
    return int(pieces.features[pieces.begins.tolist().index(text.index(char))])


def test_case_is_that_of_the_whole_word():
    text = "go Quito NATO"
    assert feature(text, "o") % 3 == 0
    assert feature(text, "u") % 3 == 1
    assert feature(text, "T") % 3 == 2


def test_quotation_marks_and_what_they_hold_are_quoted():
    text = 'He said “yes, Lima” and "no"; ok'
    assert [feature(text, c) // 3 % 2 for c in ("s", "“", "L", '"', "k")] == [0, 1, 1, 1, 0]


def test_open_quotation_ends_with_its_paragraph():
    text = "“we stay\nthen x"
    assert feature(text, "y") // 3 % 2 == 1
    assert feature(text, "x") // 3 % 2 == 0


def test_first_piece_of_each_paragraph_is_marked():
    pieces = pieces_of("ab cd\n\nef gh")
    assert (pieces.features >= FEATURES // 2).tolist() == [
        True,
        False,
        False,
        False,
        True,
        False,
        False,
        False,
    ]
    assert pieces.paragraphs.tolist() == [0, 4]


def test_sentences_begin_behind_closing_quotation_marks_too():
    pieces = pieces_of("“Go.” Oslo u.s. ok")
    assert [pieces.text[pieces.begins[i]] for i in pieces.sentences] == ["“", "O"]


def test_empty_text_has_no_pieces_and_no_windows():
    pieces = pieces_of(" \n ")
    assert len(pieces) == 0
    assert windows(pieces) == []


def test_tokenizer_of_another_family_is_refused():
    with pytest.raises(ModelError, match=r"\[SEP\]"):
        special(Characters(("[CLS]",)))


texts = st.lists(
    st.sampled_from(["Ada went. ", "“No,” she said. ", "x" * 30 + " ", "\n\n", "Bonn\n", "a b c d. E"]),
    max_size=40,
).map("".join)


@given(texts, st.integers(5, 60), st.integers(20, 60), st.integers(0, 15))
def test_windows_cover_every_piece_once_and_keep_their_size(text, first, limit, context):
    laid = windows(pieces_of(text), first, limit, context)
    bodies = [i for w in laid for i in range(w.body, w.end)]
    assert bodies == list(range(len(pieces_of(text))))
    for window in laid:
        assert window.begin <= window.body < window.end
        assert window.body - window.begin <= context
        assert window.end - window.begin <= limit


@given(texts)
def test_features_stay_in_range(text):
    assert np.isin(pieces_of(text).features, np.arange(FEATURES)).all()


def test_window_ends_at_a_paragraph_where_one_is_near():
    text = "a" * 30 + "\n" + "b" * 30
    assert [w.end for w in windows(pieces_of(text), 40, 40, 8)] == [30, 60]
