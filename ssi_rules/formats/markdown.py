"""Markdown for the summary of a run and for a comment on a change."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from ssi_rules.formats.full import finding
from ssi_rules.formats.gravest import gravest_first
from ssi_rules.formats.palette import Palette
from ssi_rules.formats.tally import tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source

MARKER = "<!-- ssi-rules: findings -->"
"""The first line, by which a bot finds its comment again to write it anew."""
LIMIT = 64_000
"""Bytes that fit into a comment everywhere."""
_BACKTICKS = re.compile("`+")
_ROOM_FOR_LAST_LINE = 100


def render(
    diagnostics: Iterable[Diagnostic],
    files: Sequence[Source] = (),
    *,
    colour: bool = False,  # noqa: ARG001 - pages bring their own
    limit: int = LIMIT,
) -> str:
    """A heading with the total and a frame for each finding, the gravest first, as many as fit.

    Args:
        diagnostics: What was found.
        files: What was looked at.
        colour: No matter.
        limit: The most bytes of UTF-8.
    """
    found = gravest_first(diagnostics)
    parts = [f"{MARKER}\n### ssi: {tally(found)}{_place(len(files))}\n"]
    room = limit - _ROOM_FOR_LAST_LINE - len(parts[0].encode())
    for number, each in enumerate(found):
        block = _block(each)
        room -= len(block.encode())
        if room < 0:
            parts.append(f"\n… and {len(found) - number} more, which a run lists.\n")
            break
        parts.append(block)
    return "".join(parts)


def _place(files: int) -> str:
    return f" in {files} {'file' if files == 1 else 'files'}" if files else ""


def _block(each: Diagnostic) -> str:
    """A finding in a fence that nothing inside can close: there no markup, mention or link is one."""
    text = finding(each, Palette(on=False), attrgetter("repository_path")).rstrip("\n")
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"\n{fence}text\n{text}\n{fence}\n"
