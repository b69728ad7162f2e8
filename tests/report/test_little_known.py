"""Whoever of nearly nothing is known is told so before anything else, and no level is held out for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.member.explain import explain
from ssi_rules.report.member.standing import little_known
from ssi_rules.sources.dataset import Member
from ssi_rules.workspace import load_ruleset
from tests.report.cards import CARD, REPLY_RATE, UNKNOWN
from tests.report.renderings import READINGS

if TYPE_CHECKING:
    from ssi_rules.scorecard import Scorecard

DAY = date(2026, 6, 30)


def one_fact() -> Scorecard:
    """Under rules that redistribute, one known fact of a criterion worth 1 gives every point."""
    member = Member("m", DAY, {"has_cover_photo": True})
    return Evaluator(load_ruleset("linkedin-ssi-2015-fair")).scorecard(member, DAY)


def test_one_known_fact_of_a_hundred_points_makes_no_leader() -> None:
    card = one_fact()
    assert card.total.points == 100
    assert card.total.low == 1
    assert card.level == "leader"
    page = explain(card)
    assert page.headline == "m: 100 of 100 points, but most of it is not known"
    assert (
        page.story[0] == "Only criteria worth 1 of 100 points can be judged yet, so this score says little."
    )
    assert "It could be 1 to 100: " in page.story[2]
    assert (page.ring.level, page.ring.range) == (None, "1 to 100")


def plain(text: str) -> str:
    """With no spaces but plain ones."""
    return " ".join(text.split())


@pytest.mark.parametrize("rendering", READINGS)
@pytest.mark.parametrize("tag", ["en", "de", "fr", "es"])
def test_every_page_says_so_near_the_score_in_every_language(rendering: str, tag: str) -> None:
    page = explain(one_fact(), language(tag))
    told = plain(READINGS[rendering](page))
    first = told.index(plain(page.story[0]))
    assert told.index(plain(page.headline)) < first < told.index(plain(page.pillars[0].title))


@pytest.mark.parametrize("known", [49, 50])
def test_half_of_the_worth_is_enough(known: int) -> None:
    """The rest of the pillar is not known."""
    pillar = CARD.pillars[0]
    found, open_ = (
        REPLY_RATE.model_copy(update={"worth": Decimal(known)}),
        UNKNOWN.model_copy(update={"worth": Decimal(100 - known)}),
    )
    pillars = (pillar.model_copy(update={"criteria": (found, open_)}),)
    card = CARD.model_copy(update={"pillars": pillars})
    assert (little_known(card) is None) == (known == 50)


def test_without_a_score_nothing_is_said_of_what_it_rests_on() -> None:
    member = Member("m", DAY, {})
    page = explain(Evaluator(load_ruleset("linkedin-ssi-2015-fair")).scorecard(member, DAY))
    assert page.headline == "m: no score, because no pillar has one"
    assert not any("says little" in each for each in page.story)
