"""What an editor offers to do about a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import Safety
from ssi_rules.lint.suppressions import can_be_suppressed, leaving_out
from ssi_rules.workspace.edits import all_edits, compatible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.diagnostics import Diagnostic, Edit


@dataclass(frozen=True, slots=True)
class Action:
    """One offer.

    Attributes:
        title: As the menu shows it.
        edits: Of one file, none touching another.
        about: The finding that it is for; None where it is for many.
        is_preferred: Whether it can be taken without a second look.
    """

    title: str
    edits: tuple[Edit, ...]
    about: Diagnostic | None = None
    is_preferred: bool = False


def actions(found: Iterable[Diagnostic], start: int, end: int) -> list[Action]:
    """What can be done about the findings that touch a stretch of their file: fixes first, then leaving them out."""
    there = [each for each in found if each.span.start <= end and start <= each.span.end]
    return [*_fixes(there), *_suppressions(there)]


def fix_all(found: Iterable[Diagnostic]) -> Action | None:
    """All safe fixes of a file at once; one that touches another is left for the next time."""
    fixes = [each.fix for each in found if each.fix is not None and each.fix.safety is Safety.SAFE]
    edits = tuple(all_edits(compatible(fixes)))
    return Action("Fix all that is safe to fix", edits, is_preferred=True) if edits else None


def _fixes(found: Iterable[Diagnostic]) -> Iterator[Action]:
    for each in found:
        if each.fix is not None:
            is_safe = each.fix.safety is Safety.SAFE
            title = (
                each.fix.title
                if is_safe
                else f"{each.fix.title} (changes what the rules mean: read it first)"
            )
            yield Action(title, each.fix.edits, each, is_preferred=is_safe)


def _suppressions(found: Iterable[Diagnostic]) -> Iterator[Action]:
    for each in found:
        if can_be_suppressed(each.code):
            edits = leaving_out(each.span.source, {each.span.line: (each.code.slug,)}, "")
            yield Action(f"Leave `{each.code.slug}` out here, and say why", tuple(edits), each)
