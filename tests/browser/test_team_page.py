"""A team's page in a real browser: what axe says, whether it fits, whether its tables can be reached by keyboard."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, get_args

import pytest

from ssi_rules.report.html.page import Pages
from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.languages.pseudo import Pseudo
from ssi_rules.report.team.view import team_view
from ssi_rules.report.team.whole import TeamOptions
from tests.browser.axe import violations
from tests.browser.test_member_page import Media, Opened, overflow
from tests.report.team.people import RULES, member, people, view_of
from tests.report.team.test_movers import moved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from ssi_rules.report.languages.language import Language

PAGES = Pages()
LINKS = {"index": "index.html"}
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 10
HOSTILE = "<img src=https://example.com/x onerror=alert(1)></style><script>alert(1)</script>\u202e&quot;"


@cache
def full(language: Language = ENGLISH) -> str:
    crowd = [*(moved(f"m-{i}", str(4 - i), str(i % 2)) for i in range(8)), *people(30, team="AB")]
    options = TeamOptions(by=("team",), leaderboard=True)
    return PAGES.team(view_of([*crowd, member("open", None)], options, language), LINKS)


@cache
def few() -> str:
    return PAGES.team(view_of(people(4, team="AB"), TeamOptions(by=("team",), leaderboard=True)), {})


@cache
def worded(text: str) -> str:
    """A page on which every word that comes from outside is this one."""
    pillars = tuple(
        replace(
            each, title=text, criteria=tuple(replace(one, title=text, advice=text) for one in each.criteria)
        )
        for each in RULES.pillars
    )
    levels = tuple(each.model_copy(update={"title": text}) for each in RULES.levels)
    rules = replace(
        RULES, title=text, name=text, version=text, fingerprint=text, pillars=pillars, levels=levels
    )
    crowd = [
        member(f"{i}{text}", str(i), labels={text: text}, move=moved("", str(i)).move, rules=rules)
        for i in range(12)
    ]
    return PAGES.team(team_view(crowd, TeamOptions(by=(text,)), ENGLISH, lambda each: each.member), LINKS)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    page = browser.new_page()
    yield Opened(page, tmp_path)
    page.close()


@pytest.mark.parametrize("media", get_args(Media))
def test_axe_finds_nothing(opened: Opened, media: Media) -> None:
    assert violations(opened.show(full(), media)) == []


def test_axe_finds_nothing_on_a_small_teams_page(opened: Opened) -> None:
    assert violations(opened.show(few())) == []


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_nothing_overflows(opened: Opened, width: int) -> None:
    for html in (full(), few(), full(Pseudo()), worded(UNBROKEN), worded(HOSTILE)):
        page = opened.show(html)
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) <= width


def test_tables_that_are_wider_than_the_screen_are_reached_by_keyboard(opened: Opened) -> None:
    page = opened.show(full())
    page.set_viewport_size({"width": 320, "height": 800})
    table = page.get_by_role("region", name="Points of each member in each pillar")
    table.focus()
    # The key does nothing before the page is laid out for its new width.
    until(page, "document.activeElement.scrollWidth > document.activeElement.clientWidth")
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 0")


def until(page: Page, condition: str) -> None:
    """Wait for a condition; asked from outside, since the page's own policy lets nobody evaluate anything in it."""
    for _ in range(500):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(10)
    raise AssertionError(condition)


def test_paper_shows_whole_tables(opened: Opened) -> None:
    page = opened.show(full(), "print")
    page.set_viewport_size({"width": 700, "height": 1000})
    cut = "[...document.querySelectorAll('.wide')].filter(each => each.scrollWidth > each.clientWidth + 1).length"
    assert page.evaluate(cut) == 0


def test_hostile_texts_add_nothing_to_the_page(opened: Opened) -> None:
    page = opened.show(worded(HOSTILE))
    assert page.locator("img, script, iframe").count() == 0
    assert page.locator("style").count() == 1
    assert {each.rpartition("/")[2] for each in opened.asked} == {"page.html"}


def test_the_heat_map_has_a_number_and_a_shade_in_each_cell(opened: Opened) -> None:
    page = opened.show(full())
    assert page.locator("#members tbody tr").count() == 39
    shades = page.locator("#members tbody td[class^=t]:not(.text)")
    assert shades.count() == 39 * 2 - 1
    assert all(each.strip()[0].isdigit() for each in shades.all_text_contents())
    grounds = page.evaluate(
        "[...new Set([...document.querySelectorAll('#members td')].map(each => getComputedStyle(each).backgroundColor))]"
    )
    assert len(grounds) >= 5
