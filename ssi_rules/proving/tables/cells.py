"""What a cell can be, as far as any rule tells cells apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.engines.walk import parts
from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.language.types import Value
    from ssi_rules.language.windows import Window


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers or days from ``low`` to ``high`` in steps, in millionths."""

    low: int
    high: int
    step: int

    @property
    def size(self) -> int:
        """How many values there are."""
        return (self.high - self.low) // self.step + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of cell: a value that stands for it, None where unknown, and for numbers and days all that it may be.

    Attributes:
        free: Whether a text stands for any number of different ones.
    """

    value: Value | None
    span: Span | None = None
    free: bool = False


UNKNOWN = Cell(None)


@dataclass(slots=True)
class Use:
    """How rules look at a column.

    Attributes:
        asked: Whether a condition reads it.
        gathered: Whether an aggregate takes its cells.
        cuts: Values that conditions compare it with, in millionths.
        odd: Whether a condition does something else with its numbers.
    """

    asked: bool = False
    gathered: bool = False
    cuts: set[int] = field(default_factory=set)
    odd: bool = False


def uses(aggregates: Iterable[model.Aggregated], as_of: date) -> dict[str, Use]:
    """How aggregates of one table look at its columns."""
    found: dict[str, Use] = {}
    for node in aggregates:
        if node.column is not None:
            found.setdefault(node.column, Use()).gathered = True
        if node.where is not None:
            _note(node.where, found, as_of)
    return found


def _note(where: model.Expression, found: dict[str, Use], as_of: date) -> None:
    plain = 0
    for node in parts(where):
        match node:
            case model.Compared(_, model.ColumnValue() as column, other) | model.Compared(
                _, other, model.ColumnValue() as column
            ) if (constant := _constant(other, as_of)) is not None:
                found.setdefault(column.column, Use()).cuts.add(constant)
                plain += 1
            case model.Known(model.ColumnValue()):
                plain += 1
            case _:
                pass
    for node in parts(where):
        if isinstance(node, model.ColumnValue):
            found.setdefault(node.column, Use()).asked = True
            if node.type.is_numeric or node.type is Type.DATE:
                plain -= 1
                found[node.column].odd |= plain < 0


def _constant(node: model.Expression, as_of: date) -> int | None:
    match node:
        case model.Constant(bool() | str()):
            return None
        case model.Constant(date() as day):
            return day.toordinal() * SCALE
        case model.Constant(int(value)):
            return value
        case model.AsOfValue():
            return as_of.toordinal() * SCALE
        case _:
            return None


def days_told_apart(windows: Iterable[Window], as_of: date) -> set[int]:
    """First days, in millionths, that windows and the as-of day begin something new with."""
    found = {(as_of.toordinal() + 1) * SCALE}
    for window in windows:
        after, until = window.bounds(as_of)
        found |= {(after.toordinal() + 1) * SCALE, (until.toordinal() + 1) * SCALE}
    return found


_MOST = LARGEST_FACT * SCALE
_WHOLE = {
    Type.COUNT: Span(0, _MOST, SCALE),
    Type.NUMBER: Span(-_MOST, _MOST, 1),
    Type.PERCENT: Span(-_MOST, _MOST, 1),
    Type.DATE: Span(date.min.toordinal() * SCALE, date.max.toordinal() * SCALE, SCALE),
}


def numbers(kind: Type, cuts: set[int], last: int | None = None) -> list[Cell]:
    """Kinds of numbers or days between what they are compared with; days not after ``last``."""
    whole = _WHOLE[kind]
    high = whole.high if last is None else min(last, whole.high)
    starts = sorted(
        {whole.low, *(-(-each // whole.step) * whole.step for cut in cuts for each in (cut, cut + 1))}
    )
    starts = [each for each in starts if whole.low <= each <= high]
    ends = [*(each - whole.step for each in starts[1:]), high]
    return [_number(kind, Span(*each, whole.step)) for each in zip(starts, ends, strict=True)]


def _number(kind: Type, span: Span) -> Cell:
    if kind is Type.DATE:
        return Cell(date.fromordinal(span.high // SCALE), span)
    roundest = min(
        (each for each in (0, SCALE, span.low, span.high) if span.low <= each <= span.high), key=abs
    )
    return Cell(roundest, span)


def single(cell: Cell) -> Cell:
    """Only the value that stands for it."""
    value = cell.value
    at = value.toordinal() * SCALE if isinstance(value, date) else value
    return Cell(value, Span(at, at, 1)) if isinstance(at, int) else cell
