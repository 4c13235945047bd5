"""Every kind of damage that a folder can have: `kg doctor` says what and where, and how to mend it, and that mends it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from stub_reading import read as read_stub
from typer.testing import CliRunner

from kg.cli import app
from kg.graph.iri import RESOLVED

BUILT = Path("b")
FILES = ("graph.trig", "graph.html", "documents.json", "corrections.json")
SHEET = (
    "correction,document,words,holder,polarity,by,on\n"
    "missing position,north.txt,all coastal states,Norway,oppose,Eva Novak,2025-08-01\n"
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory, module_stand_ins):
    """Return a folder with a graph of two documents, one of them corrected."""
    folder = tmp_path_factory.mktemp("whole")
    with module_stand_ins.context() as patch:
        patch.chdir(folder)
        Path("north.txt").write_text(
            "Norway supports the common fishing agreement of all coastal states.\n", encoding="utf-8"
        )
        Path("east.txt").write_text(
            "Sweden opposes the common fishing agreement of all coastal states.\n", encoding="utf-8"
        )
        Path("sheet.csv").write_text(SHEET, encoding="utf-8")
        assert run("build", "north.txt", "east.txt", "-o", "b")[0] == 0
        assert run("import", "sheet.csv", "-g", "b")[0] == 0
    return folder / "b"


@pytest.fixture(scope="module")
def module_stand_ins():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.workers.language", lambda _model: None)
        patch.setattr("kg.workers._reader", lambda _kind: None)
        patch.setattr("kg.workers.versions", lambda _means: (("geostance", "test"),))
        patch.setattr("kg.annotate.annotate", lambda _nlp, articles, _knowledge: iter(articles))
        patch.setattr("kg.extract.read", read_stub)
        yield pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def _copy(whole, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(whole, BUILT)


def run(*arguments: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stderr.splitlines()


def results(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def cut(name: str) -> Callable[[], None]:
    def damage() -> None:
        data = (BUILT / name).read_bytes()
        (BUILT / name).write_bytes(data[: len(data) // 2])

    return damage


def other(name: str, data: bytes) -> Callable[[], None]:
    return lambda: (BUILT / name).write_bytes(data) and None


def gone(name: str) -> Callable[[], None]:
    def damage() -> None:
        path = BUILT / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return damage


def a_folder(name: str) -> Callable[[], None]:
    def damage() -> None:
        gone(name)()
        (BUILT / name).mkdir()
        (BUILT / name / "x").touch()

    return damage


def in_database(statement: str) -> Callable[[], None]:
    def damage() -> None:
        base = sqlite3.connect(BUILT / "readings.db")
        base.execute(statement)
        base.commit()
        base.close()

    return damage


def in_store(change: Callable[[ox.Store], None]) -> Callable[[], None]:
    def damage() -> None:
        graph = ox.Store(str(BUILT / "store"))
        change(graph)
        graph.flush()

    return damage


def one_of(graph: ox.Store, within: str) -> ox.Quad:
    return min((quad for quad in graph if within in quad.graph_name.value), key=str)


THEIRS = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("urn:theirs"))

MENDED = {
    "the list is cut": (cut("documents.json"), "documents.json is damaged"),
    "the list is empty": (other("documents.json", b""), "documents.json is damaged"),
    "the list is not text": (other("documents.json", b"\xff\xfe\x00"), "documents.json cannot be read"),
    "the list is of something else": (other("documents.json", b'{"name": "x"}'), "documents.json is damaged"),
    "the list is gone": (gone("documents.json"), "documents.json is missing"),
    "the readings are cut": (cut("readings.db"), "readings.db"),
    "the readings are empty": (other("readings.db", b""), "readings.db"),
    "the readings are not a database": (other("readings.db", b"x" * 9000), "readings.db is damaged"),
    "the readings are gone": (gone("readings.db"), "readings.db is missing"),
    "a reading is gone": (in_database("DELETE FROM reading WHERE key = (SELECT MIN(key) FROM reading)"), "the reading of"),
    "a reading is damaged": (in_database("UPDATE reading SET packed = zeroblob(40)"), "the reading of"),
    "a reading is no bytes": (in_database("UPDATE reading SET packed = NULL"), "the reading of"),
    "the store is gone": (gone("store"), "store/ is missing"),
    "the store is half there": (gone("store/CURRENT"), "store/ is missing or no longer a store"),
    "the store lacks a statement of a document": (in_store(lambda g: g.remove(one_of(g, "/doc/"))), "is not what was read"),
    "the store lacks a correction": (in_store(lambda g: g.remove(one_of(g, "/corrections"))), "the graph of corrections"),
    "the store lacks a link": (in_store(lambda g: g.remove(one_of(g, RESOLVED.value))), "graph.trig is not what the store says"),
    "the store holds another's graph": (in_store(lambda g: g.add(THEIRS)), "1 graphs of the store are of no document"),
    "the file is cut": (cut("graph.trig"), "graph.trig is not what the store says"),
    "the file is not text": (other("graph.trig", b"@base <https://w3id.org/geostance/> .\n\xff\xfe"), "graph.trig is not"),
    "the file is gone": (gone("graph.trig"), "graph.trig is missing"),
    "the page is cut": (cut("graph.html"), "graph.html breaks off"),
    "the page is gone": (gone("graph.html"), "graph.html is missing"),
    "the corrections are cut": (cut("corrections.json"), "corrections.json cannot be read"),
    "the corrections are of something else": (other("corrections.json", b'{"a": 1}'), "corrections.json cannot be read"),
    "the corrections are gone": (gone("corrections.json"), "corrections.json is missing"),
    "a build was stopped": ((BUILT / ".kg-building").mkdir, "a stopped build has left .kg-building"),
}  # fmt: skip


@pytest.mark.usefixtures("module_stand_ins")
def test_a_folder_that_is_whole_is_well():
    code, lines = run("doctor", "-g", "b")
    assert code == 0, lines
    assert any("corrections.json: 1 corrections" in line for line in lines)


@pytest.mark.usefixtures("module_stand_ins")
@pytest.mark.parametrize("what", sorted(MENDED))
def test_damage_is_told_with_its_place_and_mended(whole, what):
    damage, said = MENDED[what]
    damage()
    code, lines = run("doctor", "-g", "b")
    assert code == 1
    (wrong,) = [number for number, line in enumerate(lines) if line.startswith("wrong ") and said in line]
    assert "kg doctor --mend" in lines[wrong + 1]
    assert run("doctor", "--mend", "-g", "b")[0] == 0
    assert results(BUILT) == results(whole)
    assert run("doctor", "-g", "b")[0] == 0
    assert sorted(p.name for p in BUILT.iterdir()) == sorted((*FILES, "readings.db", "store"))


@pytest.mark.usefixtures("module_stand_ins")
def test_whichever_table_of_the_store_is_cut_it_is_told_and_mended(whole):
    for name in sorted(path.name for path in (whole / "store").glob("*.sst")):
        shutil.rmtree(BUILT)
        shutil.copytree(whole, BUILT)
        cut(f"store/{name}")()
        code, lines = run("doctor", "-g", "b")
        assert code == 1
        assert any("store/ is damaged" in line for line in lines), (name, lines)
        assert run("doctor", "--mend", "-g", "b")[0] == 0, name
        assert results(BUILT) == results(whole)
        assert run("doctor", "-g", "b")[0] == 0


@pytest.mark.usefixtures("module_stand_ins")
def test_a_table_that_only_a_later_look_cannot_read_is_told(monkeypatch):
    def torn(*_):
        yield from ()
        raise RuntimeError("Corruption: Sst file size mismatch")

    monkeypatch.setattr("kg.doctor._strangers", torn)
    code, lines = run("doctor", "-g", "b")
    assert code == 1
    assert any("store/ is damaged: Corruption" in line for line in lines), lines


NOT_OURS = {
    "the page is a folder": (a_folder("graph.html"), "graph.html is no file"),
    "the file is a folder": (a_folder("graph.trig"), "graph.trig is no file"),
    "the page is another's": (
        other("graph.html", b"<html>mine</html>"),
        "graph.html is no page of geostance",
    ),
    "the readings are another's": (other("readings.db", b""), "readings.db"),
    "the note of servers is cut": (other("published.json", b"{"), "published.json"),
}


@pytest.mark.usefixtures("module_stand_ins")
@pytest.mark.parametrize("what", sorted(NOT_OURS))
def test_what_is_not_ours_stays_and_is_told(what):
    damage, said = NOT_OURS[what]
    damage()
    if what == "the readings are another's":
        in_database("CREATE TABLE theirs (x)")()
    before = sorted(BUILT.rglob("*"))
    code, lines = run("doctor", "-g", "b")
    assert code == 1
    assert any(line.startswith("wrong ") and said in line for line in lines), lines
    assert sorted(BUILT.rglob("*")) == before


@pytest.mark.usefixtures("module_stand_ins")
def test_a_language_model_that_vanished_is_told_with_what_to_do():
    rewrite(lambda text: text.replace('"model":null', '"model":"en_core_web_vanished"'))
    code, lines = run("doctor", "-g", "b")
    assert code == 1
    (wrong,) = [number for number, line in enumerate(lines) if line.startswith("wrong ")]
    assert "'en_core_web_vanished', which read the documents, is not installed" in lines[wrong]
    assert "--model" in lines[wrong + 1]


@pytest.mark.usefixtures("module_stand_ins")
def test_a_folder_of_another_version_is_well_and_said_to_be_made_anew():
    writer = json.loads((BUILT / "documents.json").read_bytes())["recipe"]["writer"]
    rewrite(lambda text: text.replace(writer, "0" * 16))
    code, lines = run("doctor", "-g", "b")
    assert code == 0, lines
    assert any("made by another version of geostance" in line for line in lines)


@pytest.mark.usefixtures("module_stand_ins")
def test_a_folder_of_a_later_version_says_so():
    rewrite(lambda text: text.replace('"format":1', '"format":2'))
    for command in (("doctor",), ("remove", "east.txt"), ("doctor", "--mend")):
        code, lines = run(*command, "-g", "b")
        assert code == 1, command
        assert any("was written by a later version of geostance; use that one" in line for line in lines)


@pytest.mark.usefixtures("module_stand_ins")
def test_saving_readings_that_was_cut_short_is_taken_up_again(whole):
    (BUILT / "readings.db").rename(BUILT / "readings.damaged")
    (BUILT / "documents.json").unlink()
    code, lines = run("doctor", "--mend", "-g", "b")
    assert code == 0, lines
    assert results(BUILT) == results(whole)
    assert not (BUILT / "readings.damaged").exists()


def rewrite(change: Callable[[str], str]) -> None:
    """Change the list of documents and give it a checksum that fits."""
    path = BUILT / "documents.json"
    body = change(path.read_text(encoding="utf-8").rpartition(",\n")[0])
    path.write_text(f'{body},\n"sha256":"{hashlib.sha256(body.encode()).hexdigest()}"}}\n', encoding="utf-8")
