"""Writes comments that leave out what is found now, for projects that begin to check."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ssi_rules.lint.suppressions import can_be_suppressed, leaving_out
from ssi_rules.workspace.edits import edited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.diagnostics import Diagnostic
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
    return edited(source.text, leaving_out(source, slugs, reason)), count
