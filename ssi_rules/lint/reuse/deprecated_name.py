from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.expressions import column_of, declared_expressions, walk, walk_market
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Label, Safety
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ssi_rules.checking.draft import Value
    from ssi_rules.lint.subject import Subject
    from ssi_rules.text import Span

_DEPRECATED = re.compile(r"deprecated\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\buse `?([a-z_][a-z0-9_]*)`?", re.IGNORECASE)


def deprecated_name(subject: Subject) -> Iterator[Diagnostic]:
    """A fact, table or market whose title begins with "Deprecated" is read; "use NAME" in its title names the successor."""
    draft = subject.draft
    values = _deprecated(each for each in draft.values.values() if not isinstance(each, ast.Let))
    markets = _deprecated(draft.markets.values())
    if not values and not markets:
        return
    for declaration in subject.file.declarations:
        yield from _among(_values(declaration, draft.values), values, draft.values)
        yield from _among(_markets(declaration), markets, draft.markets)


def _deprecated(
    nodes: Iterable[ast.FactDeclaration | ast.TableDeclaration | ast.Market],
) -> dict[str, ast.String]:
    """Titles of what is deprecated, by name."""
    return {each.name.text: each.title for each in nodes if each.title and _DEPRECATED.match(each.title.text)}


def _values(declaration: ast.Declaration, known: Mapping[str, Value]) -> Iterator[tuple[str, Span]]:
    """The facts, tables and lets that a declaration reads; a column of the row at hand is none."""
    for expression in declared_expressions(declaration):
        for each, row in walk(expression):
            match each:
                case ast.Reference(name):
                    table = None if row is None else known.get(row.table.text)
                    if column_of(table if isinstance(table, ast.TableDeclaration) else None, name) is None:
                        yield name, each.span
                case ast.Aggregate(table=name):
                    yield name.text, name.span
                case _:
                    pass


def _markets(declaration: ast.Declaration) -> Iterator[tuple[str, Span]]:
    match declaration:
        case ast.Market() | ast.ChangeMarket(ast.Market()):
            market = declaration if isinstance(declaration, ast.Market) else declaration.market
            yield from ((name.text, name.span) for name in walk_market(market))
        case _:
            for expression in declared_expressions(declaration):
                for each, _ in walk(expression):
                    if isinstance(each, ast.IsMarket):
                        yield each.market.text, each.market.span


def _among(
    said: Iterable[tuple[str, Span]], titles: Mapping[str, ast.String], known: Collection[str]
) -> Iterator[Diagnostic]:
    return (_used(name, place, titles[name], known) for name, place in said if name in titles)


def _used(name: str, place: Span, title: ast.String, known: Collection[str]) -> Diagnostic:
    named = _INSTEAD.search(title.text)
    instead = named[1] if named is not None and named[1] in known else None
    return Diagnostic(
        codes.DEPRECATED_NAME,
        f"`{name}` is deprecated.",
        place,
        (Label(title.span, "it says so here"),),
        f"write `{instead}`" if instead else "see what its title says to use instead",
        Fix(f"Write `{instead}`", (Edit(place, instead),), Safety.UNSAFE) if instead else None,
    )
