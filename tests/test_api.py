"""The library as its page shows it."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING

import pytest

import ssi_rules
from ssi_rules.sources.dataset import DataError
from ssi_rules.synthetic import SMALLEST_TEAM, write_team
from ssi_rules.workspace import RulesetError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "members.csv").write_text(
        "member_id,as_of,skills\nada,2026-06-30,9\nbob,2026-05-31,\n", encoding="utf-8"
    )
    return tmp_path


def test_the_example_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, *_ = write_team(tmp_path, seed=1, members=SMALLEST_TEAM, as_of=date(2026, 6, 30))
    archive.rename(tmp_path / "export.zip")
    (tmp_path / "team.ssi").write_text('level start "Start" from 0\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert ssi_rules.__doc__
    example = textwrap.dedent(ssi_rules.__doc__.partition("::\n")[2])
    exec(compile(example, "example", "exec"), {})  # noqa: S102 - it is what a reader copies
    assert "of 100 points" in capsys.readouterr().out


def test_members_are_scored_on_their_own_day_and_explained(data: Path) -> None:
    ruleset = ssi_rules.load_ruleset("linkedin-ssi-2015")
    cards = list(ssi_rules.score(ruleset, ssi_rules.open_dataset(data, ruleset.catalogue)))
    assert [(card.member, card.as_of) for card in cards] == [
        ("ada", date(2026, 6, 30)),
        ("bob", date(2026, 5, 31)),
    ]
    assert ssi_rules.explain(cards[0]).headline.startswith("ada: 0 of 100 points")


def test_a_day_that_is_given_wins(data: Path) -> None:
    ruleset = ssi_rules.load_ruleset("linkedin-ssi-2015")
    dataset = ssi_rules.open_dataset(str(data), ruleset.catalogue)
    day = date(2026, 1, 1)
    assert {card.as_of for card in ssi_rules.score(ruleset, dataset, day)} == {day}


def test_findings_are_values(tmp_path: Path) -> None:
    rules = tmp_path / "wrong.ssi"
    rules.write_text("let a = nothing\n", encoding="utf-8")
    (finding,) = (each for each in ssi_rules.check([rules]) if each.severity.value == "error")
    assert (finding.code.slug, finding.span.text) == ("unknown-name", "nothing")
    with pytest.raises(RulesetError):
        ssi_rules.load_ruleset(rules)


def test_data_that_is_not_there_is_refused(tmp_path: Path) -> None:
    catalogue = ssi_rules.load_ruleset("linkedin-ssi-2015").catalogue
    with pytest.raises(DataError):
        ssi_rules.open_dataset(tmp_path / "nowhere", catalogue)


def test_it_offers_what_it_says_and_nothing_else() -> None:
    for name in ssi_rules.__all__:
        assert getattr(ssi_rules, name)
    with pytest.raises(AttributeError, match="has no attribute 'scores'"):
        getattr(ssi_rules, "scores")  # noqa: B009 - a name that the type checker would refuse
