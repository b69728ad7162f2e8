"""Whatever is put together of all that is told, it is about ten members or more, or about nobody."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ssi_rules.calibration.audit import OTHERS, audit
from ssi_rules.calibration.calibrate import calibrate, relation
from ssi_rules.calibration.findings import told_beside
from ssi_rules.calibration.groups import Sums, together
from ssi_rules.calibration.outcomes import Outcomes, Unit
from ssi_rules.calibration.scores import Figures, scored
from ssi_rules.calibration.statistics import stability
from ssi_rules.language.numbers import SCALE
from ssi_rules.sources.dataset import Member
from tests.calibration.samples import members, ruleset

if TYPE_CHECKING:
    from ssi_rules.calibration.findings import Calibrated, CriterionFound
    from ssi_rules.model import Ruleset

FEWEST = 10


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    return ruleset(tmp_path_factory.mktemp("rules"))


@settings(max_examples=60, deadline=None)
@given(
    number=st.integers(20, 90), kinds=st.lists(st.integers(1, 8), min_size=1, max_size=3), seed=st.integers()
)
def test_no_groups_of_an_audit_tell_of_a_few_between_them(
    rules: Ruleset, number: int, kinds: list[int], seed: int
) -> None:
    everyone, drawn = members(number), random.Random(seed)
    # Blanks among the labels: who has none is a group, too.
    columns = {
        f"c{place}": {
            each.id: label for each in everyone if (label := drawn.choice("abcdefgh "[-many:])) != " "
        }
        for place, many in enumerate(kinds)
    }
    found = audit(rules, scored(rules, everyone), columns, "data")
    told = []
    for grouping, labels in zip(found.groupings, columns.values(), strict=True):
        titles = {each.title for each in grouping.groups}
        said = {each.id: labels.get(each.id, "not said") for each in everyone}
        for group in grouping.groups:
            inside = {
                name
                for name, label in said.items()
                if (label == group.title if group.title != OTHERS else label not in titles)
            }
            assert group.members == len(inside)
            told.append(inside)
    # Whom no told group tells apart, no sum or difference of them does either.
    atoms = Counter(tuple(each.id in group for group in told) for each in everyone)
    assert min(atoms.values()) >= FEWEST


def test_columns_that_cut_each_other_say_so_and_one_alone_does_not(rules: Ruleset) -> None:
    everyone = members(200)
    scores = scored(rules, everyone)
    team = {each.id: f"t{int(each.id[1:]) % 9}" for each in everyone}
    region = {each.id: f"r{int(each.id[1:]) % 7}" for each in everyone}
    both = audit(rules, scores, {"team": team, "region": region}, "data")
    assert [(len(each.groups), each.more_alone) for each in both.groupings] == [(9, False), (0, True)]
    (alone,) = audit(rules, scores, {"region": region}, "data").groupings
    assert (len(alone.groups), alone.more_alone) == (7, False)
    (each_its_own,) = audit(rules, scores, {"id": {name: name for name in team}}, "data").groupings
    assert (each_its_own.groups, each_its_own.more_alone) == ((), False)


def values(member: Member, name: str) -> int | None:
    fact = member.facts.get(name)
    return None if fact is None else int(fact) if isinstance(fact, bool) else int(str(fact)) // SCALE


def is_in(title: str, value: int | None) -> bool:
    if value is None:
        return False
    if title in ("yes", "no", "yes or no", "no or yes"):
        return ("yes" if value else "no") in title.split()
    low = re.match(r"(?:from )?(\d+)", title)
    high = re.search(r"below (\d+)", title)
    return (low is None or int(low[1]) <= value) and (high is None or value < int(high[1]))


def told_of(criterion: CriterionFound, everyone: list[Member]) -> list[list[bool]]:
    """The members of each group that the bands of a criterion give a figure of."""
    name = criterion.id.partition(".")[2]
    known = [values(each, name) is not None for each in everyone]
    found = []
    for place, row in enumerate(criterion.bands.rows):
        if row.members is not None:
            found.append([is_in(row.title, values(each, name)) for each in everyone])
            assert sum(found[-1]) == row.members
        if row.below is not None:
            lower = criterion.bands.rows[:place]
            found.append([any(is_in(each.title, values(one, name)) for each in lower) for one in everyone])
            found.append(known)
    if criterion.bands.unscored is not None:
        assert known.count(False) == criterion.bands.unscored
        found.append(known)
    return found


@settings(max_examples=40, deadline=None)
@given(number=st.integers(60, 90), unknown=st.floats(0, 0.3), seed=st.integers(0, 10**6))
def test_no_figures_of_a_calibration_tell_of_a_few_between_them(
    rules: Ruleset, number: int, unknown: float, seed: int
) -> None:
    drawn = random.Random(seed)
    everyone = [
        Member(
            each.id, None, {name: fact for name, fact in each.facts.items() if drawn.random() >= unknown / 3}
        )
        for each in members(number, seed)
    ]
    outcomes = Outcomes("won", Unit.NUMBER, {each.id: drawn.gauss(0, 1) for each in everyone})
    scores = scored(rules, everyone)
    assume(scores.total.known.sum() >= 50)
    found: Calibrated = calibrate(rules, scores, outcomes, "data")
    of_whom = [each for each, is_known in zip(everyone, scores.total.known, strict=True) if is_known]
    told = [[True] * len(of_whom), *(one for each in found.criteria for one in told_of(each, of_whom))]
    # A sum of told figures that is that of a few would take somebody who weighs more than one in ten of what they span.
    spanned, strength, _ = np.linalg.svd(np.array(told, dtype=float).T, full_matrices=False)
    weights = (spanned[:, strength > 1e-8] ** 2).sum(axis=1)
    assert weights.max() <= 1 / FEWEST + 1e-6


COUNTS = st.lists(st.integers(0, 30), min_size=6, max_size=6)


@given(COUNTS, COUNTS)
def test_bins_of_two_periods_hold_nobody_or_enough(before: list[int], after: list[int]) -> None:
    parts = together(before, after)
    assert [each for part in parts for each in part] == list(range(6))
    for part in parts:
        for counts in (before, after):
            inside = sum(counts[part.start : part.stop])
            assert inside == 0 or inside >= FEWEST or len(parts) == 1


def test_bins_that_hold_enough_are_not_put_together() -> None:
    assert together([10, 0, 40], [30, 0, 20]) == [range(1), range(1, 2), range(2, 3)]
    assert together([10, 3, 40], [30, 0, 20]) == [range(1), range(1, 3)]
    assert together([10, 40, 3], [30, 20, 12]) == [range(1), range(1, 3)]
    assert stability([10, 40], [30, 20]) > 0


@pytest.mark.parametrize(("without", "told"), [(0, 60), (3, None), (9, None), (10, 50), (60, 0)])
def test_how_many_have_a_score_is_not_told_where_few_have_none(without: int, told: int | None) -> None:
    known = np.arange(60) >= without
    found = relation("Reach", Figures(np.arange(60), known), np.arange(60.0), Sums(60))
    assert found.members == told
    assert told_beside(60, 60 - without) == (60 if told is not None else None)
