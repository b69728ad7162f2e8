"""Expressions and market expressions: all that can nest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules.syntax import ast
from ssi_rules.syntax.build.literals import name
from ssi_rules.syntax.build.windows import Function, TimeSpan
from ssi_rules.syntax.reading import span

if TYPE_CHECKING:
    from ssi_rules.syntax.reading import Word


def otherwise(value: ast.Expression, _else: Word, fallback: ast.Expression) -> ast.Else:
    """``value else fallback``."""
    return ast.Else(value, fallback, span=span(value, fallback))


def filtered(head: ast.Aggregate, _where: Word, condition: ast.Expression) -> ast.Aggregate:
    """``aggregate where condition``."""
    return replace(head, where=condition, span=span(head, condition))


def logic(left: ast.Expression, operator: Word, right: ast.Expression) -> ast.Logic:
    """``left and right``, ``left or right``."""
    return ast.Logic(str(operator), left, right, span=span(left, right))


def negation(word: Word, operand: ast.Expression) -> ast.Not:
    """``not operand``."""
    return ast.Not(operand, span=span(word, operand))


def compare(left: ast.Expression, operator: str, right: ast.Expression) -> ast.Compare:
    """``left >= right`` and its kin."""
    return ast.Compare(operator, left, right, span=span(left, right))


def between(
    value: ast.Expression, _between: Word, low: ast.Expression, _and: Word, high: ast.Expression
) -> ast.Between:
    """``value between low and high``."""
    return ast.Between(value, low, high, span=span(value, high))


def is_known(value: ast.Expression, _is: Word, known: Word) -> ast.IsKnown:
    """``value is known``."""
    return ast.IsKnown(value, span=span(value, known))


def is_not_known(value: ast.Expression, _is: Word, _not: Word, known: Word) -> ast.Not:
    """``value is not known``: the same as ``not value is known``."""
    place = span(value, known)
    return ast.Not(ast.IsKnown(value, span=place), span=place)


def is_market(value: ast.Expression, _is: Word, market: Word) -> ast.IsMarket:
    """``value is market``."""
    return ast.IsMarket(value, name(market), negated=False, span=span(value, market))


def is_not_market(value: ast.Expression, _is: Word, _not: Word, market: Word) -> ast.IsMarket:
    """``value is not market``."""
    return ast.IsMarket(value, name(market), negated=True, span=span(value, market))


def arithmetic(left: ast.Expression, operator: Word, right: ast.Expression) -> ast.Arithmetic:
    """``left + right`` and its kin."""
    return ast.Arithmetic(str(operator), left, right, span=span(left, right))


def group(opening: Word, inner: ast.Expression, closing: Word) -> ast.Expression:
    """``(inner)``: the place grows, the meaning stays."""
    return replace(inner, span=span(opening, closing))


def aggregate(function: Function, table: Word, *rest: Word | TimeSpan) -> ast.Aggregate:
    """``count of table``, ``sum of table.column over 90 days``."""
    column = next((part for part in reversed(rest) if isinstance(part, str)), None)
    window = next((part for part in rest if isinstance(part, TimeSpan)), None)
    end = window.span if window else span(column or table)
    return ast.Aggregate(
        function.words,
        name(table),
        name(column) if column else None,
        window.window if window else None,
        None,
        window.span if window else None,
        span=function.span.to(end),
    )


def reference(word: Word) -> ast.Reference:
    """A name as a value."""
    return ast.Reference(name(word).text, span=span(word))


def market_name(word: Word) -> ast.MarketNames:
    """A market inside a market expression."""
    return ast.MarketNames(name(word), span=span(word))


def market_not(word: Word, operand: ast.MarketExpression) -> ast.MarketNot:
    """``not operand`` between markets."""
    return ast.MarketNot(operand, span=span(word, operand))


def market_logic(left: ast.MarketExpression, operator: Word, right: ast.MarketExpression) -> ast.MarketLogic:
    """``left and right``, ``left or right`` between markets."""
    return ast.MarketLogic(str(operator), left, right, span=span(left, right))


def market_group(opening: Word, inner: ast.MarketExpression, closing: Word) -> ast.MarketExpression:
    """``(inner)`` between markets."""
    return replace(inner, span=span(opening, closing))
