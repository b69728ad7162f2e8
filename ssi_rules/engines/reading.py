"""What a ruleset reads, for any engine: its expressions, aggregates, tables, and whether it looks at dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.engines.walk import parts, stages
from ssi_rules.model import Aggregated, Expression, FactValue, Function

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.model import Fact, Pillar, Ruleset


def needs_day(ruleset: Ruleset) -> bool:
    """Whether there is no score without an as-of day."""
    by_day = (each.window or each.function is Function.DAYS_SINCE_LAST for each in aggregates_of(ruleset))
    return ruleset.reads_dates or any(by_day)


def tables_read(ruleset: Ruleset) -> tuple[str, ...]:
    """Names of the tables a score depends on."""
    return tuple(dict.fromkeys(each.table for each in aggregates_of(ruleset)))


def facts_read(ruleset: Ruleset) -> tuple[Fact, ...]:
    """The facts a score depends on, in the order in which the rules read them."""
    starts = (*(each.value for each in ruleset.lets), *roots(ruleset))
    named = (each.fact for root in starts for each in _facts(root))
    return tuple(ruleset.catalogue.facts[each] for each in dict.fromkeys(named))


def _facts(root: Expression) -> Iterator[FactValue]:
    for each in parts(root):
        if isinstance(each, FactValue):
            yield each
        elif isinstance(each, Aggregated) and each.where is not None:
            yield from _facts(each.where)


def aggregates_of(ruleset: Ruleset) -> Iterator[Aggregated]:
    """All aggregates a score depends on, each once."""
    lets = {each.name: each.value for each in ruleset.lets}
    for stage in stages(roots(ruleset), lets):
        yield from stage.aggregates


def roots(ruleset: Ruleset) -> tuple[Expression, ...]:
    """All expressions a score is made of, in the order written."""
    return tuple(each for pillar in ruleset.pillars for each in _pillar_roots(pillar))


def _pillar_roots(pillar: Pillar) -> Iterator[Expression]:
    for criterion in pillar.criteria:
        yield from (
            each for each in (criterion.applies, criterion.needs, criterion.measure) if each is not None
        )
    yield from (each.when for each in pillar.adjustments)
