"""Looking ahead and planning are asked for, by the library's callers and by ``ssi explain``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import ssi_rules
from ssi_rules.cli.main import app
from ssi_rules.scorecard import Criterion, Scorecard

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "members.csv").write_text(
        "member_id,as_of,companies_followed\nada,2026-06-30,4\n", encoding="utf-8"
    )
    (tmp_path / "comments.csv").write_text(
        "member_id,commented_on\nada,2026-06-29\nada,2026-04-02\nada,2026-04-02\n", encoding="utf-8"
    )
    (tmp_path / "reactions.csv").write_text("member_id,reacted_on,kind\n", encoding="utf-8")
    (tmp_path / "shares.csv").write_text("member_id,shared_on,original\n", encoding="utf-8")
    return tmp_path


def engagement(card: Scorecard) -> Criterion:
    return next(each for pillar in card.pillars for each in pillar.criteria if each.id == "engagement_given")


def test_nothing_of_it_comes_unasked(data: Path) -> None:
    ruleset = ssi_rules.load_ruleset("linkedin-ssi-2015")
    (card,) = ssi_rules.score(ruleset, ssi_rules.open_dataset(data, ruleset.catalogue))
    assert (card.plan, card.data, engagement(card).later) == ((), None, None)


def test_what_is_asked_for_comes(data: Path) -> None:
    ruleset = ssi_rules.load_ruleset("linkedin-ssi-2015")
    dataset = ssi_rules.open_dataset(data, ruleset.catalogue)
    (card,) = ssi_rules.score(ruleset, dataset, ahead=7, plan=True)
    later = engagement(card).later
    assert later is not None
    assert (engagement(card).measure.value, later.value) == (3, 1)
    assert [each.action for each in card.plan] == ["follow_company", "publish_post", "write_comment"]
    assert card.data is not None


def test_an_explanation_asks_for_all_of_it(data: Path) -> None:
    result = CliRunner().invoke(app, ["explain", "linkedin-ssi-2015", str(data), "--json"])
    assert result.exit_code == 0
    card = Scorecard.model_validate(json.loads(result.stdout))
    assert engagement(card).later is not None
    assert [each.action for each in card.plan] == ["follow_company", "publish_post", "write_comment"]
