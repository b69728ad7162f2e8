"""Does a higher score go with better outcomes? Every part of the score is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ssi_rules.bulk.privacy import MINIMUM
from ssi_rules.calibration.bands import Told, average, band_table, places_of, stretches
from ssi_rules.calibration.circular import scored_by
from ssi_rules.calibration.findings import Calibrated, CriterionFound, Relation, Shifted
from ssi_rules.calibration.groups import Sums, together
from ssi_rules.calibration.outcomes import LEAST, Unit, all_the_same
from ssi_rules.calibration.scores import criteria_of
from ssi_rules.calibration.statistics import partial_correlations, rank_correlation, stability
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssi_rules.calibration.outcomes import Outcomes
    from ssi_rules.calibration.scores import Figures, Scores
    from ssi_rules.calibration.statistics import Estimate, Floats
    from ssi_rules.model import Criterion, Ruleset

_MEMBERS_FOR_EACH = 10
"""Members that each criterion takes before what it adds to the others can be told."""


def with_outcome(scores: Scores, outcomes: Outcomes, data: str) -> tuple[Scores, Floats]:
    """Those who have an outcome and a total.

    Raises:
        DataError: They are fewer than fifty, or have all the same outcome.
    """
    outcome = outcomes.of(scores.members)
    wanted = ~np.isnan(outcome) & scores.total.known
    if wanted.sum() < LEAST:
        raise DataError(
            data,
            f"only {int(wanted.sum())} members have an outcome and a score, and {LEAST} are needed",
            column=outcomes.column,
            help="gather more outcomes, or more members",
        )
    if not np.ptp(outcome[wanted]):
        raise all_the_same(outcomes.column, data)
    return scores.of(wanted), outcome[wanted]


def calibrate(
    ruleset: Ruleset, everyone: Scores, outcomes: Outcomes, data: str, before: Scores | None = None
) -> Calibrated:
    """Ask every part of a score how it goes with an outcome.

    Args:
        ruleset: What members were scored by.
        everyone: Their scores.
        outcomes: What came of those it is known of.
        data: What to call the data.
        before: Scores of an earlier period.

    Raises:
        DataError: Too few have an outcome.
    """
    scores, outcome = with_outcome(everyone, outcomes, data)
    sums = Sums(len(outcome))
    pillars = tuple(relation(each.title, scores.pillars[each.id], outcome, sums) for each in ruleset.pillars)
    added, too_many = _added(ruleset, scores, outcome)
    return Calibrated(
        column=outcomes.column,
        unit=outcomes.unit,
        members=len(everyone.members),
        known=len(outcome),
        outcome=average(outcome, outcomes.unit),
        total=relation("Total", scores.total, outcome, sums),
        pillars=pillars,
        criteria=tuple(_criteria(ruleset, scores, Told(outcome, outcomes.unit, sums), added)),
        is_rare=outcomes.unit is Unit.YES and bool(min(outcome.sum(), (1 - outcome).sum()) < MINIMUM),
        too_many=too_many,
        shifted=() if before is None else tuple(shifts(ruleset, before, everyone)),
        scored_by=scored_by(ruleset, outcomes.column),
    )


def relation(title: str, figures: Figures, outcome: Floats, sums: Sums) -> Relation:
    """How a score goes with an outcome, among those who have it.

    Args:
        title: What it is called.
        figures: The score.
        outcome: Of the same members.
        sums: Says whether it may be told how many have the score.
    """
    told = not figures.known.any() or sums.give(figures.known)
    return Relation(title, int(figures.known.sum()) if told else None, correlated(figures, outcome))


def correlated(figures: Figures, outcome: Floats) -> Estimate | None:
    """The rank correlation of those who have a score; nothing is said of fewer than fifty."""
    known = figures.known
    return rank_correlation(figures.values[known], outcome[known]) if known.sum() >= LEAST else None


def _criteria(
    ruleset: Ruleset,
    scores: Scores,
    told: Told,
    added: Mapping[tuple[str, str], Estimate | None],
) -> Iterator[CriterionFound]:
    criteria = {(pillar.id, criterion.id): criterion for pillar, criterion in criteria_of(ruleset)}
    points = {name: correlated(scores.criteria[name].points, told.outcome) for name in criteria}
    # Those that go with the outcome most are told of first: what then may be told of the others is what is left.
    tables = {
        name: band_table(criteria[name], scores.criteria[name], told)
        for name in sorted(criteria, key=lambda each: -_strength(points[each]))
    }
    for name, criterion in criteria.items():
        unscored = tables[name].unscored
        yield CriterionFound(
            ".".join(name),
            criterion.title,
            None if unscored is None else len(told.outcome) - unscored,
            points[name],
            correlated(scores.criteria[name].measure, told.outcome),
            added.get(name),
            tables[name],
        )


def _strength(points: Estimate | None) -> float:
    return 0.0 if points is None else abs(points.value)


def _added(
    ruleset: Ruleset, scores: Scores, outcome: Floats
) -> tuple[dict[tuple[str, str], Estimate | None], bool]:
    """What each criterion adds to the others, and whether they are too many for these members."""
    columns = {
        (pillar.id, criterion.id): column
        for pillar, criterion in criteria_of(ruleset)
        if np.ptp(column := filled(scores.criteria[pillar.id, criterion.id].points)) > 0
    }
    if len(outcome) < _MEMBERS_FOR_EACH * len(columns):
        return {}, True
    found = partial_correlations(list(columns.values()), outcome) if columns else []
    return dict(zip(columns, found, strict=True)), False


def filled(figures: Figures) -> Floats:
    """A column in which who has no figure stands in the middle: he says nothing for or against."""
    values = figures.values.astype(np.float64)
    middle = float(np.mean(values[figures.known])) if figures.known.any() else 0.0
    return np.where(figures.known, values, middle)


def shifts(ruleset: Ruleset, before: Scores, after: Scores) -> Iterator[Shifted]:
    """How the spread over levels, and over the bands of each criterion, changed between two periods."""
    starts = sorted({each.start for each in ruleset.levels})
    edges = starts if len(starts) > 1 else [place * ruleset.worth // 4 for place in range(4)]
    yield Shifted("Total", _moved(*(_counted_totals(each.total, edges) for each in (before, after))))
    for pillar, criterion in criteria_of(ruleset):
        name = pillar.id, criterion.id
        counts = (_counted(criterion, each.criteria[name].measure) for each in (before, after))
        yield Shifted(criterion.title, _moved(*counts))


def _moved(before: Sequence[int], after: Sequence[int]) -> float:
    """The index of bins of nobody, or of ten members and more: whoever knew all but one could tell it from the index."""
    parts = together(before, after, MINIMUM)
    return stability(*([sum(counts[each.start : each.stop]) for each in parts] for counts in (before, after)))


def _counted_totals(total: Figures, edges: Sequence[int]) -> list[int]:
    places = np.searchsorted(np.array(edges), total.values[total.known], side="right")
    return [int(each) for each in np.bincount(places, minlength=len(edges) + 1)]


def _counted(criterion: Criterion, measure: Figures) -> list[int]:
    """Members in each band, and before them those without points."""
    places = places_of(criterion, measure.values[measure.known])
    counts = np.bincount(places, minlength=len(stretches(criterion)))
    return [int(np.sum(~measure.known)), *map(int, counts)]
