"""A changed ruleset, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.model import Adjustment, Criterion, Let, Level, Ruleset
    from ssi_rules.text import Span


class Kind(Enum):
    """What kind of slip a mutant stands for."""

    CUT_POINT = "cut-point"
    POINTS = "points"
    COMPARISON = "comparison"
    LITERAL = "literal"
    LOGIC = "logic"
    FALLBACK = "fallback"
    FILTER = "filter"
    WINDOW = "window"
    APPLIES = "applies"
    NEEDS = "needs"
    CRITERION = "criterion"
    ADJUSTMENT = "adjustment"
    MISSING = "missing"
    LEVEL = "level"
    MARKET = "market"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A ruleset that differs from its original in one small thing.

    Attributes:
        ruleset: The changed ruleset, with the tests and all the untouched parts of the original (the same objects).
        kind: What kind of slip it stands for.
        summary: What was changed, in the author's words and on one line.
        span: Where it is written.
    """

    ruleset: Ruleset
    kind: Kind
    summary: str
    span: Span


@dataclass(frozen=True, slots=True)
class Slip:
    """A part with one slip in it; None where it is gone.

    Attributes:
        part: What stands in the part's place.
        kind: What kind of slip.
        summary: What was changed, on one line.
        span: Where that is written.
    """

    part: Criterion | Adjustment | Level | Let | None
    kind: Kind
    summary: str
    span: Span
