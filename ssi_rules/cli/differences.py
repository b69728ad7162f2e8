"""What would change in a text, as a patch that ``git apply`` and ``patch`` read."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLOURS = {"---": "1", "+++": "1", "@@": "36", "-": "31", "+": "32"}


def difference(before: str, after: str, shown: str, *, colour: bool) -> str:
    """The lines that differ, each with three lines around it; nothing where none does.

    Args:
        before: The text as it is, with its own line ends.
        after: The text as it would be.
        shown: How the file is named to people.
        colour: Whether to colour it for a terminal.
    """
    lines = unified_diff(_lines(before), _lines(after), f"a/{shown}", f"b/{shown}")
    return "".join(_coloured(line) if colour else line for each in lines for line in _ended(each))


def _lines(text: str) -> list[str]:
    """Lines with their ends, which are line feeds and nothing else."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [each for each in text.split("\n")[-1:] if each]


def _ended(line: str) -> Iterator[str]:
    yield line if line.endswith("\n") else f"{line}\n"
    if not line.endswith("\n"):
        yield "\\ No newline at end of file\n"


def _coloured(line: str) -> str:
    code = next((code for sign, code in _COLOURS.items() if line.startswith(sign)), None)
    text = line.removesuffix("\n")
    return f"\x1b[{code}m{text}\x1b[0m\n" if code else line
