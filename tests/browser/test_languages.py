"""Pages in long and foreign words: they fit a phone, say their language, and axe finds nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

import ssi_rules
from ssi_rules.report.html.page import Pages
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.languages.pseudo import Pseudo, pseudo
from ssi_rules.report.member.explain import explain
from ssi_rules.synthetic import AS_OF, SMALLEST_TEAM, write_team
from ssi_rules.workspace import ruleset_files
from tests.browser.axe import violations
from tests.browser.test_member_page import Opened, opened, overflow

if TYPE_CHECKING:
    from ssi_rules.report.languages.language import Language
    from ssi_rules.scorecard import Scorecard

__all__ = ["opened"]

RULESET = "linkedin-ssi-2015"
PAGES = Pages()


@cache
def card() -> Scorecard:
    rules = ssi_rules.load_ruleset(RULESET)
    with TemporaryDirectory() as folder:
        write_team(Path(folder), seed=4, members=SMALLEST_TEAM, as_of=AS_OF)
        return list(ssi_rules.score(rules, ssi_rules.open_dataset(folder, rules.catalogue)))[3]


def long_words(spoken: Language) -> Scorecard:
    """The card with titles as long as those of a long language, where the pseudo-locale speaks."""
    if not isinstance(spoken, Pseudo):
        return card()
    document = card()
    pillars = [
        pillar.model_copy(
            update={
                "title": pseudo(pillar.title),
                "criteria": tuple(
                    each.model_copy(update={"title": pseudo(each.title)}) for each in pillar.criteria
                ),
            }
        )
        for pillar in document.pillars
    ]
    return document.model_copy(update={"pillars": tuple(pillars)})


@cache
def page_in(tag: str) -> str:
    spoken = language(tag, ruleset_files(RULESET))
    return PAGES.member(explain(long_words(spoken), spoken), {"index": "index.html"})


@pytest.mark.parametrize("width", [320, 700, 1280])
@pytest.mark.parametrize("tag", ["qps", "de", "fr", "es"])
def test_nothing_overflows(opened: Opened, tag: str, width: int) -> None:
    page = opened.show(page_in(tag))
    page.set_viewport_size({"width": width, "height": 800})
    assert overflow(page) <= width


@pytest.mark.parametrize("tag", ["qps", "de"])
def test_axe_finds_nothing(opened: Opened, tag: str) -> None:
    page = opened.show(page_in(tag))
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(page) == []


@pytest.mark.parametrize(
    ("tag", "said"), [("qps", "en-x-qps"), ("de", "de"), ("fr-ca", "fr-CA"), ("es", "es"), ("en", "en")]
)
def test_the_page_says_its_language(opened: Opened, tag: str, said: str) -> None:
    assert opened.show(page_in(tag)).evaluate("document.documentElement.lang") == said
