"""Ctrl-C ends a query at once: Python would hear of it only when DuckDB comes back."""

from __future__ import annotations

import signal
import socket
from contextlib import contextmanager
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection


@contextmanager
def interruptible(connection: DuckDBPyConnection) -> Iterator[None]:
    """Have the system tell a thread of Ctrl-C, which ends what the connection is doing."""
    if current_thread() is not main_thread():  # others are told of no signals
        yield
        return
    told, tells = socket.socketpair()
    tells.settimeout(0)
    listener = Thread(target=_listen, args=(told, connection), daemon=True)
    before = signal.set_wakeup_fd(tells.fileno(), warn_on_full_buffer=False)
    listener.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        tells.close()
        listener.join()
        told.close()


def _listen(told: socket.socket, connection: DuckDBPyConnection) -> None:
    """Wait for signals, by their numbers, until nobody tells any more."""
    while number := told.recv(1):
        if number[0] == signal.SIGINT:
            connection.interrupt()
