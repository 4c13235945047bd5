"""Who may ask: a bearer token where one is set, and no page of another site by way of the browser."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Awaitable, Callable, Collection

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

Next = Callable[[Request], Awaitable[Response]]

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


class Token(BaseHTTPMiddleware):
    """Asks for a token: as `Authorization: Bearer …`, or from browsers as the password that they prompt for."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        """Let through only who knows `token`."""
        super().__init__(app)
        self._token = token.encode()

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        """Answer 401 without the token."""
        if hmac.compare_digest(_given(request.headers.get("authorization", "")), self._token):
            return await call_next(request)
        wanted = {"WWW-Authenticate": 'Bearer realm="geostance", Basic realm="geostance"'}
        return PlainTextResponse("a token is needed: Authorization: Bearer TOKEN\n", 401, wanted)


def _given(header: str) -> bytes:
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).partition(b":")[2]
        except ValueError:  # no base 64, or not even ASCII
            return b""
    return b""


class KnownHosts(BaseHTTPMiddleware):
    """Refuses names that are not this server's own: a foreign site could point its name at a loopback address."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        """Let through only requests to one of `hosts`, whatever the port."""
        super().__init__(app)
        self._hosts = frozenset(hosts)

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        """Answer 421 to another name."""
        host = request.headers.get("host", "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if name.lower() in self._hosts:
            return await call_next(request)
        return PlainTextResponse("this server answers to its loopback names only\n", 421)
