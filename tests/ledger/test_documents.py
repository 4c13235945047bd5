from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LaterError, LedgerError, NoInputError
from kg.ledger import DOCUMENTS_FILE, Documents, Given, merged, without
from kg.model import Article

RECIPE = {"actors": [], "model": None, "reader": "rules", "settings": {}, "texts": True, "writer": "w"}

articles = st.lists(
    st.builds(
        Article,
        st.sampled_from(["one", "two", "three"]),
        st.sampled_from(["a.txt", "b.txt", "c.txt", "-"]),
        st.none() | st.text(min_size=1, max_size=4),
        st.none() | st.dates(),
        st.none() | st.just("Herald"),
        st.none() | st.just("https://example.org/1"),
    ),
    max_size=6,
)


@given(articles, st.randoms(use_true_random=False))
def test_the_list_comes_back_as_it_was_and_the_order_of_inputs_leaves_no_trace(given_articles, random):
    documents = Documents(merged((), given_articles)[0], RECIPE, {"documents": 3})
    seen = {}
    for article in given_articles:  # of one source and text the last counts, so that one is not shuffled away
        seen[article.source, article.sha256] = article
    shuffled = list(seen.values())
    random.shuffle(shuffled)
    assert merged((), shuffled)[0] == documents.documents
    folder = documents.dumped()
    assert Documents.read(folder) == documents
    assert Documents.read(folder).dumped() == folder


@given(articles, articles)
def test_what_a_source_gives_takes_the_place_of_what_it_gave_before(before, now):
    old = [given for document in merged((), before)[0] for given in document.given]
    new = {(g.source, g.sha256) for d in merged(old, now)[0] for g in d.given}
    again = {a.source for a in now} - {"-"}
    kept = {(g.source, g.sha256) for g in old if g.source not in again}
    assert new == kept | {(a.source, a.sha256) for a in now}


def test_a_list_that_was_cut_or_changed_is_refused(tmp_path):
    assert Documents.load(tmp_path) is None
    text = Documents(merged((), [Article("one", "a.txt")])[0], RECIPE).dumped()
    for damaged in (text[:-20], text.replace("a.txt", "b.txt"), "", "[]", "{}", "\ud800"):
        (tmp_path / DOCUMENTS_FILE).write_bytes(damaged.encode("utf-8", "surrogatepass"))
        with pytest.raises(LedgerError, match=r"damaged|cannot be read"):
            Documents.load(tmp_path)
    (tmp_path / DOCUMENTS_FILE).write_text(text.replace('"format":1', '"format":9'), encoding="utf-8")
    with pytest.raises(LaterError, match="later version"):
        Documents.load(tmp_path)


@pytest.mark.parametrize(
    ("sound", "other"),
    [
        ('"texts":true', '"texts":1'),
        ('"actors":[],', ""),
        ('"settings":{}', '"settings":[]'),
        ('"writer":"w"', '"writer":"w","corrections":[]'),
        ('"counts":{}', '"counts":{"words":"many"}'),
        ('"counts":{}', '"counts":{"words":{"a":1}}'),
        ('"counts":{}', '"counts":null'),
        ('"source":"a.txt"', '"source":5'),
        ('"source":"a.txt"', '"origin":"a.txt"'),
        ('"key":""', '"key":null'),
        ('"sha256":"7692c3ad', '"sha256":"../x'),
    ],
)
def test_a_list_that_says_what_no_build_says_is_refused_though_its_checksum_fits(sound, other):
    text = Documents(merged((), [Article("one", "a.txt")])[0], RECIPE).dumped()
    body = text.rpartition(",\n")[0]
    assert body.count(sound) == 1
    body = body.replace(sound, other)
    with pytest.raises(LedgerError, match="damaged"):
        Documents.read(f'{body},\n"sha256":"{hashlib.sha256(body.encode()).hexdigest()}"}}\n')


def test_an_article_comes_back_with_its_text_and_the_sources_of_the_same_text():
    first = Article("one", "b.txt", "Title", date(2025, 3, 1), "Herald", "https://example.org/1")
    second = Article("one", "a.txt")
    ((document,), warnings) = merged((), [second, first])
    assert document.article("one") == Article(
        "one", "b.txt", "Title", date(2025, 3, 1), "Herald", "https://example.org/1", ("a.txt",)
    )
    assert warnings == ()
    assert document.given[1] == Given("a.txt", second.sha256)


def test_a_hash_too_short_or_of_several_documents_names_none():
    documents = Documents(merged((), [Article("one", "a.txt"), Article("two", "b.txt")])[0], RECIPE)
    for name in ("", "/", "doc:", documents.documents[0].sha256[:5]):
        with pytest.raises(NoInputError, match="no document is called"):
            without(documents, [name])
    assert len(without(documents, [documents.documents[0].sha256[:6]])) == 1
