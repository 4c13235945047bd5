"""What takes foreign input, each with inputs that are nearly right: they must be taken, or refused in one clear line."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from fuzz_bench import HERE, TINY, Bench, BrokenError, Reader
from fuzz_inputs import as_json, as_toml, changed, either, graphs, queries, restructured
from fuzz_samples import ACTORS, GOLD, LINE, META, PAGE, RECORD, SETTINGS, TEXT, WARC
from hypothesis import strategies as st

from kg import evaluate
from kg.errors import KgError

QUESTIONS = HERE.parent.parent / "kg" / "query" / "queries"


# ------------------------------------------------------------------ articles


def _article(suffix: str) -> Callable[[Bench, bytes], bool]:
    def take(bench: Bench, data: bytes) -> bool:
        return bench.kg("build", bench.file(f"given{suffix}", data), "-o", bench.place / "out", "--fresh")

    return take


def _meta(bench: Bench, data: bytes) -> bool:
    return bench.kg(
        "build", bench.place / "north.txt", "--meta", bench.file("meta.csv", data), "-o", bench.place / "out"
    )


def _actors(bench: Bench, data: bytes) -> bool:
    return bench.kg(
        "build",
        bench.place / "north.txt",
        "--actors",
        bench.file("own.toml", data),
        "-o",
        bench.place / "out",
    )


def _settings(bench: Bench, data: bytes) -> bool:
    return bench.kg(
        "build", bench.place / "north.txt", "--config", bench.file("kg.toml", data), "-o", bench.place / "out"
    )


def _corrections(bench: Bench, data: bytes) -> bool:
    return bench.kg(
        "import", bench.file("sheet.csv", data), "-g", bench.damaged("x", b""), "--by", "Eva Novak"
    )


def _gold(bench: Bench, data: bytes) -> bool:
    taken = False
    for name in ("gold.json", "gold.jsonl"):
        try:
            evaluate.read(bench.file(name, data), bench.place)
            taken = True
        except KgError as error:
            if not error.message:
                raise BrokenError("no word says why") from error
    return taken


# ------------------------------------------------------------------ graphs of others


_ASKED = (
    "positions-of-an-actor",
    "contradictions",
    "shifts",
    "documents",
    "actors",
    "conditions",
    "outlets-differ",
    "quotes",
)


def _graph_file(bench: Bench, data: bytes) -> bool:
    name, _, content = data.partition(b"\n")
    path = bench.file(f"foreign.{name.decode()}", content)
    return bench.kg("query", "SELECT * { ?s ?p ?o } LIMIT 3", "-g", path)


def _foreign(*commands: tuple[str, ...]) -> Callable[[Bench, bytes], bool]:
    def take(bench: Bench, data: bytes) -> bool:
        path = bench.file("foreign.nq", data)
        out = bench.place / "exported"
        filled = [
            [{"GRAPH": path, "OUT": out, "TINY": bench.tiny}.get(word, word) for word in c] for c in commands
        ]
        return min([bench.kg(*command) for command in filled])  # each of them

    return take


def _graph_texts() -> st.SearchStrategy[bytes]:
    quads = list(ox.parse(path=str(TINY), format=ox.RdfFormat.TRIG))[:60]
    triples = [quad.triple for quad in quads]
    kinds = {"trig": quads, "nq": quads, "ttl": triples, "nt": triples, "rdf": triples, "jsonld": quads}
    sound = []
    for name, statements in kinds.items():
        form = ox.RdfFormat.from_extension(name)
        sound.append(name.encode() + b"\n" + ox.serialize(statements, format=form))
    cut = [text.partition(b"\n") for text in sound]
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)
    )
    cut.append(
        (
            b"rdf",
            b"\n",
            f'{bomb}]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&i;</rdf:RDF>'.encode(),
        )
    )
    return st.sampled_from(cut).flatmap(lambda p: changed([p[2]]).map(lambda body: p[0] + b"\n" + body))


def _foreign_graphs() -> st.SearchStrategy[bytes]:
    quads = list(ox.parse(path=str(TINY), format=ox.RdfFormat.TRIG))
    return graphs(quads).map(lambda drawn: ox.serialize(drawn, format=ox.RdfFormat.N_QUADS))


# ------------------------------------------------------------------ folders of others


def _listed(bench: Bench, data: bytes) -> bool:
    """A list of documents with a checksum that fits, so that what it says is believed."""
    body = data.rstrip(b"\n")
    try:
        content = json.loads(body)
    except ValueError:
        content = None
    if isinstance(content, dict):
        content.pop("sha256", None)
        rows = content.pop("documents", [])
        head = json.dumps(content)[:-1] + ("," if content else "")
        text = (
            f'{head}"documents":[\n'
            + ",\n".join(map(json.dumps, rows if isinstance(rows, list) else [rows]))
            + "\n]"
        )
        data = f'{text},\n"sha256":"{hashlib.sha256(text.encode()).hexdigest()}"}}\n'.encode()
    folder = bench.damaged("documents.json", data)
    return min([
        bench.kg("doctor", "-g", folder),
        bench.kg("merge", folder, "-o", bench.place / "merged"),
        bench.kg("remove", "east.txt", "-g", folder),
        bench.kg("build", bench.place / "east.txt", "-o", folder),
    ])  # fmt: skip


def _kept(bench: Bench, data: bytes) -> bool:
    folder = bench.damaged("corrections.json", data)
    return all(
        [bench.kg("merge", folder, "-o", bench.place / "merged"), bench.kg("doctor", "--mend", "-g", folder)]
    )


def _tended(bench: Bench, folder: Path) -> bool:
    """Whether all that looks at a folder's database takes it."""
    return min([
        bench.kg("doctor", "-g", folder),
        bench.kg("merge", folder, "-o", bench.place / "merged"),
        bench.kg("doctor", "--mend", "-g", folder),
    ])  # fmt: skip


def _readings(bench: Bench, data: bytes) -> bool:
    """One reading is another, with a checksum that fits."""
    folder = bench.damaged("x", b"")
    with contextlib.closing(sqlite3.connect(folder / "readings.db")) as base:
        packed = zlib.compress(data)
        base.execute("UPDATE reading SET packed = ?, sha256 = ?", (packed, hashlib.sha256(packed).digest()))
        base.commit()
    return _tended(bench, folder)


def _database(bench: Bench, data: bytes) -> bool:
    folder = bench.damaged("readings.db", data)
    return _tended(bench, folder)


def _file(bench: Bench, data: bytes) -> bool:
    """Any file of a folder is another, by its name on the first line."""
    name, _, content = data.partition(b"\n")
    folder = bench.damaged(name.decode(), content)
    asked = bench.kg("query", "documents", "-g", folder)
    return min([bench.kg("doctor", "-g", folder), asked, bench.kg("doctor", "--mend", "-g", folder)])


def _files(folder: Path) -> st.SearchStrategy[bytes]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return st.sampled_from(files).flatmap(
        lambda path: changed([path.read_bytes()]).map(
            lambda data: f"{path.relative_to(folder)}\n".encode() + data
        )
    )


# ------------------------------------------------------------------ questions


def _query(bench: Bench, data: bytes) -> bool:
    return bench.kg("query", "-", "-g", bench.tiny, given=data)


def _parameter(bench: Bench, data: bytes) -> bool:
    name, _, value = data.decode("utf-8", "replace").partition("\n")
    return bench.kg("query", name, "-p", value, "-g", bench.tiny)


def _asked(bench: Bench, data: bytes) -> bool:
    return bench.kg("ask", data.decode("utf-8", "replace"), "-g", bench.tiny)


def _explained(bench: Bench, data: bytes) -> bool:
    return bench.kg("explain", "--", data.decode("utf-8", "replace"), "-g", bench.tiny)


def _saved() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(QUESTIONS.glob("*.rq"))]


def readers(bench: Bench) -> list[Reader]:
    """Return every reader, with inputs made of what is on the bench."""
    listed = json.loads((bench.built / "documents.json").read_bytes())
    kept = json.loads((bench.built / "corrections.json").read_bytes())
    with contextlib.closing(sqlite3.connect(bench.built / "readings.db")) as base:
        reading = zlib.decompress(base.execute("SELECT packed FROM reading").fetchone()[0])
    parameters = [
        f"{name}\n{key}={value}".encode()
        for name, key, value in (
            ("positions-of-an-actor", "actor", "Kari Lund"), ("conditions", "actor", "actor:norway"),
            ("supporters-and-opponents", "about", "escort ships"), ("shifts", "since", "2025-03-01"),
        )
    ]  # fmt: skip
    return [
        Reader("text", changed([TEXT.encode()]), _article(".txt")),
        Reader("page", changed([PAGE.encode()]), _article(".html")),
        Reader("records", either(restructured([RECORD]), then=as_json) | changed([as_json(RECORD)]), _article(".jsonl")),
        Reader("web archive", changed([WARC.encode(), WARC.encode() * 2]), _article(".warc")),
        Reader("packed", changed([gzip.compress(WARC.encode(), mtime=0)]), _article(".warc.gz")),
        Reader("table of articles", changed([META.encode()]), _meta),
        Reader("actors", restructured([ACTORS]).map(as_toml) | changed([as_toml(ACTORS)]), _actors),
        Reader("settings", restructured([SETTINGS]).map(as_toml) | changed([as_toml(SETTINGS)]), _settings),
        Reader("corrections", changed([bench.sheet]), _corrections),
        Reader("gold", restructured([GOLD]).map(as_json) | restructured([LINE]).map(as_json) | changed([as_json(GOLD)]), _gold),
        Reader("RDF file", _graph_texts(), _graph_file),
        Reader("foreign graph, asked", _foreign_graphs(), _foreign(
            *(("query", name, "-g", "GRAPH") for name in _ASKED), ("ask", "who supports what", "-g", "GRAPH"),
            ("diff", "TINY", "GRAPH"), ("explain", "Kari Lund", "-g", "GRAPH"),
        ), slow=4),
        Reader("foreign graph, drawn", _foreign_graphs(), _foreign(("draw", "-g", "GRAPH", "-o", "OUT")), slow=2),
        Reader("foreign graph, exported", _foreign_graphs(), _foreign(
            *(("export", form, "-g", "GRAPH", "-o", "OUT") for form in ("csv", "graphml", "gexf", "dna", "jsonld")),
            ("export", "brief", "--actor", "Kari Lund", "-g", "GRAPH"),
        ), slow=4),
        Reader("list of documents", restructured([listed]).map(as_json), _listed, slow=4),
        Reader("kept corrections", restructured([kept]).map(as_json) | changed([as_json(kept)]), _kept, slow=2),
        Reader("one reading", restructured([json.loads(reading)]).map(as_json), _readings, slow=4),
        Reader("readings", changed([(bench.built / "readings.db").read_bytes()]), _database, slow=4),
        Reader("folder", _files(bench.built), _file, slow=4),
        Reader("SPARQL", queries(_saved()).map(lambda text: text.encode("utf-8", "replace")) | changed([b"ASK {}"]), _query),
        Reader("parameter", changed(parameters), _parameter),
        Reader("words", changed([b"who opposes escort ships?", b"what does Kari Lund say about ships"]), _asked),
        Reader("name", changed([b"Kari Lund", b"doc:a1a1a1a1a1a1a1a1#p1", b"https://w3id.org/geostance/actor/norway"]), _explained),
    ]  # fmt: skip
