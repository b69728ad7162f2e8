"""Test blocks: what is given, what is expected. Claims: what is assumed, what is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.syntax import ast, problems
from ssi_rules.syntax.build.literals import day, name, points, whole
from ssi_rules.syntax.build.literals import string as quoted
from ssi_rules.syntax.reading import fault, span

if TYPE_CHECKING:
    from ssi_rules.syntax.build.effort import Cells
    from ssi_rules.syntax.reading import Word

_Expectations = ast.ExpectPoints | ast.ExpectBetween | ast.ExpectState | ast.ExpectLevel


def test(
    first: Word, title: Word, _open: Word, *rest: ast.Date | ast.Given | ast.Expectation | Word
) -> ast.Test:
    """``test "title" { … }``; a second ``as of`` is a fault."""
    days = [line for line in rest if isinstance(line, ast.Date)]
    for again in days[1:]:
        fault(problems.repeated_line(again.span, "as of", days[0].span))
    return ast.Test(
        quoted(title),
        days[0] if days else None,
        tuple(line for line in rest if isinstance(line, ast.GivenFact | ast.GivenTable)),
        tuple(line for line in rest if isinstance(line, _Expectations)),
        span=span(first, rest[-1]),
    )


def test_day(as_: Word, of: Word, word: Word) -> ast.Date:  # noqa: ARG001 - called with every token of its rule
    """``as of 2026-06-30``."""
    return day(word)


def given_fact(first: Word, fact: Word, _equals: Word, value: ast.Literal) -> ast.GivenFact:
    """``given fact = literal``."""
    return ast.GivenFact(name(fact), value, span=span(first, value))


def given_table(first: Word, table: Word, _open: Word, *rest: ast.GivenRows | Word) -> ast.GivenTable:
    """``given table { rows }``."""
    rows = tuple(row for row in rest if isinstance(row, ast.GivenRows))
    return ast.GivenTable(name(table), rows, span=span(first, rest[-1]))


def given_rows(count: Word, _of: Word, row: Cells) -> ast.GivenRows:
    """``N of { cells }``."""
    values, end = row
    return ast.GivenRows(whole(count), values, span=span(count).to(end))


def expect_points(first: Word, aim: ast.Target, operator: str, expected: Word) -> ast.ExpectPoints:
    """``expect target >= points``."""
    return ast.ExpectPoints(aim, operator, points(expected), span=span(first, expected))


def expect_between(
    first: Word, aim: ast.Target, _between: Word, low: Word, _and: Word, high: Word
) -> ast.ExpectBetween:
    """``expect target between low and high``."""
    return ast.ExpectBetween(aim, points(low), points(high), span=span(first, high))


def expect_state(first: Word, aim: ast.Target, _is: Word, state: Word) -> ast.ExpectState:
    """``expect pillar.criterion is state``."""
    return ast.ExpectState(aim, name(state), span=span(first, state))


def expect_level(first: Word, _level: Word, _is: Word, level: Word) -> ast.ExpectLevel:
    """``expect level is level``."""
    return ast.ExpectLevel(name(level), span=span(first, level))


def claim(first: Word, title: Word, _open: Word, *rest: ast.Assume | ast.Expectation | Word) -> ast.Claim:
    """``claim "title" { … }``."""
    return ast.Claim(
        quoted(title),
        tuple(line for line in rest if isinstance(line, ast.Assume)),
        tuple(line for line in rest if isinstance(line, _Expectations)),
        span=span(first, rest[-1]),
    )


def assume(first: Word, condition: ast.Expression) -> ast.Assume:
    """``assume condition``."""
    return ast.Assume(condition, span=span(first, condition))


def target(pillar: Word, *criterion: Word) -> ast.Target:
    """``total``, a pillar or ``pillar.criterion``."""
    last = criterion[-1] if criterion else None
    return ast.Target(name(pillar), name(last) if last else None, span=span(pillar, last))
