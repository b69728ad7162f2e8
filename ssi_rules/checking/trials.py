"""Checks what actions, tests and claims name. Whether a literal fits its fact is a question of types, answered elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.checking import problems_names as names
from ssi_rules.checking import problems_trials as say
from ssi_rules.checking.draft import Space
from ssi_rules.checking.expressions import scored_expressions, walk
from ssi_rules.checking.scope import Scope
from ssi_rules.language.states import State
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.checking.draft import Draft
    from ssi_rules.checking.flat import FlatPillar
    from ssi_rules.diagnostics import Problems
    from ssi_rules.text import Span


def check_trials(draft: Draft, problems: Problems) -> None:
    """Report names in the file's own actions, tests and claims that mean nothing, and what these lack."""
    scope = Scope(draft, problems)
    for declaration in draft.unit.file.declarations:
        match declaration:
            case ast.Action():
                _check_action(declaration, scope)
            case ast.ChangeParts(parts=parts):
                _check_effects(parts, scope)
            case ast.Test() if draft.header is not None:
                _check_test(declaration, scope)
            case ast.Claim() if draft.header is not None:
                _check_expectations(declaration, scope)
            case _:
                pass


def _check_action(action: ast.Action, scope: Scope) -> None:
    if not any(isinstance(part, ast.AddsRows | ast.AddsTo | ast.Sets) for part in action.parts):
        scope.problems.add(say.no_effect(action))
    _check_effects(action.parts, scope)


def _check_effects(parts: Iterable[ast.Node], scope: Scope) -> None:
    for part in parts:
        match part:
            case ast.AddsRows(_, table, cells):
                _check_cells(scope.table(table), cells, scope)
            case ast.AddsTo(_, fact) | ast.Sets(fact, _):
                scope.fact(fact, f"write `adds 1 row to {fact.text}`")
            case _:
                pass


def _check_cells(table: ast.TableDeclaration | None, cells: Iterable[ast.CellValue], scope: Scope) -> None:
    first: dict[str, ast.Name] = {}
    for cell in cells:
        _check_once(first, cell.column, scope.problems)
        if table is not None:
            scope.column(table, cell.column)


def _check_once(first: dict[str, ast.Name], name: ast.Name, problems: Problems) -> None:
    standing = first.setdefault(name.text, name)
    if standing is not name:
        problems.add(say.given_twice(name, standing))


def _check_test(test: ast.Test, scope: Scope) -> None:
    first: dict[str, ast.Name] = {}
    for given in test.given:
        _check_once(first, given.name, scope.problems)
        match given:
            case ast.GivenFact(name, _):
                scope.fact(name, f"write `given {name.text} {{ … }}` with its rows")
            case ast.GivenTable(name, rows):
                table = scope.table(name)
                for row in rows:
                    _check_cells(table, row.cells, scope)
            case _:
                assert_never(given)
    _check_expectations(test, scope)
    if test.as_of is None:
        reader = next(reading_dates(scope.draft), None)
        if reader is not None:
            scope.problems.add(say.missing_as_of(test, reader))


def _check_expectations(block: ast.Test | ast.Claim, scope: Scope) -> None:
    if not block.expectations:
        scope.problems.add(say.no_expectation(block))
    for expected in block.expectations:
        _check_expectation(expected, scope)


def _check_expectation(expected: ast.Expectation, scope: Scope) -> None:
    match expected:
        case ast.ExpectPoints(target) | ast.ExpectBetween(target):
            _check_target(target, scope)
        case ast.ExpectState(target, state):
            if state.text not in {each.value for each in State}:
                scope.problems.add(say.unknown_state(state))
            pillar = _check_target(target, scope)
            if target.criterion is None and (pillar is not None or target.pillar.text == "total"):
                scope.problems.add(say.state_of_pillar(target, pillar))
        case ast.ExpectLevel(level):
            if level.text not in scope.draft.levels and not scope.draft.may_declare(level.text):
                scope.problems.add(names.unknown_level(level, scope.visible(Space.LEVEL)))
        case _:
            assert_never(expected)


def _check_target(target: ast.Target, scope: Scope) -> FlatPillar | None:
    """The pillar that an expectation speaks of, itself or by one of its criteria."""
    draft, name = scope.draft, target.pillar
    pillar = draft.pillars.get(name.text)
    if pillar is None:
        whole = name.text == "total" and target.criterion is None
        if not whole and not draft.may_declare(name.text):
            scope.problems.add(names.unknown_pillar(name, scope.visible(Space.PILLAR)))
        return None
    ids = {each.name.text for each in pillar.criteria}
    named = target.criterion
    if (
        named is not None
        and named.text not in ids
        and not pillar.partial
        and not draft.may_declare(named.text)
    ):
        scope.problems.add(names.unknown_criterion(named, pillar))
    return pillar


def reading_dates(draft: Draft) -> Iterator[Span]:
    """Where what is scored depends on the as-of day, itself or through a let.

    Rows of a dated table count only up to that day, window or not.
    """
    lets, tables, seen = draft.lets, draft.tables, set[str]()
    pending = list(scored_expressions(draft.pillars.values()))
    while pending:
        for each, _ in walk(pending.pop(0)):
            match each:
                case ast.AsOf():
                    yield each.span
                case ast.Aggregate(table=table):
                    declared = tables.get(table.text)
                    if declared is not None and declared.dated is not None:
                        yield each.span
                case ast.Reference(name) if name in lets and name not in seen:
                    seen.add(name)
                    pending.append(lets[name].value)
                case _:
                    pass
