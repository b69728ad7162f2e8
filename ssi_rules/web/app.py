"""The bench's addresses: few, and each does one thing."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ssi_rules.web.bench import Asked
from ssi_rules.web.guard import Guard
from ssi_rules.web.refusals import Refused
from ssi_rules.web.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from ssi_rules.web.bench import Bench, Kept, Tab
    from ssi_rules.web.project import Opened

STATIC = Path(__file__).resolve().parent / "static"

_MOST_FIELDS = 600
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
"""A member's page runs nothing and asks for nothing; its style stands in it, so that it is one file."""


class Stale(Exception):  # noqa: N818 - it is no fault
    """Nobody waits for the answer any more."""


@dataclass(slots=True)
class _Doors:
    """Answers requests; what takes long runs in a thread, one at a time."""

    bench: Bench
    first: Callable[[], Opened]
    screen: Screen
    busy: threading.Lock = field(default_factory=threading.Lock)

    async def front(self, request: Request) -> Response:
        """The bench with a text on it: the one asked for, else the one the server was started with."""
        name, shipped = request.query_params.get("file"), request.query_params.get("shipped")
        return await run_in_threadpool(self._front, name, shipped)

    def _front(self, name: str | None, shipped: str | None) -> Response:
        project = self.bench.project
        try:
            opened = project.open(name) if name else project.copy_of(shipped) if shipped else self.first()
            with self.busy:
                tab = self.bench.open(opened)
        except Refused as refused:
            return HTMLResponse(self.screen.problem(refused), refused.why.status)
        return HTMLResponse(self.screen.front(tab))

    async def evaluate(self, request: Request) -> Response:
        """What comes of the text as it stands; nothing where a newer question has arrived meanwhile."""
        fields = await _fields(request)
        try:
            tab = self.bench.tab(fields.get("tab", ""))
        except Refused as refused:
            return HTMLResponse(self.screen.refused(refused), refused.why.status)
        tab.ticket += 1
        return await run_in_threadpool(self._evaluate, tab, tab.ticket, _asked(fields))

    def _evaluate(self, tab: Tab, ticket: int, asked: Asked) -> Response:
        def proceed() -> None:
            if tab.ticket != ticket:
                raise Stale

        try:
            with self.busy:
                proceed()
                answer = self.bench.answer(tab, asked, proceed)
        except Stale:
            return Response(status_code=204)
        return HTMLResponse(self.screen.answer(tab, answer, asked))

    async def save(self, request: Request) -> Response:
        """Write the text into the project."""
        fields = await _fields(request)
        return await run_in_threadpool(self._save, fields)

    def _save(self, fields: dict[str, str]) -> Response:
        try:
            tab = self.bench.tab(fields.get("tab", ""))
            with self.busy:
                self.bench.save(tab, fields.get("name", "").strip(), _asked(fields).text)
        except Refused as refused:
            return HTMLResponse(self.screen.refused(refused), refused.why.status)
        address = f"?{urlencode({'file': tab.opened.name})}"
        return HTMLResponse(
            self.screen.saved(tab), headers={"HX-Trigger": "saved", "HX-Replace-Url": address}
        )

    async def page(self, request: Request) -> Response:
        """A member's page made of an earlier answer."""
        try:
            tab = self.bench.tab(request.path_params["tab"])
        except Refused as refused:
            raise HTTPException(refused.why.status) from refused
        kept = tab.pages.get(request.path_params["page"])
        if kept is None:
            raise HTTPException(404)
        page = await run_in_threadpool(self._page, kept)
        return HTMLResponse(page, headers={"Content-Security-Policy": _PAGE_POLICY})

    def _page(self, kept: Kept) -> str:
        with self.busy:
            return self.screen.page(kept)

    async def style(self, request: Request) -> Response:
        """The style sheet, with the colours that members' pages have."""
        del request
        return Response(self.screen.style(), media_type="text/css")


def application(bench: Bench, first: Callable[[], Opened], token: str, port: int) -> Guard:
    """The bench as an ASGI application.

    Args:
        bench: What it works on.
        first: Opens the text that the front shows when no other is asked for; may raise ``Refused``.
        token: First part of every path.
        port: Where it will listen, which is part of its origin.
    """
    doors = _Doors(bench, first, Screen(bench))
    routes = [
        Route("/", doors.front),
        Route("/evaluate", doors.evaluate, methods=["POST"]),
        Route("/save", doors.save, methods=["POST"]),
        Route("/page/{tab}/{page}", doors.page),
        Route("/bench.css", doors.style),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    handlers = {HTTPException: _plainly, Exception: _ours}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), token, port)


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form; of two of the same name the last."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Send a form.")
    try:
        body = (await request.body()).decode("ascii")
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise HTTPException(400, "The form cannot be read.") from error
    return dict(pairs)


def _asked(fields: dict[str, str]) -> Asked:
    text = fields.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    return Asked(
        text,
        fields.get("member", ""),
        _below(fields, "fact."),
        _below(fields, "do."),
        fields.get("whom", ""),
        fields.get("signature", ""),
    )


def _below(fields: dict[str, str], prefix: str) -> dict[str, str]:
    """The fields whose names begin so, by the rest of their names."""
    return {name.removeprefix(prefix): text for name, text in fields.items() if name.startswith(prefix)}


async def _plainly(request: Request, error: Exception) -> Response:
    del request
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it alone
    return PlainTextResponse(error.detail, error.status_code)


async def _ours(request: Request, error: Exception) -> Response:
    """A fault of our own; its details are for the terminal."""
    del request, error
    return PlainTextResponse("The bench failed on its own account; the terminal has the details.", 500)
