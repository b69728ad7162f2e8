"""The bands of a criterion, and what came of the members in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

import numpy as np

from ssi_rules.bulk.privacy import MINIMUM, joined
from ssi_rules.calibration.binning import simplest
from ssi_rules.calibration.outcomes import Unit
from ssi_rules.calibration.statistics import mean, share
from ssi_rules.engines.wording import value_words
from ssi_rules.language.numbers import divide_rounding, format_points
from ssi_rules.model import Bands, EarnsWhen, Ramp, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.calibration.groups import Sums
    from ssi_rules.calibration.scores import CriterionScores, Figures
    from ssi_rules.calibration.statistics import Estimate, Flags, Floats, Integers
    from ssi_rules.model import Criterion


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a measure: where it begins, what it earns, and who is in it.

    Attributes:
        title: Its values in words: "10 to 60", "from 40%", "yes".
        points: What is earned in it, in words: "2", "0 to 3".
        members: How many are in it; None where that is kept back.
        below: The share of the criterion's members with lower values; None where that is kept back, or of flags.
        outcome: The mean outcome with its interval; None where that is kept back.
    """

    title: str
    points: str
    members: int | None
    below: float | None
    outcome: Estimate | None


@dataclass(frozen=True, slots=True)
class BandTable:
    """The bands of a criterion.

    Attributes:
        rows: In the order of the measure; bands with too few members are joined with their neighbours.
        unscored: Members without points; None where that is kept back.
        outcome: The mean outcome of the members with points; None where that is kept back, or nobody has any.
        nobody: Titles of the bands that nobody is in.
    """

    rows: tuple[Band, ...]
    unscored: int | None
    outcome: Estimate | None
    nobody: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From one cut-point up to the next; None is open."""

    start: int | None
    end: int | None
    low: int
    high: int


def stretches(criterion: Criterion) -> tuple[_Stretch, ...]:
    """The bands that an award parts a measure into, lowest first."""
    match criterion.award:
        case EarnsWhen(points, when):
            return tuple(
                _Stretch(flag, flag, earned, earned)
                for flag in (0, 1)
                for earned in [points * (flag == when)]
            )
        case Bands(steps) | Ramp(steps):
            ramp = isinstance(criterion.award, Ramp)
            below = steps[0].points if ramp else 0
            ends = (*(each for each in steps[1:]), None)
            return (
                _Stretch(None, steps[0].cut, below, below),
                *(
                    _Stretch(
                        step.cut,
                        None if end is None else end.cut,
                        step.points,
                        end.points if ramp and end is not None else step.points,
                    )
                    for step, end in zip(steps, ends, strict=True)
                ),
            )
        case _:
            assert_never(criterion.award)


def places_of(criterion: Criterion, measure: Integers) -> Integers:
    """The stretch that each value is in, from 0; a value that is a cut-point is in the one that begins there."""
    if isinstance(criterion.award, EarnsWhen):
        return measure
    cuts = np.array([each.cut for each in criterion.award.steps], dtype=np.int64)
    places: Integers = np.searchsorted(cuts, measure, side="right")
    return places


@dataclass(frozen=True, slots=True)
class Told:
    """Outcomes of members, and what is told of them already.

    Attributes:
        outcome: Of each.
        unit: What it is.
        sums: The groups that are told of; whatever else is told is added.
    """

    outcome: Floats
    unit: Unit
    sums: Sums

    def average(self, group: Flags) -> Estimate | None:
        """The mean outcome of a group; None of nobody."""
        return average(self.outcome[group], self.unit) if group.any() else None


def band_table(criterion: Criterion, scores: CriterionScores, told: Told) -> BandTable:
    """What came of the members in each band.

    Args:
        criterion: Whose bands.
        scores: Its points and measure, of members with an outcome.
        told: Their outcomes.
    """
    spread = _spread(_refined(criterion, scores.measure.values[scores.measure.known]), scores.measure)
    parted = _Parted(criterion, spread.places, told)
    rows = tuple(
        parted.band(spread.stretches[each.start : each.stop], each) for each in joined(spread.counts, MINIMUM)
    )
    unscored = parted.unscored()
    return BandTable(
        rows,
        unscored,
        None if unscored is None else told.average(spread.places >= 0),
        _nobody(criterion, scores.measure),
    )


@dataclass(frozen=True, slots=True)
class _Spread:
    """Members over stretches: the place of each one's, or -1, and how many are in each."""

    stretches: tuple[_Stretch, ...]
    places: Integers
    counts: list[int]


def _spread(criterion: Criterion, measure: Figures) -> _Spread:
    found = stretches(criterion)
    places = np.where(measure.known, places_of(criterion, measure.values), -1)
    counts = [int(np.sum(places == place)) for place in range(len(found))]
    # Below 0 is only where somebody is: most of what is measured cannot be there.
    if found[0].start is None and found[0].end == 0 and not counts[0]:
        return _Spread(found[1:], np.maximum(places - 1, -1), counts[1:])
    return _Spread(found, places, counts)


def _nobody(criterion: Criterion, measure: Figures) -> tuple[str, ...]:
    """The bands that nobody is in, as their author parted them."""
    spread = _spread(criterion, measure)
    pairs = zip(spread.stretches, spread.counts, strict=True)
    return tuple(_title(criterion, each, each) for each, count in pairs if not count)


def _refined(criterion: Criterion, measure: Integers) -> Criterion:
    """The criterion with further points on its ramp, at quarters of its members, where one stretch holds most of them."""
    ramp = criterion.award
    if (
        not isinstance(ramp, Ramp)
        or np.bincount(places_of(criterion, measure)).max(initial=0) <= len(measure) / 2
    ):
        return criterion
    ordered = np.sort(measure)
    quarters = (int(ordered[len(ordered) * part // 4]) for part in (1, 2, 3))
    cuts = {simplest(int(ordered[ordered < each].max(initial=ordered[0])), each) for each in quarters}
    steps = [
        *ramp.steps,
        *(_on_ramp(ramp, cut) for cut in cuts if cut not in {step.cut for step in ramp.steps}),
    ]
    inside = sorted(steps, key=lambda each: each.cut)
    return replace(criterion, award=Ramp(tuple(inside)))


def _on_ramp(ramp: Ramp, cut: int) -> Step:
    """The point of a ramp at a value: on a straight line, flat outside."""
    for low, high in pairwise(ramp.steps):
        if low.cut < cut < high.cut:
            rise = divide_rounding((high.points - low.points) * (cut - low.cut), high.cut - low.cut)
            return Step(cut, low.points + rise)
    return Step(cut, ramp.steps[0].points if cut < ramp.steps[0].cut else ramp.steps[-1].points)


@dataclass(frozen=True, slots=True)
class _Parted:
    """Members parted by the bands of a criterion: the place of each one's, or -1."""

    criterion: Criterion
    places: Integers
    told: Told

    def band(self, shown: Sequence[_Stretch], bins: range) -> Band:
        """A band, or several that are shown as one."""
        inside = (self.places >= bins.start) & (self.places < bins.stop)
        title, points = _title(self.criterion, shown[0], shown[-1]), _points(shown)
        if not self.told.sums.give(inside):
            return Band(title, points, None, None, None)
        return Band(title, points, int(inside.sum()), self._below(bins.start), self.told.average(inside))

    def unscored(self) -> int | None:
        """Members without points; None where so few may not be told of."""
        without = self.places < 0
        return int(without.sum()) if not without.any() or self.told.sums.give(without) else None

    def _below(self, start: int) -> float | None:
        below = (self.places >= 0) & (self.places < start)
        if isinstance(self.criterion.award, EarnsWhen) or (below.any() and not self.told.sums.give(below)):
            return None
        scored = self.places >= 0
        # Who knows the share knows its parts: so they must be fit to be given, too.
        return float(below.sum() / scored.sum()) if scored.all() or self.told.sums.give(scored) else None


def average(outcome: Floats, unit: Unit) -> Estimate:
    """The mean outcome of a group with its interval."""
    return share(int(outcome.sum()), len(outcome)) if unit is Unit.YES else mean(outcome)


def _title(criterion: Criterion, first: _Stretch, last: _Stretch) -> str:
    if isinstance(criterion.award, EarnsWhen):
        return " or ".join(dict.fromkeys("yes" if each.start else "no" for each in (first, last)))
    start, end = (
        None if value is None else value_words(value, criterion.measure.type)
        for value in (first.start, last.end)
    )
    match start, end:
        case None, None:
            return "any"
        case None, _:
            return f"below {end}"
        case _, None:
            return f"from {start}"
        case _:
            return f"{start} to below {end}"


def _points(shown: Sequence[_Stretch]) -> str:
    """What is earned from the first to the last; from the least to the most where it goes up and down between them."""
    ends = [points for each in shown for points in (each.low, each.high)]
    is_straight = ends in (sorted(ends), sorted(ends, reverse=True))
    first, last = (ends[0], ends[-1]) if is_straight else (min(ends), max(ends))
    return " to ".join(dict.fromkeys(map(format_points, (first, last))))
