"""What expressions tell without solving: which way a value moves with a fact, and what a missing fact can be taken for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules import model
from ssi_rules.engines.walk import children
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Operator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Moves: TypeAlias = frozenset[int]
"""The ways in which a value can move while a fact grows: 1 up, -1 down; none where it stays."""

STAYS: Moves = frozenset()
_NOTHING: frozenset[str] = frozenset()
_UP: Moves = frozenset({1})
_ANY: Moves = frozenset({1, -1})
_RISING = (Comparison.AT_LEAST, Comparison.MORE)
_FALLING = (Comparison.AT_MOST, Comparison.LESS)


def data_read(node: model.Expression, lets: Mapping[str, model.Expression]) -> frozenset[str]:
    """The facts and tables that an expression reads, through lets and conditions on rows."""
    match node:
        case model.FactValue(name):
            return frozenset({name})
        case model.LetValue(name):
            return data_read(lets[name], lets)
        case model.Aggregated(table=table, where=where):
            return frozenset({table}) | (_NOTHING if where is None else data_read(where, lets))
        case _:
            return _NOTHING.union(*(data_read(each, lets) for each in children(node)))


def moves(node: model.Expression, fact: str, lets: Mapping[str, model.Expression]) -> Moves:
    """How a value can move while a fact grows and all else stays; ``_ANY`` where the form does not tell.

    For conditions no, unknown and yes count as rising in this order.
    """
    if fact not in data_read(node, lets):
        return STAYS
    match node:
        case model.FactValue():
            return _UP
        case model.LetValue(name):
            return moves(lets[name], fact, lets)
        case model.Calculation():
            return _calculated(node, fact, lets)
        case model.Compared():
            return _compared(node, fact, lets)
        case model.Not(operand):
            return _turned(moves(operand, fact, lets))
        case model.And(left, right) | model.Or(left, right):
            return moves(left, fact, lets) | moves(right, fact, lets)
        case model.Otherwise(value, fallback) if not _may_lose(value, fact, lets):
            return moves(value, fact, lets) | moves(fallback, fact, lets)
        case _:
            return _ANY


def _turned(found: Moves) -> Moves:
    return frozenset(-each for each in found)


def _calculated(node: model.Calculation, fact: str, lets: Mapping[str, model.Expression]) -> Moves:
    left, right = moves(node.left, fact, lets), moves(node.right, fact, lets)
    match node.operator:
        case Operator.ADD:
            return left | right
        case Operator.SUBTRACT:
            return left | _turned(right)
        case Operator.MULTIPLY:
            return _scaled(left, node.right, lets) | _scaled(right, node.left, lets)
        case Operator.DIVIDE:
            return _scaled(left, node.right, lets) | _turned(_scaled(right, node.left, lets, over=node.right))
        case _:
            assert_never(node.operator)


def _scaled(
    found: Moves,
    factor: model.Expression,
    lets: Mapping[str, model.Expression],
    over: model.Expression | None = None,
) -> Moves:
    """Moves times a factor: they turn with its sign. What is divided by must not pass through 0 either."""
    if not found:
        return STAYS
    if over is not None and not _never_below_zero(over, lets):
        return _ANY
    if _never_below_zero(factor, lets):
        return found
    match factor:
        case model.Constant(int(value)) if value < 0:
            return _turned(found)
        case _:
            return _ANY


def _compared(node: model.Compared, fact: str, lets: Mapping[str, model.Expression]) -> Moves:
    left, right = moves(node.left, fact, lets), moves(node.right, fact, lets)
    if node.comparison in _RISING:
        return left | _turned(right)
    if node.comparison in _FALLING:
        return _turned(left) | right
    return _ANY


def _never_below_zero(node: model.Expression, lets: Mapping[str, model.Expression]) -> bool:
    """Whether the form tells that a number is 0 or more."""
    match node:
        case model.Constant(value):
            return isinstance(value, int) and value >= 0
        case model.LetValue(name):
            return _never_below_zero(lets[name], lets)
        case model.Aggregated(function=model.Function.SHARE):
            return True
        case model.Calculation(operator, left, right) if operator is not Operator.SUBTRACT:
            return _never_below_zero(left, lets) and _never_below_zero(right, lets)
        case model.Otherwise(value, fallback):
            return _never_below_zero(value, lets) and _never_below_zero(fallback, lets)
        case _:
            return node.type is Type.COUNT


def _may_lose(node: model.Expression, fact: str, lets: Mapping[str, model.Expression]) -> bool:
    """Whether a value may become known or unknown while a fact that is known grows."""
    match node:
        case model.LetValue(name):
            return _may_lose(lets[name], fact, lets)
        case model.Aggregated() | model.And() | model.Or():
            return fact in data_read(node, lets)
        case model.Calculation(Operator.DIVIDE, _, right) if fact in data_read(right, lets):
            return True
        case _:
            return any(_may_lose(each, fact, lets) for each in children(node))


def award_moves(award: model.Award) -> Moves:
    """How points can move while a measure grows.

    What lies below a first cut-point of 0 or less is left out: bands give it 0, and nobody is there.
    """
    match award:
        case model.EarnsWhen(_, when):
            return frozenset({1 if when else -1})
        case model.Bands(steps):
            below = (0,) if steps[0].cut > 0 else ()
            return _signs((*below, *(each.points for each in steps)))
        case model.Ramp(steps):
            return _signs(tuple(each.points for each in steps))
        case _:
            assert_never(award)


def _signs(points: tuple[int, ...]) -> Moves:
    return frozenset((after > before) - (after < before) for before, after in pairwise(points)) - {0}


def together(first: Moves, second: Moves) -> Moves:
    """The ways of a thing that moves with another that moves."""
    return frozenset(each * other for each in first for other in second)


def taken_for_something(node: model.Expression, lets: Mapping[str, model.Expression]) -> Iterator[str]:
    """Facts and tables of which the expression may be known although they are missing.

    One for which another fact stands in (``accounts_saved else companies_followed``) is not among them: there the rule
    says what counts instead. Neither is one whose absence leaves all unknown.
    """
    match node:
        case model.LetValue(name):
            yield from taken_for_something(lets[name], lets)
        case model.Known(operand):
            yield from data_read(operand, lets)
        case model.Otherwise(value, fallback):
            yield from taken_for_something(fallback, lets)
            yield from (taken_for_something if data_read(fallback, lets) else data_read)(value, lets)
        case model.Aggregated(where=where) if where is not None:
            yield from data_read(where, lets)  # rows of which the condition is unknown are not counted
        case _:
            for each in children(node):
                yield from taken_for_something(each, lets)
