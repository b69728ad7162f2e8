"""Points of some items, from what facts and tallies hold; everything else is as it was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

from ssi_rules.engines.reading import aggregates_of
from ssi_rules.engines.reference.generate import generate
from ssi_rules.language.numbers import SCALE
from ssi_rules.planning.optimum.items import alone
from ssi_rules.planning.optimum.tallies import outcome, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ssi_rules.engines.score import Score
    from ssi_rules.language.types import Value
    from ssi_rules.model import Aggregated
    from ssi_rules.planning.optimum.ground import Ground, Terrain
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.planning.optimum.moves import Atom, Held

    Scoring: TypeAlias = Callable[[Callable[[str], object], Sequence[object], date | None], Score]


@dataclass(frozen=True)
class Scores:
    """Scores items on one ground."""

    ground: Ground

    def of(self, items: tuple[Item, ...], known: Mapping[Atom, Held]) -> tuple[int | None, ...]:
        """Each item's points when atoms hold this."""
        scoring, aggregates = scoring_of(self.ground.terrain, items)
        read = [self._value(each, known) for each in aggregates]
        facts = {name: each for name, each in known.items() if isinstance(name, str)}
        given = {**self.ground.member.facts, **facts}
        return scoring(given.get, read, self.ground.period.end).pillars[0].criteria

    def _value(self, node: Aggregated, known: Mapping[Atom, Held]) -> object:
        parts = parts_of(node, self.ground.terrain.ruleset.catalogue)
        if known.keys().isdisjoint(parts):
            return self.ground.record.value(node)
        return outcome(node, [self._tally(each, known) for each in parts])

    def _tally(self, tally: Aggregated, known: Mapping[Atom, Held]) -> Value | None:
        """What a tally comes to; distinct values that came in are counted on top."""
        start = self.ground.start(tally)
        held = known.get(tally, start)
        if isinstance(held, frozenset):
            return start + len(held) * SCALE if isinstance(start, int) else None
        return held


def scoring_of(terrain: Terrain, items: tuple[Item, ...]) -> tuple[Scoring, tuple[Aggregated, ...]]:
    """What scores these items alone, from facts and the values of aggregates; made once."""
    if items not in terrain.scorings:
        rules = alone(terrain.ruleset, (each.criterion for each in items))
        aggregates = tuple(aggregates_of(rules))
        made = generate(rules, terrain.evaluator.matchers.of, recording=False, given=aggregates)
        terrain.scorings[items] = made.compiled(), aggregates
    return cast("tuple[Scoring, tuple[Aggregated, ...]]", terrain.scorings[items])
