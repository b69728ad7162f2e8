"""Models as rule files, and rule files as models: what is made up must pass the checker before an engine sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.checking.units import Unit
from ssi_rules.diagnostics import Problems
from ssi_rules.engines.wording import value_words, words
from ssi_rules.language.numbers import format_points
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Adjustment,
    Bands,
    Cap,
    Catalogue,
    Criterion,
    Deduct,
    EarnsWhen,
    MarketAll,
    MarketAny,
    MarketLine,
    MarketNot,
    NamedMarket,
    PhraseMarket,
    Ramp,
)
from ssi_rules.pipeline import compile_unit
from ssi_rules.syntax.parser import parse
from ssi_rules.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.model import Market, Pillar, Ruleset


def checked(text: str) -> Ruleset | None:
    """What a rule file means; None where it has errors."""
    problems = Problems()
    unit = Unit(parse(Source("card.ssi", text), problems), problems=problems)
    return compile_unit(unit, {}).ruleset


def faults(text: str) -> list[str]:
    """What the checker finds."""
    problems = Problems()
    unit = Unit(parse(Source("card.ssi", text), problems), problems=problems)
    return [f"{each.code.slug}: {each.message}" for each in compile_unit(unit, {}).problems]


def rule_file(ruleset: Ruleset) -> list[str]:
    """A ruleset as the lines of a rule file."""
    return [
        f'ruleset card "Card" {{ version "1.0.0" worth {format_points(ruleset.worth)} }}',
        *_facts(ruleset.catalogue),
        *(_market(name, each) for name, each in ruleset.markets.items()),
        *(f"let {each.name} = {words(each.value)}" for each in ruleset.lets),
        *(line for each in ruleset.pillars for line in _pillar(each)),
        *(f'level {each.id} "{each.title}" from {format_points(each.start)}' for each in ruleset.levels),
    ]


def _facts(catalogue: Catalogue) -> Iterator[str]:
    yield "facts {"
    yield from (f'  {each.name} : {each.type.value} "{each.title}"' for each in catalogue.facts.values())
    for table in catalogue.tables.values():
        dated = "" if table.dated is None else f" dated {table.dated}"
        columns = " ".join(f"{each.name} : {each.type.value}" for each in table.columns)
        yield f'  table {table.name}{dated} "{table.title}" {{ {columns} }}'
    yield "}"


def _market(name: str, market: Market) -> str:
    if isinstance(market, PhraseMarket):
        return f"market {name} {{ {' '.join(map(_line, market.lines))} }}"
    return f"market {name} = {_members(market.market if isinstance(market, NamedMarket) else market)}"


def _line(line: MarketLine) -> str:
    phrases = ", ".join(f'"{each}"' for each in line.phrases)
    return f"{line.column} {'not' if line.vetoes else 'has'} {phrases}"


def _members(market: Market) -> str:
    match market:
        case PhraseMarket(name=name) | NamedMarket(name=name):
            return name
        case MarketNot(operand):
            return f"not {_members(operand)}"
        case MarketAll(left, right):
            return f"({_members(left)} and {_members(right)})"
        case MarketAny(left, right):
            return f"({_members(left)} or {_members(right)})"
        case _:
            assert_never(market)


def _pillar(pillar: Pillar) -> Iterator[str]:
    yield f'pillar {pillar.id} "{pillar.title}" worth {format_points(pillar.worth)} {{'
    for criterion in pillar.criteria:
        yield from (f"  {line}" for line in _criterion(criterion))
    yield from (f"  {_adjustment(each)}" for each in pillar.adjustments)
    yield "}"


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield f'criterion {criterion.id} "{criterion.title}" worth {format_points(criterion.worth)} {{'
    if criterion.applies is not None:
        yield f"  applies when {words(criterion.applies)}"
    yield f"  measure {words(criterion.measure)}"
    if criterion.needs is not None:
        yield f"  needs {words(criterion.needs)}"
    yield f"  {_award(criterion)}"
    yield f"  missing {criterion.missing.value} basis chosen"
    yield "}"


def _award(criterion: Criterion) -> str:
    shown = Type.PERCENT if criterion.measure.type is Type.PERCENT else Type.NUMBER
    match criterion.award:
        case EarnsWhen(points, when):
            return f"earns {format_points(points)} when {value_words(when, Type.FLAG)}"
        case Bands(steps):
            lines = (
                f"from {value_words(each.cut, shown)} earns {format_points(each.points)}" for each in steps
            )
            return f"bands {{ {' '.join(lines)} }}"
        case Ramp(steps):
            lines = (f"{value_words(each.cut, shown)} earns {format_points(each.points)}" for each in steps)
            return f"ramp {{ {' '.join(lines)} }}"
        case _:
            assert_never(criterion.award)


def _adjustment(adjustment: Adjustment) -> str:
    match adjustment:
        case Cap(at):
            return f"cap at {format_points(at)} when {words(adjustment.when)}"
        case Deduct(points):
            return f"deduct {format_points(points)} when {words(adjustment.when)}"
        case _:
            assert_never(adjustment)
