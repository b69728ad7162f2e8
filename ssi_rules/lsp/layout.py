"""Formats a file as ``ssi fmt`` does, in as few edits as that takes."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import Edit
from ssi_rules.formatting import SyntaxFaults, format_text
from ssi_rules.text import Span

if TYPE_CHECKING:
    from ssi_rules.text import Source


def formatted(source: Source) -> list[Edit]:
    """The lines to write anew; none where the text cannot be read, which its findings tell already."""
    try:
        after = format_text(source)
    except SyntaxFaults:
        return []
    return _differences(source, after)


def _differences(source: Source, after: str) -> list[Edit]:
    """Whole lines, so that the cursor stays where nothing changes."""
    old, new = source.text.splitlines(keepends=True), after.splitlines(keepends=True)
    ends = [0]
    for line in old:
        ends.append(ends[-1] + len(line))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        Edit(Span(source, ends[first], ends[last]), "".join(new[start:end]))
        for kind, first, last, start, end in blocks
        if kind != "equal"
    ]
