from __future__ import annotations

import socket

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query import lex
from kg.query.bind import bound, terms
from kg.query.result import Table, Triples, Verdict
from kg.query.run import check, doubts, run
from kg.query.saved import parse


def rows(store: ox.Store, question: str, **params: str) -> Table:
    answer = run(store, question, params)
    assert isinstance(answer, Table)
    return answer


def refused(store: ox.Store, question: str, **params: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        run(store, question, params)
    return caught.value


# ------------------------------------------------------------------ forms of questions


def test_prefixes_need_no_declaration_and_all_graphs_are_seen(tiny: ox.Store) -> None:
    answer = rows(
        tiny, "SELECT DISTINCT ?who WHERE { ?p a gs:Position ; gs:holder/rdfs:label ?who } ORDER BY ?who"
    )
    assert [row["who"] for row in answer][:2] == ["Denmark", "Jonas Vik"]


def test_an_own_declaration_of_a_known_prefix_wins(tiny: ox.Store) -> None:
    assert run(tiny, "PREFIX gs: <http://example.org/> ASK { ?s a gs:Position }") == run(
        tiny, "ASK { ?s a <x:y> }"
    )


def test_yes_and_no_and_triples(tiny: ox.Store) -> None:
    answer = run(tiny, "ASK { actor:norway a gs:State }")
    assert isinstance(answer, Verdict)
    assert answer.value
    triples = run(tiny, "DESCRIBE actor:norway")
    assert isinstance(triples, Triples)
    assert len(triples.triples) == 4


def test_a_triple_that_stands_in_two_graphs_is_constructed_once(tiny: ox.Store) -> None:
    answer = run(tiny, "CONSTRUCT { ?d gs:about ?p } WHERE { ?x gs:about ?p ; gs:reportedIn ?d }")
    assert isinstance(answer, Triples)
    assert list(answer.triples) == sorted(set(answer.triples), key=str)


def test_a_file_is_a_question(tiny: ox.Store, tmp_path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "# parameter: who | actor | required | Kari Lund | holder\nSELECT ?p WHERE { ?p gs:holder ?who }",
        encoding="utf-8",
    )
    assert len(rows(tiny, str(file), who="kari lund")) == 4
    assert "needs -p who=…" in refused(tiny, str(file)).message


def test_a_file_that_is_not_there_is_named(tiny: ox.Store, tmp_path) -> None:
    assert "none.rq" in refused(tiny, str(tmp_path / "none.rq")).message


def test_an_unknown_name_suggests_near_ones(tiny: ox.Store) -> None:
    assert "near: contradictions" in refused(tiny, "contradiction").message
    assert "supporters-and-opponents" in refused(tiny, "supporters").message


# ------------------------------------------------------------------ parameters


@pytest.mark.parametrize("name", ["Kari Lund", "kari lund", "KARI  LUND", "lund", "Lünd", "actor:kari-lund"])
def test_an_actor_is_found_by_label_alias_and_iri_whatever_case_and_accents(
    tiny: ox.Store, name: str
) -> None:
    assert len(rows(tiny, "positions-of-an-actor", actor=name)) == 4


def test_an_article_before_a_name_does_not_count(tiny: ox.Store) -> None:
    assert terms(tiny, "Kremlin", "actor") == terms(tiny, "the Kremlin", "actor")


def test_an_unknown_actor_suggests_near_ones(tiny: ox.Store) -> None:
    error = refused(tiny, "positions-of-an-actor", actor="Jonas Wik")
    assert "no actor is called “Jonas Wik”; near: Jonas Vik" in error.message


def test_a_name_that_two_actors_share_means_both() -> None:
    store = ox.Store()
    store.update(
        """PREFIX gs: <https://w3id.org/geostance/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        INSERT DATA { GRAPH <g:r> { <a:1> a gs:Organisation ; rdfs:label "Defence Ministry" .
                                    <a:2> a gs:Organisation ; rdfs:label "defence ministry" } }"""
    )
    assert [term.value for term in terms(store, "Defence Ministry", "actor")] == ["a:1", "a:2"]


def test_an_unknown_parameter_names_those_there_are(tiny: ox.Store) -> None:
    assert "it has: since, until" in refused(tiny, "events-between", form="x").message.replace("actor, ", "")


@pytest.mark.parametrize(("value", "reason"), [("soon", "not a day"), ("2025-02-30", "not a day")])
def test_a_day_that_is_none_is_refused(tiny: ox.Store, value: str, reason: str) -> None:
    assert reason in refused(tiny, "events-between", since=value).message


def test_a_number_that_is_none_is_refused(tiny: ox.Store) -> None:
    assert "not a number" in refused_term(tiny, "many", "number")
    assert "not a number" in refused_term(tiny, "NaN", "number")


def refused_term(store: ox.Store, value: str, kind: str) -> str:
    with pytest.raises(QueryError) as caught:
        terms(store, value, kind)
    return caught.value.message


HOSTILE = [
    '" } DROP ALL #',
    "'''",
    '\\" ) || true || (',
    "} SERVICE <http://127.0.0.1/> {",
    "?x",
    "\n\r\t\0",
    "<a>",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_never_becomes_code(tiny: ox.Store, value: str) -> None:
    question = "# parameter: words | text | any | a | b\nSELECT ?p WHERE { ?p gs:rule ?words }"
    assert len(rows(tiny, question, words=value)) == 0
    for kind in ("about", "actor", "side"):
        with pytest.raises(QueryError, match=r"(no (matter|actor|word)|holds no word)"):
            run(tiny, "supporters-and-opponents", {kind: value})


@given(value=st.text())
def test_a_text_comes_out_as_it_went_in(value: str) -> None:
    question = parse("", "# parameter: x | text | any | a | b\nSELECT ?x WHERE { }")
    if any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        return  # no RDF text can hold half of a surrogate pair
    answer = run(ox.Store(), bound(ox.Store(), question, {"x": value}))
    assert isinstance(answer, Table)
    assert [row["x"] for row in answer] == [value]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x WHERE { }",
        "SELECT ?x { }",
        "SELECT (STRLEN(?x) AS ?n) ?x { } # WHERE { in a comment",
        'SELECT ?x (EXISTS { ?a ?b "}" } AS ?e) WHERE { }',
        "CONSTRUCT { <a:b> <c:d> ?x } WHERE { }",
        "CONSTRUCT { <a:b> <c:d> ?x } FROM <g:g> WHERE { }",
        "PREFIX where: <http://w/> SELECT ?x { }",
    ],
)
def test_a_parameter_is_bound_in_the_outermost_pattern(query: str) -> None:
    text = bound(ox.Store(), parse("", query), {"x": "7"})
    answer = run(ox.Store(), text)
    assert answer.triples if isinstance(answer, Triples) else len(answer.rows) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "values",
    [
        '("" UNDEF) (UNDEF "") (UNDEF UNDEF) ("x"@en 5) ("tab\\tline\\n\\"\\\\" true)',
        '("01"^^<http://www.w3.org/2001/XMLSchema#integer> 1e3) (5.0 <a:b>) ("x"^^<a:type> "NaN"^^<a:type>)',
    ],
)
def test_rows_leave_the_store_with_every_term_as_it_is(values: str) -> None:
    store, query = ox.Store(), f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}"
    assert run(store, query).rows == tuple(tuple(row) for row in store.query(query))


def test_the_short_form_of_construct_takes_no_parameters(tiny: ox.Store) -> None:
    query = "CONSTRUCT WHERE { ?position gs:holder ?actor }"
    assert "short form" in refused(tiny, query, actor="Kari Lund").message


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("query", "line", "column", "shown"),
    [
        ("SELECT ?s WHERE {\n  ?s ?p\n}", 3, 1, "“}”"),
        ("SELEC ?s { ?s ?p ?o }", 1, 1, "did you mean SELECT"),
        ("SELECT ?s {\n ?s ex:a ?o }", 2, 5, "ex: is not declared"),
        ("SELECT ?s { ?s ?p ?o } LIMIT few", 1, 30, "“few”"),
        ("DELETE WHERE { ?s ?p ?o }", 1, 1, "only read"),
        ("PREFIX a: <b:c> INSERT DATA { a:b a:c a:d }", 1, 17, "only read"),
        ("LOAD <http://example.org/>", 1, 1, "only read"),
    ],
)
def test_a_bad_question_is_refused_with_its_place(query: str, line: int, column: int, shown: str) -> None:
    with pytest.raises(QueryError) as caught:
        check(query)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert shown in caught.value.message


def test_the_offending_line_is_shown_with_a_caret_below_the_place() -> None:
    with pytest.raises(QueryError) as caught:
        check("SELECT ?s WHERE {\n  ?s gs:holder ; }")
    line, caret = caught.value.__notes__[0].splitlines()
    assert line.strip() == "?s gs:holder ; }"
    assert line[caret.index("^")] == ";"


def test_a_term_that_the_vocabulary_lacks_is_doubted_with_its_place_and_near_ones() -> None:
    (line,) = doubts("SELECT ?p {\n ?p gs:holdr ?who ; gs:holder ?x ; <http://e/gs:what> 'gs:no' }")
    assert line.startswith("line 2, column 5: gs:holdr is no term of the vocabulary; near: holder")


def test_an_empty_question_is_refused() -> None:
    for nothing in ("", " \n ", "# only a comment"):
        with pytest.raises(QueryError, match="empty"):
            check(nothing)


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service SILENT ?where { ?s ?p ?o } }",
    "ASK { OPTIONAL { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * { ?s <http://a/'> ?o SERVICE <http://127.0.0.1:9/> { ?s ?p '' } }",
    "SELECT * { ?s <http://a/\\u0041'> ?o SERVICE <http://127.0.0.1:9/> { ?s ?p '' } }",
    "SELECT * { ?s gs:a\\' ?o SERVICE <http://127.0.0.1:9/> { ?s ?p '' } }",
    "SELECT * { FILTER(?a<?b)SERVICE<http://127.0.0.1:9/>{?s ?p ?o} }",
    '# "\nSELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p "" } }',
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_no_other_server_is_ever_called(monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    def called(*_: object) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr(socket.socket, "connect", called)
    with pytest.raises(QueryError) as caught:
        check(query)
    assert caught.value.line is not None


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?service gs:rule "SERVICE <x>" }',
        "SELECT * { ?s ?p '''a SERVICE \" b''' } # SERVICE",
        "PREFIX service: <http://s/> SELECT * { ?s service:SERVICE ?SERVICE }",
        'SELECT * { ?s ?p "INSERT DATA"@en }',
    ],
)
def test_the_word_alone_is_no_call(query: str) -> None:
    check(query)


@given(st.text(alphabet="{}<>?$\"'\\#:@ab SERVICE\n", max_size=60))
def test_reading_words_loses_no_character(query: str) -> None:
    seen = set()
    for token in lex.tokens(query):
        assert query[token.begin : token.begin + len(token.text)] == token.text
        seen.update(range(token.begin, token.begin + len(token.text)))
    left = "".join(c for i, c in enumerate(query) if i not in seen)
    assert all(part.isspace() or "#" in left for part in left)


def test_a_question_writes_nothing(tiny: ox.Store) -> None:
    before = len(tiny)
    for query in ("DROP ALL", "CLEAR GRAPH <g:g>", "CREATE GRAPH <g:g>"):
        refused(tiny, query)
    assert len(tiny) == before


def test_a_question_that_names_its_graphs_sees_no_others(tiny: ox.Store) -> None:
    nothing = run(tiny, "SELECT * FROM <http://example.org/none> WHERE { ?s ?p ?o }")
    assert not nothing.rows
    assert run(tiny, "SELECT * WHERE { ?s ?p ?o } LIMIT 1").rows


@pytest.mark.parametrize(
    "question",
    [
        "ASK { FILTER(" + "!" * 50_000 + "1) }",
        "ASK { FILTER(" + "1+" * 50_000 + "1) }",
        "ASK { ?s " + "<urn:a>/" * 50_000 + "<urn:a> ?o }",
        "ASK { " + "{} UNION " * 50_000 + "{} }",
        "SELECT " + "".join(f"(COUNT(?a) AS ?x{n}) " for n in range(9_000)) + "{}",
        "ASK { ?s <urn:p> " + "1," * 50_000 + "1 }",
    ],
)
def test_a_chain_that_would_end_the_engine_is_refused(tiny: ox.Store, question: str) -> None:
    assert "has more than 2,000 parts" in refused(tiny, question).reason


def test_a_long_list_of_values_is_no_chain(tiny: ox.Store) -> None:
    values = " ".join(f"(<urn:{n}> {n})" for n in range(3_000))
    assert len(rows(tiny, f"SELECT ?x {{ VALUES (?x ?n) {{ {values} }} }}")) == 3_000
