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

    Points: TypeAlias = Callable[[Sequence[Held]], tuple[int | None, ...]]
    Scoring: TypeAlias = Callable[[Callable[[str], object], Sequence[object], date | None], Score]


@dataclass(frozen=True)
class Scores:
    """Scores items on one ground."""

    ground: Ground

    def of(self, items: tuple[Item, ...], known: Mapping[Atom, Held]) -> tuple[int | None, ...]:
        """Each item's points when atoms hold this."""
        return self.by(items, tuple(known))(tuple(known.values()))

    def by(self, items: tuple[Item, ...], atoms: Sequence[Atom]) -> Points:
        """What finds each item's points from what these atoms hold; all that can be looked up before is."""
        scoring, aggregates = scoring_of(self.ground.terrain, items)
        places = {atom: place for place, atom in enumerate(atoms)}
        reads = [self._reading(each, places) for each in aggregates]
        facts = [(name, place) for name, place in places.items() if isinstance(name, str)]
        start, end = self.ground.member.facts, self.ground.period.end

        def points(held: Sequence[Held]) -> tuple[int | None, ...]:
            given = {**start, **{name: held[place] for name, place in facts}}
            return scoring(given.get, [read(held) for read in reads], end).pillars[0].criteria

        return points

    def _reading(self, node: Aggregated, places: Mapping[Atom, int]) -> Callable[[Sequence[Held]], object]:
        """What finds an aggregate's value from what atoms in these places hold."""
        parts = parts_of(node, self.ground.terrain.ruleset.catalogue)
        if places.keys().isdisjoint(parts):
            value = self.ground.record.value(node)
            return lambda _: value
        tallies = [(places.get(each), self.ground.start(each)) for each in parts]
        return lambda held: outcome(
            node,
            [start if place is None else _tally(held[place], start) for place, start in tallies],
        )


def _tally(held: Held, start: Value | None) -> Value | None:
    """What a tally comes to; distinct values that came in are counted on top."""
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
