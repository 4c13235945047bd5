from __future__ import annotations

from datetime import date

import pytest

from kg.errors import InputError
from kg.ingest.base import Known
from kg.ingest.meta import read


def table(tmp_path, text: str):
    path = tmp_path / "meta.csv"
    path.write_bytes(text.encode())
    return read(path)


def test_a_row_says_what_is_known_and_empty_cells_say_nothing(tmp_path):
    meta = table(tmp_path, 'file,published,outlet,url,title\na.txt,2025-03-04,"Fjord, Inc.",,Deal\n')
    assert meta.known("a.txt") == Known("Deal", date(2025, 3, 4), "Fjord, Inc.", None)
    assert meta.known("b.txt") == Known()


def test_columns_may_come_in_any_order_and_be_left_out(tmp_path):
    assert table(tmp_path, "outlet,file\nPost,a.txt\n").known("a.txt") == Known(outlet="Post")


def test_a_row_fits_the_file_in_any_folder_and_the_longest_row_wins(tmp_path):
    meta = table(tmp_path, "file,outlet\na.txt,One\nnorth/a.txt,Two\n")
    assert meta.known("/data/south/a.txt").outlet == "One"
    assert meta.known("/data/north/a.txt").outlet == "Two"
    assert meta.known("./a.txt").outlet == "One"
    assert meta.known("data.txt").outlet is None


def test_a_record_is_looked_up_by_its_own_name_before_its_file(tmp_path):
    meta = table(tmp_path, "file,outlet\nx.jsonl,All\nx.jsonl#2,Second\nhttps://n.example/3,Third\n")
    assert meta.known("x.jsonl#1", "x.jsonl").outlet == "All"
    assert meta.known("x.jsonl#2", "x.jsonl").outlet == "Second"
    assert meta.known("https://n.example/3", "x.jsonl").outlet == "Third"


def test_a_byte_order_mark_and_carriage_returns_do_no_harm(tmp_path):
    assert table(tmp_path, "\ufefffile,outlet\r\na.txt,Post\r\n").known("a.txt").outlet == "Post"


def test_rows_and_columns_that_were_of_no_use_are_named(tmp_path):
    meta = table(tmp_path, "file,publised\na.txt,2025-03-04\nb.txt,2025-03-05\n")
    meta.known("in/a.txt")
    columns, rows = meta.warnings()
    assert "column 'publised' means nothing here" in columns
    assert rows.endswith("meta.csv:3: no input is called b.txt")


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("", "meta.csv", "has no column 'file'"),
        ("name,outlet\na.txt,Post\n", "meta.csv", "has no column 'file'"),
        (
            "file,published\na.txt,4 March\n",
            "meta.csv:2",
            "published is not a date like 2025-02-14: '4 March'",
        ),
        ("file,published\na.txt,20250304\n", "meta.csv:2", "published is not a date"),
        ("file,outlet\na.txt,A\na.txt,B\n", "meta.csv:3", "a.txt has a row already, in line 2"),
        ("file,outlet\n,A\n", "meta.csv:2", "names no file"),
        ("file,outlet\na.txt,Fjord, Inc.\n", "meta.csv:2", "has more cells than the header"),
        ('file,outlet\na.txt,"Fjord\n', "meta.csv:2", "is not CSV"),
        ("file\na\0.txt\n", "meta.csv", "is binary"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(tmp_path, text, place, reason):
    with pytest.raises(InputError) as caught:
        table(tmp_path, text)
    assert caught.value.source.endswith(place)
    assert caught.value.reason.startswith(reason)


def test_a_table_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv: cannot be read: No such file"):
        read(tmp_path / "none.csv")
