"""What changed between two runs: the split is exact, and its words say what it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.report.context import Before
from ssi_rules.report.member.changes import changes
from ssi_rules.report.member.split import Key, Obstacle, split
from tests.engines.models import DAY, members, rulesets
from tests.report.cards import CARD, DEDUCTION, REPLY_RATE, n

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Adjustment, Criterion, Pillar, Points, Scorecard
    from ssi_rules.sources.dataset import Member

SOME = settings(max_examples=40, deadline=None)


def total(card: Scorecard) -> Decimal:
    assert card.total.points is not None
    return card.total.points


@given(rulesets(), rulesets(), members(), members())
@SOME
def test_the_columns_add_up_exactly_to_what_three_scores_say(
    old_rules: Ruleset, rules: Ruleset, old: Member, new: Member
) -> None:
    old_rules = replace(old_rules, fingerprint="sha256:old")
    then = Evaluator(old_rules).scorecard(old, DAY)
    bridge = Evaluator(rules).scorecard(old, DAY)
    now = Evaluator(rules).scorecard(new, DAY)
    found = split(Before(then, bridge), now)
    if None in (then.total.points, now.total.points):
        assert (found.lines, found.together) == ((), None)
    else:
        assert found.together == total(now) - total(then) == sum(each.together for each in found.lines)
    if None in (then.total.points, bridge.total.points, now.total.points):
        assert found.obstacle is not None
        assert (found.you, found.rules) == (None, None)
    else:
        assert found.you == total(now) - total(bridge) == sum(each.you or 0 for each in found.lines)
        assert found.rules == total(bridge) - total(then) == sum(each.rules or 0 for each in found.lines)
        assert all(each.together == (each.you or 0) + (each.rules or 0) for each in found.lines)


@given(rulesets(), members(), members())
@SOME
def test_under_one_ruleset_all_of_it_is_the_members(rules: Ruleset, old: Member, new: Member) -> None:
    evaluator = Evaluator(rules)
    then, now = evaluator.scorecard(old, DAY), evaluator.scorecard(new, DAY)
    found = split(Before(then, None), now)
    assert all(each.rules == 0 for each in found.lines)
    if found.together is not None:
        assert (found.you, found.rules) == (found.together, Decimal(0))


@given(rulesets(), rulesets(), members(), st.booleans())
@SOME
def test_with_the_same_data_all_of_it_is_the_rules(
    old_rules: Ruleset, rules: Ruleset, member: Member, is_bridged: bool
) -> None:
    then = Evaluator(replace(old_rules, fingerprint="sha256:old")).scorecard(member, DAY)
    now = Evaluator(rules).scorecard(member, DAY)
    found = split(Before(then, now if is_bridged else None), now)
    if found.together is not None and is_bridged:
        assert (found.you, found.rules) == (Decimal(0), found.together)
    else:
        assert (found.you, found.rules) == (None, None)


@given(rulesets(), rulesets(), members(), members())
@SOME
def test_the_words_show_the_numbers_of_the_split(
    old_rules: Ruleset, rules: Ruleset, old: Member, new: Member
) -> None:
    then = Evaluator(replace(old_rules, fingerprint="sha256:old")).scorecard(old, DAY)
    bridge, now = Evaluator(rules).scorecard(old, DAY), Evaluator(rules).scorecard(new, DAY)
    told = changes(now, Before(then, bridge))
    found = split(Before(then, bridge), now)
    for column in ("you", "rules", "together") if told.split else ("together",) if told.lines else ():
        shown = [Decimal(getattr(each, column)) for each in told.lines]
        assert sum(shown) == Decimal(getattr(told.total, column)) == getattr(found, column)


def changed(card: Scorecard, criterion: Criterion, points: str) -> Scorecard:
    """The card with a criterion of its first pillar replaced, and the total given."""
    first, *rest = card.pillars
    others = [criterion if each.id == criterion.id else each for each in first.criteria]
    gained = n(points) - total(card)
    first = first.model_copy(update={"criteria": tuple(others), "points": (first.points or n("0")) + gained})
    return card.model_copy(
        update={
            "pillars": (first, *rest),
            "total": card.total.model_copy(update={"points": n(points)}),
            "as_of": date(2026, 7, 7),
        }
    )


def renewed(card: Scorecard, fingerprint: str, version: str = "1.1.0") -> Scorecard:
    rules = card.ruleset.model_copy(update={"fingerprint": fingerprint, "version": version})
    return card.model_copy(update={"ruleset": rules})


ANSWERED = REPLY_RATE.model_copy(
    update={
        "points": n("3.5"),
        "measure": REPLY_RATE.measure.model_copy(
            update={"value": n("0.2"), "numerator": n("5"), "denominator": n("25")}
        ),
    }
)
NOW = changed(CARD, ANSWERED, "8.88")


def test_lines_show_the_members_own_numbers_before_and_after() -> None:
    told = changes(NOW, Before(CARD, CARD))
    assert told.headline == "8.88 of 50: +3.5 points since 5.38 of 50 (30 Jun 2026)."
    assert told.told == "The rules are the same, so every change comes from your own numbers."
    (line,) = told.lines
    assert (line.title, line.you, line.rules, line.together) == ("InMail reply rate", "+3.5", "0", "+3.5")
    assert (
        line.text
        == "Then 3 of 24 InMails, which is 12.5%: 0 of 5; now 5 of 25 InMails, which is 20%: 3.5 of 5."
    )
    assert (told.total.you, told.total.rules, told.total.together) == ("+3.5", "0", "+3.5")


def test_new_rules_are_split_over_the_old_data() -> None:
    bridge = renewed(changed(CARD, REPLY_RATE.model_copy(update={"points": n("2")}), "7.38"), "sha256:4567")
    told = changes(renewed(NOW, "sha256:4567"), Before(CARD, bridge))
    assert told.split
    assert "tour 1.0.0 became tour 1.1.0" in told.told
    assert "Your numbers of then (30 Jun 2026) give 7.38 of 50 under the rules of now." in told.told
    (line,) = told.lines
    assert (line.you, line.rules, line.together) == ("+1.5", "+2", "+3.5")


def test_rules_of_one_version_are_told_apart_by_their_fingerprints() -> None:
    told = changes(renewed(NOW, "sha256:456789ab", "1.0.0"), Before(CARD, None))
    assert "tour 1.0.0 (0123) became tour 1.0.0 (456789)" in told.told


def test_without_the_old_data_only_the_sum_is_told_with_a_way_out() -> None:
    told = changes(renewed(NOW, "sha256:4567"), Before(CARD, None))
    assert not told.split
    assert told.told.endswith(
        "needs your numbers of then (30 Jun 2026): give that data with --previous-data."
    )
    assert (told.total.you, told.total.rules, told.total.together) == ("not known", "not known", "+3.5")


def test_no_score_is_not_zero() -> None:
    unscored = CARD.model_copy(
        update={"total": CARD.total.model_copy(update={"points": None}), "pillars": (), "level": None}
    )
    assert split(Before(unscored, unscored), NOW).obstacle is Obstacle.NO_SCORE_THEN
    assert split(Before(NOW, NOW), unscored).obstacle is Obstacle.NO_SCORE_NOW
    assert split(Before(unscored, unscored), unscored).obstacle is Obstacle.NO_SCORE
    told = changes(NOW, Before(unscored, unscored))
    assert told.headline == "30 Jun 2026: no score of 50. Now: 8.88 of 50."
    assert told.told == "There was no score then, so there is no change to tell; no score is not 0."
    assert (told.lines, told.total.together) == ((), "not known")


def test_old_data_without_a_score_under_new_rules_cannot_be_split() -> None:
    bridge = renewed(CARD.model_copy(update={"total": CARD.total.model_copy(update={"points": None})}), "x")
    told = changes(renewed(NOW, "x"), Before(CARD, bridge))
    assert not told.split
    assert "give no score under the rules of now" in told.told


def test_a_changed_worth_is_told() -> None:
    worth = NOW.total.model_copy(update={"worth": n("100")})
    told = changes(renewed(NOW.model_copy(update={"total": worth}), "x"), Before(CARD, None))
    assert told.told.startswith("Then all lines together were worth 50 points, now they are worth 100.")


def test_caps_and_deductions_are_lines_by_their_words() -> None:
    def fined(card: Scorecard, *fines: Adjustment) -> Scorecard:
        pillar: Pillar = card.pillars[1].model_copy(update={"adjustments": fines})
        points: Points = card.total.model_copy(
            update={"points": total(card) + n("2") - sum(each.cost for each in fines)}
        )
        return card.model_copy(update={"pillars": (card.pillars[0], pillar), "total": points})

    second = DEDUCTION.model_copy(update={"cost": n("1"), "limit": n("1")})
    found = split(Before(CARD, CARD), fined(CARD, DEDUCTION, second))
    by_key = {each.key: each.together for each in found.lines}
    assert by_key[Key("relationships", "deduct", DEDUCTION.because, 0)] == 0
    assert by_key[Key("relationships", "deduct", DEDUCTION.because, 1)] == -1
    told = changes(fined(CARD, second), Before(CARD, CARD))
    assert [(each.title, each.together) for each in told.lines] == [
        ("Deduction of 1 in Build strong relationships", "+1")
    ]
    assert told.lines[0].text == "Then -2 points; now -1 point."


def test_a_line_that_one_side_lacks_is_told_as_such() -> None:
    first, *rest = CARD.pillars
    without = CARD.model_copy(
        update={
            "pillars": (
                first.model_copy(update={"criteria": first.criteria[:1], "points": n("0.88")}),
                *rest,
            ),
            "total": CARD.total.model_copy(update={"points": n("1.88")}),
        }
    )
    (line,) = changes(without, Before(CARD, None)).lines
    assert (line.title, line.together) == ("Posts shared", "-3.5")
    assert line.text.endswith("now not part of the score.")


def test_a_document_that_does_not_add_up_still_gives_columns_that_do() -> None:
    odd = CARD.model_copy(update={"total": CARD.total.model_copy(update={"points": n("6")})})
    found = split(Before(CARD, CARD), odd)
    assert {each.key.kind: each.together for each in found.lines if each.together} == {"rest": n("0.62")}
    assert changes(odd, Before(CARD, CARD)).lines[0].title == "Not in any line"
