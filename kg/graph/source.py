"""What can be asked: a store of ours on disk or in memory, or somebody's server (`kg.remote`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Triple,
)


class Source(Protocol):
    """A graph that answers: a part of what `pyoxigraph.Store` does."""

    def query(
        self,
        /,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,
    ) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
        """Answer a query of SPARQL 1.1.

        Args:
            query: Its text.
            base_iri: What relative IRIs in it are relative to.
            prefixes: Those that it need not declare.
            use_default_graph_as_union: Whether a pattern outside of GRAPH is looked for in all graphs.
        """

    def quads_for_pattern(
        self,
        /,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,  # noqa: A002  # as the library calls it
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield the statements that have these parts; None stands for any."""
