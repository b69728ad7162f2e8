from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report.context import Before
from ssi_rules.report.member.split import split
from ssi_rules.report.team.moves import Cause, Move
from ssi_rules.report.team.summary import Summary, summary
from ssi_rules.report.team.whole import TeamOptions
from tests.report.cards import CARD, n
from tests.report.team.people import member, part, people, view_of

if TYPE_CHECKING:
    from ssi_rules.scorecard import Criterion, Scorecard

MAY = date(2026, 5, 30)


def moved(name: str, you: str, rules: str = "0", *, since: date = MAY) -> Summary:
    causes = (Cause("Replies", "engage", Decimal(you), rules=False),)
    both = Decimal(you) + Decimal(rules)
    return member(name, move=Move(since, both, Decimal(you), Decimal(rules), causes, bool(Decimal(rules))))


def with_points(card: Scorecard, more: str) -> Scorecard:
    """The card with so many points more in its first criterion, its pillar and its total."""
    first, *others = card.pillars
    criterion, *rest = first.criteria
    assert criterion.points is not None
    assert first.points is not None
    assert card.total.points is not None
    changed: Criterion = criterion.model_copy(update={"points": criterion.points + n(more)})
    pillar = first.model_copy(update={"points": first.points + n(more), "criteria": (changed, *rest)})
    total = card.total.model_copy(update={"points": card.total.points + n(more)})
    return card.model_copy(update={"pillars": (pillar, *others), "total": total})


def test_a_summary_keeps_who_changed_what() -> None:
    new_rules = CARD.ruleset.model_copy(update={"fingerprint": "sha256:4567"})
    bridge = with_points(CARD, "0.5").model_copy(update={"ruleset": new_rules})
    now = with_points(CARD, "2").model_copy(update={"ruleset": new_rules})
    before = Before(CARD.model_copy(update={"as_of": MAY}), bridge)
    kept = summary(now, before).move
    assert kept is not None
    assert (kept.together, kept.you, kept.rules) == (n("2"), n("1.5"), n("0.5"))
    assert kept.you == split(before, now).you
    assert kept.causes == (Cause("InMail reply rate", "engage", n("2"), rules=False),)
    assert (kept.since, kept.new_rules) == (MAY, True)
    assert summary(now).move is None


def test_nobody_can_say_without_the_old_data() -> None:
    new_rules = CARD.ruleset.model_copy(update={"fingerprint": "sha256:4567"})
    now = with_points(CARD, "2").model_copy(update={"ruleset": new_rules})
    kept = summary(now, Before(CARD, None)).move
    assert kept is not None
    assert (kept.together, kept.you, kept.rules) == (n("2"), None, None)
    movers = part(view_of([member("a", move=kept)]), "movers")
    assert movers.table is not None
    assert [cell.text for cell in movers.table.rows[0]] == [
        "Member a",
        "+2",
        "not known",
        "not known",
        "InMail reply rate +2",
    ]


def test_movers_stand_by_the_size_of_their_change_with_its_cause() -> None:
    view = view_of([moved("a", "1"), moved("b", "-4", "1"), moved("c", "0"), *people(9)])
    movers = part(view, "movers")
    assert movers.table is not None
    assert [[cell.text for cell in row] for row in movers.table.rows] == [
        ["Member b", "-3", "-4", "+1", "Replies -4"],
        ["Member a", "+1", "+1", "0", "Replies +1"],
    ]
    assert movers.told == (
        "Changes since 30 May 2026.",
        "The rules changed in between; what they changed stands apart from what members did.",
    )


def test_the_median_change_takes_enough_members() -> None:
    view = view_of([moved(f"m-{i}", str(i)) for i in range(11)])
    assert part(view, "movers").told[0] == "The median change since 30 May 2026 is +5."


def test_a_page_without_an_earlier_run_has_no_movers() -> None:
    assert view_of(people(12)).part("movers") is None
    assert view_of([moved(f"m-{i}", "0") for i in range(3)]).part("movers").table is None  # type: ignore[union-attr]


def test_runs_of_different_days_say_no_day() -> None:
    view = view_of([moved("a", "1"), moved("b", "2", since=date(2026, 4, 30))])
    assert part(view, "movers").told[0] == "Changes since the run before."


def test_the_leaderboard_is_asked_for_and_counts_own_improvement_alone() -> None:
    crowd = [moved("a", "1", "5"), moved("b", "4"), moved("c", "4"), moved("d", "-2"), moved("e", "0", "3")]
    assert view_of(crowd).part("leaders") is None
    leaders = part(view_of(crowd, TeamOptions(leaderboard=True)), "leaders")
    assert leaders.table is not None
    assert [[cell.text for cell in row] for row in leaders.table.rows] == [
        ["1", "Member b", "+4"],
        ["1", "Member c", "+4"],
        ["3", "Member a", "+1"],
    ]


def test_a_leaderboard_without_earlier_runs_says_what_it_takes() -> None:
    leaders = part(view_of(people(3), TeamOptions(leaderboard=True)), "leaders")
    assert "earlier run" in leaders.withheld
    assert leaders.table is None


def test_what_is_no_criterion_is_named_by_its_pillar() -> None:
    causes = (
        Cause(None, "engage", Decimal(-2), rules=True),
        Cause(None, "gone", Decimal(1), rules=False),
    )
    one = member("a", move=Move(MAY, Decimal(-1), Decimal(1), Decimal(-2), causes, new_rules=True))
    movers = part(view_of([one]), "movers")
    assert movers.table is not None
    assert movers.table.rows[0][-1].text == (
        "caps, deductions and redistribution in Engage with insights -2 (rules) and what was spread +1"
    )


def test_that_others_moved_is_told() -> None:
    view = view_of([moved(f"member-{number:02}", str(number + 1)) for number in range(12)])
    found = part(view, "movers")
    assert found.table is not None
    assert len(found.table.rows) == 10
    assert found.told[-1] == "More members moved, and less than these."
