"""Which rows a count or a share is made of, where one word tells it: every row, those with a flag, those in a market."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.engines.reference.explain.assumptions import conjuncts
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Aggregated,
    Calculation,
    ColumnValue,
    Expression,
    FactValue,
    Function,
    InMarket,
    LetValue,
    Operator,
)
from ssi_rules.scorecard import Counted, Whole

if TYPE_CHECKING:
    from collections.abc import Mapping


def counted(measure: Expression, lets: Mapping[str, Expression]) -> Counted | None:
    """What a count counts, and a share or a quotient of two counts of one table holds above the line."""
    match _named(measure, lets):
        case Aggregated(Function.COUNT | Function.SHARE) as rows:
            return _rows(rows)
        case Calculation(Operator.DIVIDE, left, right):
            return _part(_named(left, lets), _named(right, lets))
        case _:
            return None


def _part(above: Expression, below: Expression) -> Counted | None:
    """Of a quotient of counts, if what it divides by is every row of the same table and days."""
    match above, below:
        case (
            Aggregated(Function.COUNT, table, _, window),
            Aggregated(Function.COUNT, other, _, days, None),
        ) if (table, window) == (other, days):
            return _rows(above)
        case _:
            return None


def whole(quotient: Expression, lets: Mapping[str, Expression]) -> Whole | None:
    """What a share or a quotient is a part of; None where it sets beside each other what does not hold one another."""
    match _named(quotient, lets):
        case Aggregated(Function.SHARE, table):
            return Whole(table=table)
        case Calculation(Operator.DIVIDE, left, right):
            return _common(_named(left, lets), _named(right, lets))
        case _:
            return None


def _common(above: Expression, below: Expression) -> Whole | None:
    match above, below:
        case Aggregated(), Aggregated() if is_part(above, below):
            return Whole(table=below.table)
        case FactValue(), FactValue() if {above.type, below.type} == {Type.COUNT}:
            return Whole(table=None)
        case _:
            return None


def is_part(count: Aggregated, base: Aggregated) -> bool:
    """Whether a count's rows are all among those of another: the same table and days, and asked no less."""
    if {count.function, base.function} != {Function.COUNT}:
        return False
    if (count.table, count.window) != (base.table, base.window):
        return False
    return set(conjuncts(base.where)) <= set(conjuncts(count.where))


def _rows(rows: Aggregated) -> Counted | None:
    match rows.where:
        case None:
            return Counted(table=rows.table, column=None, market=None)
        case ColumnValue(_, column):
            return Counted(table=rows.table, column=column, market=None)
        case InMarket(_, market):
            return Counted(table=rows.table, column=None, market=market)
        case _:
            return None


def _named(node: Expression, lets: Mapping[str, Expression]) -> Expression:
    while isinstance(node, LetValue):
        node = lets[node.name]
    return node
