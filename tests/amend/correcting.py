"""What the tests of corrections share: two small articles, tables, and corrections made by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from stub_reading import read as read_stub

from kg import amend, config, knowledge, pipeline
from kg.graph.store import open_store
from kg.model import Article, Correction, CorrectionKind, Polarity, Reading
from kg.query.run import run

HEAD = "correction,position,document,words,holder,kind,polarity,matter,by,on,note\n"
TEXT = "Report\n\nNorway supports the fishing pact. Sweden opposes the fishing pact. Chile watches it.\n"
DAY = date(2025, 8, 1)


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "mine.csv"
    path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def reading() -> Reading:
    return read_stub(Article(TEXT, "north.txt", published=date(2025, 3, 1)))


def against(kind: CorrectionKind, **more) -> Correction:
    first = reading().positions[0]
    document = reading().article.ident
    values = {
        "document": document,
        "was_holder": "Norway",
        "was": Polarity.SUPPORT,
        "words": first.content[0],
    }
    return Correction(kind=kind, by="Eva", on=DAY, **values | more)


def revised(*corrections: Correction, of: Reading | None = None) -> amend.Revised:
    return amend.revised([of or reading()], corrections, knowledge.load())


def build(*paths: str, **options) -> None:
    pipeline.build(pipeline.Task(paths, config.load(), **options), Path("build"))


def sides(folder: Path = Path("build")) -> set[tuple[str, str]]:
    store = open_store(folder)
    table = run(store, "SELECT DISTINCT ?who ?side { ?p gs:holder/rdfs:label ?who ; gs:polarity ?side }")
    return {(str(row["who"]), str(row["side"]).rpartition("#")[2]) for row in table}


def position(who: str) -> str:
    store = open_store(Path("build"))
    return str(next(iter(run(store, "positions-of-an-actor", {"actor": who})))["position"])


def correct(*rows: str) -> None:
    pipeline.correct(amend.read(table(Path(), *rows), "Eva Novak", DAY), Path("build"))
