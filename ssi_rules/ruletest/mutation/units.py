"""How far a number is moved: one unit of the last place written, whole ones at most."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Constant

if TYPE_CHECKING:
    from collections.abc import Iterator

_PERCENT = SCALE // 100


def unit_of(number: int, *, percent: bool) -> int:
    """One unit, in millionths, of the last decimal place of a number; a whole one (one percent) where it has none."""
    unit = _PERCENT if percent else SCALE
    while number % unit:
        unit //= 10
    return unit


def moved(literal: Constant, least: int = 1) -> Iterator[Constant]:
    """The literal one unit lower and one higher, one day earlier and later, or the other flag; texts have no next one.

    Args:
        literal: The literal.
        least: What separates two values, in millionths, of that which it is compared with: a half is moved by a whole among
            counts.
    """
    match literal.value:
        case bool():
            yield Constant(not literal.value, literal.type)
        case int():
            unit = unit_of(literal.value, percent=literal.type in (Type.PERCENT, Type.RATIO))
            unit = max(unit, least)
            yield from (Constant(literal.value + step, literal.type) for step in (-unit, unit))
        case date():
            yield from (Constant(each, literal.type) for each in _days_beside(literal.value))
        case str():
            return


def _days_beside(day: date) -> Iterator[date]:
    if day != date.min:
        yield day - timedelta(1)
    if day != date.max:
        yield day + timedelta(1)
