from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ledger.codec import Codec
from kg.model import Article, Attribution, Entity, Form, Kind, Mention, Quotation, Reading, Span
from kg.model.terms import Polarity

CODEC = Codec(Reading)


@dataclass(frozen=True, slots=True)
class Leaf:
    word: str
    share: float = 0.5
    day: date | None = None
    side: Polarity | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    leaves: tuple[Leaf, ...] = ()
    left: Tree | None = None
    pairs: tuple[tuple[str, Leaf], ...] = ()
    flag: bool = False


TREES = Codec(Tree)
leaves = st.builds(
    Leaf, st.text(), st.floats(allow_nan=False), st.none() | st.dates(), st.none() | st.sampled_from(Polarity)
)
trees = st.recursive(
    st.just(Tree()),
    lambda inner: st.builds(
        Tree,
        st.lists(leaves, max_size=3).map(tuple),
        st.none() | inner,
        st.lists(st.tuples(st.text(), leaves), max_size=2).map(tuple),
        st.booleans(),
    ),
    max_leaves=5,
)


@given(trees)
def test_any_record_comes_back_as_it_was_and_equal_ones_give_equal_bytes(tree):
    data = TREES.encode(tree)
    back = TREES.decode(data)
    assert back == tree
    assert TREES.encode(back) == data


def test_what_several_records_share_is_written_once_and_shared_again():
    who = Entity(0, Kind.STATE, "Norway", ("Norway",))
    mentions = tuple(Mention(Span(n, n + 6), who, Form.NAMED) for n in range(0, 60, 10))
    outer = Attribution((Span(0, 5),), Quotation.DIRECT, None, who, None, "test")
    inner = Attribution((Span(1, 4),), Quotation.INDIRECT, None, who, None, "test", within=outer)
    reading = Reading(Article("x" * 80, "a.txt"), (who,), mentions, (), (outer, inner))
    data = CODEC.encode(reading)
    back = CODEC.decode(data)
    assert back == reading
    assert data.count(b'"Norway"') == 2  # its name and its one form
    assert all(mention.entity is back.entities[0] for mention in back.mentions)
    assert back.attributions[1].within is back.attributions[0]


@pytest.mark.parametrize("data", [b"", b"[]", b"7", b"[[99]]", b"[[0]]", b"\xff", b'[["x"]]', b"[[0,5,5]]"])
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match=r"not|Expecting|codec|span"):
        CODEC.decode(data)


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.integers(-3, 30) | st.text(max_size=3),
        lambda x: st.lists(x, max_size=4),
        max_leaves=20,
    ).map(lambda value: json.dumps(value).encode())
)
def test_no_bytes_raise_anything_else(data):
    with contextlib.suppress(ValueError):
        CODEC.decode(data)


def test_another_field_is_another_schema():
    @dataclass(frozen=True, slots=True)
    class Leaf:
        word: str
        more: int = 0

    @dataclass(frozen=True, slots=True)
    class Plain:
        word: str

    assert len({Codec(Leaf).schema, Codec(Plain).schema, CODEC.schema}) == 3
    assert Codec(Plain).schema == Codec(Plain).schema


def test_a_type_that_cannot_be_written_is_told_when_the_codec_is_made():
    @dataclass(frozen=True, slots=True)
    class Odd:
        table: dict[str, int]

    with pytest.raises(TypeError, match=r"Odd\.table"):
        Codec(Odd)
