"""The markets of a file as written, and those that stand beside them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ssi_rules.checking.expressions import scored_expressions, walk, walk_market
from ssi_rules.markets.compile import compile_phrase, phrase_set
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.lint.subject import Subject
    from ssi_rules.markets.compile import Phrase, PhraseSet

KEPT_LINES = 128  # twice the shipped ones: several rules look into the same line


def own_markets(subject: Subject) -> Iterator[ast.Market]:
    """The markets that the file itself declares or changes, in the order written."""
    for declaration in subject.file.declarations:
        match declaration:
            case (ast.Market() as market) | ast.ChangeMarket(market):
                yield market
            case _:
                pass


def has_column(market: ast.Market) -> str:
    """The column that makes a row a member of a market by phrases."""
    return next(clause.column.text for clause in market.clauses if not clause.negated)


def ready(clause: ast.MarketClause) -> Iterator[tuple[ast.String, Phrase]]:
    """A line's phrases as written and in normal form, without those in which there is nothing to look for."""
    for written in clause.phrases:
        phrase = compile_phrase(written.text)
        if phrase.tokens:
            yield written, phrase


def filed(phrases: Iterable[ast.String]) -> PhraseSet:
    """Phrases filed by their first words."""
    return filed_texts(tuple(each.text for each in phrases))


@lru_cache(maxsize=KEPT_LINES)
def filed_texts(texts: tuple[str, ...]) -> PhraseSet:
    """The same of their texts."""
    return phrase_set(texts)


def within(name: str, markets: Mapping[str, ast.Market]) -> dict[str, ast.Market]:
    """A market and all that it is made of, by name."""
    found: dict[str, ast.Market] = {}
    names = [name]
    while names:
        each = names.pop()
        if each not in found and each in markets:
            found[each] = markets[each]
            names += (part.text for part in walk_market(markets[each]))
    return found


def applied(subject: Subject) -> Iterator[tuple[ast.IsMarket, ast.Aggregate | None]]:
    """Every place where a text is looked up in a market, with the rows it is looked up in.

    In the file itself and, for a ruleset, in what it inherits.
    """
    yield from _lookups(subject.expressions)
    if subject.flat is not None:
        roots = [
            *scored_expressions(subject.flat.pillars),
            *(each.value for each in subject.flat.lets.values()),
        ]
        inherited = (each for each in roots if each.span.source is not subject.source)
        yield from _lookups(found for root in inherited for found in walk(root))


def _lookups(
    walked: Iterable[tuple[ast.Expression, ast.Aggregate | None]],
) -> Iterator[tuple[ast.IsMarket, ast.Aggregate | None]]:
    return ((each, row) for each, row in walked if isinstance(each, ast.IsMarket))
