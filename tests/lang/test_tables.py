from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.lang.tables import read, table, words

CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="#|"), min_size=1
)


def write(folder, text):
    path = folder / "t.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_comments_and_blank_lines_are_no_rows_and_lines_are_counted_from_one(tmp_path):
    rows = read(write(tmp_path, "# what it is\n\nword\tpart\n# more\nemir\toffice\n"))
    assert [(row["word"], row["part"], row.line) for row in rows] == [("emir", "office", 5)]


def test_cells_left_out_at_the_end_are_empty(tmp_path):
    (row,) = read(write(tmp_path, "a\tb\tc\nx\n"))
    assert (row["a"], row["b"], row["c"]) == ("x", "", "")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a\tb\nx\ty\tz\n", 2, "3 cells"),
        ("a\ta\nx\ty\n", 1, "different names"),
        ("a\n\n\nx\n", 1, "lacks the column 'b'"),
        ("b\ta\n# c\nx\ty\n\ty\n", 4, "'b' is empty"),
        ("", 1, "header"),
    ],
)
def test_a_wrong_table_is_reported_with_file_and_line(tmp_path, text, line, reason):
    with pytest.raises(LexiconError, match=reason) as caught:
        read(write(tmp_path, text), filled=["b"])
    assert str(caught.value).startswith(f"t.tsv:{line}: ")


def test_a_missing_file_is_reported_by_name(tmp_path):
    with pytest.raises(LexiconError, match=r"none\.tsv: cannot be read"):
        read(tmp_path / "none.tsv")


def test_typed_cells_say_where_they_are_wrong(tmp_path):
    (row,) = read(write(tmp_path, "n\tf\tl\n0.5\tyes\ta| b |\n"))
    assert (row.number("n"), row.flag("f"), row.several("l")) == (0.5, True, ("a", "b"))
    with pytest.raises(LexiconError, match=r"t\.tsv:2: 'f' is a number"):
        row.number("f")
    with pytest.raises(LexiconError, match=r"t\.tsv:2: 'n' is 'yes' or empty"):
        row.flag("n")
    with pytest.raises(LexiconError, match=r"t\.tsv:2: there is no column 'z'"):
        row["z"]


def test_words_keeps_the_rows_asked_for():
    chancellors = words("titles", "word", part="office")
    assert {"chancellor", "president"} <= chancellors
    assert "senator" not in chancellors


def test_a_table_is_read_once():
    assert table("titles") is table("titles")


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=5))
def test_what_is_written_is_read(tmp_path, rows):
    lines = ["a\tb", *("\t".join(cells) for cells in rows)]
    read_back = read(write(tmp_path, "\n".join(lines)))
    assert [[row["a"], row["b"]] for row in read_back] == rows
