"""Markets as the matcher takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.checking.order import market_order
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Mapping


def lower_markets(markets: Mapping[str, ast.Market]) -> dict[str, model.Market]:
    """Every market that is sound, by name; those it combines are inside it."""
    lowered: dict[str, model.Market] = {}
    for name in market_order(markets):
        market = _market(markets[name], lowered)
        if market is not None:
            lowered[name] = market
    return lowered


def _market(written: ast.Market, lowered: Mapping[str, model.Market]) -> model.Market | None:
    name = written.name.text
    title = name if written.title is None else written.title.text
    if written.expression is not None:
        combined = _combination(written.expression, lowered)
        return None if combined is None else model.NamedMarket(name, title, combined, written.span)
    if all(clause.negated for clause in written.clauses):
        return None
    return model.PhraseMarket(name, title, tuple(_line(each) for each in written.clauses), written.span)


def _line(clause: ast.MarketClause) -> model.MarketLine:
    """The line as the model has it; rulesets checked in one run share most of them with the shipped markets."""
    known = _LINES.get(id(clause))
    if known is not None and known[0] is clause:
        return known[1]
    line = model.MarketLine(
        clause.column.text, clause.negated, tuple(each.text for each in clause.phrases), clause.span
    )
    if len(_LINES) >= _MOST_LINES:
        _LINES.clear()
    _LINES[id(clause)] = clause, line
    return line


_LINES: dict[int, tuple[ast.MarketClause, model.MarketLine]] = {}
"""Lines made before by the identity of what is written, which lives as long as its entry."""

_MOST_LINES = 2_000


def _combination(written: ast.MarketExpression, lowered: Mapping[str, model.Market]) -> model.Market | None:
    match written:
        case ast.MarketNames(market):
            return lowered.get(market.text)
        case ast.MarketNot(operand):
            inner = _combination(operand, lowered)
            return None if inner is None else model.MarketNot(inner)
        case ast.MarketLogic(operator, left, right):
            a, b = _combination(left, lowered), _combination(right, lowered)
            if a is None or b is None:
                return None
            both = model.MarketAll if operator == "and" else model.MarketAny
            return both(a, b, (left.span, right.span))
    assert_never(written)
