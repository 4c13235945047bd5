"""What can go wrong with somebody's server: one clear line each; and whom a login is told."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import servers
from hypothesis import given
from hypothesis import strategies as st

from kg import config
from kg.errors import RemoteError
from kg.remote import connected
from kg.remote.address import Addresses, candidates
from kg.remote.client import PASSWORD, TOKEN, USER, Client
from kg.remote.server import Server

ROWS = "application/sparql-results+json"
WORD = "s3"
YES = b'{"head": {}, "boolean": true}'


class Stub:
    """A server that answers as it is told, and keeps what it was sent."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.heard: list[tuple[str, str, str | None]] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                stub.heard.append((self.command, self.path, self.headers.get("Authorization")))
                status, headers, body = (
                    stub.answers.pop(0) if stub.answers else (200, {"Content-Type": ROWS}, YES)
                )
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815  # the library's names

            def log_message(self, *_given: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def stub() -> Iterator[Stub]:
    one = Stub()
    yield one
    one.http.shutdown()
    one.http.server_close()


def client(*, user: str | None = None, password: str | None = None, token: str | None = None) -> Client:
    """Return a client in an environment that holds this login."""
    given = {USER: user, PASSWORD: password, TOKEN: token}
    return Client(config.load().store, {name: value for name, value in given.items() if value is not None})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "is no address of a server"),
        ("localhost:7878", "is no address of a server"),
        ("ftp://host/x", "is no address of a server"),
        ("http://", "is no address of a server"),
        ("http://host:port", "is no address of a server"),
        ("http://host:99999", "is no address of a server"),
        ("http://[::1", "is no address of a server"),
        ("http://eva:secret@host/x", "no login in an address; set KG_STORE_USER"),
        ("http://host/x?query=1", "has neither"),
        ("nothing.toml", "cannot be read: No such file"),
    ],
)
def test_what_is_no_address_is_refused_in_one_line(given, said) -> None:
    with pytest.raises(RemoteError, match=said) as caught:
        connected(given)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@given(st.text())
def test_any_text_is_an_address_or_is_refused(text) -> None:
    try:
        found = list(candidates(text))
    except RemoteError:
        return
    assert found


def test_where_nobody_listens_one_line_says_so() -> None:
    with pytest.raises(
        RemoteError, match=r"^http://127\.0\.0\.1:\d+/query: no server answers there.*Connection refused$"
    ):
        connected(f"http://127.0.0.1:{servers.free_port()}")


def test_what_answers_but_is_no_sparql_server_is_told(stub) -> None:
    stub.answers = [(200, {"Content-Type": "text/html"}, b"<html>"), (404, {}, b"")]
    with pytest.raises(RemoteError, match=r"no SPARQL server answers \(tried .*/query, .*/sparql\)"):
        connected(stub.url)


def test_rows_that_are_no_rows_are_told(stub) -> None:
    server = Server(client(), Addresses(stub.url + "/query"))
    stub.answers = [(200, {"Content-Type": ROWS}, b"{]")]
    with pytest.raises(RemoteError, match=r"does not answer as SPARQL 1\.1 asks"):
        list(server.query("SELECT * { ?s ?p ?o }"))


def test_a_file_of_addresses_is_taken_as_it_is(stub, tmp_path) -> None:
    file = tmp_path / "server.toml"
    file.write_text(f'query = "{stub.url}/here"\nupdate = "{stub.url}/there"\n', encoding="utf-8")
    assert connected(str(file)).at == Addresses(f"{stub.url}/here", f"{stub.url}/there")
    for text, said in (
        ("querry = 'x'", "querry is unknown"),
        ("query = 3", "in quotes"),
        ("=", "is not TOML"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(RemoteError, match=said):
            connected(str(file))


def test_a_server_without_addresses_for_writing_says_so(stub) -> None:
    server = Server(client(), Addresses(stub.url + "/query"))
    with pytest.raises(RemoteError, match="no address for updates is known"):
        server.update("INSERT DATA {}")
    with pytest.raises(RemoteError, match="no address for graphs is known"):
        server.drop(next(server.graphs()))


def test_a_password_goes_out_only_when_asked_for_and_then_with_each_request(stub) -> None:
    one = client(user="eva", password=WORD)
    stub.answers = [(200, {}, b""), (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")]
    for _ in range(3):
        one.send("POST", stub.url + "/a")
    basic = "Basic " + base64.b64encode(f"eva:{WORD}".encode()).decode()
    assert [login for *_, login in stub.heard] == [None, None, basic, basic]


def test_a_token_goes_with_each_request_and_no_other_login_is_tried(stub) -> None:
    stub.answers = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")]
    with pytest.raises(RemoteError, match=r"refuses the login that the environment holds \(401\)"):
        client(token=WORD, user="u", password=WORD).send("GET", stub.url)
    assert [login for *_, login in stub.heard] == [f"Bearer {WORD}"]


def test_without_a_login_one_is_told_how_to_give_it(stub) -> None:
    stub.answers = [(403, {}, b"")]
    with pytest.raises(
        RemoteError, match=r"asks for a login \(403\): KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"
    ):
        client().send("GET", stub.url)
    with pytest.raises(RemoteError, match="go together"):
        client(user="eva")


def test_no_redirect_is_followed_and_no_login_goes_along(stub) -> None:
    stub.answers = [(302, {"Location": stub.url + "/elsewhere"}, b"")]
    with pytest.raises(RemoteError, match=r"has moved to .*/elsewhere; name that address"):
        client(token=WORD).send("GET", stub.url)
    assert len(stub.heard) == 1


def test_a_refusal_is_told_with_its_words_on_one_line(stub) -> None:
    stub.answers = [(500, {}, b"Virtuoso 37000 Error\nSP030: out of luck\n\n")]
    with pytest.raises(RemoteError, match=r"refused \(500 [^)]*\): Virtuoso 37000 Error SP030: out of luck$"):
        client().send("GET", stub.url)


def test_a_wrong_password_is_told(running, monkeypatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", "wrong")
    if running.command[0] != servers.VIRTUOSO:
        pytest.skip("only Virtuoso asks for a login")
    with pytest.raises(RemoteError, match="refuses the login that the environment holds"):
        connected(running.url).update("INSERT DATA {}")
