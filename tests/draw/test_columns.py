"""Records → columns and back."""

from __future__ import annotations

import json

from decoded import records
from hypothesis import given
from hypothesis import strategies as st

from kg.draw.columns import columns

PLAIN = st.one_of(st.integers(), st.booleans(), st.text(min_size=1), st.lists(st.integers(), min_size=1))
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "plain": PLAIN,
            "shared": st.one_of(st.text(min_size=1, max_size=2), st.floats(0, 1)),
            "several": st.lists(st.dictionaries(st.sampled_from("ab"), st.text(max_size=2)), min_size=1),
        },
    ),
    max_size=12,
)


@given(ROWS)
def test_what_goes_in_comes_out(rows: list[dict[str, object]]) -> None:
    written = json.loads(json.dumps(columns(rows, ("shared",), ("several",))))
    assert records(written) == rows


def test_nothing_is_written_for_what_says_nothing() -> None:
    made = columns([{"a": None, "b": "", "c": [], "d": 0, "e": False}])
    assert records(made) == [{"d": 0, "e": False}]


def test_a_shared_value_is_written_once() -> None:
    made = columns([{"rule": "verb-that"}] * 50, ("rule",))
    assert json.dumps(made).count("verb-that") == 1


def test_a_rare_value_costs_the_others_nothing() -> None:
    made = columns([{}] * 500 + [{"status": "met"}])
    assert len(json.dumps(made)) < 80
