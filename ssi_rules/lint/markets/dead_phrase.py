"""Phrases that no text can hold once it is in the form in which texts are matched."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.language.phrases import WILDCARD_SIGN
from ssi_rules.lint.markets.declared import has_column, own_markets
from ssi_rules.markets.compile import phrase_set
from ssi_rules.markets.find import find
from ssi_rules.markets.normal import clean, normal_form, without_employer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.syntax import ast

_KEPT_PHRASES = 8192  # an editor asks of the same ones after every letter


def dead_phrase(subject: Subject) -> Iterator[Diagnostic]:
    """Every phrase of a market's own column that names an employer.

    Employers are cut off the texts of that column; every other phrase is found in a text that reads like it.
    """
    for market in own_markets(subject):
        for clause in market.clauses:
            if clause.column.text == has_column(market):
                yield from _dead(clause)


def _dead(clause: ast.MarketClause) -> Iterator[Diagnostic]:
    for phrase in clause.phrases:
        sign = _employer_sign(phrase.text)
        if sign is not None and not _finds_itself(phrase.text):
            yield Diagnostic(
                codes.DEAD_PHRASE,
                f'No text matches "{phrase.text}": `{sign}` and the employer behind it are cut off first.',
                phrase.span,
                help=f"keep what stands before `{sign}`, and look for employers in a column of their own",
            )


@lru_cache(maxsize=_KEPT_PHRASES)
def _employer_sign(phrase: str) -> str | None:
    """The `@` or `at` that makes what follows an employer."""
    cleaned = clean(phrase)
    before = without_employer(cleaned)
    rest = cleaned[len(before) :]
    return None if not rest else rest[0] if rest[0] == "@" else rest[:2]


def _finds_itself(phrase: str) -> bool:
    form = normal_form(WILDCARD_SIGN.sub("x", phrase), employers=True)
    return any(find(phrase_set((phrase,)), form.segments, unspaced=form.unspaced))
