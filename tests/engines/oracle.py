"""A second reading of the language, as plain as can be: exact fractions, one node at a time, nothing shared.

It exists to disagree with the engine. Numbers are fractions of one, points fractions of a point.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.states import Missing
from ssi_rules.model import (
    Adjustment,
    Aggregated,
    And,
    AsOfValue,
    Award,
    Bands,
    Calculation,
    Cap,
    ColumnValue,
    Compared,
    Comparison,
    Constant,
    Criterion,
    EarnsWhen,
    Expression,
    FactValue,
    Function,
    InMarket,
    Known,
    LetValue,
    Not,
    Operator,
    Or,
    Otherwise,
    Pillar,
    Ruleset,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.language.types import Value
    from ssi_rules.sources.dataset import Member

Plain: TypeAlias = Fraction | bool | str | date | None
Row: TypeAlias = "Mapping[str, Plain]"
Sums: TypeAlias = tuple[Fraction | None, Fraction | None, Fraction | None]
"""Points, low, high."""


@dataclass
class Line:
    """A criterion's outcome."""

    criterion: Criterion
    state: str
    points: Fraction | None

    @property
    def is_open(self) -> bool:
        return self.state in ("unknown", "too_few")

    @property
    def counts(self) -> bool:
        return self.points is not None or self.criterion.missing is Missing.ZERO


def rounded(value: Fraction, parts: int) -> Fraction:
    """Half away from zero to 1/parts."""
    scaled = abs(value) * parts
    whole = scaled.numerator // scaled.denominator
    if scaled - whole >= Fraction(1, 2):
        whole += 1
    return Fraction(whole if value >= 0 else -whole, parts)


def plain(value: Value | None) -> Plain:
    return Fraction(value, SCALE) if isinstance(value, int) and not isinstance(value, bool) else value


def comparable(value: Plain) -> Plain:
    return unicodedata.normalize("NFC", value.strip()) if isinstance(value, str) else value


class Oracle:
    """Scores one member."""

    def __init__(self, ruleset: Ruleset, member: Member, as_of: date) -> None:
        self.ruleset = ruleset
        self.member = member
        self.as_of = as_of
        self.lets = {each.name: each.value for each in ruleset.lets}

    # Expressions.

    def value(self, node: Expression, row: Row | None = None) -> Plain:  # noqa: C901, PLR0912 - a list of rules
        match node:
            case Constant():
                return plain(node.value)
            case FactValue():
                return plain(self.member.facts.get(node.fact))
            case LetValue():
                return self.value(self.lets[node.name])
            case AsOfValue():
                return self.as_of
            case ColumnValue():
                assert row is not None
                return row[node.column]
            case Not():
                operand = self.value(node.operand, row)
                return None if operand is None else not operand
            case Known():
                return self.value(node.operand, row) is not None
            case Otherwise():
                value = self.value(node.value, row)
                return self.value(node.fallback, row) if value is None else value
            case And():
                sides = [self.value(node.left, row), self.value(node.right, row)]
                return False if False in sides else None if None in sides else True
            case Or():
                sides = [self.value(node.left, row), self.value(node.right, row)]
                return True if True in sides else None if None in sides else False
            case Compared():
                return compare(node.comparison, self.value(node.left, row), self.value(node.right, row))
            case Calculation():
                return calculate(node.operator, self.value(node.left, row), self.value(node.right, row))
            case Aggregated():
                return self.aggregate(node)
            case InMarket():
                raise AssertionError("markets have tests of their own")

    def rows(self, node: Aggregated) -> list[tuple[Row, Plain]]:
        """Rows in the window that are not in the future, with what the condition says of them."""
        table = self.ruleset.catalogue.tables[node.table]
        source = self.member.tables[node.table]
        found: list[tuple[Row, Plain]] = []
        for index in range(source.count):
            row: Row = {name: plain(cells[index]) for name, cells in source.columns.items()}
            day = None if table.dated is None else row[table.dated]
            assert day is None or isinstance(day, date)
            if day is not None and day > self.as_of:
                continue
            if node.window is not None:
                after, until = node.window.bounds(self.as_of)
                if day is None or not after < day <= until:
                    continue
            found.append((row, True if node.where is None else self.value(node.where, row)))
        return found

    def aggregate(self, node: Aggregated) -> Plain:
        if node.table not in self.member.tables:
            return None
        rows = self.rows(node)
        chosen = [row for row, answer in rows if answer is True]
        if node.function is Function.COUNT:
            return Fraction(len(chosen))
        if node.function is Function.SHARE:
            judged = [answer for _, answer in rows if answer is not None]
            return rounded(Fraction(len(chosen), len(judged)), SCALE) if judged else None
        column = node.column or self.ruleset.catalogue.tables[node.table].dated
        assert column is not None
        cells = [row[column] for row in chosen if row[column] is not None]
        return self.over_cells(node.function, cells)

    def over_cells(self, function: Function, cells: list[Plain]) -> Plain:
        numbers = [cell for cell in cells if isinstance(cell, Fraction)]
        if function is Function.SUM:
            return sum(numbers, Fraction(0))
        if function is Function.COUNT_DISTINCT:
            return Fraction(len({comparable(cell) for cell in cells}))
        if not cells:
            return None
        if function is Function.AVERAGE:
            return rounded(sum(numbers, Fraction(0)) / len(numbers), SCALE)
        if function is Function.DAYS_SINCE_LAST:
            return Fraction((self.as_of - max(cell for cell in cells if isinstance(cell, date))).days)
        return max(numbers) if function is Function.LARGEST else min(numbers)

    # Scores.

    def line(self, criterion: Criterion) -> Line:
        for condition, refused in ((criterion.applies, "not_applicable"), (criterion.needs, "too_few")):
            answer = True if condition is None else self.value(condition)
            if answer is None:
                return Line(criterion, "unknown", None)
            if answer is False:
                return Line(criterion, refused, None)
        measure = self.value(criterion.measure)
        if measure is None:
            return Line(criterion, "unknown", None)
        return Line(criterion, "scored", earned(criterion.award, measure))

    def pillar(self, pillar: Pillar) -> tuple[list[Line], Sums]:
        lines = [self.line(each) for each in pillar.criteria]
        worth = Fraction(pillar.worth, 100)
        points = total_of(worth, [(each, each.points) for each in lines if each.counts])
        sums: Sums = (points, points, points)
        if any(each.is_open for each in lines):
            involved = [each for each in lines if each.counts or each.is_open]
            low = total_of(worth, [(each, each.points) for each in involved])
            high = total_of(worth, [(each, best(each)) for each in involved])
            sums = (points, low, high)
        for adjustment in pillar.adjustments:
            sums = self.adjusted(adjustment, sums)
        return lines, sums

    def adjusted(self, adjustment: Adjustment, sums: Sums) -> Sums:
        answer = self.value(adjustment.when)
        applies = (answer is True, answer is not False, answer is True)
        changed = [apply(adjustment, each) if it else each for it, each in zip(applies, sums, strict=True)]
        return changed[0], changed[1], changed[2]

    def total(self) -> tuple[list[tuple[list[Line], Sums]], Sums]:
        pillars = [self.pillar(each) for each in self.ruleset.pillars]
        worth = Fraction(self.ruleset.worth, 100)
        worths = [Fraction(each.worth, 100) for each in self.ruleset.pillars]
        ends = []
        for end in range(3):
            pairs = [(of, sums[end]) for of, (_, sums) in zip(worths, pillars, strict=True)]
            known = [(of, each) for of, each in pairs if each is not None]
            counted = sum(of for of, _ in known)
            gained = sum((each for _, each in known), Fraction(0))
            ends.append(rounded(gained * worth / counted, 100) if counted else None)
        total, low, high = ends
        if total is not None and low is not None and high is not None:
            low, high = min(low, total), max(high, total)
        return pillars, (total, low, high)


def compare(comparison: Comparison, left: Plain, right: Plain) -> bool | None:
    if left is None or right is None:
        return None
    a, b = comparable(left), comparable(right)
    match comparison:
        case Comparison.EQUAL:
            return a == b
        case Comparison.DIFFERENT:
            return a != b
        case Comparison.LESS:
            return a < b  # type: ignore[operator]
        case Comparison.AT_MOST:
            return a <= b  # type: ignore[operator]
        case Comparison.MORE:
            return a > b  # type: ignore[operator]
        case Comparison.AT_LEAST:
            return a >= b  # type: ignore[operator]


def calculate(operator: Operator, left: Plain, right: Plain) -> Plain:
    if left is None or right is None:
        return None
    if isinstance(left, date) and isinstance(right, date):
        return Fraction((left - right).days)
    assert isinstance(left, Fraction)
    assert isinstance(right, Fraction)
    match operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY:
            return rounded(left * right, SCALE)
        case Operator.DIVIDE:
            return rounded(left / right, SCALE) if right else None


def earned(award: Award, measure: Plain) -> Fraction:
    if isinstance(award, EarnsWhen):
        return Fraction(award.points, 100) if measure is award.when else Fraction(0)
    assert isinstance(measure, Fraction)
    knots = [(Fraction(step.cut, SCALE), Fraction(step.points, 100)) for step in award.steps]
    if isinstance(award, Bands):
        return ([Fraction(0)] + [points for cut, points in knots if cut <= measure])[-1]
    if measure <= knots[0][0]:
        return knots[0][1]
    for (x0, y0), (x1, y1) in pairwise(knots):
        if x0 <= measure <= x1:
            return rounded(y0 + (measure - x0) * (y1 - y0) / (x1 - x0), 100)
    return knots[-1][1]


def best(line: Line) -> Fraction | None:
    return Fraction(line.criterion.worth, 100) if line.is_open else line.points


def total_of(worth: Fraction, lines: list[tuple[Line, Fraction | None]]) -> Fraction | None:
    counted = sum(Fraction(line.criterion.worth, 100) for line, _ in lines)
    gained = sum((points or Fraction(0) for _, points in lines), Fraction(0))
    return rounded(gained * worth / counted, 100) if counted else None


def apply(adjustment: Adjustment, points: Fraction | None) -> Fraction | None:
    if points is None:
        return None
    if isinstance(adjustment, Cap):
        return min(points, Fraction(adjustment.at, 100))
    return max(Fraction(0), points - Fraction(adjustment.points, 100))
