"""Cut-points and worths that would go better with an outcome: found on one half of the members, tried on the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ssi_rules.calibration.awards import earned, falls, half_way, rising, scaled
from ssi_rules.calibration.binning import MOST_BINS, monotone_bins
from ssi_rules.calibration.calibrate import filled
from ssi_rules.calibration.outcomes import LEAST
from ssi_rules.calibration.scores import Figures, criteria_of
from ssi_rules.calibration.statistics import changed_correlation, rank_correlation
from ssi_rules.model import Bands, EarnsWhen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ssi_rules.calibration.scores import CriterionScores, Scores
    from ssi_rules.calibration.statistics import Estimate, Flags, Floats, Integers
    from ssi_rules.model import Award, Criterion, Pillar, Ruleset

_MEMBERS_FOR_EACH = 10
"""Members that each worth takes before it can be told."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What one criterion might earn instead.

    Attributes:
        pillar: Where it is.
        criterion: As it is.
        award: What it might earn; the same as now where only its worth would change, in which case it is scaled.
        worth: What it might be worth.
        gained: By how much the points' rank correlation with the outcome grows among the members that took no part in
            finding the cut-points; None where only its worth would change.
    """

    pillar: str
    criterion: Criterion
    award: Award
    worth: int
    gained: Estimate | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """What calibration would have changed.

    Attributes:
        ruleset: With all of it.
        suggestions: One by one.
        contrary: Criteria whose measure goes against the points: ``pillar.criterion``; no cut-points are suggested for them.
        found_on: Members that it was found on.
        held_out: Members that it was tried on.
    """

    ruleset: Ruleset
    suggestions: tuple[Suggestion, ...]
    contrary: tuple[str, ...]
    found_on: int
    held_out: int


def is_held_out(members: Sequence[str]) -> Flags:
    """Which members are kept for trying: about half, by their ids alone, so that it is the same half every time."""
    return np.array([sha256(each.encode()).digest()[0] & 1 for each in members], dtype=np.bool_)


def suggest(ruleset: Ruleset, scores: Scores, outcome: Floats, most: int = MOST_BINS) -> Suggested:
    """Look for cut-points and worths that go better with an outcome.

    Args:
        ruleset: What members were scored by.
        scores: Those with an outcome.
        outcome: Theirs.
        most: Bands of a criterion at most.
    """
    halves = _Halves(is_held_out(scores.members), outcome)
    asked = len(scores.criteria)
    contrary = frozenset(name for name, each in scores.criteria.items() if halves.is_contrary(each, asked))
    awards = dict(_awards(ruleset, scores, halves, contrary, most))
    fractions = {
        (pillar.id, criterion.id): _fraction(criterion, pillar.id, scores, awards)
        for pillar, criterion in criteria_of(ruleset)
    }
    suggestions = tuple(_suggestions(ruleset, awards, halves.worths(ruleset, fractions)))
    held = int(halves.held.sum())
    return Suggested(
        changed(ruleset, suggestions),
        suggestions,
        tuple(".".join(each) for each in scores.criteria if each in contrary),
        len(outcome) - held,
        held,
    )


def _awards(
    ruleset: Ruleset, scores: Scores, halves: _Halves, contrary: Collection[_Name], most: int
) -> Iterator[tuple[_Name, _Found]]:
    """New awards, of criteria that do not go against their points."""
    for pillar, criterion in criteria_of(ruleset):
        name = pillar.id, criterion.id
        if name not in contrary:
            found = halves.award(criterion, scores.criteria[name], most, len(scores.criteria))
            if found is not None:
                yield name, found


def changed(ruleset: Ruleset, suggestions: Sequence[Suggestion]) -> Ruleset:
    """The ruleset with suggestions in place."""
    by_name = {(each.pillar, each.criterion.id): each for each in suggestions}

    def taken(pillar: Pillar, criterion: Criterion) -> Criterion:
        found = by_name.get((pillar.id, criterion.id))
        return criterion if found is None else replace(criterion, award=found.award, worth=found.worth)

    pillars = tuple(
        replace(each, criteria=tuple(taken(each, criterion) for criterion in each.criteria))
        for each in ruleset.pillars
    )
    return replace(ruleset, pillars=pillars)


_Name: TypeAlias = tuple[str, str]
"""A pillar's and a criterion's id."""

_Found: TypeAlias = "tuple[Bands, Estimate]"
"""A new award, and what it gains."""


@dataclass(frozen=True, slots=True)
class _Halves:
    """Members with an outcome, one half to find with and the other to try with."""

    held: Flags
    outcome: Floats

    def is_contrary(self, figures: CriterionScores, asked: int) -> bool:
        """Whether members with more points fare worse, by more than chance would have it among so many criteria."""
        known = figures.points.known
        return bool(known.sum() >= LEAST) and _is_sure(
            -figures.points.values[known], self.outcome[known], asked
        )

    def award(self, criterion: Criterion, figures: CriterionScores, most: int, asked: int) -> _Found | None:
        """Bands that go better with the outcome than what is earned now, in the half that took no part in finding them.

        Args:
            criterion: As it is; flags have no cut-points.
            figures: Its points and measure.
            most: Bands at most.
            asked: How many criteria are looked at: the more, the surer each has to be.
        """
        if isinstance(criterion.award, EarnsWhen) or falls(criterion.award):
            return None
        known = figures.measure.known
        finding, trying = known & ~self.held, known & self.held
        if min(finding.sum(), trying.sum()) < LEAST // 2:
            return None
        bins = monotone_bins(figures.measure.values[finding], self.outcome[finding], most)
        if bins is None:
            return None
        bands = rising(bins.cuts, bins.means, criterion.worth)
        points = earned(bands, figures.measure.values[trying])
        goal, now = self.outcome[trying], figures.points.values[trying]
        if not _is_sure(points, goal, asked):
            return None
        gained = changed_correlation(now, points, goal) or rank_correlation(points, goal)
        return (bands, gained) if gained is not None and _is_clear(gained) else None

    def worths(self, ruleset: Ruleset, fractions: Mapping[_Name, Floats]) -> dict[_Name, int]:
        """Worths by how much each criterion counts beside the others, of pillars that then go better with the outcome."""
        from scipy.optimize import nnls  # noqa: PLC0415 - the extra `calibrate`

        names = [name for name, column in fractions.items() if np.ptp(column) > 0]
        finding = ~self.held
        if finding.sum() < max(LEAST, _MEMBERS_FOR_EACH * len(names)) or not names:
            return {}
        columns = np.stack([fractions[name][finding] for name in names], axis=1)
        goal = self.outcome[finding] - self.outcome[finding].mean()
        weights, _ = nnls(columns - columns.mean(axis=0), goal)
        fitted = dict(zip(names, map(float, weights), strict=True))
        found: dict[_Name, int] = {}
        for pillar in ruleset.pillars:
            found |= self._pillar(pillar, fitted, fractions)
        return found

    def _pillar(
        self,
        pillar: Pillar,
        fitted: Mapping[_Name, float],
        fractions: Mapping[_Name, Floats],
    ) -> dict[_Name, int]:
        """New worths of a pillar's criteria, if they stand the trial."""
        names = [(pillar.id, each.id) for each in pillar.criteria]
        weights = [fitted.get(name, 0.0) for name in names]
        if len(names) < 2 or not sum(weights):  # noqa: PLR2004 - one alone is worth its pillar
            return {}
        now = [each.worth for each in pillar.criteria]
        new = half_way(now, weights)
        before, after = (
            sum(worth * fractions[name][self.held] for worth, name in zip(worths, names, strict=True))
            for worths in (now, new)
        )
        gained = changed_correlation(np.asarray(before), np.asarray(after), self.outcome[self.held])
        return dict(zip(names, new, strict=True)) if gained is not None and _is_clear(gained) else {}


def _is_sure(points: Integers, outcome: Floats, asked: int) -> bool:
    """Whether points go up with the outcome by more than chance would have it among so many criteria."""
    from scipy.stats import spearmanr  # noqa: PLC0415 - the extra `calibrate`

    if not np.ptp(points) or not np.ptp(outcome):
        return False
    return bool(spearmanr(points, outcome, alternative="greater").pvalue < _CHANCE / asked)


_CHANCE = 0.05


def _is_clear(gained: Estimate) -> bool:
    """Whether a gain is three standard errors: many things are tried, and a change of rules takes more than a hint."""
    return gained.value > 1.5 * (gained.value - gained.low)


def _fraction(criterion: Criterion, pillar: str, scores: Scores, awards: Mapping[_Name, _Found]) -> Floats:
    """What share of its worth each member earns, by the new award where there is one."""
    figures, found = scores.criteria[pillar, criterion.id], awards.get((pillar, criterion.id))
    if found is None:
        return filled(figures.points) / criterion.worth
    points = Figures(earned(found[0], figures.measure.values), figures.measure.known)
    return filled(points) / criterion.worth


def _suggestions(
    ruleset: Ruleset,
    awards: Mapping[_Name, _Found],
    worths: Mapping[_Name, int],
) -> Iterator[Suggestion]:
    for pillar, criterion in criteria_of(ruleset):
        name = pillar.id, criterion.id
        award, gained = awards.get(name, (criterion.award, None))
        worth = worths.get(name, criterion.worth)
        new = scaled(award, criterion.worth, worth)
        if (new, worth) != (criterion.award, criterion.worth):
            yield Suggestion(pillar.id, criterion, new, worth, gained)
