"""Edits carried out on a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.diagnostics import Edit, Fix


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not touch each other, in any order."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda each: (each.span.start, each.span.end)):
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, text[at:]])


def compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """As many fixes of one text as can be carried out at once: each whole, none touching one before it."""
    chosen: list[Fix] = []
    taken: set[Edit] = set()
    for fix in sorted(fixes, key=lambda each: min(edit.span.start for edit in each.edits)):
        if not any(_touch(edit, other) for edit in fix.edits for other in taken):
            chosen.append(fix)
            taken.update(fix.edits)
    return chosen


def _touch(left: Edit, right: Edit) -> bool:
    return left.span.start <= right.span.end and right.span.start <= left.span.end


def all_edits(fixes: Sequence[Fix]) -> list[Edit]:
    """The edits of compatible fixes."""
    return [edit for fix in fixes for edit in fix.edits]
