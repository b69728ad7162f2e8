"""Reading expressions: what is in them, and in which order aggregates can be computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.model import (
    Aggregated,
    And,
    AsOfValue,
    Calculation,
    ColumnValue,
    Compared,
    Constant,
    Expression,
    FactValue,
    InMarket,
    Known,
    LetValue,
    Not,
    Or,
    Otherwise,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def children(node: Expression) -> tuple[Expression, ...]:
    """The expressions a node is directly made of; a let and an aggregate's condition are looked into by others."""
    match node:
        case Constant() | FactValue() | ColumnValue() | LetValue() | AsOfValue() | Aggregated():
            return ()
        case Not(operand) | Known(operand):
            return (operand,)
        case InMarket():
            return (node.text,)
        case And(left, right) | Or(left, right) | Compared(_, left, right) | Calculation(_, left, right):
            return (left, right)
        case Otherwise():
            return (node.value, node.fallback)
        case _:
            assert_never(node)


def walk(node: Expression, lets: Mapping[str, Expression]) -> Iterator[Expression]:
    """The node and all it is computed from, through lets, aggregates' conditions excepted."""
    yield node
    for child in children(node):
        yield from walk(child, lets)
    if isinstance(node, LetValue):
        yield from walk(lets[node.name], lets)


def reads_row(node: Expression) -> bool:
    """Whether the value depends on the row at hand."""
    if isinstance(node, ColumnValue) or (isinstance(node, InMarket) and node.table is not None):
        return True
    return any(reads_row(child) for child in children(node))


def outside_row(node: Expression) -> Iterator[Expression]:
    """The largest parts of a row's condition that are the same for every row."""
    if not reads_row(node):
        yield node
        return
    for child in children(node):
        yield from outside_row(child)


def parts(node: Expression) -> Iterator[Expression]:
    """The node and all it is written with; lets and aggregates are not looked into."""
    yield node
    for child in children(node):
        yield from parts(child)


def row_columns(node: Expression) -> Iterator[str]:
    """The columns a row's condition names; what a market reads besides is known to the market."""
    yield from (each.column for each in parts(node) if isinstance(each, ColumnValue))


def aggregates_by_stage(
    roots: tuple[Expression, ...], lets: Mapping[str, Expression]
) -> tuple[tuple[Aggregated, ...], ...]:
    """All aggregates below the roots; the conditions of each stage use only earlier stages."""
    stages: dict[Aggregated, int] = {}
    for root in roots:
        _stage(root, lets, stages)
    count = max(stages.values(), default=-1) + 1
    return tuple(tuple(each for each, stage in stages.items() if stage == n) for n in range(count))


def _stage(node: Expression, lets: Mapping[str, Expression], stages: dict[Aggregated, int]) -> int:
    """The first stage after which the node can be computed; aggregates found on the way are noted."""
    found = [each for each in walk(node, lets) if isinstance(each, Aggregated)]
    for each in found:
        if each not in stages:
            stages[each] = 0 if each.where is None else _stage(each.where, lets, stages)
    return max((stages[each] + 1 for each in found), default=0)
