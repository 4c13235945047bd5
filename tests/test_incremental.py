"""A folder that grew, in whatever order, is the folder that a fresh build of the same documents makes."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest
from growing import META, NAMES, SENTENCES, build, fresh, prepare, results, task
from hypothesis import given, settings
from hypothesis import strategies as st
from stub_reading import read as read_stub

from kg import corrections, pipeline
from kg.draw import draw
from kg.draw.settings import look
from kg.errors import LedgerError, NoInputError, OutputError
from kg.graph.store import open_store
from kg.ledger import READINGS_FILE, Documents


@pytest.fixture(autouse=True)
def _quick(stand_ins, tmp_path, monkeypatch):
    prepare(stand_ins, tmp_path, monkeypatch)


steps = st.lists(
    st.one_of(
        st.dictionaries(st.sampled_from(NAMES), st.integers(0, len(SENTENCES) - 1), min_size=1),
        st.sampled_from(NAMES),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=30)
@given(steps, st.sampled_from((0.5, 1.0)))
def test_any_additions_changes_and_removals_end_where_a_fresh_build_ends(history, few):
    """With 1.0 a store is always changed, however much is new; with .5 it is often made anew."""
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("kg.writing._FEW", few)
        Path("meta.csv").write_text(META, encoding="utf-8")
        there: dict[str, int] = {}
        for step in history:
            if isinstance(step, dict):
                build("grown", step)
                there |= step
            elif step in there and len(there) > 1:
                pipeline.remove([step], Path("grown"))
                del there[step]
        if there:
            assert results("grown") == fresh(there)
            assert set(open_store(Path("grown"))) == set(open_store(Path("fresh")))


def test_only_what_is_new_or_changed_is_read():
    assert build("b", {"north.txt": 0, "east.txt": 1}) == 2
    assert build("b", {"north.txt": 0, "east.txt": 1}) == 0
    assert build("b", {"north.txt": 0, "south.txt": 3}) == 1
    assert build("b", {"north.txt": 2}) == 1
    assert results("b") == fresh({"north.txt": 2, "east.txt": 1, "south.txt": 3})


def test_a_document_stays_when_its_file_is_no_longer_given_or_there():
    build("b", {"north.txt": 0, "east.txt": 1})
    Path("north.txt").unlink()
    build("b", {"south.txt": 3})
    assert results("b") == fresh({"north.txt": 0, "east.txt": 1, "south.txt": 3})


def test_what_is_known_of_a_text_counts_as_much_as_the_text():
    build("b", {"north.txt": 0, "east.txt": 1})
    Path("meta.csv").write_text(META.replace("2025-03-01", "2025-03-02"), encoding="utf-8")
    assert build("b", {"north.txt": 0, "east.txt": 1}) == 1
    assert results("b") == fresh({"north.txt": 0, "east.txt": 1})


def test_an_upgrade_reads_all_again_from_the_texts_that_the_folder_keeps(stand_ins):
    build("b", {"north.txt": 0, "east.txt": 1})
    Path("north.txt").unlink()
    stand_ins.setattr("kg.workers.versions", lambda _means: (("geostance", "next"),))
    assert build("b", {"east.txt": 1}) == 2
    assert results("b") == fresh({"north.txt": 0, "east.txt": 1})


def test_what_a_file_says_of_actors_is_remembered_until_the_next_one():
    own = corrections.Corrections(
        identities=(corrections.Identity(corrections.Place("own.toml", 1), "Norway", "sweden", same=True),),
        version="1",
    )
    build("b", {"north.txt": 0, "east.txt": 1}, own=own)
    assert build("b", {"south.txt": 3}) == 1
    pipeline.remove(["east.txt"], Path("b"))
    assert results("b") == fresh({"north.txt": 0, "south.txt": 3}, own=own)


def test_starting_over_forgets_the_documents_before_and_reads_all_again():
    build("b", {"north.txt": 0, "east.txt": 1})
    assert build("b", {"east.txt": 1, "south.txt": 3}, fresh=True) == 2
    assert results("b") == fresh({"east.txt": 1, "south.txt": 3})


def test_texts_can_be_taken_out_of_the_graph_without_reading_again():
    build("b", {"north.txt": 0, "east.txt": 1})
    assert build("b", {"north.txt": 0}, texts=False) == 0
    assert b"isString" not in results("b")["graph.trig"]
    assert results("b") == fresh({"north.txt": 0, "east.txt": 1}, texts=False)


def test_two_sources_of_one_text_are_one_document_until_one_is_removed():
    build("b", {"north.txt": 0, "east.txt": 0})
    pipeline.remove(["north.txt"], Path("b"))
    assert results("b") == fresh({"east.txt": 0})


@pytest.mark.parametrize("name", ["source", "ident", "sha256", "iri", "prefixed"])
def test_a_document_is_removed_by_any_of_its_names(name):
    build("b", {"north.txt": 0, "east.txt": 1})
    (document,) = [d for d in Documents.load(Path("b")).documents if d.given[0].source == "north.txt"]
    iri = f"https://w3id.org/geostance/doc/{document.ident}"
    names = {"source": "north.txt", "iri": iri, "prefixed": f"doc:{document.ident}"}
    pipeline.remove([names.get(name) or getattr(document, name)], Path("b"))
    assert results("b") == fresh({"east.txt": 1})


def test_what_is_removed_is_gone_from_the_disk():
    build("b", {"north.txt": 0, "east.txt": 1})
    pipeline.remove(["north.txt"], Path("b"))
    for file in Path("b").rglob("*"):
        assert not file.is_file() or b"north.txt" not in file.read_bytes() or file.parent.name == "store"


def test_a_name_that_fits_nothing_removes_nothing():
    build("b", {"north.txt": 0, "east.txt": 1})
    before = results("b")
    with pytest.raises(NoInputError, match=r"no document is called 'none\.txt'"):
        pipeline.remove(["north.txt", "none.txt"], Path("b"))
    with pytest.raises(NoInputError, match="nothing else is in b"):
        pipeline.remove(["north.txt", "east.txt"], Path("b"))
    assert results("b") == before


def test_what_was_read_before_an_interrupt_is_not_read_again(stand_ins):
    def interrupted(article, *rest):
        if "Sweden" in article.text:
            raise KeyboardInterrupt
        return read_stub(article, *rest)

    files = {"north.txt": 0, "east.txt": 1, "south.txt": 3}
    stand_ins.setattr("kg.extract.read", interrupted)
    stand_ins.setattr("kg.workers._TOGETHER", 1)
    with pytest.raises(KeyboardInterrupt):
        build("b", files)
    assert sorted(p.name for p in Path("b").iterdir()) == [READINGS_FILE]
    stand_ins.setattr("kg.extract.read", read_stub)
    assert build("b", files) < len(files)
    assert results("b") == fresh(files)


def test_what_cannot_be_read_any_more_leaves_the_text_before(stand_ins):
    build("b", {"north.txt": 0, "east.txt": 1})

    def broken(article, *rest):
        if "opposes" in article.text:
            raise ValueError("no head")
        return read_stub(article, *rest)

    stand_ins.setattr("kg.extract.read", broken)
    Path("north.txt").write_text(f"Report\n\n{SENTENCES[2]}\n", encoding="utf-8")
    built = pipeline.build(task("north.txt"), Path("b"))
    assert [f.source for f in built.failures] == ["north.txt"]
    assert results("b") == fresh({"north.txt": 0, "east.txt": 1}) or built.counts.documents == 2


def test_a_second_build_is_told_before_it_reads(stand_ins):
    def meanwhile(*_: object) -> str:
        with pytest.raises(OutputError, match="another process is writing to b"):
            build("b", {"east.txt": 1})
        return ""

    stand_ins.setattr("kg.extract.read", read_stub)
    stand_ins.setattr("kg.draw.draw", meanwhile)
    build("b", {"north.txt": 0})


def test_readers_see_the_graph_before_until_they_open_it_again():
    build("b", {"north.txt": 0})
    reader = open_store(Path("b"))
    before = set(reader)
    build("b", {"east.txt": 1})
    assert set(reader) == before
    assert set(open_store(Path("b"))) > before


def test_lost_readings_are_made_again_from_the_graph_and_without_texts_it_is_told():
    build("b", {"north.txt": 0, "east.txt": 1})
    whole = results("b")
    (Path("b") / READINGS_FILE).unlink()
    assert build("b", {"east.txt": 1}) == 2
    assert results("b") == whole
    build("b", {"east.txt": 1}, texts=False)
    without = results("b")
    (Path("b") / READINGS_FILE).unlink()
    with pytest.raises(LedgerError, match=r"north\.txt must be read again, and its text is not kept"):
        build("b", {"east.txt": 1}, texts=False)
    assert results("b") == without


def test_the_page_of_a_large_graph_that_grew_is_that_of_a_fresh_build(stand_ins):
    stand_ins.setattr("kg.draw.draw", draw)
    stand_ins.setattr("kg.graph.store.FILE_LIMIT", 80)
    stand_ins.setitem(look()["limits"], "positions", 2)
    build("b", {"north.txt": 0, "east.txt": 1, "south.txt": 3})
    build("b", {"west.txt": 2})
    files = {"north.txt": 0, "east.txt": 1, "south.txt": 3, "west.txt": 2}
    shutil.rmtree("fresh", ignore_errors=True)
    build("fresh", files)
    grown, made = (Path(folder, "graph.html").read_text("utf-8") for folder in ("b", "fresh"))
    assert grown == made
    assert '"left":0' not in made


def test_a_large_graph_has_no_file_for_people_and_a_small_one_has_again(stand_ins):
    stand_ins.setattr("kg.graph.store.FILE_LIMIT", 80)
    build("b", {"north.txt": 0})
    assert Path("b/graph.trig").is_file()
    build("b", {"east.txt": 1, "south.txt": 3})
    assert not Path("b/graph.trig").exists()
    assert Path("b/graph.html").is_file()  # a page holds the core of any graph
    assert build("b", {"east.txt": 1}) == 0
    pipeline.remove(["east.txt", "south.txt"], Path("b"))
    assert results("b") == fresh({"north.txt": 0})
