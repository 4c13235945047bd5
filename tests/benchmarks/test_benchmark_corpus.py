"""The generated corpus that the benchmarks grow."""

import csv
from pathlib import Path

import corpus

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "corpus.py"


def test_an_article_depends_on_its_number_and_the_seed_alone():
    alone = corpus.article(7)
    among_others = list(corpus.articles(10))[7]
    assert alone == among_others == next(corpus.articles(1, first=7))
    assert corpus.article(7, seed=1).text != alone.text


def test_no_two_articles_are_the_same():
    texts = [made.text for made in corpus.articles(500)]
    assert len(set(texts)) == len(texts)


def test_persons_grow_with_the_corpus_but_more_slowly(monkeypatch):
    named = set()
    person = corpus._person
    monkeypatch.setattr(corpus, "_person", lambda *who: (named.add(who), person(*who))[1])
    grown = []
    for number, _ in enumerate(corpus.articles(1_000), 1):
        if number in {100, 1_000}:
            grown.append(len(named))
    few, many = grown
    assert 3 * few < many < 10 * few


def test_a_name_is_replaced_throughout_an_article():
    names = {"Robert Fico": "Otto Kordal", "Fico": "Kordal", "Slovakia": "Norway"}
    text = "Robert Fico spoke. Fico's Slovakia did not, Ficos did."
    assert corpus._replaced(text, names) == "Otto Kordal spoke. Kordal's Norway did not, Ficos did."


def test_the_folder_holds_the_articles_and_their_days(tmp_path):
    corpus.main(["3", str(tmp_path / "made"), "--first", "5"])
    with (tmp_path / "made" / "meta.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["file"] for row in rows] == ["0000005.txt", "0000006.txt", "0000007.txt"]
    made = corpus.article(6)
    assert rows[1]["published"] == made.published.isoformat()
    assert (tmp_path / "made" / rows[1]["file"]).read_text(encoding="utf-8") == made.text
