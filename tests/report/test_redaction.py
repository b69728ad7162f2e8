from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.report.context import Before, Context
from ssi_rules.report.markdown import markdown
from ssi_rules.report.member.explain import explain
from ssi_rules.report.redaction import WITHHELD, Redaction
from ssi_rules.sources.own_reading import LinkedInScore
from tests.report.cards import CARD, RICH

if TYPE_CHECKING:
    from ssi_rules.scorecard import Scorecard

MEMBER = "dana-reyes_Complete_LinkedInDataExport_06-30-2026"


def named(text: str = "Dana Reyes") -> Scorecard:
    """A member whose id, name and archive are quoted wherever data is."""
    told = f"{MEMBER}.zip: no Invitations.csv of {text}"
    pillars = [
        pillar.model_copy(
            update={
                "criteria": tuple(
                    each.model_copy(
                        update={
                            "reason": each.reason and f"Not known: {told}.",
                            "unknown": tuple(
                                one.model_copy(update={"reason": told, "origin": f"{MEMBER}.zip"})
                                for one in each.unknown
                            ),
                        }
                    )
                    for each in pillar.criteria
                )
            }
        )
        for pillar in CARD.pillars
    ]
    labels = {"name": "Dana Reyes", "team": "Team Reyes"}
    return CARD.model_copy(
        update={"member": MEMBER, "labels": labels, "notices": (told,), "pillars": tuple(pillars)}
    )


@pytest.mark.parametrize(
    "spelling", ["Dana Reyes", "dana reyes", "DANA_REYES", "reyes-dana", "Reyes, Dana", MEMBER]
)
def test_names_are_nowhere_in_a_redacted_scorecard(spelling: str) -> None:
    text = Redaction("7F3K").card(named(spelling)).model_dump_json().casefold()
    assert "reyes" not in text
    assert "dana" not in text
    assert "7f3k" in text


def test_points_and_words_of_the_rules_stay() -> None:
    before, after = named(), Redaction("7F3K", values=True).card(named())
    assert after.total == before.total
    assert [each.points for each in after.pillars] == [each.points for each in before.pillars]
    for old, new in zip(before.pillars, after.pillars, strict=True):
        for one, other in zip(old.criteria, new.criteria, strict=True):
            assert (one.points, one.worth, one.state, one.advice) == (
                other.points,
                other.worth,
                other.state,
                other.advice,
            )


def test_own_values_are_withheld_and_it_is_said() -> None:
    card = Redaction(values=True).card(RICH)
    assert card.notices == (WITHHELD,)
    assert (card.plan, card.together) == ((), None)
    assert card.data is None
    for pillar in card.pillars:
        for each in pillar.criteria:
            measure = each.measure
            assert (measure.value, measure.numerator, measure.denominator) == (None, None, None)
            assert (each.next, each.steps, each.later) == (None, (), None)


def test_a_page_without_values_says_withheld_and_not_unknown() -> None:
    page = markdown(explain(Redaction(values=True).card(CARD)))
    assert "withheld" in page
    assert "12.5%" in markdown(explain(CARD))
    assert "12.5%" not in page
    assert "3 were answered" not in page


def test_an_earlier_run_is_redacted_by_its_own_names_and_those_of_now() -> None:
    then = CARD.model_copy(
        update={
            "member": MEMBER,
            "labels": {"name": "Dana Miller"},
            "notices": ("of Dana Miller, once Dana Reyes",),
        }
    )
    own = LinkedInScore(date(2026, 6, 30), Decimal(61), {}, "Dana Reyes.json")
    context = Redaction("7F3K").context(named(), Context(before=Before(then, then), linkedin=(own,)))
    assert "Reyes" not in repr(context)
    assert "Miller" not in repr(context)
    assert context.before is not None
    assert context.before.card.member == "7F3K"


def test_nothing_kept_back_changes_nothing() -> None:
    assert Redaction().card(CARD) == CARD
    assert Redaction().context(CARD, Context()) == Context()


@given(st.sampled_from(["7", "42", "Al", "ii", "of", "?"]))
def test_an_id_that_could_be_any_word_or_number_garbles_no_sentence(member: str) -> None:
    card = CARD.model_copy(update={"member": member, "labels": {}, "notices": ("42 of 7 rows of Al, ii",)})
    after = Redaction("7F3K").card(card)
    assert after.notices == card.notices
    assert after.member == "7F3K"
