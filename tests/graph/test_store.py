from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap

import pyoxigraph as ox
import pytest
from graph_samples import TYPES, first, resolution, second
from mapped import document_quads, resolved_quads

from kg.errors import GraphError, OutputError
from kg.graph import store as module
from kg.graph.store import open_store, write
from kg.graph.trig import trig_of
from kg.graph.vocab import BASE, GS

DOC = ox.NamedNode(BASE + "doc/0123456789abcdef")


def some(word):
    return [ox.Quad(DOC, GS.rule, ox.Literal(word), DOC)]


def words(folder):
    return {quad.object.value for quad in open_store(folder)}


def names(folder):
    return {path.name for path in folder.iterdir()}


def test_what_is_written_can_be_opened(tmp_path):
    readings = [first(), second()]
    quads = [quad for reading in readings for quad in document_quads(reading)]
    quads += resolved_quads(readings, resolution(), TYPES)
    write(tmp_path / "new" / "build", quads)
    assert set(open_store(tmp_path / "new" / "build")) == set(quads)
    assert set(open_store(tmp_path / "new" / "build" / "graph.trig")) == set(quads)
    assert names(tmp_path / "new" / "build") == {"graph.trig", "store"}


@pytest.mark.parametrize(("limit", "large"), [(2, True), (3, False)])
def test_a_graph_is_large_that_holds_more_than_its_file_may_in_whatever_graphs(stand_ins, limit, large):
    stand_ins.setattr(module, "FILE_LIMIT", limit)
    store = ox.Store()
    store.extend((*some("one"), *some("two"), ox.Quad(DOC, GS.rule, ox.Literal("of no graph"))))
    assert module.is_large(store) is large


def test_a_new_result_replaces_the_old_one_and_leaves_other_files(tmp_path):
    write(tmp_path, some("old"))
    (tmp_path / "notes.txt").write_text("mine")
    write(tmp_path, some("new"))
    assert words(tmp_path) == {"new"}
    assert words(tmp_path / "graph.trig") == {"new"}
    assert names(tmp_path) == {"graph.trig", "store", "notes.txt"}


def test_further_files_come_into_place_with_the_graph(tmp_path):
    write(tmp_path, some("old"), {"page.html": "old page\n"})
    with pytest.raises(UnicodeEncodeError):
        write(tmp_path, some("new"), {"a.html": "new page", "page.html": "half \ud83d"})
    assert (tmp_path / "page.html").read_bytes() == b"old page\n"
    assert words(tmp_path) == {"old"}
    assert names(tmp_path) == {"graph.trig", "store", "page.html"}


def test_a_graph_that_fails_on_the_way_leaves_the_old_one(tmp_path):
    write(tmp_path, some("old"))

    def broken():
        yield from some("new")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, broken())
    with pytest.raises(GraphError, match="no named graph"):
        write(tmp_path, [ox.Quad(DOC, GS.rule, DOC)])
    assert words(tmp_path) == {"old"}
    assert names(tmp_path) == {"graph.trig", "store"}


KILLED = """
    import os, signal, sys
    from pathlib import Path
    import pyoxigraph as ox
    from kg.graph.store import write
    from kg.graph.vocab import BASE, GS

    calls = 0

    def audit(event, args):
        global calls
        if event in ("os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "os.mkdir"):
            calls += 1
            if calls == int(sys.argv[2]):
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(audit)
    doc = ox.NamedNode(BASE + "doc/0123456789abcdef")
    write(Path(sys.argv[1]), [ox.Quad(doc, GS.rule, ox.Literal("new"), doc)])
"""


def test_a_build_killed_at_any_step_leaves_one_result_whole(tmp_path):
    """The process is killed before its first, second, … change of the folder, until it gets through."""
    seen = []
    for step in range(1, 60):
        folder = tmp_path / str(step)
        write(folder, some("old"))
        done = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), folder, str(step)], check=False)
        found = words(folder)
        assert found in ({"old"}, {"new"}), step
        assert words(folder / "graph.trig") == found, step
        seen.append(min(found))
        write(folder, some("newest"))
        assert words(folder) == words(folder / "graph.trig") == {"newest"}
        assert names(folder) == {"graph.trig", "store"}
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert seen == sorted(seen, reverse=True)  # old … old, new … new
    assert set(seen) == {"old", "new"}
    assert len(seen) > 5


def test_between_two_moves_the_store_is_found_where_it_waits(tmp_path):
    write(tmp_path, some("old"))
    (tmp_path / "store").rename(tmp_path / ".kg-old-store")
    assert words(tmp_path) == {"old"}
    write(tmp_path, some("new"))
    assert words(tmp_path) == {"new"}
    assert names(tmp_path) == {"graph.trig", "store"}


def test_a_second_writer_is_told_and_the_first_goes_on(tmp_path, monkeypatch):
    def meanwhile(*given):
        monkeypatch.setattr(module, "applied", applied)
        with pytest.raises(OutputError, match="another process is writing"):
            write(tmp_path, some("second"))
        return applied(*given)

    applied = module.applied
    monkeypatch.setattr(module, "applied", meanwhile)
    write(tmp_path, some("first"))
    assert words(tmp_path) == {"first"}


def test_readers_and_a_writer_get_along(tmp_path):
    write(tmp_path, some("old"))
    reader = open_store(tmp_path)
    write(tmp_path, some("new"))
    assert {quad.object.value for quad in reader} == {"old"}
    assert words(tmp_path) == {"new"}


def test_a_store_without_its_file_and_a_file_without_its_store_can_be_read(tmp_path):
    write(tmp_path, some("word"))
    shutil.copytree(tmp_path, tmp_path / "copy")
    (tmp_path / "graph.trig").unlink()
    shutil.rmtree(tmp_path / "copy" / "store")
    assert words(tmp_path) == words(tmp_path / "copy") == {"word"}


@pytest.mark.parametrize("name", ["graph.trig", "store"])
def test_what_no_build_has_made_is_not_replaced(tmp_path, name):
    (tmp_path / name).write_text("somebody's own notes", encoding="utf-8")
    with pytest.raises(OutputError, match=f"{name} is there already"):
        write(tmp_path, some("word"))
    assert (tmp_path / name).read_text(encoding="utf-8") == "somebody's own notes"
    assert names(tmp_path) == {name}


def test_an_output_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "build").write_text("x")
    with pytest.raises(OutputError, match="is a file; the output needs a folder"):
        write(tmp_path / "build", some("word"))
    with pytest.raises(OutputError, match="cannot be written"):
        write(tmp_path / "build" / "below", some("word"))


def test_a_folder_that_cannot_be_written_is_refused():
    with pytest.raises(OutputError, match="cannot be written"):
        write(module.Path("/proc/geostance"), some("word"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_the_right_to_write_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="Permission denied"):
        write(tmp_path, some("word"))


def test_a_folder_called_store_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match="is no store of geostance"):
        write(tmp_path, some("word"))
    assert names(tmp_path) == {"store"}
    assert (tmp_path / "store" / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: None, "does not exist; make a graph with"),
        (lambda path: path.mkdir(), "holds no graph; make one with"),
        (lambda path: path.write_text("<a> <b>"), "cannot be read"),
    ],
)
def test_a_graph_that_is_not_there_is_an_error_of_one_line(tmp_path, make, message):
    make(tmp_path / "graph.trig")
    with pytest.raises(GraphError, match=message) as caught:
        open_store(tmp_path / "graph.trig")
    assert "\n" not in str(caught.value)


def test_a_small_file_that_unfolds_without_end_is_not_read(tmp_path):
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{entities}]><r>&j;</r>'
    for name in ("graph.rdf", "graph.RDF", "graph.owl", "graph.xml"):
        (tmp_path / name).write_text(bomb, encoding="utf-8")
        with pytest.raises(GraphError, match=r"RDF in XML, which is not read|nor an RDF file"):
            open_store(tmp_path / name)


def test_a_damaged_store_is_an_error_of_one_line(tmp_path, monkeypatch):
    write(tmp_path, some("word"))
    (tmp_path / "store" / "CURRENT").write_text("nonsense\n")
    monkeypatch.setattr(module, "_WAIT", 0)
    with pytest.raises(GraphError, match="cannot be read") as caught:
        open_store(tmp_path)
    assert "\n" not in str(caught.value)


def test_opening_is_tried_again(tmp_path, monkeypatch):
    write(tmp_path, some("word"))
    tries = []

    class Shy:
        @staticmethod
        def read_only(path):
            tries.append(path)
            if len(tries) < 3:
                raise OSError("being compacted")
            return ox.Store.read_only(path)

    monkeypatch.setattr(module, "Store", Shy)
    monkeypatch.setattr(module, "_WAIT", 0)
    assert words(tmp_path) == {"word"}
    assert len(tries) == 3


def test_mapping_and_store_do_without_rdflib():
    code = "import sys, kg.graph.mapping, kg.graph.store; sys.exit('rdflib' in sys.modules or 'spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_file_of_a_graph_made_anew_is_what_its_store_gives_back(tmp_path):
    write(tmp_path, some("one") + some("two"))
    assert (tmp_path / "graph.trig").read_text("utf-8") == "".join(trig_of(open_store(tmp_path)))


def test_a_store_that_is_replaced_while_it_is_opened_is_opened_again(tmp_path, monkeypatch):
    write(tmp_path, some("old"))
    tries = []

    class Slow:
        @staticmethod
        def read_only(path):
            tries.append(path)
            store = ox.Store.read_only(path)
            if len(tries) == 1:
                monkeypatch.setattr(module, "Store", ox.Store)
                write(tmp_path, some("new"))
                monkeypatch.setattr(module, "Store", Slow)
            return store

    monkeypatch.setattr(module, "Store", Slow)
    assert words(tmp_path) == {"new"}
    assert len(tries) == 2
