"""Every saved question on a small graph made by hand, on two engines."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from tiny_values import IN_TINY

from kg.errors import QueryError
from kg.query import saved
from kg.query.bind import bound
from kg.query.matters import find
from kg.query.result import Table, text
from kg.query.run import run

NAMES = [question.name for question in saved.catalogue()]
TINY = Path(__file__).parent / "tiny.trig"


@pytest.fixture(scope="module")
def union() -> Graph:
    """One graph of all: a triple that stands in two of them counts once here, twice in the store."""
    quads = ox.parse(path=TINY, format=ox.RdfFormat.TRIG)
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=triples, format="nt")


def rdflib_rows(union: Graph, query: str) -> list[tuple[str | None, ...]]:
    def plain(cell):
        return None if cell is None else str(cell)

    return [tuple(plain(cell) for cell in row) for row in union.query(query)]


def oxigraph_rows(store: ox.Store, name: str, params=None) -> list[tuple[str | None, ...]]:
    table = run(store, name, params or {})
    assert isinstance(table, Table)
    return [tuple(None if cell is None else text(cell) for cell in row) for row in table.rows]


def test_there_are_at_least_thirty() -> None:
    assert len(NAMES) >= 30


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_give_the_same_rows_in_the_same_order(tiny: ox.Store, union: Graph, name: str) -> None:
    assert rdflib_rows(union, saved.load(name).text) == oxigraph_rows(tiny, name)


WITH_PARAMETERS = [question for question in saved.catalogue() if question.parameters]


@pytest.mark.parametrize("question", WITH_PARAMETERS, ids=lambda question: question.name)
def test_both_engines_agree_where_each_parameter_is_bound(tiny, union, question) -> None:
    for parameter in question.parameters:
        params = {parameter.name: IN_TINY[parameter.kind]}
        assert rdflib_rows(union, bound(tiny, question, params)) == oxigraph_rows(tiny, question.name, params)


@pytest.mark.parametrize("name", NAMES)
def test_the_header_names_the_columns_in_order(tiny: ox.Store, name: str) -> None:
    question = saved.load(name)
    assert question.title
    assert question.description
    answer = run(tiny, name)
    assert isinstance(answer, Table)
    assert question.columns == answer.columns


@pytest.mark.parametrize("name", NAMES)
def test_a_saved_question_declares_its_prefixes_so_that_other_engines_can_run_it(name: str) -> None:
    ox.Store().query(saved.load(name).text)


@pytest.mark.parametrize("name", NAMES)
def test_a_saved_question_sorts_its_rows(name: str) -> None:
    assert "ORDER BY" in saved.load(name).text


def column(store: ox.Store, name: str, wanted: str, **params: str) -> list[str | None]:
    table = run(store, name, params)
    assert isinstance(table, Table)
    return [row[wanted] for row in table]


def test_two_ministers_of_one_state_contradict_each_other_with_both_sentences(tiny: ox.Store) -> None:
    table = run(tiny, "contradictions-within-a-state")
    assert isinstance(table, Table)
    (row,) = table
    assert (row["state"], row["who"], row["other"]) == ("Norway", "Jonas Vik", "Kari Lund")
    assert str(row["sentence"]).startswith("Foreign Minister Jonas Vik said")
    assert str(row["other_sentence"]).startswith("“We will not send")


def test_supporters_are_found_by_any_wording_of_the_matter(tiny: ox.Store) -> None:
    by_label = column(tiny, "supporters-and-opponents", "who", about="NORWAY SENDS")
    by_wording = column(tiny, "supporters-and-opponents", "who", about="sending escort")
    assert by_label == by_wording == ["Jonas Vik", "Kari Lund", "Jonas Vik", "Kari Lund"]


def test_a_matter_is_found_whatever_the_endings_and_by_the_names_of_its_actors(tiny: ox.Store) -> None:
    for words in ("Norwegian escort ship", "Oslo sends escort ships", "the Baltic escorts"):
        if words.startswith("Norwegian"):
            with pytest.raises(
                QueryError, match="no matter has “Norwegian”; near: Norway sends escort ships"
            ):
                run(tiny, "matters", {"about": words})
        else:
            assert column(tiny, "matters", "matter", about=words) == [
                "Norway sends escort ships to the Baltic"
            ]


def test_a_matter_is_found_by_another_word_for_its_things() -> None:
    store = ox.Store()
    store.update(
        """PREFIX gs: <https://w3id.org/geostance/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        INSERT DATA { GRAPH <g:r> { <m:1> a gs:Proposition ; skos:prefLabel "Chile sends troops to Bolivia" .
                                    <m:2> a gs:Proposition ; skos:prefLabel "Chile sends money to Bolivia" } }"""
    )
    assert [node.value for node in find(store, "deploying soldiers in Bolivia")] == ["m:1"]
    assert [node.value for node in find(store, "Bolivia")] == ["m:1", "m:2"]


def test_words_that_tell_no_matter_are_refused(tiny: ox.Store) -> None:
    with pytest.raises(QueryError, match="holds no word"):
        find(tiny, "the of it")


def test_one_side_of_a_matter_can_be_asked_for(tiny: ox.Store) -> None:
    assert column(tiny, "supporters-and-opponents", "who", about="escort ships", side="oppose") == [
        "Jonas Vik",
        "Kari Lund",
    ]
    with pytest.raises(QueryError, match="near: oppose"):
        run(tiny, "supporters-and-opponents", {"side": "opose"})


def test_what_is_new_leaves_out_what_was_only_said_again(tiny: ox.Store) -> None:
    changes = column(tiny, "changed-since", "change", since="2025-05-01")
    assert changes == ["reversal"]
    assert column(tiny, "changed-since", "said_before", since="2025-05-01")[0].startswith("“We will not send")
    assert set(column(tiny, "changed-since", "change", since="2025-01-01")) == {"new", "reversal"}


def test_supporters_are_found_by_the_actor_that_a_stance_is_aimed_at(tiny: ox.Store) -> None:
    assert column(tiny, "supporters-and-opponents", "who", about="the kremlin") == ["Nils Ek"]
    assert column(tiny, "supporters-and-opponents", "matter", about="the kremlin") == ["Russia"]


def test_a_demand_on_an_actor_is_no_support_for_that_actor(tiny: ox.Store) -> None:
    assert "Denmark" not in column(tiny, "supporters-and-opponents", "matter")


def test_a_position_of_two_outlets_is_not_of_one_only(tiny: ox.Store) -> None:
    rows = list(zip(*(column(tiny, "one-outlet-only", c) for c in ("who", "side", "outlet")), strict=True))
    gs = "https://w3id.org/geostance/ns#"
    assert ("Jonas Vik", gs + "oppose", "Coastal Courier") in rows
    assert ("Denmark", gs + "support", "Harbour Herald") in rows


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [("2025-03-03", "2025-03-03", 1), ("2025-03-04", "2025-12-31", 0), ("2024-01-01", "2025-03-02", 0)],
)
def test_events_lie_within_both_days_inclusive(tiny: ox.Store, since: str, until: str, count: int) -> None:
    assert len(column(tiny, "events-between", "event", since=since, until=until)) == count


def test_an_event_counts_the_articles_that_report_it(tiny: ox.Store) -> None:
    assert column(tiny, "events-between", "reports") == [2]
    assert column(tiny, "events-between", "participants") == ["Finland, Norway, Sweden"]


def test_who_speaks_through_a_minister_or_spokesperson_is_not_silent(tiny: ox.Store) -> None:
    assert column(tiny, "silence", "who") == ["Finland"]


def test_an_office_is_held_within_its_days(tiny: ox.Store) -> None:
    assert column(tiny, "offices", "who", on="2024-01-01") == ["Kari Lund"]
    assert column(tiny, "offices", "who", on="2026-01-01") == ["Jonas Vik"]


def test_an_unnamed_source_is_one_without_an_actor(tiny: ox.Store) -> None:
    assert column(tiny, "unnamed-sources", "source") == ["A person close to the talks"]


def test_an_interrupted_quotation_gives_both_parts_in_order(tiny: ox.Store) -> None:
    assert column(tiny, "quotes", "words") == ["We will not send escort ships", "not this year"]


def test_what_two_outlets_say_at_different_times_is_no_difference_between_outlets(tiny: ox.Store) -> None:
    assert column(tiny, "outlets-differ", "who") == ["Jonas Vik"]


def test_a_document_counts_each_position_once(tiny: ox.Store) -> None:
    assert column(tiny, "documents", "positions") == [5, 4, 1]
    assert column(tiny, "documents", "attributions") == [0, 5, 0]


def test_the_fixture_points_at_the_words_it_shows(union: Graph) -> None:
    nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    spans = list(union.triples((None, URIRef(nif + "anchorOf"), None)))
    assert len(spans) > 20
    for span, _, words in spans:
        begin, end = (int(union.value(span, URIRef(nif + n))) for n in ("beginIndex", "endIndex"))
        text = str(union.value(union.value(span, URIRef(nif + "referenceContext")), URIRef(nif + "isString")))
        assert text[begin:end] == str(words)
