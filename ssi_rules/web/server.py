"""The bench as a server of this machine alone."""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from ssi_rules.web.app import application

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.web.bench import Bench
    from ssi_rules.web.project import Opened

_LOOPBACK = "127.0.0.1"
_WAITING = 64


@dataclass(frozen=True, slots=True)
class Bound:
    """A server that listens already, and answers once it is told to run.

    Attributes:
        address: What to open: with the token, which is new each time.
    """

    address: str
    _server: uvicorn.Server
    _socket: socket.socket

    def run(self) -> None:
        """Answer until Ctrl-C, then end in peace."""
        with suppress(KeyboardInterrupt), self._socket:
            self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """End it from another thread."""
        self._server.should_exit = True


def bind(bench: Bench, first: Callable[[], Opened], port: int = 0) -> Bound:
    """Take a port of the loopback address.

    Args:
        bench: What to serve.
        first: Opens the text that the front shows.
        port: The port; 0 takes a free one.

    Raises:
        OSError: The port is taken or not to be had.
    """
    listening = _listening(port)
    taken: int = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    config = uvicorn.Config(
        application(bench, first, token, taken),
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,  # it would write the token down
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
    )
    return Bound(f"http://{_LOOPBACK}:{taken}/{token}/", uvicorn.Server(config), listening)


def _listening(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((_LOOPBACK, port))
        made.listen(_WAITING)
    except OSError:
        made.close()
        raise
    return made
