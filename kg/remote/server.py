"""A server that is asked like a store of our own (`kg.graph.source.Source`), and written to graph by graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from kg import config
from kg.errors import QueryError, RemoteError, one_line
from kg.graph.iri import CORRECTIONS, RESOLVED
from kg.graph.vocab import BASE
from kg.query import lex

from .address import Addresses, candidates
from .client import Client

_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"
_NOT_THERE: Final = 404
_PAGE: Final = 2_000
"""Names of graphs that are asked for at a time: servers cut off long answers."""
_DOCUMENT: Final = f"<{BASE}ns#Document>"
_BOOLEAN: Final = "http://www.w3.org/2001/XMLSchema#boolean"
_CUT: Final = ("X-SPARQL-MaxRows", "X-SQL-State")
"""Headers by which Virtuoso says that an answer is not whole."""
Extra = dict[str, str | list[str]]
_UNIONS: Final[tuple[Extra, ...]] = ({}, {"union-default-graph": "true"})
"""What makes a pattern be looked for in all graphs: nothing (Virtuoso, `kg serve`), or a parameter of Oxigraph's."""


class Server:
    """One server. What it answers is read to the end before it is handed on."""

    def __init__(self, client: Client, at: Addresses) -> None:
        """Wrap a server that answers there."""
        self.at = at
        self._client = client
        self._union: Extra | None = None

    # -------------------------------------------------------------- asking

    def query(
        self,
        /,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]:
        """Answer a query; see `Source`.

        Raises:
            RemoteError: If the server does not answer, or refuses.
            QueryError: If it leaves out rows.
        """
        extra = self._in_all_graphs() if use_default_graph_as_union else {}
        return self._asked(_whole(query, base_iri, prefixes or {}), extra)

    def quads_for_pattern(
        self,
        /,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,  # noqa: A002  # as the library calls it
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield statements of named graphs; see `Source`.

        Raises:
            RemoteError: If the server does not answer, or refuses.
            QueryError: If it leaves out rows.
        """
        parts = (subject, predicate, object, graph_name)
        names = ("s", "p", "o", "g")
        s, p, o, g = (
            f"?{name}" if part is None else str(part) for part, name in zip(parts, names, strict=True)
        )
        answer = self._asked(f"SELECT * {{ GRAPH {g} {{ {s} {p} {o} }} }}", {})
        if isinstance(answer, ox.QuerySolutions):
            free = {variable.value for variable in answer.variables}
            for row in answer:
                found = [row[n] if n in free else part for part, n in zip(parts, names, strict=True)]
                yield ox.Quad(*found)  # type: ignore[arg-type]  # of the sorts that the pattern allows

    def _asked(self, query: str, extra: Extra) -> ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]:
        form = _form(query)
        triples = form in {"CONSTRUCT", "DESCRIBE"}
        answer = self._client.send(
            "POST",
            self.at.query,
            accept=_TRIPLES if triples else _ROWS,
            data={"query": query, **extra},
        )
        if answer.status_code == _NOT_THERE:
            raise RemoteError(f"{self.at.query}: is no SPARQL server (404)")
        if any(header in answer.headers for header in _CUT):
            raise QueryError(
                f"{self.at.query} gives only a part of the rows; raise its limit (ResultSetMaxRows)"
            )
        try:
            if triples:
                kind = ox.RdfFormat.from_media_type(answer.headers.get("Content-Type", _TRIPLES))
                return iter([quad.triple for quad in ox.parse(answer.content, format=kind)])
            return ox.parse_query_results(_plain(answer.content, form), format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise RemoteError(
                f"{self.at.query}: does not answer as SPARQL 1.1 asks: {one_line(error, 120)}"
            ) from error

    def _in_all_graphs(self) -> Extra:
        """Return what makes this server look in all graphs; found out once."""
        if self._union is None:
            self._union = next(filter(self._sees_documents, map(dict, _UNIONS)), None)
        if self._union is None:
            self._union = {"default-graph-uri": [graph.value for graph in self.graphs()]}
        return self._union

    def _sees_documents(self, extra: Extra) -> bool:
        try:
            return bool(self._asked(f"ASK {{ ?document a {_DOCUMENT} }}", extra))
        except RemoteError:  # a parameter that a server does not know may be refused
            return False

    # -------------------------------------------------------------- graphs

    def graphs(self) -> Iterator[ox.NamedNode]:
        """Yield the names of the graphs that are ours: of each document by name, then of all together.

        Raises:
            RemoteError: If the server does not answer, or refuses.
        """
        names = self._documents("")
        while names:
            yield from names
            names = self._documents(names[-1].value) if len(names) == _PAGE else []
        yield from (CORRECTIONS, RESOLVED)

    def _documents(self, after: str) -> list[ox.NamedNode]:
        answer = self._asked(
            f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?g a {_DOCUMENT} }} FILTER(STR(?g) > {ox.Literal(after)}) }} "
            f"ORDER BY ?g LIMIT {_PAGE}",
            {},
        )
        rows = answer if isinstance(answer, ox.QuerySolutions) else ()
        return [row["g"] for row in rows if isinstance(row["g"], ox.NamedNode)]

    def read(self, graph: ox.NamedNode) -> bytes:
        """Return the statements of a graph as N-Triples; none where it is not there.

        Raises:
            RemoteError: If the server does not answer, or refuses.
        """
        answer = self._client.send(
            "GET",
            self._graphs(self.at.read or self.at.graphs),
            params={"graph": graph.value},
            accept=_TRIPLES,
        )
        return b"" if answer.status_code == _NOT_THERE else answer.content

    def put(self, graph: ox.NamedNode, triples: bytes) -> None:
        """Make a graph hold these statements (N-Triples) and no others.

        Raises:
            RemoteError: If the server does not answer, or refuses.
        """
        url = self._graphs(self.at.graphs)
        answer = self._client.send("PUT", url, params={"graph": graph.value}, data=triples, kind=_TRIPLES)
        if answer.status_code == _NOT_THERE:
            raise RemoteError(f"{url}: takes no graphs (404); is it a server that can be written to?")

    def drop(self, graph: ox.NamedNode) -> None:
        """Take a graph out; nothing where it is not there.

        Raises:
            RemoteError: If the server does not answer, or refuses.
        """
        self._client.send("DELETE", self._graphs(self.at.graphs), params={"graph": graph.value})

    def update(self, text: str) -> None:
        """Carry out an update.

        Raises:
            RemoteError: If the server does not answer, or refuses.
        """
        if self.at.update is None:
            raise RemoteError(f"{self.at.query}: no address for updates is known; name it in a .toml file")
        answer = self._client.send(
            "POST", self.at.update, data=text.encode("utf-8"), kind="application/sparql-update"
        )
        if answer.status_code == _NOT_THERE:
            raise RemoteError(
                f"{self.at.update}: takes no updates (404); is it a server that can be written to?"
            )

    def _graphs(self, url: str | None) -> str:
        if url is None:
            raise RemoteError(f"{self.at.query}: no address for graphs is known; name it in a .toml file")
        return url


def connected(given: str) -> Server:
    """Return the server at an address, or that a `.toml` file describes.

    Raises:
        RemoteError: If none answers there.
    """
    client = Client(config.load().store)
    tried = []
    for at in candidates(given):
        answer = client.send("POST", at.query, accept=_ROWS, data={"query": "ASK {}"})
        if answer.status_code != _NOT_THERE and answer.headers.get("Content-Type", "").startswith(_ROWS):
            return Server(client, at)
        tried.append(at.query)
    raise RemoteError(
        f"{given}: no SPARQL server answers (tried {', '.join(tried)}); name its addresses in a .toml file"
    )


def fetched(server: Server) -> ox.Store:
    """Return the graph of a server as a store in memory.

    Raises:
        RemoteError: If the server does not answer, or refuses.
    """
    store = ox.Store()
    for graph in server.graphs():
        try:
            store.bulk_load(server.read(graph), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        except SyntaxError as error:
            raise RemoteError(f"{server.at.graphs}: gives no N-Triples: {one_line(error, 120)}") from error
    return store


def _form(query: str) -> str:
    words = (token.text.upper() for token in lex.tokens(query) if token.kind == "word")
    return next((word for word in words if word in lex.FORMS), "")


def _whole(query: str, base_iri: str | None, prefixes: dict[str, str]) -> str:
    """Return a query that declares what it uses, with its lines where they were."""
    declared: set[str] = set()
    used: set[str] = set()
    previous = ""
    for token in lex.tokens(query):
        if token.kind == "name":
            (declared if previous == "PREFIX" else used).add(token.text.partition(":")[0])
        previous = token.text.upper() if token.kind == "word" else ""
    lines = [f"BASE <{base_iri}>"] if base_iri else []
    lines += [f"PREFIX {name}: <{prefixes[name]}>" for name in sorted((used - declared) & set(prefixes))]
    return " ".join([*lines, query])


def _plain(answer: bytes, form: str) -> bytes:
    """Return an answer as the standard has it: Virtuoso writes 1 for true, and a row for a yes or no."""
    if form != "ASK" and _BOOLEAN.encode() not in answer:
        return answer
    found = json.loads(answer)
    rows = found.get("results", {}).get("bindings", ())
    if form == "ASK" and "boolean" not in found:
        return json.dumps(
            {"head": {}, "boolean": any(cell["value"] == "1" for row in rows for cell in row.values())}
        ).encode()
    for row in rows:
        for cell in row.values():
            if cell.get("datatype") == _BOOLEAN:
                cell["value"] = {"1": "true", "0": "false"}.get(cell["value"], cell["value"])
    return json.dumps(found).encode()
