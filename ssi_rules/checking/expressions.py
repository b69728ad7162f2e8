"""Walking what is written: the parts of an expression and the expressions of a declaration.

Everything here works on a stack of its own, so that a chain of any length is walked without recursion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.checking.flat import FlatCriterion, FlatPillar


_LEAVES = frozenset({ast.Number, ast.Flag, ast.Text, ast.Date, ast.AsOf, ast.Reference})
"""What has no parts: most of what is walked, so it is told apart before anything is matched."""


def parts(expression: ast.Expression) -> tuple[ast.Expression, ...]:
    """The direct parts of an expression; the condition of an aggregate is none of them."""
    match expression:
        case ast.Else(value, fallback):
            return value, fallback
        case ast.Logic(_, left, right) | ast.Compare(_, left, right) | ast.Arithmetic(_, left, right):
            return left, right
        case ast.Between(value, low, high):
            return value, low, high
        case ast.Not(operand):
            return (operand,)
        case ast.IsKnown(value) | ast.IsMarket(value, _, _):
            return (value,)
        case (
            ast.Aggregate()
            | ast.Number()
            | ast.Flag()
            | ast.Text()
            | ast.Date()
            | ast.AsOf()
            | ast.Reference()
        ):
            return ()
    assert_never(expression)


def walk(expression: ast.Expression) -> Iterator[tuple[ast.Expression, ast.Aggregate | None]]:
    """Every expression inside, itself first, each with the aggregate whose row it sees."""
    stack: list[tuple[ast.Expression, ast.Aggregate | None]] = [(expression, None)]
    while stack:
        each, row = stack.pop()
        yield each, row
        if each.__class__ in _LEAVES:
            continue
        if isinstance(each, ast.Aggregate) and each.where is not None:
            stack.append((each.where, each))
        for part in reversed(parts(each)):
            stack.append((part, row))  # noqa: PERF401 - a generator costs more than it saves on two parts


def outer_names(expression: ast.Expression, tables: Mapping[str, ast.TableDeclaration]) -> Iterator[str]:
    """The names that stand for facts and lets: inside a condition on rows, a column's name stands for the column."""
    for each, row in walk(expression):
        if isinstance(each, ast.Reference):
            table = None if row is None else tables.get(row.table.text)
            if column_of(table, each.name) is None:
                yield each.name


def column_of(table: ast.TableDeclaration | None, name: str) -> ast.ColumnDeclaration | None:
    """The column of that name, if there is a table and it declares one."""
    columns = () if table is None else table.columns
    return next((each for each in columns if each.name.text == name), None)


def walk_market(market: ast.Market) -> Iterator[ast.Name]:
    """The names of the markets that another combines, in the order written; a market by phrases combines none."""
    stack = [] if market.expression is None else [market.expression]
    while stack:
        match stack.pop():
            case ast.MarketNames(name):
                yield name
            case ast.MarketNot(operand):
                stack.append(operand)
            case ast.MarketLogic(_, left, right):
                stack += [right, left]


def award_cuts(award: ast.Award) -> Iterator[ast.Expression]:
    """The cut-points of an award."""
    match award:
        case ast.Bands(steps) | ast.Ramp(steps):
            yield from (step.cut for step in steps)
        case ast.EarnsWhen():
            pass
        case _:
            assert_never(award)


def declared_expressions(declaration: ast.Declaration) -> Iterator[ast.Expression]:
    """The expressions that stand in a declaration, in the order written."""
    match declaration:
        case ast.Let(_, value) | ast.ChangeLet(ast.Let(_, value)):
            yield value
        case ast.Pillar(items=items) | ast.InPillar(items=items):
            for item in items:
                yield from item_expressions(item)
        case ast.ChangeParts(parts=changes):
            yield from _part_expressions(changes)
        case ast.Claim(assumptions=assumptions):
            yield from (each.condition for each in assumptions)
        case _:
            pass


def item_expressions(item: ast.PillarItem) -> Iterator[ast.Expression]:
    """The expressions of a criterion, cap or deduction."""
    match item:
        case ast.Criterion(parts=criterion_parts):
            yield from _part_expressions(criterion_parts)
        case ast.Cap(when=when) | ast.Deduct(when=when):
            yield when
        case _:
            assert_never(item)


def _part_expressions(written: Iterable[ast.Node]) -> Iterator[ast.Expression]:
    for part in written:
        match part:
            case ast.AppliesWhen(condition) | ast.Needs(condition):
                yield condition
            case ast.Measure(value):
                yield value
            case ast.Bands() | ast.Ramp():
                yield from award_cuts(part)
            case _:
                pass


def scored_expressions(pillars: Iterable[FlatPillar]) -> Iterator[ast.Expression]:
    """The expressions of pillars after all changes, what lets stand for left out."""
    for pillar in pillars:
        for criterion in pillar.criteria:
            yield from _criterion_expressions(criterion)
        yield from (adjustment.when for adjustment in pillar.adjustments)


def _criterion_expressions(criterion: FlatCriterion) -> Iterator[ast.Expression]:
    written = (criterion.applies, criterion.measure, criterion.needs, criterion.award)
    yield from _part_expressions(part for part in written if part is not None)
