"""Data goes to stdout, talk to stderr; colour only where it is wanted."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias

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


def console(choice: Colour, stream: TextIO) -> Console:
    """A console, coloured as wanted on stdout or entirely plain.

    Args:
        choice: What ``--color`` said.
        stream: What it writes to: stdout, or what will be copied there or to a file.
    """
    from rich.console import Console

    if wants_colour(choice, sys.stdout):
        return Console(file=stream, force_terminal=True, color_system="standard", no_color=False)
    return Console(file=stream, force_terminal=False, color_system=None, no_color=True)


def never_fail_on_text() -> None:
    """Let characters that the terminal's encoding lacks be escaped instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
