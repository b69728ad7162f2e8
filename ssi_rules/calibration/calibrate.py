"""Does a higher score go with better outcomes? Every part of the score is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ssi_rules.calibration.bands import average, band_table, places_of, stretches
from ssi_rules.calibration.findings import Calibrated, CriterionFound, Relation, Shifted
from ssi_rules.calibration.groups import Sums
from ssi_rules.calibration.outcomes import LEAST
from ssi_rules.calibration.scores import criteria_of
from ssi_rules.calibration.statistics import partial_correlations, rank_correlation, stability
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssi_rules.calibration.bands import BandTable
    from ssi_rules.calibration.outcomes import Outcomes, Unit
    from ssi_rules.calibration.scores import Figures, Scores
    from ssi_rules.calibration.statistics import Estimate, Floats
    from ssi_rules.model import Criterion, Ruleset

_MEMBERS_FOR_EACH = 10
"""Members that each criterion takes before what it adds to the others can be told."""


def with_outcome(scores: Scores, outcomes: Outcomes, data: str) -> tuple[Scores, Floats]:
    """Those who have an outcome and a total.

    Raises:
        DataError: They are fewer than fifty.
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
    added, too_many = _added(ruleset, scores, outcome)
    return Calibrated(
        column=outcomes.column,
        unit=outcomes.unit,
        members=len(everyone.members),
        known=len(outcome),
        outcome=average(outcome, outcomes.unit),
        total=relation("Total", scores.total, outcome),
        pillars=tuple(relation(each.title, scores.pillars[each.id], outcome) for each in ruleset.pillars),
        criteria=tuple(_criteria(ruleset, scores, outcome, outcomes.unit, added)),
        too_many=too_many,
        shifted=() if before is None else tuple(shifts(ruleset, before, everyone)),
    )


def relation(title: str, figures: Figures, outcome: Floats) -> Relation:
    """How a score goes with an outcome, among those who have it; nothing is said of fewer than fifty."""
    known = figures.known
    found = rank_correlation(figures.values[known], outcome[known]) if known.sum() >= LEAST else None
    return Relation(title, int(known.sum()), found)


def _criteria(
    ruleset: Ruleset,
    scores: Scores,
    outcome: Floats,
    unit: Unit,
    added: Mapping[tuple[str, str], Estimate | None],
) -> Iterator[CriterionFound]:
    related = {
        (pillar.id, criterion.id): relation(
            criterion.title, scores.criteria[pillar.id, criterion.id].points, outcome
        )
        for pillar, criterion in criteria_of(ruleset)
    }
    tables = _tables(ruleset, scores, outcome, unit, related)
    for pillar, criterion in criteria_of(ruleset):
        name = pillar.id, criterion.id
        yield CriterionFound(
            ".".join(name),
            criterion.title,
            related[name],
            relation(criterion.title, scores.criteria[name].measure, outcome),
            added.get(name),
            tables[name],
        )


def _tables(
    ruleset: Ruleset,
    scores: Scores,
    outcome: Floats,
    unit: Unit,
    related: Mapping[tuple[str, str], Relation],
) -> dict[tuple[str, str], BandTable]:
    """The bands of each criterion.

    The criteria that go with the outcome most are told of first: what then may be told of the others is what is left.
    """
    criteria = {(pillar.id, criterion.id): criterion for pillar, criterion in criteria_of(ruleset)}
    sums = Sums(len(outcome))
    return {
        name: band_table(criteria[name], scores.criteria[name], outcome, unit, sums)
        for name in sorted(criteria, key=lambda each: -_strength(related[each]))
    }


def _strength(points: Relation) -> float:
    return 0.0 if points.correlation is None else abs(points.correlation.value)


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
    yield Shifted("Total", stability(*(_counted_totals(each.total, edges) for each in (before, after))))
    for pillar, criterion in criteria_of(ruleset):
        name = pillar.id, criterion.id
        yield Shifted(
            criterion.title,
            stability(*(_counted(criterion, each.criteria[name].measure) for each in (before, after))),
        )


def _counted_totals(total: Figures, edges: Sequence[int]) -> list[int]:
    places = np.searchsorted(np.array(edges), total.values[total.known], side="right")
    return [int(each) for each in np.bincount(places, minlength=len(edges) + 1)]


def _counted(criterion: Criterion, measure: Figures) -> list[int]:
    """Members in each band, and last those without points."""
    places = places_of(criterion, measure.values[measure.known])
    counts = np.bincount(places, minlength=len(stretches(criterion)))
    return [*map(int, counts), int(np.sum(~measure.known))]
