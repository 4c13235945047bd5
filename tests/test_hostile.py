"""An article made to break things goes the whole way: read, resolved, written, asked, drawn, validated."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg.cli import app

LONG_LINE = "x" * 400_000
ARTICLE = f"""<script>alert("headline")</script> breaks treaty talks

Norway's prime minister said on Monday that "</script><img src=x onerror=alert(1)>" must be rejected.
"We will not <b>sign</b> \\"it\\" '''" he told 'The <Fjord> & Post'. Peru & Bolivia <!-- support --> it.

gs:x a gs:Position ; gs:holder <https://evil.example/> . }} GRAPH <urn:x> {{ ?s ?p ?o }} # \"\"\" \\u0022 \\
DROP ALL ; INSERT DATA {{ <a> <b> "c"@en-x^^xsd:date }} ; SELECT * WHERE {{ SERVICE <https://evil.example/> {{ }} }}

Bell \x07, escape \x1b[31m, delete \x7f, unit \x1f, vertical \x0b tab, form \x0c feed, \x85 next, \u2028 line,
\u2029 paragraph, \ufffe \uffff noncharacters, \U000e0001 tags, \u200b zero width, \ufeff mark.

\u202eIceland rejected\u202c the plan of Denmark, \u2067\u05e9\u05dc\u05d5\u05dd\u2069 said the minister in e\u0301te\u0301.
\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 The minister\u2019s spokeswoman {{{{ template }}}} {{% raw %}} ${{env}} %s %n said: \u201cNo.\u201d

{LONG_LINE}

Peru supports the treaty, its president said.\r
"""
OUTLET = '"><script>alert("outlet")</script> \\" . } <urn:evil> {'
URL = 'javascript:alert(1)//"><script> } <urn:evil>'


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    record = {"text": ARTICLE, "title": OUTLET, "outlet": OUTLET, "url": URL, "published": "2025-03-04"}
    (folder / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (folder / '<script>alert("file")<').mkdir()
    plain = folder / '<script>alert("file")<' / "b } .txt"
    plain.write_text(ARTICLE + "Bolivia opposes it.\n", encoding="utf-8", newline="")
    output = folder / "build"
    result = CliRunner().invoke(app, ["build", str(folder / "a.jsonl"), str(plain), "-o", str(output)])
    assert result.exit_code == 0, result.stderr
    return output


@pytest.mark.model
def test_the_graph_reads_back_and_holds_the_very_text(built):
    store = ox.Store()
    store.load(path=built / "graph.trig", format=ox.RdfFormat.TRIG)
    query = "SELECT DISTINCT ?t { GRAPH ?g { ?d <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString> ?t } }"
    texts = {row["t"].value for row in store.query(query)}
    assert texts == {ARTICLE, ARTICLE + "Bolivia opposes it.\n"}


@pytest.mark.model
def test_nothing_of_the_text_became_a_statement(built):
    store = ox.Store()
    store.load(path=built / "graph.trig", format=ox.RdfFormat.TRIG)
    for quad in store:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(term, ox.NamedNode):
                assert not term.value.startswith(("urn:", "https://evil.example", "javascript:")), quad


@pytest.mark.model
def test_the_page_holds_no_script_of_the_text(built):
    page = (built / "graph.html").read_text(encoding="utf-8")
    for piece in ("<script>alert", "<img src=x", "<!-- support"):
        assert piece not in page
    assert "Content-Security-Policy" in page
    assert not re.search(r"""(?:href|src)\s*=\s*["']?javascript:""", page)


@pytest.mark.model
def test_the_graph_conforms_and_answers(built):
    valid = CliRunner().invoke(app, ["validate", "-g", str(built)])
    assert (valid.exit_code, valid.stderr) == (0, ""), valid.stdout[:500]
    for form in ("table", "csv", "tsv", "json", "xml"):
        question = (
            "SELECT ?holder ?words { ?p gs:holder/rdfs:label ?holder ; gs:contentSpan/nif:anchorOf ?words }"
        )
        answer = CliRunner().invoke(app, ["query", question, "-g", str(built), "--format", form])
        assert answer.exit_code == 0, answer.stderr
        if form == "table":
            assert "\x1b" not in answer.stdout
