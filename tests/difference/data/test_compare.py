"""Who moves, by how much, and by which changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.difference.data.ladder import is_sound, ladder, levelled
from ssi_rules.difference.meaning import changes
from ssi_rules.sources.dataset import DataError
from tests.bulk.population import write_population
from tests.difference.data.rules import compared, edited, see_that_it_adds_up

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.difference.data.figures import Moved

CUT = "from 20 earns 25 -> from 30 earns 25"
FEW = "from 50 earns 40 -> from 51 earns 40"
WINDOW = "over 90 days -> over 30 days"
NEEDS = "count of visits >= 2 -> count of visits >= 3"
POLICY = "missing redistribute -> missing zero"
LEVEL = '"Steady"          from 30 -> "Steady"          from 60'
CAP = 'worth 60 {\n -> worth 60 {\n  cap at 40 when seat { because "No more with a seat." basis chosen }\n'
TITLE = '"Skills" worth -> "All skills" worth'
SHIFT = {
    "brand": 'pillar brand "Brand" worth 40 -> pillar brand "Brand" worth 50',
    "skilled": '"Skills" worth 40 -> "Skills" worth 50',
    "top": "from 50 earns 40 -> from 50 earns 50",
    "engage": 'pillar engage "Engage" worth 60 -> pillar engage "Engage" worth 50',
    "visiting": '"Visits" worth 30 -> "Visits" worth 20',
    "ramp": "2 earns 30 -> 2 earns 20",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_population(tmp_path_factory.mktemp("people") / "data", 300)


@pytest.mark.parametrize(
    "edits",
    [
        {"cut": CUT},
        {"window": WINDOW, "needs": NEEDS},
        {"policy": POLICY},
        {"cap": CAP, "cut": CUT},
        SHIFT,
        {**SHIFT, "policy": POLICY, "needs": NEEDS, "level": LEVEL},
    ],
    ids="+".join,
)
def test_parts_add_up_for_every_member(edits: dict[str, str], data: Path, tmp_path: Path) -> None:
    old, new = edited(tmp_path), edited(tmp_path, **edits)
    see_that_it_adds_up(old, new, data, compared(old, new, data))
    see_that_it_adds_up(new, old, data, compared(new, old, data))


def test_each_change_has_its_own_part(data: Path, tmp_path: Path) -> None:
    old, new = edited(tmp_path), edited(tmp_path, cut=CUT, window=WINDOW)
    found = compared(old, new, data)
    assert [each.subject for part in found.parts for each in part.changes] == [
        "brand.skilled",
        "engage.visiting",
    ]
    alone = [compared(old, edited(tmp_path, alone=each), data) for each in (CUT, WINDOW)]
    first = {each.member: each.move for each in alone[0].movers}
    assert first
    assert {each.member: each.parts[0] for each in found.movers if each.parts[0]} == first


def test_what_only_words_differ_in_moves_nobody(data: Path, tmp_path: Path) -> None:
    old, new = edited(tmp_path), edited(tmp_path, title=TITLE)
    found = compared(old, new, data)
    assert (found.truth.gained, found.truth.lost, found.movers) == (0, 0, ())
    assert [part.changes for part in found.parts] == [()]


def test_levels_move_without_points(data: Path, tmp_path: Path) -> None:
    old, new = edited(tmp_path), edited(tmp_path, level=LEVEL)
    found = compared(old, new, data)
    assert found.truth.levels_lost == found.truth.levels_changed > 0
    assert (found.truth.levels_gained, found.movers) == (0, ())
    back = compared(new, old, data)
    assert back.truth.levels_gained == found.truth.levels_lost


def test_cohorts_add_up_to_everyone(data: Path, tmp_path: Path) -> None:
    old, new = edited(tmp_path), edited(tmp_path, cut=CUT, policy=POLICY)
    found = compared(old, new, data, by=("team",))
    (teams,) = found.cohorts
    assert list(teams.groups) == ["t0", "t1", "t2", "t3"]
    assert found.everyone is not None
    assert sum(each.members for each in teams.groups.values()) == found.everyone.members
    assert sum(each.net or 0 for each in teams.groups.values()) == found.everyone.net
    for each in teams.groups.values():
        assert each.parts is not None
        assert sum(each.parts) == each.net
    assert compared(old, new, data, by=("team", "seat")).cohorts[0].groups.keys() == teams.groups.keys()


def test_a_column_that_is_not_there_is_refused_with_those_that_are(data: Path, tmp_path: Path) -> None:
    old, new = edited(tmp_path), edited(tmp_path, cut=CUT)
    with pytest.raises(DataError, match=r"no column `teem`; columns found: .*`team`") as caught:
        compared(old, new, data, by=("teem",))
    assert caught.value.help == "did you mean `team`?"


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (
            "member_id,as_of,skills\nm1,2026-06-30,5\n",
            "no column `team`; columns found: `member_id`, `as_of`",
        ),
        ("member_id,as_of,skills,team\nm1,2026-06-30,5, \n", "the column `team` says nothing of any member"),
    ],
)
def test_no_team_at_all_is_said(members: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(members, encoding="utf-8")
    old, new = edited(tmp_path), edited(tmp_path, cut=CUT)
    for by in (("team",), ("skills", "team")):
        with pytest.raises(DataError, match=said):
            compared(old, new, tmp_path / "members.csv", by=by)


def test_under_ten_members_nothing_is_told(tmp_path: Path) -> None:
    data = write_population(tmp_path / "few", 9)
    old, new = edited(tmp_path), edited(tmp_path, policy=POLICY, cut=CUT)
    found = compared(old, new, data, by=("team",), minimum=10)
    assert (found.everyone, found.unscored, found.movers) == (None, {}, ())
    (part,) = found.parts
    assert (part.touched, part.net, part.largest_gain, part.largest_loss) == (None,) * 4


def test_a_change_that_moves_a_few_is_told_with_its_neighbour(data: Path, tmp_path: Path) -> None:
    old, new = edited(tmp_path), edited(tmp_path, few=FEW, window=WINDOW)
    alone = compared(old, new, data)
    assert [0 < _movers_by(alone, part) < 10 for part in range(len(alone.parts))] == [True, False]
    together = compared(old, new, data, minimum=10)
    (part,) = together.parts
    assert part.changes == tuple(change for each in alone.parts for change in each.changes)
    assert together.everyone is not None
    assert part.net == together.everyone.net == alone.truth.net


def _movers_by(found: Moved, part: int) -> int:
    return sum(each.parts[part] != 0 for each in found.movers)


def test_so_many_movers_as_are_wanted_the_largest_moves_first(data: Path, tmp_path: Path) -> None:
    old, new = edited(tmp_path), edited(tmp_path, policy=POLICY)
    every = compared(old, new, data).movers
    sizes = [abs(each.move) for each in every]
    assert sizes == sorted(sizes, reverse=True)
    assert compared(old, new, data, movers=3).movers == every[:3]
    assert compared(old, new, data, movers=0).movers == ()


def test_rungs_between_are_worth_what_is_in_them(tmp_path: Path) -> None:
    old, new = edited(tmp_path), edited(tmp_path, **SHIFT)
    rungs = ladder(old, new, changes(old, new))
    assert len(rungs) == 2
    assert rungs[-1].ruleset is new
    assert is_sound(rungs[0].ruleset)
    assert levelled(rungs[0].ruleset) == rungs[0].ruleset


def test_many_changes_share_rungs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = edited(tmp_path), edited(tmp_path, cut=CUT, window=WINDOW, needs=NEEDS)
    assert len(ladder(old, new, changes(old, new))) == 3
    monkeypatch.setattr("ssi_rules.difference.data.ladder.MOST", 2)
    rungs = ladder(old, new, changes(old, new))
    assert [len(each.changes) for each in rungs] == [2, 1]
