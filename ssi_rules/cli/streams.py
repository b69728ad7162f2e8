"""Data goes to stdout, talk to stderr; colour only where it is wanted."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias, cast

if TYPE_CHECKING:
    from rich.console import Console

Colour: TypeAlias = Literal["auto", "always", "never"]
"""What ``--color`` takes."""


def say(message: str) -> None:
    """Tell the person at the terminal something that is not data."""
    sys.stderr.write(message + "\n")


def wants_colour(choice: Colour, stream: TextIO) -> bool:
    """Whether to colour a stream: the option, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def console(choice: Colour, stream: TextIO, *, unfolded: bool = False) -> Console:
    """A console, coloured as wanted on stdout or entirely plain.

    Args:
        choice: What ``--color`` said.
        stream: What it writes to: stdout, or what will be copied there or to a file.
        unfolded: Whether lines may be as long as they need where nothing says how wide the page is, so that a search
            in the output finds every name whole.
    """
    from rich.console import Console

    endless = unfolded and not sys.stdout.isatty() and not os.environ.get("COLUMNS")
    width = _ENDLESS if endless else None
    if wants_colour(choice, sys.stdout):
        return Console(file=stream, width=width, force_terminal=True, color_system="standard", no_color=False)
    # A table pads its cells; a file, or the next program, has no use for spaces at the end of a line.
    trimmed = cast("TextIO", _Trimmed(stream))
    return Console(file=trimmed, width=width, force_terminal=False, color_system=None, no_color=True)


class _Trimmed:
    """A stream that takes whole lines, and leaves out the spaces at their ends."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(_ENDING_SPACES.sub("\n", text))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


_ENDLESS = 10_000
_ENDING_SPACES = re.compile(" +\n")


def never_fail_on_text() -> None:
    """Let characters that the terminal's encoding lacks be escaped instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def as_bytes_for_machines(stream: TextIO) -> None:
    """Let a stream write UTF-8 and line ends as they are, whatever the terminal or the system would have."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
