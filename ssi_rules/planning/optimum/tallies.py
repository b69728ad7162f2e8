"""Aggregates as tallies that grow with each row added, without going through the other rows again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE, divide_rounding
from ssi_rules.language.types import Type
from ssi_rules.model import Aggregated, And, ColumnValue, Constant, Function, Known, Not
from ssi_rules.planning.optimum.items import alone, earning_when

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ssi_rules.language.types import Value
    from ssi_rules.model import Catalogue, Expression, Ruleset
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.sources.dataset import Member


def parts_of(node: Aggregated, catalogue: Catalogue) -> tuple[Aggregated, ...]:
    """The tallies an aggregate is made of: shares and averages are of two, all others of themselves."""
    match node.function:
        case Function.SHARE:
            where = node.where or Constant(value=True, type=Type.FLAG)
            return _counted(node, where), _counted(node, Not(where))
        case Function.AVERAGE:
            cell = _cell(node, catalogue)
            where = Known(cell) if node.where is None else And(node.where, Known(cell))
            return replace(node, function=Function.SUM), _counted(node, where)
        case _:
            return (node,)


def _counted(node: Aggregated, where: Expression) -> Aggregated:
    return replace(node, function=Function.COUNT, column=None, where=where, type=Type.COUNT)


def _cell(node: Aggregated, catalogue: Catalogue) -> ColumnValue:
    column = catalogue.tables[node.table].column(node.column or "")
    if column is None:
        raise AssertionError("a checked ruleset averages declared columns only")
    return ColumnValue(node.table, column.name, column.type)


def outcome(node: Aggregated, tallies: Sequence[Value | None]) -> Value | None:
    """The aggregate's value from its tallies."""
    if node.function not in (Function.SHARE, Function.AVERAGE):
        return tallies[0]
    first, second = tallies
    if not isinstance(first, int) or not isinstance(second, int):
        return None
    if node.function is Function.SHARE:
        return divide_rounding(first * SCALE, first + second) if first + second else None
    return divide_rounding(first * SCALE, second) if second else None


@dataclass(frozen=True)
class Probe:
    """Asks some tallies of a member, however few rows she has.

    Attributes:
        beside: Names of the tables that conditions on rows of others read.
    """

    ruleset: Ruleset
    tallies: tuple[Aggregated, ...]
    beside: frozenset[str] = frozenset()

    def of(self, member: Member, day: date | None) -> Mapping[Aggregated, Value | None]:
        """What each tally comes to."""
        if not self.tallies:
            return {}
        record = self._evaluator.record(member, day)
        return {each: record.value(each) for each in self.tallies}

    @cached_property
    def _evaluator(self) -> Evaluator:
        pillar = self.ruleset.pillars[0]
        return Evaluator(alone(self.ruleset, (earning_when(Known(each), pillar) for each in self.tallies)))


def probe(ruleset: Ruleset, items: Iterable[Item], tables: frozenset[str]) -> Probe:
    """The probe of all tallies of these tables that the items are made of."""
    wanted = tuple(items)
    aggregates = (
        each
        for item in wanted
        for each in item.inputs
        if isinstance(each, Aggregated) and each.table in tables
    )
    tallies = (part for each in aggregates for part in parts_of(each, ruleset.catalogue))
    beside = (each.table for item in wanted for each in item.within if isinstance(each, Aggregated))
    return Probe(ruleset, tuple(dict.fromkeys(tallies)), frozenset(beside))
