"""One member's criterion with a lever moved by so many units, and the fewest units that bring what is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ssi_rules.engines.reference.explain.assumptions import can_hold
from ssi_rules.language.numbers import LARGEST_FACT, LARGEST_TABLE, SCALE, divide
from ssi_rules.language.types import Type
from ssi_rules.model import Aggregated, Function

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ssi_rules.engines.reference.explain.effects import Effect
    from ssi_rules.engines.reference.explain.levers import Lever
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.explain.supposed import Leaf
    from ssi_rules.language.types import Value

Found = TypeVar("Found")


@dataclass(frozen=True)
class Tries:
    """What a member's criterion reads, and what it would read instead.

    Attributes:
        reads: All the criterion reads.
        values: What each of it is.
    """

    record: Record
    reads: tuple[Leaf, ...]
    values: Sequence[Value | None]

    def moved(self, lever: Lever, units: int) -> Sequence[Value | None]:
        """What is read once the lever is moved; it must have room."""
        values = list(self.values)
        for effect in lever.effects:
            values[effect.place] = self._moved(effect, lever, units)
        return values

    def room(self, lever: Lever, *, down: bool = False) -> int:
        """The most units a lever can be moved by; 0 where it cannot be moved at all."""
        if lever.kind == "fact":
            return self._room_of_fact(lever, down=down)
        rows = self.record.member.tables.get(lever.of)
        if rows is None or down:
            return 0
        if lever.condition is not None and not can_hold(lever.condition, self.record.value):
            return 0
        return LARGEST_TABLE - rows.count if lever.kind == "rows" else self._not_yet(lever)

    def _room_of_fact(self, lever: Lever, *, down: bool) -> int:
        value = self.values[lever.effects[0].place]
        if isinstance(value, bool):
            return int(value is down)
        if not isinstance(value, int):
            return 0
        if down:
            return (value if lever.type is Type.COUNT else value + LARGEST_FACT * SCALE) // lever.unit
        return (LARGEST_FACT * SCALE - value) // lever.unit

    def _not_yet(self, lever: Lever) -> int:
        """Rows that are counted below the line only."""
        if lever.moved is None:
            return 0
        if lever.base is None:
            met, all_rows = self._quotient(lever.moved)
            return (all_rows - met) // SCALE
        above, below = (self.record.value(each) for each in (lever.moved, lever.base))
        return (below - above) // SCALE if isinstance(above, int) and isinstance(below, int) else 0

    def _moved(self, effect: Effect, lever: Lever, units: int) -> Value | None:
        leaf, value = self.reads[effect.place], self.values[effect.place]
        if isinstance(leaf, Aggregated) and leaf.function is Function.SHARE:
            above, below = self._quotient(leaf)
            rise = units * SCALE
            return divide(above + effect.above * rise, below + effect.below * rise)
        if isinstance(value, bool):
            return not value
        return value + units * lever.unit * effect.above if isinstance(value, int) else None

    def _quotient(self, share: Aggregated) -> tuple[int, int]:
        parts = self.record.layout.parts[share]
        if parts.numerator is None or parts.denominator is None:
            raise AssertionError("a share is recorded with its parts")
        return self.record.number(parts.numerator), self.record.number(parts.denominator)


def fewest(reach: Callable[[int], Found | None], room: int, guess: int) -> tuple[int, Found] | None:
    """The least number from 1 that reaches what is wanted, and what is found there; nothing if ``room`` does not.

    Args:
        reach: What is found so far on; None where it is not far enough. What one number reaches, greater ones do.
        room: The most there can be.
        guess: About how many it takes, at least 1.
    """
    low, high = 0, min(guess, room)
    found = reach(high) if high > 0 else None
    if found is None:
        low, high, found = _farther(reach, high, room)
    elif high > 1 and (nearer := reach(high - 1)) is None:
        low = high - 1
    elif high > 1:
        high, found = high - 1, nearer
    while found is not None and high - low > 1:
        middle = (low + high) // 2
        between = reach(middle)
        low, high, found = (middle, high, found) if between is None else (low, middle, between)
    return None if found is None else (high, found)


def _farther(reach: Callable[[int], Found | None], low: int, room: int) -> tuple[int, int, Found | None]:
    """A number that does not reach, one that does and is at most about twice as great, and what is found there."""
    if room <= low or reach(room) is None:
        return low, room, None
    high = min(2 * low, room)
    while (found := reach(high)) is None:
        low, high = high, min(2 * high, room)
    return low, high, found
