"""Tables, read back by the csv module and by pandas."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import export
from kg.export.sheets import guarded, sheet

TABLES = {"csv": ("actors.csv", "positions.csv", "events.csv", "links.csv"), "dna": ("statements.csv",)}


def rows(store: ox.Store, form: str, name: str) -> list[dict[str, str]]:
    text = "".join(export(store, form)[name])
    return list(csv.DictReader(io.StringIO(text.encode().decode("utf-8-sig"), newline="")))


def test_a_position_comes_with_its_words_and_its_source(tiny: ox.Store) -> None:
    (row,) = [
        row
        for row in rows(tiny, "csv", "positions.csv")
        if row["position"].endswith("#p4") and row["told_by"]
    ]
    assert row["holder"] == "Denmark"
    assert (row["side"], row["matter"], row["words"]) == ("support", "the patrols go on", "the patrols")
    assert row["told_by"] == "Nils Ek"
    assert (row["date"], row["outlet"], row["source"]) == ("2025-03-03", "Harbour Herald", "a1.txt")


def test_conditions_stand_with_their_word(tiny: ox.Store) -> None:
    found = {row["conditions"] for row in rows(tiny, "csv", "positions.csv")}
    assert found == {"", "if Sweden sends ships too", "unless the patrols go on"}


def test_actors_events_and_links_are_told_by_name(tiny: ox.Store) -> None:
    actors = {row["label"]: row for row in rows(tiny, "csv", "actors.csv")}
    assert (actors["Kari Lund"]["kind"], actors["Kari Lund"]["part_of"], actors["Kari Lund"]["holds"]) == (
        "Person",
        "Norway",
        "4",
    )
    assert actors["Harbour Herald"]["kind"] == "MediaOutlet"
    (event,) = rows(tiny, "csv", "events.csv")
    assert (event["participants"], event["reports"], event["statuses"]) == (
        "Finland; Norway; Sweden",
        "2",
        "happened",
    )
    shift = next(row for row in rows(tiny, "csv", "links.csv") if row["kind"] == "Shift")
    assert (shift["shift"], shift["from_side"], shift["to_side"], shift["to_date"]) == (
        "reversal",
        "oppose",
        "support",
        "2025-05-10",
    )


def test_statements_have_the_columns_of_discourse_network_analysis(tiny: ox.Store) -> None:
    found = rows(tiny, "dna", "statements.csv")
    assert list(found[0])[:7] == ["date", "person", "organisation", "concept", "agreement", "text", "source"]
    last = found[-1]
    assert (last["date"], last["person"], last["organisation"], last["agreement"]) == (
        "2025-05-10",
        "Kari Lund",
        "Norway",
        "1",
    )
    assert ("", "Denmark") in {(row["person"], row["organisation"]) for row in found}
    assert {row["agreement"] for row in found} == {"0", "1"}


def test_a_claim_without_a_side_is_no_statement(tiny: ox.Store) -> None:
    assert not [row for row in rows(tiny, "dna", "statements.csv") if row["concept"] == "Russia cuts cables"]


@pytest.mark.parametrize(("form", "name"), [(form, name) for form, names in TABLES.items() for name in names])
def test_no_cell_is_a_formula_and_pandas_reads_the_same(nasty: ox.Store, form: str, name: str) -> None:
    found = rows(nasty, form, name)
    text = "".join(export(nasty, form)[name])
    frame = pd.read_csv(io.BytesIO(text.encode()), dtype=str, keep_default_na=False)
    assert frame.to_dict("records") == found
    assert found
    for row in found:
        assert all(not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=4))
def test_any_text_comes_back_but_for_the_guard(cells: list[str]) -> None:
    text = "".join(sheet(["x"] * len(cells), [cells]))
    back = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1]
    assert back == [guarded(cell) for cell in cells]
    assert [
        cell.removeprefix("'") if cell.startswith("'") and not own.startswith("'") else cell
        for cell, own in zip(back, cells, strict=True)
    ] == cells


def test_numbers_are_no_formulas() -> None:
    assert guarded(-0.5) == -0.5
    assert guarded("-0.5") == "'-0.5"
