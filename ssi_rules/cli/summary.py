"""The page that GitHub shows of a step."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.cli.streams import say
from ssi_rules.formats import markdown
from ssi_rules.formats.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source

_LIMIT = 1 << 20
"""Bytes of summary that GitHub takes of a step; past that it shows nothing."""
_LEAST = 1_000


def summarise(diagnostics: Sequence[Diagnostic], files: Sequence[Source]) -> None:
    """Add the findings as Markdown to the file that GitHub names, in the room that is left in it.

    Where the file cannot be had, as in a container that was handed the variable and not the file, that is said; findings
    and exit code matter more.
    """
    _add(lambda room: markdown.render(diagnostics, files, limit=room))


def add_to_summary(text: str) -> None:
    """Add a page of Markdown to the same file, where all of it fits; else a line that says so."""
    too_long = "The page is too long for this summary; the log has it.\n"
    _add(lambda room: text if len(text.encode("utf-8", "backslashreplace")) <= room else too_long)


def _add(fitting: Callable[[int], str]) -> None:
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    try:
        with Path(name).open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            room = _LIMIT - file.tell()
            if room >= _LEAST:
                file.write(fitting(room))
    except OSError as error:
        say(f"note: the summary {visible(name)} cannot be written: {error.strerror}.")
