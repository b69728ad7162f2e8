"""Phrases written twice in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.markets.declared import own_markets, ready
from ssi_rules.lint.markets.removal import without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.markets.compile import Tokens
    from ssi_rules.syntax import ast


def duplicate_phrase(subject: Subject) -> Iterator[Diagnostic]:
    """Every phrase whose normal form an earlier one of its line has."""
    for market in own_markets(subject):
        for clause in market.clauses:
            yield from _repeated(clause)


def _repeated(clause: ast.MarketClause) -> Iterator[Diagnostic]:
    first: dict[tuple[Tokens, bool], ast.String] = {}
    for written, phrase in ready(clause):
        standing = first.setdefault((phrase.tokens, phrase.unspaced), written)
        if standing is not written:
            same = written.text == standing.text
            yield Diagnostic(
                codes.DUPLICATE_PHRASE,
                f'"{written.text}" stands twice in this line.'
                if same
                else f'"{written.text}" reads the same as "{standing.text}", so it finds nothing more.',
                written.span,
                (Label(standing.span, "the first is here"),),
                "delete one of the two",
                without(written, clause),
            )
