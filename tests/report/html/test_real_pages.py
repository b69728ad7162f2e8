from __future__ import annotations

import pytest

from ssi_rules.report.html.page import Pages
from tests.report.html.reading import read
from tests.report.html.real import crowded, explained
from tests.report.html.views import texts

PAGES = Pages()
LINKS = {"index": "../index.html", "team": "../team.html"}
MOST = 62_000
"""Bytes of a member's page."""
DEFAULT = ("linkedin-ssi-2015", "linkedin-ssi-2015-fair", "selling-to-financial-advisors")


@pytest.mark.parametrize("ruleset", DEFAULT[::2])
def test_pages_of_shipped_rulesets_are_light_and_say_all(ruleset: str) -> None:
    for explanation in explained(ruleset):
        page = PAGES.member(explanation, {"index": "index.html"})
        assert len(page.encode()) < MOST
        shown = read(page).text
        told = {" ".join(each.split()) for part in explanation.pillars for each in texts(part)}
        assert [each for each in told if each not in shown] == []


@pytest.mark.parametrize("tag", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("ruleset", DEFAULT)
def test_pages_with_everything_beside_the_score_are_light_in_every_language(ruleset: str, tag: str) -> None:
    for explanation in crowded(ruleset, tag):
        assert explanation.plan
        assert explanation.trend
        assert explanation.changes
        assert len(PAGES.member(explanation, LINKS).encode()) < MOST
