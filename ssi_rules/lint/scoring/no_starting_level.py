from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.language.numbers import format_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def no_starting_level(subject: Subject) -> Iterator[Diagnostic]:
    """Levels of which none starts at 0, so that a low total has none."""
    levels = () if subject.flat is None else subject.flat.levels
    lowest = min(levels, key=lambda each: each.start.hundredths, default=None)
    if lowest is not None and lowest.start.hundredths > 0:
        start = format_points(lowest.start.hundredths)
        yield Diagnostic(
            codes.NO_STARTING_LEVEL,
            f"A member below {start} points has no level.",
            lowest.start.span,
            help="add a level from 0, or let this one start there",
        )
