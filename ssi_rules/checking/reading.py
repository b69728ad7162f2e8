"""What expressions read: lets, markets, facts, tables, the as-of day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.syntax import ast


def parts(expression: model.Expression) -> tuple[model.Expression, ...]:
    """The direct parts of an expression, an aggregate's condition among them."""
    match expression:
        case (
            model.Calculation(_, left, right)
            | model.Compared(_, left, right)
            | model.And(left, right)
            | model.Or(left, right)
            | model.Otherwise(left, right)
        ):
            return left, right
        case model.Not(operand) | model.Known(operand) | model.InMarket(operand):
            return (operand,)
        case model.Aggregated(where=where):
            return () if where is None else (where,)
        case (
            model.Constant() | model.FactValue() | model.ColumnValue() | model.LetValue() | model.AsOfValue()
        ):
            return ()
    assert_never(expression)


def walk(expression: model.Expression) -> Iterator[model.Expression]:
    """Every expression inside, itself included; lets are not followed."""
    stack = [expression]
    while stack:
        each = stack.pop()
        yield each
        stack += parts(each)


@dataclass
class Reads:
    """Names that expressions read; ``as_of`` is whether any needs an as-of day."""

    lets: set[str] = field(default_factory=set)
    markets: set[str] = field(default_factory=set)
    as_of: bool = False


def reads(
    roots: Iterable[model.Expression],
    lets: Mapping[str, model.Expression],
    tables: Mapping[str, ast.TableDeclaration],
) -> Reads:
    """What the roots read, directly and through lets.

    Args:
        roots: Expressions in any order.
        lets: In an order in which each uses only earlier ones.
        tables: As declared. Rows of a dated table are left out when they lie after the as-of day, window or not.
    """
    found = Reads()
    for root in roots:
        _add(found, root, tables)
    for name in reversed(tuple(lets)):
        if name in found.lets:
            _add(found, lets[name], tables)
    return found


def _add(found: Reads, root: model.Expression, tables: Mapping[str, ast.TableDeclaration]) -> None:
    for each in walk(root):
        match each:
            case model.LetValue(name):
                found.lets.add(name)
            case model.InMarket(market=market):
                found.markets.add(market)
            case model.AsOfValue():
                found.as_of = True
            case model.Aggregated(table=table):
                found.as_of |= tables[table].dated is not None
            case _:
                pass
