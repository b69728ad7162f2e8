"""Finds every name in a file's own text, and what it stands for there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from ssi_rules.checking.draft import Draft, Space
from ssi_rules.checking.expressions import declared_expressions, walk, walk_market
from ssi_rules.lsp.index import Kind, Occurrence, Role, Sheet, Thing
from ssi_rules.lsp.meanings import Meanings
from ssi_rules.syntax import ast
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.checking.units import Unit

_BEFORE_A_NAME = re.compile(r"(?:[\s(]|#[^\n]*\n)*")
"""Parentheses that an expression's place has grown by."""


def sheet(draft: Draft, before: Draft | None) -> Sheet:
    """Index a file.

    Args:
        draft: What stands at its end.
        before: What stands at the end of the file that it extends.
    """
    finder = _Finder(Meanings(draft, before), draft.unit)
    found = {each.span: each for each in finder.file()}
    return Sheet(draft, before, tuple(sorted(found.values(), key=lambda each: each.span.start)))


@dataclass(frozen=True, slots=True)
class _Finder:
    """Walks a file's declarations; what a name without meaning stands for is nothing, and nobody is told of it."""

    meanings: Meanings
    unit: Unit

    def file(self) -> Iterator[Occurrence]:
        for declaration in self.unit.file.declarations:
            yield from self._declaration(declaration)
            for expression in declared_expressions(declaration):
                yield from self._expression(expression)

    def _declaration(self, node: ast.Declaration) -> Iterator[Occurrence]:  # noqa: C901, PLR0912 - one case for each kind
        match node:
            case ast.Use(path):
                yield from self._file(path, self._used(node))
            case ast.RulesetHeader(name, extends=extends):
                yield _declares(Kind.RULESET, name)
                if extends is not None:
                    yield from self._file(extends, self.unit.base)
            case ast.Facts(items):
                for item in items:
                    yield from self._fact(item)
            case ast.Market():
                yield _declares(Kind.MARKET, node.name)
                yield from self._market(node)
            case ast.ChangeMarket(market):
                yield from _named(
                    market.name, Role.CHANGES, self.meanings.named(Space.MARKET, market.name.text)
                )
                yield from self._market(market)
            case ast.Let(name):
                yield _declares(Kind.LET, name)
            case ast.ChangeLet(let):
                yield from _named(let.name, Role.CHANGES, self.meanings.value(let.name.text))
            case ast.Pillar(name, items=items):
                yield _declares(Kind.PILLAR, name)
                yield from self._criteria(name, items)
            case ast.InPillar(pillar, items):
                yield from _named(pillar, Role.EXTENDS, self.meanings.named(Space.PILLAR, pillar.text))
                yield from self._criteria(pillar, items)
            case ast.Level(name):
                yield _declares(Kind.LEVEL, name)
            case ast.Action(name, parts=parts):
                yield _declares(Kind.ACTION, name)
                yield from self._effects(parts)
            case ast.ChangeParts():
                yield from self._change(node)
            case ast.Remove(owner, criterion):
                yield from self._target(owner, criterion, Role.REMOVES, self.meanings.removable(owner.text))
            case ast.Test(given=given, expectations=expected):
                yield from self._given(given)
                yield from self._expected(expected)
            case ast.Claim(expectations=expected):
                yield from self._expected(expected)
            case _:
                assert_never(node)

    def _used(self, use: ast.Use) -> Unit | None:
        found = (used.unit for used in self.unit.uses if used.use is use)
        return next(found, self.unit.tested)

    def _file(self, path: ast.String, unit: Unit | None) -> Iterator[Occurrence]:
        if unit is not None:
            yield Occurrence(path.span, Role.READS, Thing(Kind.FILE, path.text, Span(unit.source, 0, 0)))

    def _fact(self, item: ast.FactDeclaration | ast.TableDeclaration) -> Iterator[Occurrence]:
        if isinstance(item, ast.FactDeclaration):
            yield _declares(Kind.FACT, item.name)
            return
        yield _declares(Kind.TABLE, item.name)
        for column in item.columns:
            yield _declares(Kind.COLUMN, column.name, item.name.text)
        if item.dated is not None:
            dated = next((each.name for each in item.columns if each.name.text == item.dated.text), None)
            meant = None if dated is None else Thing(Kind.COLUMN, dated.text, dated.span, item.name.text)
            yield from _named(item.dated, Role.READS, meant)

    def _market(self, market: ast.Market) -> Iterator[Occurrence]:
        for name in walk_market(market):
            yield from _named(name, Role.READS, self.meanings.named(Space.MARKET, name.text))

    def _criteria(self, pillar: ast.Name, items: Iterable[ast.PillarItem]) -> Iterator[Occurrence]:
        for item in items:
            if isinstance(item, ast.Criterion):
                yield _declares(Kind.CRITERION, item.name, pillar.text)

    def _change(self, change: ast.ChangeParts) -> Iterator[Occurrence]:
        yield from self._target(
            change.owner, change.criterion, Role.CHANGES, self.meanings.changeable(change.owner.text)
        )
        yield from self._effects(change.parts)

    def _target(
        self, owner: ast.Name, criterion: ast.Name | None, role: Role, alone: Thing | None
    ) -> Iterator[Occurrence]:
        """What is changed, removed or expected: ``alone`` without a criterion, else a criterion and its pillar."""
        if criterion is None:
            yield from _named(owner, role, alone)
            return
        yield from _named(owner, Role.READS, self.meanings.named(Space.PILLAR, owner.text))
        earlier = role in (Role.CHANGES, Role.REMOVES)
        yield from _named(
            criterion, role, self.meanings.criterion(owner.text, criterion.text, earlier=earlier)
        )

    def _effects(self, parts: Iterable[ast.Node]) -> Iterator[Occurrence]:
        """What one unit of an action's effort adds or sets."""
        for part in parts:
            match part:
                case ast.AddsRows(_, table, cells):
                    yield from _named(table, Role.READS, self.meanings.value(table.text))
                    yield from self._cells(table.text, cells)
                case ast.AddsTo(_, fact) | ast.Sets(fact, _):
                    yield from _named(fact, Role.READS, self.meanings.value(fact.text))
                case _:
                    pass

    def _cells(self, table: str, cells: Iterable[ast.CellValue]) -> Iterator[Occurrence]:
        for cell in cells:
            yield from _named(cell.column, Role.READS, self.meanings.column(table, cell.column.text))

    def _given(self, known: Iterable[ast.Given]) -> Iterator[Occurrence]:
        for given in known:
            yield from _named(given.name, Role.READS, self.meanings.value(given.name.text))
            for rows in given.rows if isinstance(given, ast.GivenTable) else ():
                yield from self._cells(given.name.text, rows.cells)

    def _expected(self, expectations: Iterable[ast.Expectation]) -> Iterator[Occurrence]:
        for expected in expectations:
            if isinstance(expected, ast.ExpectLevel):
                level = expected.level
                yield from _named(level, Role.READS, self.meanings.named(Space.LEVEL, level.text))
            else:
                pillar, criterion = expected.target.pillar, expected.target.criterion
                alone = self.meanings.named(Space.PILLAR, pillar.text)
                yield from self._target(pillar, criterion, Role.READS, alone)

    def _expression(self, expression: ast.Expression) -> Iterator[Occurrence]:
        for each, row in walk(expression):
            match each:
                case ast.Reference(name):
                    at_hand = None if row is None else self.meanings.column(row.table.text, name)
                    yield from _at(_place_of(each), Role.READS, at_hand or self.meanings.value(name))
                case ast.IsMarket(_, market, _):
                    yield from _named(market, Role.READS, self.meanings.named(Space.MARKET, market.text))
                case ast.Aggregate(_, table, column):
                    yield from _named(table, Role.READS, self.meanings.value(table.text))
                    if column is not None:
                        yield from _named(column, Role.READS, self.meanings.column(table.text, column.text))
                case _:
                    pass


def _declares(kind: Kind, name: ast.Name, owner: str | None = None) -> Occurrence:
    return Occurrence(name.span, Role.DECLARES, Thing(kind, name.text, name.span, owner))


def _named(name: ast.Name, role: Role, thing: Thing | None) -> Iterator[Occurrence]:
    return _at(name.span, role, thing)


def _at(span: Span, role: Role, thing: Thing | None) -> Iterator[Occurrence]:
    if thing is not None:
        yield Occurrence(span, role, thing)


def _place_of(reference: ast.Reference) -> Span:
    """Where the name itself stands, inside parentheses around it."""
    span = reference.span
    before = _BEFORE_A_NAME.match(span.source.text, span.start)
    start = before.end() if before else span.start
    return Span(span.source, start, start + len(reference.name))
