"""The table of corrections: what it may say, and how what it may not say is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from correcting import DAY, table

from kg import amend
from kg.errors import CorrectionError
from kg.model import CorrectionKind


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("wrong side,p,,,,,,,E,,", "2: “wrong side” is no correction; near: wrong"),
        ("wrong holder,p,,,,,,,E,,", "2: “wrong holder” needs the column “holder”"),
        (
            "wrong polarity,p,,,,,against,,E,,",
            "2: polarity “against” is none of: support, oppose, neutral, mixed",
        ),
        ("missing position,,a.txt,words,X,King,support,,E,,", "2: kind “King” is none of: Person, "),
        ("not a position,,,,,,,,E,,", "2: “not a position” needs the column “position”"),
        ("not a position,p,,,,,,,,,", "2: nobody says so; fill the column “by”, or give --by NAME"),
        ("not a position,p,,,,,,,E,yesterday,", "2: “yesterday” is not a day"),
        ("not a position,p,,,,,,,E,,,,x", "2: has more cells than the header"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        amend.read(table(tmp_path, row), None, DAY)
    assert f"mine.csv:{reason}" in str(caught.value)


def test_every_wrong_row_is_told_of(tmp_path: Path) -> None:
    rows = ["not a position,p,,,,,,,E,,", *(["nonsense,p,,,,,,,E,,"] * 25)]
    with pytest.raises(CorrectionError, match=r"mine\.csv:3: ") as caught:
        amend.read(table(tmp_path, *rows), None, DAY)
    assert len(caught.value.__notes__) == 20
    assert caught.value.__notes__[-1] == "and 5 more"


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("posision\n", "1: has no column “correction”"),
        ("correction,posision\n", "1: unknown column “posision”; near: position"),
        ("correction,by,by\n", "1: a column stands twice"),
        ("", "1: has no column"),
    ],
)
def test_a_wrong_header_is_told(tmp_path: Path, head: str, reason: str) -> None:
    with pytest.raises(CorrectionError, match=reason):
        amend.read(table(tmp_path, head=head), None, DAY)


def test_a_spreadsheets_mark_case_and_missing_columns_do_not_matter(tmp_path: Path) -> None:
    (row,) = amend.read(
        table(tmp_path, "Not a  Position,p", head="\ufeffCorrection,Position\r\n"), "Eva", DAY
    )
    assert (row.kind, row.by, row.on) == (CorrectionKind.NOT_A_POSITION, "Eva", DAY)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match=r"none\.csv: cannot be read: No such file"):
        amend.read(tmp_path / "none.csv", None, DAY)
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\0")
    with pytest.raises(CorrectionError, match="is not UTF-8 text"):
        amend.read(tmp_path / "b.csv", None, DAY)
