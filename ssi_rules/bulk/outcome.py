"""What a run has done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.bulk.summary import Summary


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run that is over, its result at its place.

    Attributes:
        summary: The result, counted; None where that was not wanted.
        seconds: How long it took in all.
        notices: What was passed over and why, told once.
        rejected: Rows that were set aside.
    """

    summary: Summary | None
    seconds: float
    notices: tuple[str, ...] = ()
    rejected: int = 0
