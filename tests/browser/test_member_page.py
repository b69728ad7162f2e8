"""Pages in a real browser: what axe says, whether they fit, whether they ask for anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

import pypdfium2
import pytest

from ssi_rules.report.html.page import Pages
from ssi_rules.report.html.theme import load_theme
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.languages.pseudo import Pseudo
from ssi_rules.report.member.explain import explain
from tests.browser.axe import violations
from tests.report.html.real import cards, explained
from tests.report.html.views import FULL, INDEX, SPARE, reworded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    from ssi_rules.report.languages.language import Language

PAGES = Pages()
LINKS = {"index": "index.html", "team": "team.html"}
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänswitwe" * 4

EVERY: dict[str, Callable[[], str]] = {
    "full": lambda: PAGES.member(FULL, LINKS),
    "spare": lambda: PAGES.member(SPARE, LINKS),
    "index": lambda: PAGES.index(INDEX),
    "real": lambda: PAGES.member(explained("linkedin-ssi-2015")[3], LINKS),
}

Media = Literal["light", "dark", "print", "forced"]


class Opened:
    """A page open in a browser that is refused everything else; what it asked for is kept."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page = page
        self._file = folder / "page.html"
        self.asked: list[str] = []
        page.route("**/*", self._answer)

    def show(self, html: str, media: Media = "light") -> Page:
        self._file.write_text(html, encoding="utf-8")
        self._page.emulate_media(
            media="print" if media == "print" else "screen",
            color_scheme="dark" if media == "dark" else "light",
            forced_colors="active" if media == "forced" else "none",
        )
        self._page.goto(self._file.as_uri())
        return self._page

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request.url)
        if route.request.url == self._file.as_uri():
            route.continue_()
        else:
            route.abort()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    page = browser.new_page()
    yield Opened(page, tmp_path)
    page.close()


@pytest.mark.parametrize(
    ("name", "media"),
    [
        *(("full", media) for media in get_args(Media)),
        *(("spare", media) for media in ("light", "dark")),
        *(("index", media) for media in ("light", "dark", "print")),
        ("real", "print"),
    ],
)
def test_axe_finds_nothing(opened: Opened, name: str, media: Media) -> None:
    page = opened.show(EVERY[name](), media)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(page) == []


def test_axe_is_awake(opened: Opened) -> None:
    page = opened.show("<!doctype html><title>x</title><p style='color:#bbb'>faint")
    rules = {each.partition(":")[0] for each in violations(page)}
    assert {"html-has-lang", "color-contrast"} <= rules


def test_nothing_but_the_page_is_asked_for(opened: Opened) -> None:
    for make in EVERY.values():
        page = opened.show(make())
        page.wait_for_load_state("networkidle")
    assert len(opened.asked) == len(EVERY)
    assert {each.rpartition("/")[2] for each in opened.asked} == {"page.html"}


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
@pytest.mark.parametrize("name", EVERY)
def test_nothing_overflows(opened: Opened, name: str, width: int) -> None:
    page = opened.show(EVERY[name]())
    page.set_viewport_size({"width": width, "height": 800})
    assert overflow(page) <= width


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_long_unbroken_words_are_broken(opened: Opened, width: int) -> None:
    page = opened.show(PAGES.member(reworded(FULL, lambda _: UNBROKEN), LINKS))
    page.set_viewport_size({"width": width, "height": 800})
    assert overflow(page) <= width
    page = opened.show(PAGES.index(reworded(INDEX, lambda _: UNBROKEN)))
    assert overflow(page) <= width


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("words", [Pseudo(), language("de")], ids=["pseudo", "de"])
def test_longer_languages_fit(opened: Opened, words: Language, width: int) -> None:
    page = opened.show(PAGES.member(explain(cards("linkedin-ssi-2015")[3], words), LINKS))
    page.set_viewport_size({"width": width, "height": 800})
    assert overflow(page) <= width


def overflow(page: Page) -> int:
    """Width of all that is on the page, folded parts open."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return int(page.evaluate("document.documentElement.scrollWidth"))


def test_paper_shows_what_is_folded(opened: Opened) -> None:
    hidden = "[...document.querySelectorAll('details:not([open], .same) > :not(summary)')].filter(each => !each.checkVisibility()).length"
    page = opened.show(EVERY["full"]())
    assert page.evaluate(hidden) > 0
    page.emulate_media(media="print")
    assert page.evaluate(hidden) == 0


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_summary_stands_on_one_sheet(opened: Opened, paper: str) -> None:
    (full, *_), plan = explained("linkedin-ssi-2015"), FULL.plan * 3
    page = opened.show(PAGES.member(replace(full, plan=plan), LINKS), "print")
    document = pypdfium2.PdfDocument(page.pdf(format=paper))
    first, second = (document[number].get_textpage().get_text_range() for number in (0, 1))
    assert first.count(plan[0].action) == 3
    assert full.headings.criteria not in first
    assert full.headings.criteria in second


def test_a_logo_is_seen_under_the_pages_policy(opened: Opened, tmp_path: Path) -> None:
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path d="M0 0h90v30H0z"/></svg>'
    (tmp_path / "logo.svg").write_text(logo, encoding="utf-8")
    theme = tmp_path / "theme.toml"
    theme.write_text('logo = "logo.svg"\nlogo_alt = "Acme"\nfooter = "Acme"\n', encoding="utf-8")
    page = opened.show(Pages(load_theme(theme)).member(FULL, LINKS))
    assert page.evaluate("document.querySelector('.brand img').naturalWidth") == 90
    assert violations(page) == []


def test_paper_is_light_even_where_the_screen_is_dark(opened: Opened) -> None:
    page = opened.show(EVERY["full"](), "dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(21, 24, 28)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_styles_override_the_colours_that_stand_in_the_drawing(opened: Opened) -> None:
    page = opened.show(EVERY["full"](), "dark")
    fill = page.evaluate("getComputedStyle(document.querySelector('rect.f0, .f0 rect')).fill")
    assert fill == "rgb(251, 146, 60)"


def test_the_first_stop_of_the_keyboard_leads_past_the_contents(opened: Opened) -> None:
    page = opened.show(EVERY["full"]())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_a_reason_leads_to_its_criterion(opened: Opened) -> None:
    page = opened.show(EVERY["full"]())
    page.click(".reasons a")
    assert page.evaluate("location.hash") == "#engage.none"
    assert page.locator("[id='engage.none']").bounding_box()
