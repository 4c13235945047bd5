from __future__ import annotations

import contextlib
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import config
from kg.errors import InputError
from kg.ingest import Failure
from kg.ingest.base import Known, Raw
from kg.ingest.parquet import read

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

LIMITS = config.load().ingest
DAY = dt.date(2025, 3, 4)


def packed(**columns: list) -> bytes:
    target = io.BytesIO()
    parquet.write_table(pa.table(columns), target)
    return target.getvalue()


def documents(data: bytes) -> list[Raw | Failure]:
    return list(read(io.BytesIO(data), "a.parquet", LIMITS))


@pytest.mark.parametrize("published", [DAY, dt.datetime(2025, 3, 4, 8, tzinfo=dt.UTC), "2025-03-04"])
def test_a_row_carries_what_is_known_about_it(published):
    data = packed(
        text=["Oslo agreed."], title=["Deal"], url=["https://n.example/1"], published=[published],
        outlet=["The Fjord Post"], words=[2],
    )  # fmt: skip
    known = Known("Deal", DAY, "The Fjord Post", "https://n.example/1")
    assert documents(data) == [Raw("Oslo agreed.", "https://n.example/1", known)]


def test_a_bad_row_is_named_and_the_others_go_on():
    one, bad, three = documents(packed(text=["One.", None, "Three."], id=["a", "b", "c"]))
    assert (one.source, three.text) == ("a.parquet#a", "Three.")
    assert bad == Failure("a.parquet#2", "has no text")


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"PAR1 nothing", "is no Parquet"), (packed(body=["One."]), "has no column text; it has body")],
)
def test_what_is_no_table_of_texts_is_refused(data, reason):
    with pytest.raises(InputError, match=reason):
        documents(data)


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_damage_breaks_the_reader(noise, place):
    whole = packed(text=["One.", "Two."])
    with contextlib.suppress(InputError):
        documents(whole[:place] + noise + whole[place:])
