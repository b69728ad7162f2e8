"""Reading expressions: what is in them, and in which order aggregates can be computed."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    MarketAll,
    MarketAny,
    MarketNot,
    NamedMarket,
    Not,
    Or,
    Otherwise,
    PhraseMarket,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.model import Market


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
    """The node and all it is computed from, through lets, aggregates' conditions excepted; each let once."""
    waiting, seen = [node], set[str]()
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(reversed(children(each)))
        if isinstance(each, LetValue) and each.name not in seen:
            seen.add(each.name)
            waiting.append(lets[each.name])


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


@dataclass(frozen=True, slots=True)
class Stage:
    """Lets that earlier stages make computable, then aggregates whose conditions use no others."""

    lets: tuple[str, ...]
    aggregates: tuple[Aggregated, ...]


def stages(roots: tuple[Expression, ...], lets: Mapping[str, Expression]) -> tuple[Stage, ...]:
    """The order in which all that the roots need can be computed.

    Args:
        roots: What is wanted.
        lets: In an order in which each uses only earlier ones; those that nothing needs are left out.
    """
    used = _used(roots, lets)
    order = _Order()
    for name in used:
        order.lets[name] = order.ready_after(lets[name])
    for root in roots:
        order.ready_after(root)
    count = 1 + max([*order.lets.values(), *order.aggregates.values()], default=-1)
    return tuple(
        Stage(
            tuple(name for name, stage in order.lets.items() if stage == number),
            tuple(each for each, stage in order.aggregates.items() if stage == number),
        )
        for number in range(count)
    )


@dataclass
class _Order:
    """The stage of every let and aggregate met so far."""

    lets: dict[str, int] = field(default_factory=dict)
    aggregates: dict[Aggregated, int] = field(default_factory=dict)

    def ready_after(self, node: Expression) -> int:
        """The first stage in which the node can be computed; aggregates found on the way are noted."""
        return max((self._after(each) for each in parts(node)), default=0)

    def _after(self, node: Expression) -> int:
        if isinstance(node, LetValue):
            return self.lets[node.name]
        if not isinstance(node, Aggregated):
            return 0
        if node not in self.aggregates:
            self.aggregates[node] = 0 if node.where is None else self.ready_after(node.where)
        return self.aggregates[node] + 1


def _used(roots: tuple[Expression, ...], lets: Mapping[str, Expression]) -> tuple[str, ...]:
    """Names of lets that the roots need, in the order of the lets."""
    used = {name for root in roots for name in _named(root)}
    for name in reversed(tuple(lets)):
        if name in used:
            used.update(_named(lets[name]))
    return tuple(name for name in lets if name in used)


def _named(node: Expression) -> Iterator[str]:
    for each in parts(node):
        if isinstance(each, LetValue):
            yield each.name
        elif isinstance(each, Aggregated) and each.where is not None:
            yield from _named(each.where)


def other_columns(market: Market) -> Iterator[str]:
    """The columns that a market's phrases read besides the one of its ``has`` lines."""
    match market:
        case PhraseMarket():
            yield from (line.column for line in market.lines if line.column != market.has_column)
        case NamedMarket(market=inner) | MarketNot(inner):
            yield from other_columns(inner)
        case MarketAll(left, right) | MarketAny(left, right):
            yield from other_columns(left)
            yield from other_columns(right)
        case _:
            assert_never(market)
