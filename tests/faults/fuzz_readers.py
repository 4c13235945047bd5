"""What takes foreign input, each with inputs that are nearly right: they must be taken, or refused in one clear line."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import shutil
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from fuzz_inputs import as_json, as_toml, changed, either, graphs, queries, restructured
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.cli import app
from kg.graph.store import open_store
from kg.graph.vocab import GS

HERE = Path(__file__).resolve().parent
TINY = HERE.parent / "query" / "tiny.trig"
QUESTIONS = HERE.parent.parent / "kg" / "query" / "queries"
TEXT = "Norway supports the common fishing agreement of all coastal states. Sweden opposes another package of sanctions.\n"
PAGE = (
    f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Pact &amp; fish</title>"
    f"<meta property='article:published_time' content='2025-03-04T08:00:00Z'></head><body><article><h1>Pact</h1>"
    f"<p>{TEXT}</p><p>{TEXT * 3}</p></article></body></html>"
)
RECORD = {"text": TEXT, "title": "Pact", "url": "https://news.example/a", "published": "2025-03-04", "id": 7}
_HTTP = (
    f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(PAGE)}\r\n\r\n{PAGE}"
)
WARC = (
    f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/b\r\nWARC-Date: 2025-03-04T08:00:00Z\r\n"
    f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
    f"Content-Length: {len(_HTTP)}\r\n\r\n{_HTTP}\r\n\r\n"
)
META = "file,published,outlet,url,title\na.txt,2025-03-04,Harbour Herald,https://news.example/a,Pact\n"
SHEET = """\
correction,position,document,words,holder,kind,polarity,by,on,note
missing position,,NORTH,all coastal states,Norway,,oppose,Eva Novak,2025-08-01,told
wrong polarity,POSITION,,,,,neutral,Eva Novak,,
"""
ACTORS = {
    "actor": [{"name": "Mira Tolland", "kind": "Person", "aliases": ["the Iron Duchess"], "surname": "Tolland"}],
    "alias": [{"name": "the Duchess", "actor": "Mira Tolland"}],
    "office": [{"person": "Mira Tolland", "title": "infrastructure minister", "of": "Slovakia", "from": "2023-10-25"}],
    "same-as": [{"name": "Mirah Tollend", "actor": "Mira Tolland", "in": ["a.txt"]}],
    "not-same-as": [{"name": "Mike Johnson", "actor": "mike-johnson"}],
}  # fmt: skip
SETTINGS = {
    "ingest": {"max_bytes": 1000000, "language": "en", "language_min_confidence": 0.9},
    "resolve": {"role_days": 30, "same_wording": 0.8, "europe_acts_through": "brussels"},
    "serve": {"workers": 2, "deadline_seconds": 5},
    "actors": ACTORS,
}
CODES = {0, 1, 2, 3}


class BrokenError(AssertionError):
    """A reader neither took its input nor refused it in one clear line."""


@dataclass(frozen=True)
class Reader:
    """Something that takes foreign input."""

    name: str
    inputs: st.SearchStrategy[bytes]
    take: Callable[[Bench, bytes], bool]
    """Gives it an input; returns whether it was taken rather than refused."""
    slow: int = 1
    """How many times fewer inputs it gets than others."""


class Bench:
    """A folder with what the readers need beside their input."""

    def __init__(self, place: Path) -> None:
        """Build a small graph in an empty folder."""
        self.place = place
        self.built = place / "built"
        (place / "north.txt").write_text(TEXT, encoding="utf-8")
        (place / "east.txt").write_text(TEXT.replace("Norway", "Finland"), encoding="utf-8")
        self.kg("build", place / "north.txt", place / "east.txt", "-o", self.built)
        self.sheet = self._sheet().encode()
        self.kg("import", self.file("sheet.csv", self.sheet), "-g", self.built)
        self.tiny = place / "tiny.trig"
        shutil.copyfile(TINY, self.tiny)

    def _sheet(self) -> str:
        graph = open_store(self.built)
        positions = sorted(
            quad.subject.value for quad in graph.quads_for_pattern(None, None, GS.Position, None)
        )
        return SHEET.replace("NORTH", str(self.place / "north.txt")).replace("POSITION", positions[0])

    def kg(self, *arguments: object, given: bytes | None = None) -> bool:
        """Run `kg` within this process; return whether it took its input.

        Raises:
            BrokenError: If it ended otherwise than by an exit code and, where it refused, one line that says why.
        """
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
        told = [line for line in result.stderr.splitlines() if line.strip()]
        case = f"kg {' '.join(map(str, arguments))}"[:300]
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise BrokenError(f"{case}: {type(result.exception).__name__}") from result.exception
        if result.exit_code not in CODES:
            raise BrokenError(f"{case}: exit code {result.exit_code}: {told[-3:]}")
        if result.exit_code == 1 and not any(line.startswith(("error: ", "wrong ")) for line in told):
            raise BrokenError(f"{case}: no line says why: {told[-3:]}")
        for line in told:
            if "Traceback" in line or "made a mistake" in line or "error inside" in line:
                raise BrokenError(f"{case}: {line}")
            if not line.isprintable() or line.strip() == "error:":
                raise BrokenError(f"{case}: unreadable line {line!r}")
        return result.exit_code == 0

    def file(self, name: str, data: bytes) -> Path:
        """Write an input."""
        path = self.place / name
        path.write_bytes(data)
        return path

    def damaged(self, name: str, data: bytes) -> Path:
        """Return a copy of the small graph's folder in which one file is another."""
        folder = self.place / "damaged"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.built, folder)
        (folder / name).write_bytes(data)
        return folder


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
    from kg import evaluate  # noqa: PLC0415  # as the command does
    from kg.errors import KgError  # noqa: PLC0415

    try:
        evaluate.read(bench.file("gold.json", data), bench.place)
    except KgError as error:
        return bool(error.message) and False
    return True


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


def _readings(bench: Bench, data: bytes) -> bool:
    """One reading is another, with a checksum that fits."""
    folder = bench.damaged("x", b"")
    with contextlib.closing(sqlite3.connect(folder / "readings.db")) as base:
        packed = zlib.compress(data)
        base.execute("UPDATE reading SET packed = ?, sha256 = ?", (packed, hashlib.sha256(packed).digest()))
        base.commit()
    return min([
        bench.kg("doctor", "-g", folder),
        bench.kg("merge", folder, "-o", bench.place / "merged"),
        bench.kg("doctor", "--mend", "-g", folder),
    ])  # fmt: skip


def _database(bench: Bench, data: bytes) -> bool:
    folder = bench.damaged("readings.db", data)
    return min([
        bench.kg("doctor", "-g", folder),
        bench.kg("merge", folder, "-o", bench.place / "merged"),
        bench.kg("doctor", "--mend", "-g", folder),
    ])  # fmt: skip


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
        Reader("SPARQL", queries(_saved()).map(lambda text: text.encode("utf-8", "replace")) | changed([b"ASK {}"]), _query),
        Reader("parameter", changed(parameters), _parameter),
        Reader("words", changed([b"who opposes escort ships?", b"what does Kari Lund say about ships"]), _asked),
        Reader("name", changed([b"Kari Lund", b"doc:a1a1a1a1a1a1a1a1#p1", b"https://w3id.org/geostance/actor/norway"]), _explained),
    ]  # fmt: skip


@contextlib.contextmanager
def without_model() -> Iterator[None]:
    """Let the stub read instead of the language model."""
    if str(HERE.parent) not in sys.path:
        sys.path.insert(0, str(HERE.parent))
    import stub_reading  # noqa: PLC0415  # found by the line above

    import kg.annotate  # noqa: PLC0415
    import kg.extract  # noqa: PLC0415
    from kg import workers  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "language", lambda _model: None)
        patch.setattr(workers, "_reader", lambda _kind: None)
        patch.setattr(workers, "versions", lambda _means: (("geostance", "test"),))
        patch.setattr(kg.annotate, "annotate", lambda _nlp, articles, _knowledge: iter(articles))
        patch.setattr(kg.extract, "read", stub_reading.read)
        yield
