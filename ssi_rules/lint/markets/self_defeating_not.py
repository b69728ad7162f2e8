"""Phrases of one line that make phrases of another pointless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.markets.covering import always_finding, touches_one_segment
from ssi_rules.lint.markets.declared import filed, has_column, own_markets, ready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.markets.compile import Phrase
    from ssi_rules.syntax import ast


def self_defeating_not(subject: Subject) -> Iterator[Diagnostic]:
    """Every `not` phrase that removes whatever some `has` phrase of the same market finds."""
    for market in own_markets(subject):
        if any(clause.negated for clause in market.clauses):
            yield from _defeated(market)


def _defeated(market: ast.Market) -> Iterator[Diagnostic]:
    column = has_column(market)
    lines = [clause for clause in market.clauses if clause.negated and clause.column.text == column]
    removing = {phrase: written for line in lines for written, phrase in ready(line)}
    phrases = filed(removing.values())
    defeated: dict[Phrase, list[ast.String]] = {}
    for line in market.clauses:
        for written, phrase in () if line.negated else ready(line):
            by = next(filter(touches_one_segment, always_finding(phrases, phrase)), None)
            if by is not None:
                defeated.setdefault(by, []).append(written)
    for by, others in defeated.items():
        yield _diagnostic(removing[by], others)


def _diagnostic(by: ast.String, defeated: list[ast.String]) -> Diagnostic:
    first, *others = defeated
    more = f" (and {len(others)} more)" if others else ""
    labels = tuple(Label(each.span, "finds nobody") for each in defeated)
    return Diagnostic(
        codes.SELF_DEFEATING_NOT,
        f'"{by.text}" removes everything that "{first.text}"{more} finds.',
        by.span,
        labels,
        "say more words in the `not` phrase, or delete what it leaves without effect",
    )
