"""Requests to `kg serve` that are nearly right, as bytes on a connection."""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from fuzz_bench import BrokenError, Reader
from fuzz_inputs import changed, queries
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "serve"))
from server import Server, serving

TOKEN = "s3cret"  # noqa: S105  # of these servers only
QUERY = "SELECT ?who { ?p gs:holder ?who } LIMIT 5"
FORM = "application/x-www-form-urlencoded"
FINE = {200, 400, 401, 403, 404, 405, 406, 408, 411, 413, 414, 415, 421, 426, 431, 501, 503}
"""What an answer may be: 500 and the like would be a mistake of ours."""
BRIEFLY, LONG = 3, 30
"""Seconds in which an answer is waited for."""


def _request(line: str, body: str = "", **headers: str) -> bytes:
    told = {"Host": "127.0.0.1", "Authorization": f"Bearer {TOKEN}", "Connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    if body:
        told["Content-Length"] = str(len(body.encode()))
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"{line} HTTP/1.1\r\n{lines}\r\n{body}".encode()


REQUESTS = [
    _request(f"GET /sparql?query={quote(QUERY)}", Accept="application/sparql-results+json, text/csv;q=0.5"),
    _request("POST /sparql", f"query={quote(QUERY)}&default-graph-uri=urn:a", Content_Type=f"{FORM}; charset=utf-8"),
    _request("POST /sparql?named-graph-uri=urn:b", QUERY, Content_Type="application/sparql-query"),
    _request("GET /sparql", Accept="text/turtle"),
    _request("GET /thing?iri=https%3A%2F%2Fw3id.org%2Fgeostance%2Factor%2Fkari-lund", Accept="text/html"),
    _request("GET /actor/kari-lund", Accept="application/ld+json;q=0.9,*/*;q=0.1"),
    _request("GET /static/explorer.js", Authorization="Basic OnMzY3JldA=="),
    _request("HEAD /", Origin="http://example.org", Range="bytes=0-4", If_None_Match="x"),
    _request("GET /questions.json", Cookie="a=b", Transfer_Encoding="identity"),
    _request("POST /sparql", "5\r\nASK {\r\n1\r\n}\r\n0\r\n\r\n", Transfer_Encoding="chunked", Content_Type="application/sparql-query"),
]  # fmt: skip
_asked = queries([QUERY]).map(
    lambda text: _request(f"GET /sparql?query={quote(text.encode('utf-8', 'replace'))}")
)
_named = st.binary(max_size=30).map(lambda data: _request(f"GET /thing?iri={quote(data)}"))
_headed = st.tuples(
    st.sampled_from(["Accept", "Host", "Authorization", "Content-Type", "Accept-Charset"]),
    st.one_of(st.text(st.characters(exclude_characters="\r\n"), max_size=30), st.sampled_from(["Basic é", "Basic =", "*/*;q=x", "a/b;q=2,;;,", "[::1]:x"])),
).map(lambda pair: _request(f"GET /sparql?query={quote(QUERY)}").replace(b"\r\n\r\n", f"\r\n{pair[0]}: {pair[1]}\r\n\r\n".encode("latin-1", "replace"), 1))  # fmt: skip


def status(server: Server, request: bytes, wait: float) -> int | None:
    """Return the status that a server answers with; None where it says nothing within so many seconds."""
    with socket.create_connection(("127.0.0.1", server.port), wait) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(request)
        answer = b""
        with contextlib.suppress(ConnectionError, TimeoutError):  # it waits for what is missing of a request
            while len(answer) < 4096 and (part := connection.recv(4096)):
                answer += part
    if not answer:
        return None
    if not answer.startswith(b"HTTP/1.1 "):
        raise BrokenError(f"no HTTP: {answer[:100]!r}")
    return int(answer[9:12])


@contextlib.contextmanager
def requests(folder: Path) -> Iterator[Reader]:
    """Serve a graph, and return what takes requests to it."""
    with serving(folder, KG_TOKEN=TOKEN) as server:

        def take(_bench: object, data: bytes) -> bool:
            found = status(server, data, BRIEFLY)
            if found is not None and found not in FINE:
                raise BrokenError(f"answered with {found}")
            if server.process.poll() is not None:
                raise BrokenError("the server has ended")
            return found == 200

        yield Reader("requests", st.one_of(changed(REQUESTS), _asked, _named, _headed), take)
        if status(server, REQUESTS[0], LONG) != 200:
            raise BrokenError("the server no longer answers an honest question")
