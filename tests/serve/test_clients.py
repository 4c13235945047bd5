"""Programs that others wrote, as clients."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess

import pyoxigraph as ox
import pytest
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from server import Server

NAMES = "SELECT DISTINCT ?name { ?a a gs:Person ; rdfs:label ?name }"


@pytest.fixture
def wanted(tiny_folder) -> set[str]:
    from kg.graph.store import open_store  # noqa: PLC0415
    from kg.query.result import select  # noqa: PLC0415

    return {row["name"] for row in select(open_store(tiny_folder), NAMES)}


def test_rdflib(server: Server, wanted):
    prefixes = (
        "PREFIX gs: <https://w3id.org/geostance/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    )
    for method in ("GET", "POST", "POST_FORM"):
        remote = SPARQLStore(f"{server.address}/sparql", method=method, returnFormat="json")
        assert {str(row[0]) for row in remote.query(prefixes + NAMES)} == wanted


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml", "csv"])
def test_sparqlwrapper(server: Server, wanted, method, form):
    wrapper = pytest.importorskip("SPARQLWrapper", reason="sparqlwrapper is not installed")
    client = wrapper.SPARQLWrapper(f"{server.address}/sparql")
    client.setMethod(method)
    client.setQuery(NAMES)
    client.setReturnFormat(form)
    found = client.queryAndConvert()
    if form == "json":
        names = {row["name"]["value"] for row in found["results"]["bindings"]}
    elif form == "xml":
        names = {node.firstChild.data for node in found.getElementsByTagName("literal")}
    else:
        names = {row["name"] for row in csv.DictReader(io.StringIO(found.decode()))}
    assert names == wanted


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml"])
def test_sparqlwrapper_constructs(server: Server, accept):
    wrapper = pytest.importorskip("SPARQLWrapper", reason="sparqlwrapper is not installed")
    client = wrapper.SPARQLWrapper(f"{server.address}/sparql")
    client.setQuery("CONSTRUCT { ?a rdfs:label ?name } WHERE { ?a a gs:Person ; rdfs:label ?name }")
    client.addCustomHttpHeader("Accept", accept)
    client.setReturnFormat("turtle" if accept == "text/turtle" else "xml")
    raw = client.query().response.read()
    form = ox.RdfFormat.TURTLE if accept == "text/turtle" else ox.RdfFormat.RDF_XML
    assert len(list(ox.parse(raw, format=form))) > 0


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(server: Server, wanted):
    command = [
        "curl",
        "-sS",
        "-H",
        "Accept: text/csv",
        f"{server.address}/sparql",
        "--data-urlencode",
        f"query={NAMES}",
    ]
    done = subprocess.run(command, capture_output=True, check=True)
    assert {row["name"] for row in csv.DictReader(io.StringIO(done.stdout.decode()))} == wanted
