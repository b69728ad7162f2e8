from __future__ import annotations

import pytest

from ssi_rules.report.html.page import Pages
from tests.report.html.reading import read
from tests.report.html.real import explained
from tests.report.html.views import texts

PAGES = Pages()
MOST = 60_000
"""Bytes of a member's page."""


@pytest.mark.parametrize("ruleset", ["linkedin-ssi-2015", "selling-to-financial-advisors"])
def test_pages_of_shipped_rulesets_are_light_and_say_all(ruleset: str) -> None:
    for explanation in explained(ruleset):
        page = PAGES.member(explanation, {"index": "index.html"})
        assert len(page.encode()) < MOST
        shown = read(page).text
        told = {" ".join(each.split()) for part in explanation.pillars for each in texts(part)}
        assert [each for each in told if each not in shown] == []
