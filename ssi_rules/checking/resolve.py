"""Checks that every name in a file's own text means something there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.checking import problems_names as say
from ssi_rules.checking import problems_reuse as reuse
from ssi_rules.checking.draft import Draft, Space
from ssi_rules.checking.expressions import (
    column_of,
    declared_expressions,
    scored_expressions,
    walk,
    walk_market,
)
from ssi_rules.checking.scope import Scope
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.diagnostics import Problems
    from ssi_rules.text import Span


def resolve(draft: Draft, problems: Problems) -> None:
    """Report every name in the text of the draft's own file that has no meaning in it."""
    scope = Scope(draft, problems)
    for declaration in draft.unit.file.declarations:
        for expression in declared_expressions(declaration):
            _check(expression, scope)
        match declaration:
            case (ast.Market() as market) | ast.ChangeMarket(market):
                _check_market(market, scope)
            case ast.Facts(items):
                for item in items:
                    _check_columns(item, draft, problems)
            case _:
                pass
    _check_removed(draft, problems)


def _check(expression: ast.Expression, scope: Scope) -> None:
    for each, row in walk(expression):
        match each:
            case ast.Reference():
                scope.reference(each, row)
            case ast.IsMarket(_, market, _):
                scope.market(market)
            case ast.Aggregate():
                _check_aggregate(each, row, scope)
            case _:
                pass


def _check_aggregate(aggregate: ast.Aggregate, row: ast.Aggregate | None, scope: Scope) -> None:
    if row is not None:
        scope.problems.add(say.nested_aggregate(aggregate))
    table = scope.table(aggregate.table)
    if table is not None and aggregate.column is not None:
        scope.column(table, aggregate.column)


def _check_market(market: ast.Market, scope: Scope) -> None:
    for name in walk_market(market):
        scope.market(name)


def _check_columns(
    item: ast.FactDeclaration | ast.TableDeclaration, draft: Draft, problems: Problems
) -> None:
    """A table's columns have names of their own, and the one it is dated by is among them."""
    if isinstance(item, ast.FactDeclaration):
        return
    first: dict[str, ast.Name] = {}
    for column in item.columns:
        standing = first.setdefault(column.name.text, column.name)
        if standing is not column.name:
            problems.add(reuse.repeated_column(column.name, standing))
    dated = item.dated
    if dated is not None and column_of(item, dated.text) is None and not draft.may_declare(dated.text):
        problems.add(say.unknown_column(dated, item))


def _check_removed(draft: Draft, problems: Problems) -> None:
    """Report what the file removes and an inherited part still uses."""
    for space, name, place in _inherited_uses(draft) if draft.removed else ():
        removed = draft.removed.get((space, name))
        if removed is not None and place.source is not draft.unit.source:
            problems.add(say.removed_in_use(name, removed, place))


def _inherited_uses(draft: Draft) -> Iterator[tuple[Space, str, Span]]:
    for expression in standing_expressions(draft):
        for each, row in walk(expression):
            match each:
                case ast.Reference(name) if not _is_column(draft, name, row):
                    yield Space.VALUE, name, each.span
                case ast.IsMarket(_, meant, _):
                    yield Space.MARKET, meant.text, meant.span
                case _:
                    pass
    for market in draft.markets.values():
        for combined in walk_market(market):
            yield Space.MARKET, combined.text, combined.span


def _is_column(draft: Draft, name: str, row: ast.Aggregate | None) -> bool:
    return row is not None and column_of(draft.tables.get(row.table.text), name) is not None


def standing_expressions(draft: Draft) -> Iterator[ast.Expression]:
    """Every expression that stands after all changes."""
    yield from (let.value for let in draft.lets.values())
    yield from scored_expressions(draft.pillars.values())
