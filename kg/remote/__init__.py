"""Somebody else's store: a server that speaks SPARQL 1.1 query, update and the graph store protocol.

`connected` finds one by its address, `Server` is asked like a store of our own, `fetched` copies its graph. Writing to
it is `kg.publish`.
"""

from .address import Addresses
from .server import Server, connected, fetched

__all__ = ["Addresses", "Server", "connected", "fetched"]
