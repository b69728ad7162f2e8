"""Phrases of one line that make phrases of another pointless."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.markets.declared import KEPT_LINES, filed_texts, has_column, own_markets, ready
from ssi_rules.markets.compile import compile_phrase
from ssi_rules.markets.covering import always_finding, touches_one_segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    texts = tuple(each.text for each in removing.values())
    defeated: dict[Phrase, list[ast.String]] = {}
    for line in market.clauses:
        removers = {} if line.negated else _removed(texts, tuple(each.text for each in line.phrases))
        for written, phrase in ready(line) if removers else ():
            if phrase in removers:
                defeated.setdefault(removers[phrase], []).append(written)
    for by, others in defeated.items():
        yield _diagnostic(removing[by], others)


@lru_cache(maxsize=KEPT_LINES)
def _removed(removing: tuple[str, ...], finding: tuple[str, ...]) -> Mapping[Phrase, Phrase]:
    """The phrases of a `has` line whose every find is removed, each with the `not` phrase that does it."""
    phrases = filed_texts(removing)
    found = (phrase for phrase in map(compile_phrase, finding) if phrase.tokens)
    by = ((each, next(filter(touches_one_segment, always_finding(phrases, each)), None)) for each in found)
    return {each: remover for each, remover in by if remover is not None}


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
