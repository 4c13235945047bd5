"""Room of labels: lines are broken where they must be and never too wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.draw.measure import ELLIPSIS, STRETCH, box_of, width_of, wrap

WORDS = st.lists(st.text(alphabet="aiwMé漢🌊", min_size=1, max_size=30), min_size=1, max_size=12)


@given(WORDS, st.integers(40, 200))
def test_no_line_is_wider_than_asked_unless_a_word_is(words: list[str], width: int) -> None:
    lines = wrap(" ".join(words), 13, width, 4)
    widest = max(width_of(word, 13) for word in words)
    assert 1 <= len(lines) <= 4
    assert all(width_of(line, 13) <= max(width, min(widest, STRETCH * width)) for line in lines)


def test_a_word_that_is_somewhat_wider_than_a_line_stays_whole() -> None:
    assert wrap("Nikos Christodoulides", 14, 0.9 * width_of("Christodoulides", 14), 3) == (
        "Nikos",
        "Christodoulides",
    )


@given(WORDS)
def test_with_room_no_character_is_lost(words: list[str]) -> None:
    lines = wrap(" ".join(words), 13, 150, 100)
    assert "".join(lines).replace(" ", "") == "".join(words)


def test_what_does_not_fit_is_cut_with_an_ellipsis() -> None:
    lines = wrap("The parliament adopts the second reading of the border bill", 13, 90, 2)
    assert len(lines) == 2
    assert lines[-1].endswith(ELLIPSIS)


def test_an_actor_grows_with_its_positions_up_to_a_limit() -> None:
    small, large, huge = (box_of("actor", "Name", n).radius for n in (1, 9, 5000))
    assert small < large < huge < 40


def test_an_empty_label_has_room_too() -> None:
    assert box_of("proposition", "", 1).width > 0
