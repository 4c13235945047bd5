from __future__ import annotations

import gzip
import io
import os
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import config
from kg.ingest import Failure, Known, distinct, read_articles
from kg.ingest.base import READERS
from kg.ingest.meta import read as read_meta
from kg.model import Article

LIMITS = config.load().ingest


def write(folder: Path, **files: str | bytes) -> None:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def found(*paths, **options):
    return list(read_articles(paths, LIMITS, **options))


def test_a_folder_is_read_deeply_in_the_order_of_names(tmp_path):
    write(
        tmp_path,
        b_txt="Two.",
        a_txt="One.",
        sub__c_txt="Three.",
        meta_csv="file\n",
        _hidden_txt="No.",
        x_pdf="No.",
    )
    articles = found(tmp_path)
    assert [a.text for a in articles] == ["One.", "Two.", "Three."]
    assert [Path(a.source).name for a in articles] == ["a.txt", "b.txt", "c.txt"]


def test_the_source_is_the_path_as_given(tmp_path, monkeypatch):
    write(tmp_path, news__a_txt="One.")
    monkeypatch.chdir(tmp_path)
    assert [a.source for a in found("news")] == ["news/a.txt"]
    assert [a.source for a in found("news/a.txt")] == ["news/a.txt"]


def test_a_file_named_twice_is_read_once(tmp_path):
    write(tmp_path, a_txt="One.")
    assert len(found(tmp_path / "a.txt", tmp_path, tmp_path / ".." / tmp_path.name / "a.txt")) == 1


def test_the_folder_of_results_is_passed_over(tmp_path):
    write(tmp_path, a_txt="One.", build__graph_html="<p>Two.</p>")
    assert len(found(tmp_path, skip=tmp_path / "build")) == 1


def test_the_suffix_may_be_in_capitals(tmp_path):
    write(tmp_path, A_TXT="One.")
    assert [a.text for a in found(tmp_path)] == ["One."]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.txt", "there is no such file"),
        (
            "paper.pdf",
            f"is of unknown kind '.pdf'; known are {', '.join(READERS)}: save its text as one of these",
        ),
        ("empty.txt", "is empty"),
        ("empty.jsonl", "is empty"),
        ("folder", "holds no file of a known kind (.htm, .html, .jsonl, .parquet, .txt, .warc)"),
        ("pipe.txt", "is neither a file nor a folder"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_others_go_on(tmp_path, name, reason):
    write(tmp_path, paper_pdf="%PDF", empty_txt="", empty_jsonl="\n\n", good_txt="One.")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    failure, article = found(tmp_path / name, tmp_path / "good.txt")
    assert failure == Failure(str(tmp_path / name), reason)
    assert article.text == "One."


def test_an_address_is_told_from_a_file_that_is_missing():
    (failure,) = found("https://example.org/news")
    assert failure.source == "https://example.org/news"
    assert failure.reason == "is an address, and nothing is fetched; save the page as .html first"


def test_packed_files_are_read_as_what_is_in_them(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"One."))
    (tmp_path / "b.jsonl.GZ").write_bytes(gzip.compress(b'{"text": "Two."}\n{"text": "Three."}\n'))
    assert [a.text for a in found(tmp_path)] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"One.", "cannot be read: Not a gzipped file (b'On')"),
        (gzip.compress(b"One." * 100)[:-9], "is packed, and damaged: "),
        (gzip.compress(b"One.")[:12] + b"\xff" * 9, "is packed, and damaged: "),
    ],
)
def test_a_damaged_packed_file_is_named_and_the_others_go_on(tmp_path, data, reason):
    (tmp_path / "a.txt.gz").write_bytes(data)
    write(tmp_path, b_txt="Two.")
    failure, article = found(tmp_path)
    assert failure.reason.startswith(reason)
    assert article.text == "Two."


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.html.gz"])
def test_a_packed_file_that_swells_is_refused_before_it_fills_the_memory(tmp_path, name):
    with gzip.open(tmp_path / name, "wb", compresslevel=1) as bomb:
        for _ in range(100):
            bomb.write(b"x" * 1_000_000)
    tracemalloc.start()
    (failure,) = found(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert failure.reason.startswith("is larger than")
    assert peak < 40_000_000


def test_a_file_that_the_system_refuses_is_named(tmp_path, monkeypatch):
    write(tmp_path, a_txt="One.", b_txt="Two.")
    real = Path.open

    def refusing(self, *args, **kwargs):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refusing)
    failure, article = found(tmp_path)
    assert failure.reason == "cannot be read: Permission denied"
    assert article.text == "Two."


def test_a_file_name_of_any_bytes_can_be_printed_and_written(tmp_path):
    name = os.path.join(os.fsencode(tmp_path), b"caf\xe9\x1b[31m.txt")  # noqa: PTH118  # Path cannot join bytes
    Path(os.fsdecode(name)).write_text("One.", encoding="utf-8")
    (article,) = found(tmp_path)
    assert article.source.encode("utf-8").endswith("caf\N{REPLACEMENT CHARACTER}\x1b[31m.txt".encode())


def test_the_table_wins_over_the_document_and_that_over_the_options(tmp_path):
    record = b'{"text": "One.", "outlet": "Own", "published": "2025-01-01"}\n'
    write(tmp_path, a_jsonl=record, meta_csv="file,outlet\na.jsonl,Table\n")
    defaults = Known("Option", date(2020, 1, 1), "Option", "https://option.example")
    meta = read_meta(tmp_path / "meta.csv")
    (article,) = found(tmp_path / "a.jsonl", meta=meta, defaults=defaults)
    assert (article.outlet, article.published) == ("Table", date(2025, 1, 1))
    assert (article.title, article.url) == ("Option", "https://option.example")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"One.\r\n", "One.\r\n"),
        (b"\xef\xbb\xbfOne.", "One."),
        (b'{"text": "One."}\n', "One."),
        (b"{ a set } of things", "{ a set } of things"),
    ],
)
def test_standard_input_tells_its_kind(monkeypatch, data, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (article,) = found("-")
    assert article.text == text
    assert article.source.startswith("-")


# ------------------------------------------------------------------ the same text twice


def article(source: str, text: str = "One.", **known) -> Article:
    return Article(text, source, **known)


def test_the_same_text_is_one_article_with_all_sources():
    (one,), warnings = distinct([article("c"), article("a"), article("b")])
    assert (one.source, one.also, warnings) == ("a", ("b", "c"), ())


def test_the_copy_of_which_most_is_known_stays_and_nothing_is_mixed():
    day = date(2025, 3, 4)
    (one,), warnings = distinct(
        [article("a", outlet="A"), article("b", outlet="B", published=day), article("c")]
    )
    assert (one.source, one.outlet, one.published, one.also) == ("b", "B", day, ("a", "c"))
    assert warnings == ("a: has the text of b, but another date or outlet; the latter's are kept",)


@given(
    st.lists(
        st.builds(
            article,
            st.sampled_from("abc"),
            st.sampled_from(["One.", "Two.", "Three."]),
            outlet=st.none() | st.sampled_from("xy"),
            published=st.none() | st.sampled_from([date(2025, 1, 1), date(2025, 1, 2)]),
        ),
        max_size=6,
    ).flatmap(lambda articles: st.tuples(st.just(articles), st.permutations(articles)))
)
def test_the_order_of_input_does_not_matter(pair):
    given_order, other_order = pair
    articles, _ = distinct(given_order)
    assert articles == distinct(other_order)[0]
    assert [a.sha256 for a in articles] == sorted({a.sha256 for a in given_order})
    assert {s for a in articles for s in (a.source, *a.also)} == {a.source for a in given_order}
