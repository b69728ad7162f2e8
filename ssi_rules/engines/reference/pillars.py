"""Pillars and the total: statements of generated code that add up, adjust and bound."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from ssi_rules.model import Adjustment, Cap, Deduct, Level, Pillar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from ssi_rules.engines.reference.criteria import Ledger, Line
    from ssi_rules.engines.reference.expressions import Operand
    from ssi_rules.engines.reference.writer import Writer


@dataclass(frozen=True, slots=True)
class Sums:
    """Locals with points and range of a pillar or the total.

    Attributes:
        nullable: Whether there may be none.
    """

    points: str
    low: str
    high: str
    nullable: bool = True

    @property
    def all(self) -> str:
        """The three as a target of assignment."""
        return f"{self.points}, {self.low}, {self.high}"


def new_sums(writer: Writer, *, nullable: bool) -> Sums:
    """Locals for a pillar or the total."""
    return Sums(writer.local(), writer.local(), writer.local(), nullable)


def write_pillar(writer: Writer, pillar: Pillar, lines: list[Line], ledger: Ledger) -> Sums:
    """Write the sum of the criteria and its range; with gaps among criteria that pass on their worth, redistribution."""
    spread, sums = ledger.spread, new_sums(writer, nullable=ledger.spread is not None)
    earned = " + ".join(f"({line.points} or 0)" for line in lines)
    if spread is None:
        writer.line(f"{sums.points} = {sums.low} = {earned}")
        writer.line(f"{sums.high} = {sums.low} + {ledger.open_zero}")
        return sums
    with writer.block(f"if {spread.gap}:"):
        noted = f"{spread.counted}, {ledger.open_zero}, {spread.open_worth}"
        writer.line(f"{sums.all} = settle({pillar.worth}, {earned}, {noted})")
    with writer.block("else:"):
        writer.line(
            f"{sums.points} = {sums.low} = {sums.high} = " + " + ".join(line.points for line in lines)
        )
    return sums


def write_adjustment(
    writer: Writer, adjustment: Adjustment, condition: Operand, sums: Sums, cost: str
) -> None:
    """Write a cap or deduction on points and range; an unknown one acts on the low end only.

    Args:
        writer: Where to.
        adjustment: The cap or deduction.
        condition: Where its condition stands.
        sums: What it acts on.
        cost: The local to hold the points it cost.
    """
    writer.line(f"{cost} = 0")
    with writer.block(f"if {condition.name}:"):
        with _unless_none(writer, sums.points, sums):
            writer.line(f"{cost} = {sums.points}")
            writer.line(f"{sums.points} = {_adjusted(adjustment, sums.points)}")
            writer.line(f"{cost} -= {sums.points}")
        with _unless_none(writer, sums.low, sums):
            writer.line(f"{sums.low} = {_adjusted(adjustment, sums.low)}")
            writer.line(f"{sums.high} = {_adjusted(adjustment, sums.high)}")
    if condition.nullable:
        with (
            writer.block(f"elif {condition.name} is None:"),
            _unless_none(writer, sums.low, sums),
        ):
            writer.line(f"{sums.low} = {_adjusted(adjustment, sums.low)}")


def _unless_none(writer: Writer, points: str, sums: Sums) -> AbstractContextManager[None]:
    return writer.block(f"if {points} is not None:") if sums.nullable else nullcontext()


def _adjusted(adjustment: Adjustment, points: str) -> str:
    match adjustment:
        case Cap():
            return f"{adjustment.at} if {points} > {adjustment.at} else {points}"
        case Deduct():
            return f"{points} - {adjustment.points} if {points} > {adjustment.points} else 0"
        case _:
            assert_never(adjustment)


def write_total(writer: Writer, worth: int, pillars: tuple[Pillar, ...], parts: list[Sums]) -> Sums:
    """Write the sum of the pillars, or of those that have a score, scaled to the whole worth."""
    nullable = [each for each in parts if each.nullable]
    sums = new_sums(writer, nullable=len(nullable) == len(parts))
    if not nullable:
        _write_sums(writer, sums, parts)
        return sums
    missing = " or ".join(f"{each.points} is None" for each in nullable)
    with writer.block(f"if {missing}:"):
        columns = (
            _tuple(str(each.worth) for each in pillars),
            _tuple(each.points for each in parts),
            _tuple(each.low for each in parts),
            _tuple(each.high for each in parts),
        )
        writer.line(f"{sums.all} = settle_total({worth}, {', '.join(columns)})")
    with writer.block("else:"):
        _write_sums(writer, sums, parts)
    return sums


def _write_sums(writer: Writer, sums: Sums, parts: list[Sums]) -> None:
    writer.line(f"{sums.points} = " + " + ".join(each.points for each in parts))
    writer.line(f"{sums.low} = " + " + ".join(each.low for each in parts))
    writer.line(f"{sums.high} = " + " + ".join(each.high for each in parts))


def write_level(writer: Writer, levels: tuple[Level, ...], total: str) -> str:
    """Write the search for the highest level that starts at or below the total."""
    level = writer.local()
    writer.line(f"if {total} is None: {level} = None")
    for each in sorted(levels, key=lambda each: each.start, reverse=True):
        writer.line(f"elif {total} >= {each.start}: {level} = {writer.constant(each.id)}")
    writer.line(f"else: {level} = None")
    return level


def _tuple(parts: Iterable[str]) -> str:
    return f"({', '.join(parts)},)"
