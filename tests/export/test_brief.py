"""Briefs: what they say, and that no article writes markup into one; read by markdown-it and lxml."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from kg.errors import ExportError, QueryError
from kg.export import Choice, export
from kg.export.markup import Piece, block, markdown, page


def brief(store: ox.Store, **choice) -> str:
    (parts,) = export(store, "brief", Choice(**choice)).values()
    return "".join(parts)


def text_of(source: str) -> str:
    """Return what a reader sees of Markdown."""
    tokens = MarkdownIt().parse(source)
    return "\n".join(
        "".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"
    )


def test_a_brief_of_an_actor_tells_what_changed_with_quotations_and_sources(tiny: ox.Store) -> None:
    shown = text_of(brief(tiny, actor="lund"))
    assert "4 positions, 1 holder, 3 matters, 3 articles, 2 outlets, 3 March 2025 to 10 May 2025." in shown
    assert "Kari Lund changed sides on Norway sends escort ships to the Baltic: 3 March 2025, “" in shown
    assert "Kari Lund now backs sending escort ships to the Baltic." in shown
    assert "Harbour Herald, 10 May 2025, “Lund changes course”, c3.txt" in shown
    assert "unless the patrols go on" in shown


def test_a_brief_of_a_matter_tells_who_is_for_and_who_against(tiny: ox.Store) -> None:
    shown = text_of(brief(tiny, about="escort ships"))
    assert "Jonas Vik: for (if Sweden sends ships too, 3 March 2025" in shown
    assert "Kari Lund: against" in shown
    assert "Jonas Vik against Kari Lund" in shown
    assert "patrols" not in shown


def test_others_on_the_matter_stand_beside_an_actor(tiny: ox.Store) -> None:
    assert "Others: Denmark for" in text_of(brief(tiny, actor="Kari Lund"))


def test_a_brief_since_a_day_leaves_out_what_was_said_before(tiny: ox.Store) -> None:
    shown = text_of(brief(tiny, since=date(2025, 5, 1)))
    assert "1 position, 1 holder" in shown
    assert "Kari Lund: for (10 May 2025)" in shown
    assert "No position was found." in text_of(brief(tiny, since=date(2025, 6, 1)))


def test_a_position_on_anothers_word_says_whose(tiny: ox.Store) -> None:
    assert "on the word of Nils Ek" in text_of(brief(tiny, actor="Denmark"))


def test_a_brief_of_nothing_and_of_nobody_is_refused(tiny: ox.Store) -> None:
    with pytest.raises(ExportError, match="say what the brief is of"):
        brief(tiny)
    with pytest.raises(QueryError, match="near: Kari Lund"):
        brief(tiny, actor="Kari Lunt")


def test_a_page_says_the_same_as_the_text_and_its_numbers_lead_to_the_sources(tiny: ox.Store) -> None:
    tree = html.fromstring(brief(tiny, actor="Kari Lund", html=True))
    assert tree.xpath("//h3/text()")[0] == "Norway sends escort ships to the Baltic"
    targets = set(tree.xpath("//sup/a/@href"))
    assert targets == {f"#{ident}" for ident in tree.xpath("//ol/li/@id")}
    assert len(targets) == 3
    assert not tree.xpath("//script | //link | //img")


def test_no_article_writes_markup_into_a_brief(nasty: ox.Store) -> None:
    plain = brief(nasty, since=date(2025, 1, 1))
    kinds = {token.type for token in MarkdownIt().parse(plain)}
    assert not kinds & {"html_block", "code_block", "fence", "table_open"}
    inner = {child.type for token in MarkdownIt().parse(plain) for child in token.children or ()}
    assert inner <= {
        "text",
        "text_special",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
        "softbreak",
    }
    tree = html.fromstring(brief(nasty, since=date(2025, 1, 1), html=True))
    assert {node.tag for node in tree.iter()} <= {
        "html", "head", "meta", "title", "style", "body",
        "h1", "h2", "h3", "p", "blockquote", "ul", "ol", "li", "b", "i", "sup", "a",
    }  # fmt: skip
    assert all(href.startswith("#source-") for href in tree.xpath("//a/@href"))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40)


@given(WORDS, WORDS)
def test_a_reader_sees_the_words_as_they_are(first: str, second: str) -> None:
    plain = "".join(markdown([block("p", Piece(f"x{first}")), block("li", f"x{second}")]))
    seen = text_of(plain).split("\n")
    assert [" ".join(line.split()) for line in seen] == [" ".join(f"x{w}".split()) for w in (first, second)]
    tree = html.fromstring(
        "".join(page("t", [block("p", f"x{first}"), block("li", Piece(second, "strong"))]))
    )
    assert tree.xpath("string(//p)") == f"x{first}"
    assert tree.xpath("string(//b)") == second
