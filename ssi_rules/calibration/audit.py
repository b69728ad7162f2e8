"""How scores differ between groups of members, and which criteria the difference comes from.

A shift is that of a group's mean total from the mean of everyone else. It is taken apart into what each criterion earned on
average, what pillars add or take (caps, deductions, redistribution), and what is scaled where a pillar has no score; the
parts add up to it exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from ssi_rules.bulk.privacy import MINIMUM, Given
from ssi_rules.calibration.findings import told_beside
from ssi_rules.calibration.scores import criteria_of
from ssi_rules.calibration.statistics import Estimate, mean, shift
from ssi_rules.language.numbers import POINT_SCALE
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ssi_rules.calibration.scores import Scores
    from ssi_rules.calibration.statistics import Flags, Floats, Integers
    from ssi_rules.model import Ruleset

NOT_SAID = "not said"
OTHERS = "the others together"

_CERTAIN = 0.95


@dataclass(frozen=True, slots=True)
class Driver:
    """A part of a shift.

    Attributes:
        title: What it comes from.
        id: ``pillar.criterion``, ``pillar`` for what pillars add or take, or ``total``.
        points: How many points of the shift, exactly.
        interval: The same with its interval.
    """

    title: str
    id: str
    points: Fraction
    interval: Estimate


@dataclass(frozen=True, slots=True)
class Group:
    """A group of members beside everyone else.

    Attributes:
        title: What its members have in common.
        members: How many.
        total: Their mean total.
        shift: By how much it is above that of everyone else; None of a group that is everyone.
        exact: The same, exactly.
        drivers: What it is made of, the largest part first; they add up to it.
    """

    title: str
    members: int
    total: Estimate
    shift: Estimate | None
    exact: Fraction | None
    drivers: tuple[Driver, ...]

    @property
    def is_told_apart(self) -> bool:
        """Whether its shift can be told from chance."""
        return self.shift is not None and self.shift.tells_apart

    @property
    def evens_out(self) -> bool:
        """Whether parts can be told from chance, and the shift that they add up to cannot."""
        return not self.is_told_apart and any(each.interval.tells_apart for each in self.drivers)


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of a column.

    Attributes:
        groups: Those that may be shown, the largest first.
        kept_back: Whether there are others that may not.
        joined: Whether the last one is made of groups that may not be shown alone.
        more_alone: Whether more of them might be shown if nothing of other columns were.
    """

    column: str
    groups: tuple[Group, ...]
    kept_back: bool
    joined: bool
    more_alone: bool


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found.

    Attributes:
        members: Everyone in the data.
        known: Those with a total.
        level: How sure each interval of a shift is, so that all of them hold together 95 times of 100.
        part_level: The same of the parts of all shifts.
    """

    members: int
    known: int
    level: float
    part_level: float
    groupings: tuple[Grouping, ...]

    @property
    def told_members(self) -> int | None:
        """Everyone in the data; None where it would tell of a few that have no score."""
        return told_beside(self.members, self.known)


def audit(ruleset: Ruleset, everyone: Scores, labels: Mapping[str, Mapping[str, str]], data: str) -> Audited:
    """Compare groups of members.

    Args:
        ruleset: What they were scored by.
        everyone: Their scores.
        labels: What columns say of each member, by column and member.
        data: What to call the data.

    Raises:
        DataError: Fewer than twenty have a score: there are no two groups.
    """
    scores = everyone.of(everyone.total.known)
    if len(scores.members) < 2 * MINIMUM:
        raise DataError(
            data,
            f"{len(scores.members)} members have a score, and two groups of {MINIMUM} are the least that can be compared",
            help="gather more members",
        )
    groups = {column: _groups(scores.members, texts) for column, texts in labels.items()}
    given = Given(range(len(scores.members)), MINIMUM)
    found = {column: _Column(each, given) for column, each in groups.items()}
    compared = sum(len(each.shown) for each in found.values())
    level = _shared(_CERTAIN, compared)
    parts = _parts(ruleset, scores)
    groupings = (
        Grouping(
            column,
            tuple(
                _group(title, group, scores.total.values, parts, level) for title, group in each.shown.items()
            ),
            each.kept_back,
            each.joined,
            _more_alone(groups[column], each, len(labels)),
        )
        for column, each in found.items()
    )
    return Audited(
        len(everyone.members), len(scores.members), level, _shared(level, len(parts)), tuple(groupings)
    )


def _shared(level: float, intervals: int) -> float:
    """How sure each of some intervals has to be for all together to be as sure as this."""
    return 1 - (1 - level) / max(intervals, 1)


def _groups(members: Sequence[str], texts: Mapping[str, str]) -> dict[str, Flags]:
    said = np.array([texts.get(each, NOT_SAID) for each in members], dtype=np.object_)
    return {str(each): said == each for each in sorted(set(said))}


class _Column:
    """Which groups of a column may be shown beside all that is shown already: ``bulk/privacy.py`` decides."""

    def __init__(self, groups: Mapping[str, Flags], given: Given) -> None:
        self.shown: dict[str, Flags] = {}
        # The largest first: most members then stand in a group of their own, and few among the others.
        for title in sorted(groups, key=lambda each: (-int(groups[each].sum()), each)):
            if given.give([int(each) for each in np.flatnonzero(groups[title])]):
                self.shown[title] = groups[title]
        rest = (
            ~np.logical_or.reduce(list(self.shown.values())) if self.shown else np.array([], dtype=np.bool_)
        )
        hidden = bool(rest.any()) or not self.shown
        self.joined = hidden and bool(self.shown) and given.give([int(each) for each in np.flatnonzero(rest)])
        if self.joined:
            self.shown[OTHERS if OTHERS not in groups else f"{OTHERS} (not a group)"] = rest
        self.kept_back = hidden and not self.joined


def _more_alone(groups: Mapping[str, Flags], column: _Column, columns: int) -> bool:
    """Whether other columns keep any group of this one back."""
    if columns == 1 or not (column.kept_back or column.joined):
        return False
    everyone = range(len(next(iter(groups.values()))))
    return len(_Column(groups, Given(everyone, MINIMUM)).shown) > len(column.shown)


@dataclass(frozen=True, slots=True)
class _Part:
    """Points of each member that come from one place, in hundredths."""

    title: str
    id: str
    points: Integers


def _parts(ruleset: Ruleset, scores: Scores) -> list[_Part]:
    """What totals are made of: what is left after criteria is what pillars add or take."""
    parts = [
        _Part(
            criterion.title,
            f"{pillar.id}.{criterion.id}",
            scores.criteria[pillar.id, criterion.id].points.values,
        )
        for pillar, criterion in criteria_of(ruleset)
    ]
    for pillar in ruleset.pillars:
        earned = sum((each.points for each in parts if each.id.startswith(f"{pillar.id}.")), _nothing(scores))
        beyond = scores.pillars[pillar.id].values - earned
        parts.append(_Part(f"{pillar.title}: caps, deductions, redistribution", pillar.id, beyond))
    pillars = sum((each.values for each in scores.pillars.values()), _nothing(scores))
    parts.append(_Part("pillars without a score, and rounding", "total", scores.total.values - pillars))
    return [each for each in parts if each.points.any()]


def _nothing(scores: Scores) -> Integers:
    return np.zeros(len(scores.members), dtype=np.int64)


def _group(title: str, group: Flags, totals: Integers, parts: Sequence[_Part], level: float) -> Group:
    own = mean(_in_points(totals[group]), level)
    if group.all():
        return Group(title, int(group.sum()), own, None, None, ())
    drivers = sorted(
        (_driver(each, group, _shared(level, len(parts))) for each in parts),
        key=lambda each: (-abs(each.points), each.id),
    )
    return Group(
        title,
        int(group.sum()),
        own,
        shift(_in_points(totals[group]), _in_points(totals[~group]), level),
        exact_shift(totals, group),
        tuple(drivers),
    )


def _driver(part: _Part, group: Flags, level: float) -> Driver:
    ours, others = _in_points(part.points[group]), _in_points(part.points[~group])
    return Driver(part.title, part.id, exact_shift(part.points, group), shift(ours, others, level))


def exact_shift(points: Integers, group: Flags) -> Fraction:
    """By how many points a group's mean is above that of everyone else, exactly.

    Args:
        points: Of each member, in hundredths.
        group: Which are in it; some are, and some are not.
    """
    ours, others = points[group], points[~group]
    difference = Fraction(int(ours.sum()), len(ours)) - Fraction(int(others.sum()), len(others))
    return difference / POINT_SCALE


def _in_points(hundredths: Integers) -> Floats:
    found: Floats = hundredths / POINT_SCALE
    return found
