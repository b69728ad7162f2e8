"""Writes comments that leave out what is found now, for projects that begin to check."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import Edit
from ssi_rules.lint.suppressions import can_be_suppressed, suppressions
from ssi_rules.text import Span
from ssi_rules.workspace.edits import edited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.lint.suppressions import Suppression
    from ssi_rules.text import Source


def with_ignores(source: Source, found: Iterable[Diagnostic], reason: str) -> tuple[str, int]:
    """The text with a comment above every line that has findings, and how many findings these leave out.

    Args:
        source: A file.
        found: What is reported of it; errors, and findings about such comments, are not left out.
        reason: What the comments say, one line.
    """
    slugs: dict[int, list[str]] = defaultdict(list)
    count = 0
    for each in found:
        if each.span.source is source and can_be_suppressed(each.code):
            slugs[each.span.line].append(each.code.slug)
            count += 1
    there = {each.first: each for each in suppressions(source) if each.names and each.word == "ignore"}
    edits = [
        _joined(there[line], names) if line in there else _above(source, line, names, reason)
        for line, names in slugs.items()
    ]
    return edited(source.text, edits), count


def _above(source: Source, line: int, names: list[str], reason: str) -> Edit:
    at = source.line_starts[line - 1]
    text = source.line(line)
    indent = text[: len(text) - len(text.lstrip(" "))]
    listed = ", ".join(dict.fromkeys(names))
    return Edit(Span(source, at, at), f"{indent}# ssi: ignore[{listed}] {reason}\n")


def _joined(comment: Suppression, names: list[str]) -> Edit:
    last = (comment.names or ())[-1]
    return Edit(Span(last.source, last.end, last.end), "".join(f", {each}" for each in dict.fromkeys(names)))
