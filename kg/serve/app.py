"""The web application: the endpoint, the explorer, and a page for each IRI."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.config import Serve
from kg.errors import RequestError
from kg.graph.vocab import BASE, PREFIXES
from kg.query import saved
from kg.serve import describe, formats, protocol, things
from kg.serve.frames import Answer, Question
from kg.serve.guard import KnownHosts, Token
from kg.serve.pool import Pool

_DRAWN = "graph.html"
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_PAGE_POLICY = "frame-ancestors 'self'"
"""The drawn page brings a stricter policy of its own; this adds what only a header can say."""

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask."""

    token: str | None = None
    hosts: tuple[str, ...] = ()
    """Names that the server answers to; empty for all."""
    origins: tuple[str, ...] = ()
    """Sites whose scripts may ask (CORS)."""


class Site:
    """All that the server answers, over one folder."""

    def __init__(self, folder: Path, limits: Serve) -> None:
        """Make the pool; the application opens it."""
        self.pool = Pool(folder, limits)
        self._folder, self._limits = folder, limits
        self._templates = Environment(
            loader=PackageLoader("kg.serve"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )

    async def sparql(self, request: Request) -> Response:
        """Answer by the SPARQL 1.1 Protocol."""
        asked = protocol.question(
            request.method,
            request.scope["query_string"],
            request.headers.get("content-type", ""),
            await self._body(request) if request.method == "POST" else b"",
            request.headers.get("accept", ""),
        )
        if asked is not None:
            return _response(await self._answer(request, asked))
        media_type = formats.chosen(request.headers.get("accept", ""), describe.OFFERED)
        endpoint = str(request.url.replace(query="", fragment=""))
        return Response(describe.description(endpoint, media_type), media_type=media_type, headers=_SAFE)

    async def explorer(self, _request: Request) -> Response:
        """Show the graph and the questions."""
        return self._page("explorer.html", drawn=(self._folder / _DRAWN).is_file())

    async def drawn(self, _request: Request) -> Response:
        """Give the page that `kg build` drew, as it is now."""
        try:
            page = (self._folder / _DRAWN).read_bytes()
        except OSError:
            raise RequestError(404, "there is no drawn page here; `kg draw` makes one") from None
        headers = _SAFE | {"Content-Security-Policy": _PAGE_POLICY, "Cache-Control": "no-cache"}
        return Response(page, media_type="text/html", headers=headers)

    async def questions(self, _request: Request) -> Response:
        """Give the saved questions and the prefixes that need no declaration."""
        listed = [
            {"name": q.name, "title": q.title, "description": q.description, "text": q.text}
            for q in saved.catalogue()
        ]
        return JSONResponse({"questions": listed, "prefixes": PREFIXES}, headers=_SAFE)

    async def thing(self, request: Request) -> Response:
        """Show what the graph says of the IRI that is asked for, or whose path this is."""
        path = request.path_params.get("path")
        iri = things.checked(request.query_params.get("iri", "") if path is None else BASE + path)
        accept = request.headers.get("accept", "")
        media_type = formats.chosen(accept, things.OFFERED)
        if media_type != formats.PAGE:
            answer = await self._answer(request, things.rdf(iri, media_type))
            if answer.status == 200 and not answer.body.strip():
                raise RequestError(404, f"the graph says nothing of {iri}")
            return _response(answer, vary=True)
        said = await self._answer(request, things.outgoing(iri))
        about = await self._answer(request, things.incoming(iri))
        for answer in (said, about):
            if answer.status != 200:
                return _response(answer)
        facts, mentions = things.rows(said.body), things.rows(about.body)
        status = 200 if facts or mentions else 404
        name = things.name(facts, iri)
        return self._page("thing.html", status, iri=iri, called=name, facts=facts, mentions=mentions)

    async def _answer(self, request: Request, asked: Question) -> Answer:
        """Ask the pool; the question is ended when the client has gone."""
        asking = asyncio.create_task(self.pool.ask(asked))
        leaving = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise RequestError(400, "the client has gone")
            return asking.result()
        finally:
            for task in (asking, leaving):
                task.cancel()
            await asyncio.gather(asking, leaving, return_exceptions=True)

    async def _body(self, request: Request) -> bytes:
        """Return the request's body.

        Raises:
            RequestError: 408 if it does not come in time, 413 if it is too large.
        """
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._limits.request_seconds):
                async for part in request.stream():
                    size += len(part)
                    if size > self._limits.request_bytes:
                        raise RequestError(413, f"a request has {self._limits.request_bytes:,} bytes at most")
                    parts.append(part)
        except TimeoutError:
            raise RequestError(408, "the request did not arrive in time") from None
        return b"".join(parts)

    def _page(self, name: str, status: int = 200, **values: object) -> Response:
        page = self._templates.get_template(name).render(**values)
        headers = _SAFE | {"Content-Security-Policy": _POLICY, "Vary": "Accept"}
        return Response(page, status, media_type="text/html", headers=headers)


def application(folder: Path, limits: Serve, access: Access) -> Starlette:
    """Return the application that serves the graph in `folder`."""
    site = Site(folder, limits)

    @asynccontextmanager
    async def running(_app: Starlette) -> AsyncIterator[None]:
        await site.pool.open()
        try:
            yield
        finally:
            await site.pool.close()

    middleware = []
    if access.hosts:
        middleware.append(Middleware(KnownHosts, hosts=access.hosts))
    if access.origins:  # before the token, which a browser's preliminary question does not carry
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=access.origins,
                allow_methods=protocol.METHODS,
                allow_headers=["Authorization", "Content-Type"],
            )
        )
    if access.token is not None:
        middleware.append(Middleware(Token, token=access.token))
    static = str(resources.files("kg.serve").joinpath("static"))
    routes = [
        Route("/sparql", site.sparql, methods=protocol.METHODS),
        Route("/sparql/", site.sparql, methods=protocol.METHODS),
        Route("/", site.explorer),
        Route("/graph.html", site.drawn),
        Route("/questions.json", site.questions),
        Route("/thing", site.thing),
        Mount("/static", StaticFiles(directory=static)),
        Route("/{path:path}", site.thing),
    ]
    return Starlette(
        routes=routes, middleware=middleware, lifespan=running, exception_handlers={RequestError: _refused}
    )


async def _refused(_request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, RequestError) else 400
    headers = _SAFE | ({"Retry-After": "5"} if status == 503 else {})
    return PlainTextResponse(f"{error}\n", status, headers)


async def _gone(request: Request) -> None:
    """Return when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(answer: Answer, *, vary: bool = True) -> Response:
    headers = _SAFE | ({"Vary": "Accept"} if vary else {})
    if answer.status == 503:
        headers["Retry-After"] = "5"
    return Response(answer.body, answer.status, headers | {"Content-Type": answer.media_type})
