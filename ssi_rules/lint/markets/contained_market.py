"""Parts of a market's formula that change nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.markets.declared import filed, has_column, own_markets, ready
from ssi_rules.markets.covering import always_finding
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ssi_rules.lint.subject import Subject
    from ssi_rules.markets.compile import Phrase

_DEEPEST = 30
"""Formulas followed into each other before nothing more is said."""


def contained_market(subject: Subject) -> Iterator[Diagnostic]:
    """Every operand of `or` that another operand contains, and of `and` that contains another."""
    containment = _Containment(subject.draft.markets)
    for market in own_markets(subject):
        if market.expression is not None:
            for formula in _chains(market.expression):
                yield from _needless(formula, containment)


def _chains(formula: ast.MarketExpression) -> Iterator[ast.MarketLogic]:
    """Every longest row of operands with the same operator."""
    stack: list[tuple[ast.MarketExpression, str | None]] = [(formula, None)]
    while stack:
        match stack.pop():
            case ast.MarketLogic(operator, left, right) as logic, around:
                if operator != around:
                    yield logic
                stack += [(left, operator), (right, operator)]
            case ast.MarketNot(operand), _:
                stack.append((operand, None))
            case _:
                pass


def _operands(logic: ast.MarketLogic) -> list[ast.MarketExpression]:
    found: list[ast.MarketExpression] = []
    stack: list[ast.MarketExpression] = [logic]
    while stack:
        each = stack.pop()
        if isinstance(each, ast.MarketLogic) and each.operator == logic.operator:
            stack += [each.right, each.left]
        else:
            found.append(each)
    return found


def _needless(logic: ast.MarketLogic, containment: _Containment) -> Iterator[Diagnostic]:
    operands = _operands(logic)
    left = list(operands)
    for each in reversed(operands):
        for other in left:
            if other is each:
                continue
            inner, outer = (each, other) if logic.operator == "or" else (other, each)
            if containment.holds(inner, outer):
                left = [kept for kept in left if kept is not each]
                yield _diagnostic(logic.operator, each, other)
                break


def _diagnostic(operator: str, needless: ast.MarketExpression, other: ast.MarketExpression) -> Diagnostic:
    told = f"`{needless.span.text}`", f"`{other.span.text}`"
    if needless == other:
        message = f"{told[0]} stands twice beside `{operator}`."
    elif operator == "or":
        message = f"{told[0]} adds nothing to {told[1]}, which finds all that it finds."
    else:
        message = f"{told[0]} takes nothing from {told[1]}, all of which it finds."
    return Diagnostic(
        codes.CONTAINED_MARKET,
        message,
        needless.span,
        (Label(other.span, "this alone means the same"),),
        f"delete `{operator} {needless.span.text}`, or look for the phrase that makes one too wide",
    )


@dataclass(slots=True)
class _Containment:
    """Whether one market holds all that another holds, as far as formulas and phrases can tell; False when unsure."""

    markets: Mapping[str, ast.Market]
    known: dict[tuple[int, int], bool] = field(default_factory=dict)

    def holds(self, inner: ast.MarketExpression, outer: ast.MarketExpression, depth: int = 0) -> bool:
        """Whether whatever is in ``inner`` is in ``outer``."""
        key = id(inner), id(outer)
        if key not in self.known:
            self.known[key] = False
            self.known[key] = inner == outer or (depth < _DEEPEST and self._split(inner, outer, depth + 1))
        return self.known[key]

    def _split(self, inner: ast.MarketExpression, outer: ast.MarketExpression, depth: int) -> bool:
        match inner, outer:
            case ast.MarketLogic("or", left, right), _:
                return self.holds(left, outer, depth) and self.holds(right, outer, depth)
            case _, ast.MarketLogic("and", left, right):
                return self.holds(inner, left, depth) and self.holds(inner, right, depth)
            case ast.MarketNot(narrow), ast.MarketNot(wide):
                return self.holds(wide, narrow, depth)
            case _:
                return self._step_in(inner, outer, depth)

    def _step_in(self, inner: ast.MarketExpression, outer: ast.MarketExpression, depth: int) -> bool:
        """One operand that is enough, or what a name stands for."""
        match outer:
            case ast.MarketLogic(_, left, right) if self.holds(inner, left, depth) or self.holds(
                inner, right, depth
            ):
                return True
            case ast.MarketNames(name) if (formula := self._formula(name)) is not None:
                return self.holds(inner, formula, depth)
            case _:
                pass
        match inner:
            case ast.MarketLogic(_, left, right):
                return self.holds(left, outer, depth) or self.holds(right, outer, depth)
            case ast.MarketNames(name) if (formula := self._formula(name)) is not None:
                return self.holds(formula, outer, depth)
            case ast.MarketNames(name) if isinstance(outer, ast.MarketNames):
                return _finds_all(self.markets[name.text], self.markets[outer.market.text])
            case _:
                return False

    def _formula(self, name: ast.Name) -> ast.MarketExpression | None:
        return self.markets[name.text].expression


def _finds_all(inner: ast.Market, outer: ast.Market) -> bool:
    """Whether a market by phrases finds all that another finds, and takes nothing of it away."""
    if has_column(inner) != has_column(outer):
        return False
    asked = [clause for clause in outer.clauses if not clause.negated]
    taken = [clause for clause in outer.clauses if clause.negated]

    @cache
    def same_removals() -> bool:
        return _removals(inner) == _removals(outer)

    return all(
        any(_line_covers(wide, narrow, same_removals) for narrow in inner.clauses if not narrow.negated)
        for wide in asked
    ) and all(_removed_too(clause, inner) for clause in taken)


def _line_covers(wide: ast.MarketClause, narrow: ast.MarketClause, across: Callable[[], bool]) -> bool:
    """Whether every phrase of a line is found by one of another.

    Across separators that holds only where both markets remove the same: what stands side by side depends on it.
    """
    phrases = filed(wide.phrases)
    return all(
        any(not found.crosses or across() for found in always_finding(phrases, phrase))
        for _, phrase in ready(narrow)
    )


def _removed_too(line: ast.MarketClause, market: ast.Market) -> bool:
    """Whether a market takes away all that a line takes away."""
    lines = [each for each in market.clauses if each.negated and each.column.text == line.column.text]
    phrases = filed(phrase for each in lines for phrase in each.phrases)
    return all(
        any(
            found == phrase if phrase.crosses else not found.crosses
            for found in always_finding(phrases, phrase)
        )
        for _, phrase in ready(line)
    )


def _removals(market: ast.Market) -> set[Phrase]:
    column = has_column(market)
    lines = (each for each in market.clauses if each.negated and each.column.text == column)
    return {phrase for line in lines for _, phrase in ready(line)}
