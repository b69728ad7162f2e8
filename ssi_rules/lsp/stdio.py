"""Runs the server between this process's input and output."""

from __future__ import annotations

import gc
import logging
import os
import sys
from typing import TYPE_CHECKING

from ssi_rules.lsp.server import make

if TYPE_CHECKING:
    from ssi_rules.lsp.editor import Editor


def serve() -> int:
    """Answer until the editor says goodbye or goes away.

    Returns:
        The exit code that the protocol asks for: 0 after a shutdown, else 1.
    """
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what editors should know goes to their log
    gc.set_threshold(
        50_000, 20, 50
    )  # trees live long; looking for garbage in them would be felt while typing
    editor = make()
    _start(editor)
    return 0 if editor.has_shut_down else 1


def _start(editor: Editor) -> None:
    """Nothing but the protocol reaches the output: what anybody prints goes to stderr."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
        sys.stdout.flush()
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        try:
            editor.start_io(sys.stdin.buffer, output)
        except ValueError:
            return  # the output was closed while something was being said
