"""A real server, asked over HTTP."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib
from server import ROWS, Server, serving, triples

from kg.graph import store
from kg.serve.protocol import DIRECT, FORM

COUNT = "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a gs:Position }"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def number(reply) -> int:
    assert reply.status == 200, reply.text
    return int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])


def test_get_form_and_direct_post_give_the_same(server: Server):
    wanted = number(server.get(COUNT))
    assert wanted > 0
    form = urlencode({"query": COUNT}).encode()
    assert number(server.send("POST", "/sparql", form, {"Content-Type": FORM, "Accept": ROWS})) == wanted
    assert number(server.send("POST", "/sparql/", COUNT.encode(), {"Content-Type": DIRECT})) == wanted


def test_the_service_describes_itself(server: Server):
    reply = server.send("GET", "/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=reply.body, format="turtle")
    described = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, described.Service)
    assert str(graph.value(service, described.endpoint)) == f"{server.address}/sparql"
    assert described.SPARQL11Query in set(graph.objects(service, described.supportedLanguage))


@pytest.mark.parametrize(
    ("status", "method", "path", "body", "headers"),
    [
        (405, "PUT", "/sparql?query=ASK{}", b"", {}),
        (405, "DELETE", "/sparql", None, {}),
        (404, "GET", "/nowhere", None, {}),
        (404, "GET", "/static/../app.py", None, {}),
        (404, "GET", "/static/nothing.js", None, {}),
        (400, "GET", "/thing?iri=no", None, {}),
        (400, "GET", "/thing?iri=urn:a%3E%20%3Fp%20%3Fo", None, {}),
        (413, "POST", "/sparql", b"x" * 1_100_000, {"Content-Type": DIRECT}),
        (406, "GET", "/sparql?query=ASK%7B%7D", None, {"Accept": "image/png"}),
    ],
)
def test_what_cannot_be_had_has_its_status_and_a_reason(server: Server, status, method, path, body, headers):
    reply = server.send(method, path, body, headers)
    assert reply.status == status
    assert reply.body.strip()


def test_cors_is_off_unless_a_site_is_named(server: Server, tiny_folder):
    origin = {"Origin": "http://example.org"}
    assert "access-control-allow-origin" not in server.send("GET", "/sparql", headers=origin).headers
    with serving(tiny_folder, "--cors", "http://example.org", "--token", "s3cret") as open_one:
        asked = {**origin, "Authorization": "Bearer s3cret"}
        allowed = open_one.send("GET", "/sparql", headers=asked).headers
        assert allowed["access-control-allow-origin"] == "http://example.org"
        preliminary = {**origin, "Access-Control-Request-Method": "POST"}
        assert open_one.send("OPTIONS", "/sparql", headers=preliminary).status == 200


def test_a_name_that_is_not_the_servers_own_is_refused(server: Server):
    assert server.send("GET", "/", headers={"Host": "attacker.example"}).status == 421
    assert server.send("GET", "/", headers={"Host": f"localhost:{server.port}"}).status == 200


def test_a_token_is_asked_of_everybody(tiny_folder):
    with serving(tiny_folder, KG_TOKEN="s3cret") as guarded:  # noqa: S106  # of this test only
        for path in ("/", "/sparql", "/graph.html", "/questions.json"):
            assert guarded.send("GET", path).status == 401
        assert guarded.send("GET", "/sparql", headers={"Authorization": "Bearer wrong"}).status == 401
        assert guarded.send("GET", "/sparql", headers={"Authorization": "Bearer s3cret"}).status == 200
        assert guarded.send("GET", "/", headers={"Authorization": "Basic OnMzY3JldA=="}).status == 200


def test_a_thing_is_a_page_for_people_and_rdf_for_programs(server: Server):
    page = server.send("GET", "/actor/kari-lund", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.type == "text/html"
    assert "<h2>Kari Lund</h2>" in page.text
    for accept, form in (("text/turtle", "turtle"), ("application/ld+json", "json-ld")):
        reply = server.send("GET", "/actor/kari-lund", headers={"Accept": accept})
        labels = triples(reply.body, form).objects(None, rdflib.RDFS.label)
        assert "Kari Lund" in {str(label) for label in labels}


def test_of_a_document_programs_get_all_that_was_read_in_it(server: Server):
    reply = server.send("GET", "/doc/a1a1a1a1a1a1a1a1", headers={"Accept": "application/n-triples"})
    assert b"#p1>" in reply.body


def test_words_from_a_text_stay_words_on_a_page(tmp_path):
    bad = "<script>document.title = 'ran'</script>"
    thing = ox.NamedNode("https://w3id.org/geostance/actor/x")
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    other = ox.NamedNode("https://w3id.org/geostance/ns#url")
    graph = ox.NamedNode("https://w3id.org/geostance/graph/resolved")
    store.write(
        tmp_path / "build",
        [
            ox.Quad(thing, label, ox.Literal(bad), graph),
            ox.Quad(thing, other, ox.NamedNode("javascript:alert(1)"), graph),
        ],
    )
    with serving(tmp_path / "build") as running:
        page = running.send("GET", "/actor/x", headers={"Accept": "text/html"}).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert 'href="javascript' not in page


# ------------------------------------------------------------------ nothing is written or fetched


class Listener:
    """Counts who connects."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { OPTIONAL { SERVICE SILENT <URL> { ?s ?p ?o } } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
        "SELECT * { ?s ?p '#' . SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { BIND(<URL> AS ?u) SERVICE ?u { ?s ?p ?o } }",
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <URL>",
        "DESCRIBE <URL>",
        "BASE <URL> SELECT * { <x> ?p ?o }",
    ],
)
def test_nothing_is_ever_fetched(server: Server, query):
    listener = Listener()
    url = f"http://127.0.0.1:{listener.port}/data.ttl"
    server.get(query.replace("URL", url))
    server.get("ASK {}", **{"default-graph-uri": url, "named-graph-uri": url})
    time.sleep(0.1)
    listener.socket.close()
    assert listener.calls == 0


def test_nothing_is_ever_written(server: Server, tiny_folder):
    before = sorted((file.name, file.stat().st_size) for file in (tiny_folder / "store").iterdir())
    for query in (
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "CLEAR ALL",
        "DROP ALL",
        "DELETE WHERE { ?s ?p ?o }",
    ):
        assert server.get(query).status == 400
        assert (
            server.send(
                "POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-update"}
            ).status
            == 403
        )
    assert sorted((file.name, file.stat().st_size) for file in (tiny_folder / "store").iterdir()) == before


# ------------------------------------------------------------------ builds meanwhile


def test_a_new_build_is_picked_up_without_a_restart(tmp_path, tiny_folder):
    folder = Path(shutil.copytree(tiny_folder, tmp_path / "build"))
    with serving(folder) as running:
        before = number(running.get(COUNT))
        quads = list(store.open_store(folder))
        another = ox.NamedNode("https://w3id.org/geostance/doc/ffff#position-1")
        kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        position = ox.NamedNode("https://w3id.org/geostance/ns#Position")
        graph = ox.NamedNode("https://w3id.org/geostance/doc/ffff")
        store.write(folder, [*quads, ox.Quad(another, kind, position, graph)])
        assert {number(running.get(COUNT)) for _ in range(6)} == {before + 1}  # by every worker


def test_a_graph_that_vanishes_is_told_and_comes_back(tmp_path, tiny_folder):
    folder = Path(shutil.copytree(tiny_folder, tmp_path / "build"))
    with serving(folder) as running:
        before = number(running.get(COUNT))
        folder.rename(tmp_path / "away")
        gone = [running.get(COUNT) for _ in range(4)]
        assert {reply.status for reply in gone} == {503}
        (tmp_path / "away").rename(folder)
        assert number(running.get(COUNT)) == before


def test_one_line_says_why_serving_cannot_begin(tmp_path, tiny_folder, server: Server):
    def said(*options: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "serve", *options],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        return done.stderr

    assert "holds no graph" in said("--graph", str(tmp_path))
    assert str(server.port) in said("--graph", str(tiny_folder), "--port", str(server.port))


def test_other_machines_are_let_in_only_with_a_warning(tiny_folder):
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kg",
            "serve",
            "--graph",
            str(tiny_folder),
            "--host",
            "0.0.0.0",  # noqa: S104  # what is warned of
            "--port",
            "0",
        ],  # what is warned of
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    process.kill()
    process.wait()
    process.stderr.close()
    assert "warning" in first
    assert "without a token" in first
