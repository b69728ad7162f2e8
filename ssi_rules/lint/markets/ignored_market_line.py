"""Lines of a market that are passed over where it is used, because there is no such column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.expressions import column_of
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.markets.declared import applied, has_column, own_markets, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.lint.subject import Subject
    from ssi_rules.syntax import ast
    from ssi_rules.text import Span


def ignored_market_line(subject: Subject) -> Iterator[Diagnostic]:
    """Every use of a market with a line on a column that the rows at hand lack.

    Where a change to a market brings this to an inherited use, it is reported at the change.
    """
    own = {market.name.text: market.name.span for market in own_markets(subject)}
    tables = subject.draft.tables
    for each, row in applied(subject):
        table = None if row is None else tables.get(row.table.text)
        parts = within(each.market.text, subject.draft.markets)
        place = _place(each.market.span, parts, own, subject)
        if place is None:
            continue
        for clause in _passed_over(parts, table):
            yield _diagnostic(each.market.text, clause, table, place, tables)


def _place(
    used: Span, parts: Mapping[str, ast.Market], own: Mapping[str, Span], subject: Subject
) -> Span | None:
    if used.source is subject.source:
        return used
    return next((own[name] for name in parts if name in own), None)


def _passed_over(
    parts: Mapping[str, ast.Market], table: ast.TableDeclaration | None
) -> Iterator[ast.MarketClause]:
    """The first line of each column that is not there."""
    seen: set[str] = set()
    for market in parts.values():
        read = has_column(market) if market.clauses else ""
        for clause in market.clauses:
            column = clause.column.text
            if column not in {read, *seen} and column_of(table, column) is None:
                seen.add(column)
                yield clause


def _diagnostic(
    market: str,
    clause: ast.MarketClause,
    table: ast.TableDeclaration | None,
    place: Span,
    tables: Mapping[str, ast.TableDeclaration],
) -> Diagnostic:
    column = clause.column.text
    lacking = (
        "and a fact stands beside no other column" if table is None else f"which `{table.name.text}` has not"
    )
    having = [f"`{name}`" for name, each in tables.items() if column_of(each, column) is not None]
    way = f"only {_listed(having)} can be asked with that line; " if having else ""
    return Diagnostic(
        codes.IGNORED_MARKET_LINE,
        f"Market `{market}` also reads `{column}`, {lacking}, so that line is passed over here.",
        place,
        (Label(clause.span, "this line is passed over"),),
        f"{way}use a market without it here, or put what it says into `where`",
    )


def _listed(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
