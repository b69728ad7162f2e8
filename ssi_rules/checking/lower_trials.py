"""Actions, tests and the expectations of claims as planning and the test runner take them.

Names and values have been checked before; where one did not stand up there is no model of the block, and no second word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.checking.literals import literal_fits, literal_value
from ssi_rules.model import Comparison, Subject
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.checking.flat import Flat
    from ssi_rules.language.types import Value

Cells = tuple[tuple[str, "Value | None"], ...]


def lower_action(action: ast.Action, flat: Flat) -> model.Action | None:
    """An action of a ruleset; None when something in it does not stand up."""
    effects: list[model.Effect] = []
    minutes: int | None = None
    limit: tuple[int, str] | None = None
    for part in action.parts:
        match part:
            case ast.Takes(taken):
                minutes = taken.value
            case ast.Limit(times, per):
                limit = times.value, per
            case _:
                effect = _effect(part, flat)
                if effect is None:
                    return None
                effects.append(effect)
    return model.Action(action.name.text, action.title.text, tuple(effects), minutes, limit, action.span)


def _effect(part: ast.AddsRows | ast.AddsTo | ast.Sets, flat: Flat) -> model.Effect | None:
    match part:
        case ast.AddsRows(count, table, written):
            declared = flat.tables.get(table.text)
            cells = _cells(written, declared)
            return None if cells is None else model.AddRows(count.value, table.text, _dated(cells, declared))
        case ast.AddsTo(amount, fact):
            fits = _fits(amount, flat.facts.get(fact.text))
            return model.AddTo(fact.text, amount.value) if fits else None
        case ast.Sets(fact, value):
            fits = _fits(value, flat.facts.get(fact.text))
            return model.SetTo(fact.text, literal_value(value)) if fits else None
    assert_never(part)


def _dated(cells: Cells, table: ast.TableDeclaration | None) -> Cells:
    """The cells of rows that an action adds: they bear the as-of day unless it says otherwise."""
    dated = None if table is None or table.dated is None else table.dated.text
    if dated is None or dated in dict(cells):
        return cells
    return (*cells, (dated, None))


def _fits(value: ast.Literal, declared: ast.FactDeclaration | ast.ColumnDeclaration | None) -> bool:
    return declared is not None and literal_fits(value, declared.type)


def _cells(written: tuple[ast.CellValue, ...], table: ast.TableDeclaration | None) -> Cells | None:
    columns = {} if table is None else {each.name.text: each for each in table.columns}
    if table is None or not all(_fits(cell.value, columns.get(cell.column.text)) for cell in written):
        return None
    return tuple((cell.column.text, literal_value(cell.value)) for cell in written)


def lower_test(test: ast.Test, flat: Flat) -> model.Test | None:
    """A test of a ruleset, wherever it is written; None when something in it does not stand up."""
    as_of = None if test.as_of is None else test.as_of.value
    facts: list[tuple[str, Value]] = []
    tables: list[tuple[str, tuple[model.GivenRows, ...]]] = []
    for given in test.given:
        match given:
            case ast.GivenFact(name, literal):
                value = literal_value(literal) if literal_value(literal) is not None else as_of
                if value is None or not _fits(literal, flat.facts.get(name.text)):
                    return None
                facts.append((name.text, value))
            case ast.GivenTable(name, written):
                rows = _rows(written, flat.tables.get(name.text), as_of)
                if rows is None:
                    return None
                tables.append((name.text, rows))
    expectations = tuple(lower_expectation(each) for each in test.expectations)
    return model.Test(test.title.text, as_of, tuple(facts), tuple(tables), expectations, test.span)


def _rows(
    written: tuple[ast.GivenRows, ...], table: ast.TableDeclaration | None, as_of: date | None
) -> tuple[model.GivenRows, ...] | None:
    if table is None:
        return None
    rows = []
    for row in written:
        cells = _given_cells(_cells(row.cells, table), as_of)
        if cells is None:
            return None
        rows.append(model.GivenRows(row.count.value, cells))
    return tuple(rows)


def _given_cells(cells: Cells | None, as_of: date | None) -> tuple[tuple[str, Value], ...] | None:
    """Cells of a test, where ``as_of`` is the test's own day."""
    if cells is None:
        return None
    known = [(column, as_of if value is None else value) for column, value in cells]
    sound = tuple((column, value) for column, value in known if value is not None)
    return sound if len(sound) == len(cells) else None


def lower_expectation(expected: ast.Expectation) -> model.Expectation:
    """What a test or a claim expects."""
    match expected:
        case ast.ExpectPoints(target, operator, points):
            where = _subject(target)
            limits = Comparison(operator), points.hundredths, None
            return model.Expectation(*where, *limits, None, expected.span)
        case ast.ExpectBetween(target, low, high):
            where = _subject(target)
            return model.Expectation(*where, None, low.hundredths, high.hundredths, None, expected.span)
        case ast.ExpectState(target, state):
            where = _subject(target)
            return model.Expectation(*where, None, None, None, state.text, expected.span)
        case ast.ExpectLevel(level):
            name = level.text
            return model.Expectation(Subject.LEVEL, None, None, None, None, None, name, expected.span)
    assert_never(expected)


def _subject(target: ast.Target) -> tuple[Subject, str | None, str | None]:
    pillar = target.pillar.text
    if target.criterion is not None:
        return Subject.CRITERION, pillar, target.criterion.text
    return (Subject.TOTAL, None, None) if pillar == "total" else (Subject.PILLAR, pillar, None)
