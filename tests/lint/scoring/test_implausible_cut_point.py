from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.scoring.implausible_cut_point import implausible_cut_point
from tests.lint.reading import compiled, findings

from .rules import found, scoring, told

if TYPE_CHECKING:
    from pathlib import Path

HELP = " [lower the cut-point, or look for a digit too many]"


def test_more_connections_than_linkedin_allows(tmp_path: Path) -> None:
    text = scoring("measure count of connections\n ramp { 0 earns 0\n 50000 earns 10 }")
    assert told(implausible_cut_point, tmp_path, text) == [
        f"14: 50000 is past what a member plausibly has: 30000 at most.{HELP}"
    ]
    (each,) = found(implausible_cut_point, tmp_path, text)
    assert [label.message for label in each.labels] == ["LinkedIn allows 30000 connections"]


@pytest.mark.parametrize(
    ("measure", "cut", "most"),
    [
        ("days_active", "120", "90"),
        ("profile_completeness", "110%", "100%"),
        ("skills", "500", "100"),
        ("count of invitations over 7 days", "500", "210"),
        ("count of invitations over 1 week", "500", "210"),
        ("weekly * 2", "500", "420"),
        ("weekly / 7", "40", "30"),
        ("groups + skills", "300", "200"),
        ("groups - 1", "101", "100"),
        ("groups else skills", "101", "100"),
        ("count distinct connections.company", "40000", "30000"),
    ],
)
def test_the_most_goes_through_windows_lets_and_sums(
    tmp_path: Path, measure: str, cut: str, most: str
) -> None:
    unit = "0%" if "%" in cut else "0"
    lets = "let weekly = count of invitations over 7 days"
    text = scoring(f"measure {measure} ramp {{ {unit} earns 0 {cut} earns 10 }}", before=lets)
    (each,) = found(implausible_cut_point, tmp_path, text)
    assert each.message == f"{cut} is past what a member plausibly has: {most} at most."


@pytest.mark.parametrize(
    "parts",
    [
        "measure count of connections ramp { 0 earns 0 30000 earns 10 }",
        "measure days_active ramp { 0 earns 0 90 earns 10 }",
        "measure count of invitations ramp { 0 earns 0 5000 earns 10 }",  # without a window there is no end
        "measure count of shares over 90 days ramp { 0 earns 0 100 earns 10 }",
        "measure followers ramp { 0 earns 0 1000000 earns 10 }",
        "measure skills + followers ramp { 0 earns 0 1000000 earns 10 }",
        "measure skills * -1 ramp { -1000 earns 0 500 earns 10 }",
        "measure skills / groups ramp { 0 earns 0 500 earns 10 }",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, parts: str) -> None:
    assert told(implausible_cut_point, tmp_path, scoring(parts)) == []


def test_a_fact_of_one_s_own_may_be_anything(tmp_path: Path) -> None:
    own = 'facts { skills : count "Skills of the whole team" }'
    text = scoring("measure skills ramp { 0 earns 0 500 earns 10 }", before=own)
    text = text.replace('use "facts/linkedin.ssi"', "")
    assert findings(implausible_cut_point, compiled(tmp_path, text)) == []


def test_a_projects_own_catalogue_is_its_own(tmp_path: Path) -> None:
    own = 'facts {\n  skills : count "Trades learnt by the whole team"\n}\n'
    text = scoring("measure skills\n ramp { 0 earns 0\n 500 earns 10 }")
    subject = compiled(tmp_path, text, beside={"facts/linkedin.ssi": own})
    assert findings(implausible_cut_point, subject) == []
