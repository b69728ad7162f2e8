"""Whether a score is made of the very outcome that it is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.engines.walk import walk
from ssi_rules.model import Aggregated, FactValue
from ssi_rules.sources.csvtext import column_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.model import Expression, Pillar, Ruleset


def scored_by(ruleset: Ruleset, column: str) -> tuple[str, ...]:
    """What of a ruleset reads a column as a fact.

    Args:
        ruleset: Whose scores are asked about.
        column: As data calls it.

    Returns:
        ``pillar.criterion``, and ``pillar`` where caps or deductions read it.
    """
    lets = {each.name: each.value for each in ruleset.lets}
    return tuple(
        name
        for pillar in ruleset.pillars
        for name, starts in _asked(pillar)
        if column_name(column) in {column_name(each) for each in _facts(starts, lets)}
    )


def _asked(pillar: Pillar) -> Iterator[tuple[str, list[Expression]]]:
    for each in pillar.criteria:
        starts = (each.applies, each.needs, each.measure)
        yield f"{pillar.id}.{each.id}", [start for start in starts if start is not None]
    yield pillar.id, [each.when for each in pillar.adjustments]


def _facts(starts: Iterable[Expression], lets: Mapping[str, Expression]) -> Iterator[str]:
    for start in starts:
        for each in walk(start, lets):
            if isinstance(each, FactValue):
                yield each.fact
            elif isinstance(each, Aggregated) and each.where is not None:
                yield from _facts([each.where], lets)
