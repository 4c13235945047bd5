"""Folders that were built apart, put together: the folder that one build of all makes."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import pytest
from growing import META, NAMES, SENTENCES, build, fresh, prepare, results
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.errors import GraphError, LedgerError
from kg.graph.store import open_store


@pytest.fixture(autouse=True)
def _quick(stand_ins, tmp_path, monkeypatch):
    prepare(stand_ins, tmp_path, monkeypatch)


parts = st.lists(
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, len(SENTENCES) - 1), min_size=1),
    min_size=1,
    max_size=3,
)


@settings(max_examples=15)
@given(parts, st.randoms(use_true_random=False))
def test_folders_that_were_built_apart_make_the_graph_of_one_build_in_any_order(shares, chance):
    """Of names that several have, the first keeps its text: a source gives one text to a single build."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("meta.csv").write_text(META, encoding="utf-8")
        there: dict[str, int] = {}
        for number, share in enumerate(shares):
            own = {name: there.get(name, sentence) for name, sentence in share.items()}
            build(f"part-{number}", own)
            there |= own
        folders = [Path(f"part-{number}") for number in range(len(shares))]
        chance.shuffle(folders)
        assert pipeline.merge(folders, Path("whole")).read == 0
        assert results("whole") == fresh(there)
        assert set(open_store(Path("whole"))) == set(open_store(Path("fresh")))


def test_what_a_folder_holds_stays_when_others_are_put_to_it():
    build("b", {"north.txt": 0})
    build("other", {"east.txt": 1})
    pipeline.merge([Path("other")], Path("b"))
    assert results("b") == fresh({"north.txt": 0, "east.txt": 1})
    assert results("other") == fresh({"east.txt": 1})


def test_two_texts_that_two_folders_have_of_one_source_both_stay():
    build("b", {"north.txt": 0})
    build("other", {"north.txt": 1})
    assert pipeline.merge([Path("b"), Path("other")], Path("whole")).counts.documents == 2


def test_folders_of_different_means_are_not_put_together():
    build("b", {"north.txt": 0})
    build("other", {"east.txt": 1}, reader=pipeline.RULES)
    with pytest.raises(LedgerError, match="other was built with other reader than b"):
        pipeline.merge([Path("b"), Path("other")], Path("whole"))
    with pytest.raises(GraphError, match="none does not exist"):
        pipeline.merge([Path("b"), Path("none")], Path("whole"))
    Path("bare").mkdir()
    with pytest.raises(LedgerError, match=r"bare has no documents\.json"):
        pipeline.merge([Path("bare")], Path("whole"))
