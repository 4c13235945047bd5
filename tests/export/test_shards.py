"""Sorted files by document: any store loads them, and one document more changes what it must."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.export import export, sorting, write
from kg.export.base import MANIFEST

# rdflib's own parser calls its old names
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
DOC = "https://w3id.org/geostance/doc/"


def quad(ident: str, word: str, graph: str | None = None) -> ox.Quad:
    node = ox.NamedNode(f"{DOC}{ident}")
    return ox.Quad(
        node, ox.NamedNode("https://example.org/p"), ox.Literal(word), ox.NamedNode(graph or node.value)
    )


def store_of(*quads: ox.Quad) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def put(store: ox.Store, folder: Path) -> set[str]:
    """Write the shards and return the names of those that were written."""
    return {path.name for path, new in write(export(store, "shards"), folder) if new}


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("which", ["tiny", "nasty"])
def test_two_engines_load_the_shards_as_the_graph_that_they_are_of(request, tmp_path, which):
    store = request.getfixturevalue(which)
    put(store, tmp_path)
    loaded, theirs = ox.Store(), rdflib.Dataset()
    for path in sorted(tmp_path.glob("*.nq")):
        loaded.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
        theirs.parse(path, format="nquads")
    assert set(loaded) == set(store)
    assert sum(1 for _ in theirs.quads()) == len(store)


def test_documents_lie_by_their_first_digits_and_all_else_together(tmp_path):
    other = quad("aa11", "x", "https://example.org/g")
    bare = ox.Quad(other.subject, other.predicate, other.object)
    store = store_of(quad("aa11", "b"), quad("aa22", "a"), quad("0b11", "c"), other, bare)
    put(store, tmp_path)
    lines = {
        name: text.decode().splitlines() for name, text in bytes_in(tmp_path).items() if name != MANIFEST
    }
    assert {name: len(found) for name, found in lines.items()} == {
        "documents-0b.nq": 1,
        "documents-aa.nq": 2,
        "together.nq": 2,
    }
    assert all(found == sorted(found) for found in lines.values())


def test_the_list_tells_size_number_and_hash_of_each_file_in_whatever_order_they_are_read(tiny, tmp_path):
    put(tiny, tmp_path)
    text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
    told = json.loads(text)["files"]
    assert set(told) == {path.name for path in tmp_path.glob("*.nq")}
    for name, said in told.items():
        written = (tmp_path / name).read_bytes()
        assert said == {
            "bytes": len(written),
            "sha256": hashlib.sha256(written).hexdigest(),
            "statements": written.count(b"\n"),
        }
    assert "".join(export(tiny, "shards")[MANIFEST]) == text


def test_one_document_more_writes_its_shard_and_the_list_alone(tmp_path):
    before = [quad("aa11", "b"), quad("0b11", "c")]
    assert put(store_of(*before), tmp_path) == {"documents-aa.nq", "documents-0b.nq", "together.nq", MANIFEST}
    stamp = (tmp_path / "documents-0b.nq").stat().st_mtime_ns
    assert put(store_of(*before), tmp_path) == set()
    assert put(store_of(*before, quad("aa99", "d")), tmp_path) == {"documents-aa.nq", MANIFEST}
    assert (tmp_path / "documents-0b.nq").stat().st_mtime_ns == stamp


def test_a_shard_without_documents_goes_and_foreign_files_stay(tmp_path):
    put(store_of(quad("aa11", "b"), quad("0b11", "c")), tmp_path)
    (tmp_path / "documents-cc.nq").write_text("mine", encoding="utf-8")
    put(store_of(quad("aa11", "b")), tmp_path)
    assert set(bytes_in(tmp_path)) == {"documents-aa.nq", "documents-cc.nq", "together.nq", MANIFEST}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"files": 3}', '{"files": ["../notes.txt", "/etc/x.nq", "..", 5]}', "\udcff{"]
)
def test_no_list_makes_it_touch_what_lies_elsewhere(tmp_path, text):
    folder = tmp_path / "shards"
    folder.mkdir()
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
    put(store_of(quad("aa11", "b")), folder)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]


def test_neither_the_order_of_statements_nor_what_memory_holds_leaves_a_trace(tmp_path, monkeypatch):
    quads = [quad(f"{n % 3}a{n:02}", f"{n}\n“x”") for n in range(40)]
    put(store_of(*quads), tmp_path / "one")
    monkeypatch.setattr(sorting.ordered, "__defaults__", (3,))
    put(store_of(*reversed(quads)), tmp_path / "other")
    assert bytes_in(tmp_path / "one") == bytes_in(tmp_path / "other")
