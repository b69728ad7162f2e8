from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.languages.pseudo import Pseudo
from ssi_rules.report.team.cohorts import UnknownColumnError, groupings
from ssi_rules.report.team.spread import bins
from ssi_rules.report.team.view import peers, team_view
from ssi_rules.report.team.whole import TOTAL, Team, TeamOptions, measures
from tests.report.team.people import RULES, member, part, people, texts, view_of

if TYPE_CHECKING:
    from ssi_rules.report.team.summary import Summary

HOSTILE = "<script>alert(1)</script>\u202egnp.=cmd|' /C calc'!A0\x1b[2J" + "x" * 10_000

points = st.none() | st.integers(0, 50).map(str)
labels = st.fixed_dictionaries({"team": st.sampled_from("ABC"), "region": st.sampled_from("NS")})
teams = st.lists(st.tuples(points, points, labels), min_size=1, max_size=70)


def summaries(drawn: list[tuple[str | None, str | None, dict[str, str]]]) -> list[Summary]:
    return [member(f"id-{i}", find, engage, labels=said) for i, (find, engage, said) in enumerate(drawn)]


def whole(members: list[Summary], minimum: int) -> Team:
    names = tuple(each.member for each in members)
    return Team(tuple(members), names, RULES, TeamOptions(minimum, by=("team", "region")), ENGLISH)


@given(teams, st.integers(2, 10))
def test_no_two_cohorts_of_any_column_give_away_a_third(
    drawn: list[tuple[str | None, str | None, dict[str, str]]], minimum: int
) -> None:
    team = whole(summaries(drawn), minimum)
    if team.few:
        return
    shown = [each for grouping in groupings(team) for each in grouping.cohorts]
    everyone = frozenset(range(len(drawn)))
    for measure in measures(RULES):
        known = team.known(measure)
        groups = [each.members & known for each in shown if measure in each.figures]
        for one, other in combinations([*groups, *([known] if len(known) >= minimum else [])], 2):
            for found in (one & other, one - other, other - one, one | other, known - (one | other)):
                assert not found or len(found) >= minimum
    for first, second in combinations([*(each.members for each in shown), everyone], 2):
        for found in (first & second, first - second, second - first, everyone - (first | second)):
            assert not found or len(found) >= minimum


@given(teams, st.integers(1, 10))
def test_bars_hold_everyone_and_enough_and_follow_the_levels(
    drawn: list[tuple[str | None, str | None, dict[str, str]]], minimum: int
) -> None:
    team = whole(summaries(drawn), minimum)
    if team.few:
        assert bins(team) == []
        return
    shown = bins(team)
    assert sum(each.count for each in shown) == len(drawn)
    assert all(each.count >= minimum for each in shown)
    for each in shown:
        inside = [one.total.points for one in team.members if one.total.points is not None]
        last = each is shown[-1]
        counted = sum(each.start <= one and (last or one < each.end) for one in inside)
        assert each.count == counted + (len(drawn) - len(inside) if each.unscored else 0)


@settings(max_examples=40)
@given(teams)
def test_the_page_says_the_members_numbers_and_their_medians(
    drawn: list[tuple[str | None, str | None, dict[str, str]]],
) -> None:
    members = summaries(drawn)
    view = view_of(members)
    rows = part(view, "members").table
    assert rows is not None
    by_name = {f"Member {each.member}": each for each in members}
    for name, find, engage, total, _ in rows.rows:
        who = by_name.pop(name.text)
        assert [find.number, engage.number] == [each.points for each in who.pillars]
        assert total.number == who.total.points
    assert not by_name
    medians = view.part("pillars")
    assert (medians is None) == (len(drawn) < 10)
    table = medians and medians.table
    for i, row in enumerate(table.rows[:2] if table else ()):
        known = [each.pillars[i].points for each in members if each.pillars[i].points is not None]
        expected = median([each for each in known if each is not None]) if len(known) >= 10 else None
        assert row[1].number == (None if expected is None else Decimal(str(expected)))


def test_a_team_under_the_minimum_gets_its_members_and_no_figure_about_them() -> None:
    view = view_of(people(9, team="AB"), TeamOptions(by=("team",)))
    table = part(view, "members").table
    assert table is not None
    assert len(table.rows) == 9
    assert [each.key for each in view.parts] == ["group", "members"]
    assert "with fewer than 10 members" in part(view, "group").withheld
    assert view.story == ()
    assert not any(word in texts(view) for word in ("Half of", "median is", "Most is left"))


def test_a_lower_minimum_shows_figures_of_fewer() -> None:
    view = view_of(people(4), TeamOptions(minimum=4))
    assert part(view, "pillars").table is not None


def test_a_figure_that_too_few_have_is_left_out() -> None:
    crowd = [*people(11), *(member(f"n-{i}", None) for i in range(9))]
    view = view_of([each if i < 9 else member(each.member, None) for i, each in enumerate(crowd)])
    table = part(view, "pillars").table
    assert table is not None
    assert table.rows[0][1].text == "known of too few"
    assert table.rows[1][1].number is not None


def test_unknown_is_not_zero() -> None:
    view = view_of([member("a", None), *people(12)])
    table = part(view, "members").table
    assert table is not None
    row = next(each for each in table.rows if each[0].text == "Member a")
    assert (row[1].text, row[1].number, row[1].share) == ("not known", None, None)
    assert row[3].note == "up to 100"


def test_members_stand_in_the_order_of_their_pseudonyms() -> None:
    crowd = people(12)
    view = team_view(crowd, TeamOptions(), ENGLISH, lambda each: f"Z{int(each.member[3:]) * 5 % 12:02}")
    table = part(view, "members").table
    assert table is not None
    assert [row[0].text for row in table.rows] == sorted(row[0].text for row in table.rows)
    assert not any(each.member in texts(view) for each in crowd)


def test_the_weakest_pillar_comes_with_advice_that_most_could_use() -> None:
    crowd = [member(f"id-{i}", "10", str(30 + i)) for i in range(12)]
    weakest = part(view_of(crowd), "weakest")
    assert (
        weakest.told[0] == "Find the right people: the median is 10 of 50, the smallest part of all pillars."
    )
    assert [(each.title, each.text, each.brings) for each in weakest.advice] == [
        (
            "People searches",
            "Search once a day.",
            "Half of the members have 20 of 30 points or more left here.",
        )
    ]


def test_of_pillars_that_are_equally_weak_none_is_called_the_weakest() -> None:
    view = view_of([member(f"id-{i}", str(10 + i % 3), str(10 + i % 3)) for i in range(12)])
    both = "Find the right people and Engage with insights"
    assert view.story[-1] == f"Equal parts are left in {both}; no pillar has a larger one."
    weakest = part(view, "weakest")
    assert weakest.told[0] == (
        f"{both}: the medians are equal parts of what these pillars are worth, and no pillar has a smaller one."
    )
    assert [each.title for each in weakest.advice] == ["Replies", "People searches"]
    assert "Most is left" not in texts(view)


def test_advice_for_a_few_is_not_given() -> None:
    crowd = [member(f"id-{i}", "30" if i < 7 else "0", "50") for i in range(12)]
    assert part(view_of(crowd, TeamOptions(minimum=5)), "weakest").advice == ()


def test_a_team_that_has_everything_is_told_no_weakness() -> None:
    weakest = part(view_of([member(f"id-{i}", "50", "50") for i in range(10)]), "weakest")
    assert weakest.told == ("No pillar has a median with points left.",)


def test_small_cohorts_are_put_together() -> None:
    crowd = people(30, team=["A", "A", "A", "A", "B", "C"])
    by_team = part(view_of(crowd, TeamOptions(by=("team",))), "cohorts-1")
    assert by_team.table is not None
    assert [(row[0].text, row[1].text) for row in by_team.table.rows] == [
        ("A", "20"),
        ("The others together", "10"),
    ]
    assert "put together" in by_team.told[-1]


def test_a_column_that_tells_everyone_apart_shows_nobody() -> None:
    crowd = people(30, desk=[f"desk {i}" for i in range(30)])
    by_desk = part(view_of(crowd, TeamOptions(by=("desk",))), "cohorts-1")
    assert by_desk.table is None
    assert by_desk.withheld.startswith("No cohort can be shown")
    assert "desk 3" not in texts(view_of(crowd, TeamOptions(by=("desk",))))


def test_the_second_column_may_not_cut_the_cohorts_of_the_first() -> None:
    crowd = people(40, team="AB", region="NNSS")
    view = view_of(crowd, TeamOptions(by=("team", "region")))
    assert part(view, "cohorts-1").table is not None
    assert part(view, "cohorts-2").table is not None
    fewer = view_of(crowd[:36], TeamOptions(by=("team", "region")))
    assert part(fewer, "cohorts-1").table is not None
    assert part(fewer, "cohorts-2").table is None


def test_who_says_nothing_is_a_cohort_too() -> None:
    crowd = [*people(12, team="A"), *(member(f"n-{i}") for i in range(12))]
    table = part(view_of(crowd, TeamOptions(by=("team",))), "cohorts-1").table
    assert table is not None
    assert [row[0].text for row in table.rows] == ["A", "not said"]


@pytest.mark.parametrize("size", [3, 12])
def test_an_unknown_column_is_refused_with_a_way_out(size: int) -> None:
    with pytest.raises(UnknownColumnError, match="no member has a `taem`") as caught:
        view_of(people(size, team="A"), TeamOptions(by=("taem",)))
    assert caught.value.help == "Did you mean `team`?"
    with pytest.raises(UnknownColumnError) as caught:
        view_of(people(size, team="A", name="N"), TeamOptions(by=("colour",)))
    assert caught.value.help == "Columns that can be asked by: team."


def test_nobody_and_two_rulesets_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one member"):
        view_of([])
    other = member("b", rules=replace(RULES, fingerprint="sha256:4567"))
    with pytest.raises(ValueError, match="same rules"):
        view_of([member("a"), other])


def test_hostile_texts_come_out_inert() -> None:
    rules = replace(
        RULES,
        title=HOSTILE,
        name=HOSTILE,
        pillars=(replace(RULES.pillars[0], title=HOSTILE), *RULES.pillars[1:]),
    )
    crowd = [replace(member(f"{i}{HOSTILE}", rules=rules), labels={HOSTILE: HOSTILE}) for i in range(12)]
    view = team_view(crowd, TeamOptions(by=(HOSTILE,)), ENGLISH, lambda each: each.member)
    said = texts(view)
    assert not {"\u202e", "\x1b", "\n\x1b"} & set(said)
    assert all(len(cell.text) <= 520 for row in part(view, "members").table.rows for cell in row)  # type: ignore[union-attr]


def test_every_word_is_the_languages() -> None:
    crowd = people(30, team="AB")
    said = texts(view_of(crowd, TeamOptions(by=("team",), leaderboard=True), Pseudo()))
    rules = [
        RULES.title,
        RULES.name,
        *(each.title for each in RULES.levels),
        *(each.title for each in RULES.pillars),
    ]
    rules += [
        text for each in RULES.pillars for one in each.criteria for text in (one.title, one.advice) if text
    ]
    for text in sorted([*rules, "Member id", "team", "sha256", "30 Jun 2026"], key=len, reverse=True):
        said = said.replace(text, "")
    assert [line for line in said.splitlines() if any("a" <= char <= "z" for char in line)] == []


def test_peers_are_medians_of_enough_members() -> None:
    assert peers(people(9), 10) is None
    assert peers([], 1) is None
    crowd = [*people(12), *(member(f"n-{i}", None) for i in range(2))]
    found = peers(crowd, 12)
    assert found is not None
    assert found.count == 14
    assert set(found.pillars) == {"find", "engage"}
    known = [each.total.points for each in crowd if each.total.points is not None]
    assert found.total == median(known)
    few = peers([*people(5), *(member(f"n-{i}", None) for i in range(9))], 10)
    assert few is not None
    assert set(few.pillars) == {"engage"}


def test_the_whole_is_measured_from_the_total() -> None:
    assert list(measures(RULES)) == [TOTAL, 0, 1]
