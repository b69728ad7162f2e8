from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ssi_rules.calibration.awards import half_way, scaled
from ssi_rules.calibration.calibrate import calibrate, shifts
from ssi_rules.calibration.findings import Shifted
from ssi_rules.calibration.outcomes import Unit, outcomes_of
from ssi_rules.calibration.scores import scored
from ssi_rules.calibration.suggest import is_held_out, suggest
from ssi_rules.model import Bands, EarnsWhen, Step
from ssi_rules.sources.dataset import DataError, Member
from tests.calibration.samples import calls, made_by, members, of_rules, ruleset

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.calibration.findings import Calibrated, CriterionFound


def found_for(folder: Path, everyone: list[Member]) -> Calibrated:
    rules, scores = of_rules(folder, everyone)
    return calibrate(rules, scores, made_by(everyone, calls), "data")


def criterion(found: Calibrated, name: str) -> CriterionFound:
    return next(each for each in found.criteria if each.id == name)


def test_what_an_outcome_was_made_of_goes_with_it_and_the_rest_does_not(tmp_path: Path) -> None:
    found = found_for(tmp_path, members(300))
    made, visits, photo = (criterion(found, f"reach.{each}") for each in ("calls", "visits", "photo"))
    assert made.measure is not None
    assert made.measure.value == pytest.approx(1)
    for other in (visits, photo):
        assert other.points is not None
        assert not other.points.tells_apart
        assert other.added is not None
        assert not other.added.tells_apart
    assert found.total.correlation is not None
    assert found.total.correlation.is_above_zero


def test_bands_tell_who_is_in_them_and_what_came_of_those(tmp_path: Path) -> None:
    everyone = members(300)
    visits = criterion(found_for(tmp_path, everyone), "reach.visits").bands
    assert [each.title for each in visits.rows] == ["below 5", "5 to below 10", "from 10"]
    assert [each.points for each in visits.rows] == ["0", "2", "6"]
    middle = [each for each in everyone if 5 <= int(str(each.facts["visits"])) / 1e6 < 10]
    row = visits.rows[1]
    assert row.members == len(middle)
    assert row.outcome is not None
    assert row.outcome.value == pytest.approx(np.mean([calls(each) for each in middle]))
    below = sum(int(str(each.facts["visits"])) < 5_000_000 for each in everyone)
    assert row.below == pytest.approx(below / 300)
    assert visits.unscored == 0


def test_bands_that_nobody_is_in_are_named(tmp_path: Path) -> None:
    everyone = [each for each in members(400) if int(str(each.facts["visits"])) < 10_000_000]
    bands = criterion(found_for(tmp_path, everyone), "reach.visits").bands
    assert bands.nobody == ("from 10",)
    assert bands.rows[-1].title == "from 5"


def test_a_band_of_nine_is_joined_with_its_neighbour(tmp_path: Path) -> None:
    low = [each for each in members(600) if int(str(each.facts["visits"])) < 5_000_000][:51]
    high = [each for each in members(600) if int(str(each.facts["visits"])) >= 10_000_000][:9]
    rows = criterion(found_for(tmp_path, [*low, *high]), "reach.visits").bands.rows
    assert all(each.members is None or each.members >= 10 for each in rows)
    assert len(rows) == 1


def test_nine_without_points_are_not_told_by_the_rest(tmp_path: Path) -> None:
    everyone = members(70)
    without = [
        Member(each.id, None, {name: fact for name, fact in each.facts.items() if name != "visits"})
        for each in everyone[:9]
    ]
    bands = criterion(found_for(tmp_path, [*without, *everyone[9:]]), "reach.visits").bands
    assert bands.unscored is None
    told = [each.members for each in bands.rows if each.members is not None]
    assert sum(told) != 61
    assert None in [each.members for each in bands.rows]
    assert all(each.below is None for each in bands.rows)


def test_those_without_an_outcome_are_counted_and_left_out(tmp_path: Path) -> None:
    everyone = members(80)
    rules, scores = of_rules(tmp_path, everyone)
    found = calibrate(rules, scores, made_by(everyone[:60], calls), "data")
    assert (found.members, found.known) == (80, 60)


def test_forty_nine_outcomes_are_refused(tmp_path: Path) -> None:
    everyone = members(80)
    with pytest.raises(DataError, match=r"only 49 members have an outcome, and 50 are needed"):
        made_by(everyone[:49], calls)
    rules, scores = of_rules(tmp_path, everyone[:49])
    with pytest.raises(DataError, match="only 49 members have an outcome and a score"):
        calibrate(rules, scores, made_by(everyone, calls), "data")


@pytest.mark.parametrize(
    ("texts", "unit", "values"),
    [
        (["yes", "No", "TRUE", "1"], Unit.YES, [1, 0, 1, 1]),
        (["10%", "25.5 %", "0%", "1%"], Unit.PERCENT, [0.1, 0.255, 0, 0.01]),
        (["3", "-4.5", "0", "1"], Unit.NUMBER, [3, -4.5, 0, 1]),
    ],
)
def test_outcomes_are_read_as_what_they_are(texts: list[str], unit: Unit, values: list[float]) -> None:
    found = outcomes_of("won", {f"m{each}": texts[each % 4] for each in range(60)}, "data")
    assert found.unit is unit
    assert [found.values[f"m{each}"] for each in range(4)] == values


def test_what_is_no_outcome_is_refused() -> None:
    with pytest.raises(DataError, match="is not a number"):
        outcomes_of("won", {f"m{each}": "lots" for each in range(60)}, "data")
    with pytest.raises(DataError, match="is a percent, not a number"):
        outcomes_of("won", {f"m{each}": f"{each}{'%' if each else ''}" for each in range(60)}, "data")
    with pytest.raises(DataError, match="the same for everyone"):
        outcomes_of("won", {f"m{each}": "7" for each in range(60)}, "data")


def test_the_same_people_are_steady_and_others_are_not(tmp_path: Path) -> None:
    everyone = members(300)
    rules, scores = of_rules(tmp_path, everyone)
    assert {each.index for each in shifts(rules, scores, scores)} == {0}
    busy = scored(rules, [each for each in everyone if int(str(each.facts["visits"])) >= 10_000_000])
    moved = {each.title: each for each in shifts(rules, scores, busy)}
    assert moved["Visits"].words == "much shifted"
    assert moved["Photo"].words == "steady"
    assert Shifted("Total", 0.2).words == "somewhat shifted"


# What is suggested.


def test_an_outcome_made_with_cut_points_gives_them_back(tmp_path: Path) -> None:
    everyone = members(800)
    rules, scores = of_rules(tmp_path, everyone)
    goal = np.array([(0, 5, 9)[(calls(each) >= 10) + (calls(each) >= 40)] for each in everyone], float)
    found = suggest(rules, scores, goal)
    first = found.suggestions[0]
    assert first.criterion.id == "calls"
    assert isinstance(first.award, Bands)
    assert [each.cut for each in first.award.steps] == [10_000_000, 40_000_000]
    assert first.award.steps[-1].points == first.worth
    assert first.award.steps[0].points == pytest.approx(first.worth * 5 / 9, abs=60)
    assert first.gained is not None
    assert first.gained.is_above_zero
    # The ruleset is still worth what it was, and each award its criterion.
    (pillar,) = found.ruleset.pillars
    assert sum(each.worth for each in pillar.criteria) == pillar.worth
    assert first.worth > 1000


@pytest.mark.parametrize("seed", range(4))
def test_where_there_is_nothing_to_find_nothing_is_suggested(seed: int, tmp_path: Path) -> None:
    rules, scores = of_rules(tmp_path, members(400, seed))
    goal = np.random.default_rng(seed).normal(size=400)
    assert suggest(rules, scores, goal).suggestions == ()


def test_cut_points_that_are_right_already_are_left_alone(tmp_path: Path) -> None:
    everyone = members(600)
    rules, scores = of_rules(tmp_path, everyone)
    found = suggest(rules, scores, scores.total.values.astype(float))
    assert found.suggestions == ()


def test_what_goes_against_its_points_is_said_and_never_turned_round(tmp_path: Path) -> None:
    everyone = members(400)
    rules, scores = of_rules(tmp_path, everyone)
    found = suggest(rules, scores, np.array([-calls(each) for each in everyone], float))
    assert found.contrary == ("reach.calls",)
    assert all(each.gained is None for each in found.suggestions)


def test_halves_are_the_same_for_the_same_people_in_any_order() -> None:
    ids = [f"m{each}" for each in range(1000)]
    held = dict(zip(ids, is_held_out(ids), strict=True))
    assert 400 < sum(held.values()) < 600
    assert [held[each] for each in reversed(ids)] == list(is_held_out(list(reversed(ids))))


@pytest.mark.parametrize(
    ("now", "weights", "expected"),
    [
        ([1000, 1000], [1.0, 0.0], [1500, 500]),
        ([1000, 600, 400], [1.0, 0.0, 0.0], [1500, 300, 200]),
        ([30, 970], [0.0, 1.0], [30, 970]),
        ([125, 875], [0.0, 2.0], [50, 950]),
    ],
)
def test_worths_go_half_way_and_keep_their_sum(
    now: list[int], weights: list[float], expected: list[int]
) -> None:
    found = half_way(now, weights)
    assert sum(found) == sum(now)
    assert found == pytest.approx(expected, abs=50)
    assert min(found) > 0


def test_an_award_of_another_worth_reaches_it() -> None:
    bands = Bands((Step(1, 333), Step(2, 1000)))
    assert [each.points for each in getattr(scaled(bands, 1000, 700), "steps")] == [233, 700]  # noqa: B009 - a union
    assert scaled(EarnsWhen(400, when=True), 400, 250) == EarnsWhen(250, when=True)


def test_the_sample_is_what_the_tests_think(tmp_path: Path) -> None:
    assert [each.id for each in ruleset(tmp_path).pillars[0].criteria] == ["calls", "visits", "photo"]
