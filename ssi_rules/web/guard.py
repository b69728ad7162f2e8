"""Who may talk to the bench: only its own pages, opened by somebody who has the address that was printed.

A loopback server can be reached by every page that the same browser shows. So the path begins with a token that no page
can guess, the ``Host`` must be ours (a name that somebody else's DNS points here is not), and requests that other origins
started are refused whatever they know. There is no cookie: browsers send those to every port of a host.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_REQUEST: Final = 8 * 1024 * 1024
"""Bytes: a rule file of the largest size, percent-encoded."""

PATIENCE: Final = 30.0
"""Seconds that a request's body may take to arrive; what is on this machine takes none."""

_METHODS = {"GET", "HEAD", "POST"}
_OWN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _OWN,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass
class Denied(Exception):  # noqa: N818 - named for what happened to the request
    """A request that is not answered; the body says no more than is needed."""

    status: int
    message: str


@dataclass(frozen=True, slots=True)
class Guard:
    """Stands before the application.

    Attributes:
        app: What answers requests that pass.
        token: First part of every path.
        port: Where the server listens.
        largest: Bytes that a request's body may have.
        patience: Seconds that it may take to arrive.
    """

    app: ASGIApp
    token: str
    port: int
    largest: int = LARGEST_REQUEST
    patience: float = PATIENCE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._pass(scope, receive, send_with_headers)
        except Denied as denied:
            refused = PlainTextResponse(denied.message, denied.status)
            await refused(scope, receive, send_with_headers)
        except (
            asyncio.CancelledError
        ):  # Ctrl-C does not wait for what takes long, and that is no fault to report
            closing = PlainTextResponse("The bench is closing.", 503)
            await closing(scope, receive, send_with_headers)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what may pass."""
        self._check(scope)
        try:
            async with asyncio.timeout(self.patience):
                body = await self._body(receive, Headers(scope=scope))
        except TimeoutError:
            raise Denied(408, "The request came too slowly.") from None
        await self.app({**scope, "root_path": f"/{self.token}"}, _once(body, receive), send)

    @property
    def hosts(self) -> tuple[str, ...]:
        """What ``Host`` may say."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def _check(self, scope: Scope) -> None:
        headers, method = Headers(scope=scope), scope["method"]
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            raise Denied(421, "This address is not served here.")
        if method not in _METHODS:
            raise Denied(405, "This method is not allowed.")
        given = scope["path"].split("/", 2)
        if len(given) < 3 or not secrets.compare_digest(given[1].encode(), self.token.encode()):  # noqa: PLR2004
            raise Denied(403, "Open the address that ssi serve printed.")
        if not self._is_own(headers, method, is_front=not given[2]):
            raise Denied(403, "Another page asked for this.")

    def _is_own(self, headers: Headers, method: str, *, is_front: bool) -> bool:
        """Whether one of our pages made the request, or a person by typing or following the printed address."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if method == "POST":
            return origin == f"http://{headers['host'].lower()}" and site in (None, "same-origin")
        if origin is not None and origin not in {f"http://{each}" for each in self.hosts}:
            return False
        is_visit = is_front and headers.get("sec-fetch-mode") == "navigate"
        is_framed = headers.get("sec-fetch-dest") in ("iframe", "frame", "embed", "object")
        return site in (None, "same-origin", "none") or (is_visit and not is_framed)

    async def _body(self, receive: Receive, headers: Headers) -> bytes:
        """The whole body, as long as it is not too long."""
        announced = headers.get("content-length", "0")
        if not announced.isdecimal() or int(announced[:20]) > self.largest:
            raise Denied(413, "The request is too large.")
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise Denied(400, "The request broke off.")
            body += message.get("body", b"")
            if len(body) > self.largest:
                raise Denied(413, "The request is too large.")
            if not message.get("more_body", False):
                return bytes(body)


def _once(body: bytes, receive: Receive) -> Receive:
    """Hands a body over that was read already, and then what comes after it."""
    waiting = [body]

    async def receive_again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return receive_again
