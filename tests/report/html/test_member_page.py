from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.report.html.page import Pages
from ssi_rules.report.html.theme import PLAIN
from ssi_rules.report.member.view import Explanation, Tone
from tests.report.html.reading import Read, read
from tests.report.html.views import FULL, INDEX, SPARE, reworded, texts

PAGES = Pages()
LINKS = {"index": "index.html", "team": "team.html"}
HOSTILE = "</style></title><script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7*7 }} &amp; <!--"


def member(view: Explanation = FULL) -> Read:
    return read(PAGES.member(view, LINKS))


EVERY = {
    "full": PAGES.member(FULL, LINKS),
    "spare": PAGES.member(SPARE, {}),
    "hostile": PAGES.member(reworded(FULL, lambda text: f"{text} {HOSTILE}"), LINKS),
    "index": PAGES.index(INDEX),
}


@pytest.mark.parametrize("view", [FULL, SPARE])
def test_every_text_of_the_view_is_on_the_page(view: Explanation) -> None:
    shown = member(view).text
    words = set(texts(replace(view, headings=FULL.headings))) - set(texts(FULL.headings))
    missing = [each for each in words if " ".join(each.split()) not in shown]
    assert not missing


def test_every_heading_of_the_view_is_on_a_full_page() -> None:
    shown = member().text
    assert [each for each in texts(FULL.headings) if each not in shown] == []


def test_the_page_has_no_words_of_its_own() -> None:
    emptied = reworded(FULL, lambda _: "")
    assert member(emptied).text == ""


def test_parts_stand_in_the_order_of_the_story() -> None:
    parts = [each.attributes["id"] for each in member().all("section") if "id" in each.attributes]
    order = ["pillars", "lifts", "reasons", "unseen", "plan", "criteria", "unknown", "data", "trend", "changes", "provenance"]  # fmt: skip
    assert [each for each in parts if not each.startswith("pillar-")] == order


def test_a_change_that_cannot_be_divided_shows_its_sums_alone() -> None:
    assert FULL.changes is not None
    whole = replace(FULL.changes, split=False)
    shown = member(replace(FULL, changes=whole)).text
    assert "What moved Together with them" in shown
    assert "Posts shared on LinkedIn +2.0 4 to 6 In all +2.00" in shown


def test_parts_with_nothing_to_say_are_left_out() -> None:
    parts = [each.attributes["id"] for each in member(SPARE).all("section") if "id" in each.attributes]
    assert [each for each in parts if not each.startswith("pillar-")] == ["pillars", "criteria", "provenance"]


def test_what_is_done_or_does_not_apply_is_folded_and_the_rest_is_open() -> None:
    elements = {each.attributes.get("id"): each.name for each in member().elements}
    kinds = {each.tone: elements[each.id] for each in FULL.pillars[0].criteria}
    assert kinds == {
        Tone.FULL: "details",
        Tone.APART: "details",
        Tone.PARTLY: "article",
        Tone.NONE: "article",
        Tone.OPEN: "article",
    }


@pytest.mark.parametrize("name", EVERY)
def test_nothing_runs_and_nothing_comes_from_outside(name: str) -> None:
    page = read(EVERY[name])
    assert not page.all("script")
    assert not {"iframe", "object", "embed", "link", "base", "form", "audio", "video"} & {
        each.name for each in page.elements
    }
    assert not [key for each in page.elements for key in each.attributes if key.startswith("on")]
    assert not page.values("src")
    local = {"index.html", "team.html", "members/dana.html", "members/kim%20b.html"}
    assert [each for each in page.values("href") if not each.startswith("#") and each not in local] == []
    assert not re.search(r"url\(|@import|expression", page.style)


@pytest.mark.parametrize("name", EVERY)
def test_the_policy_allows_styles_and_embedded_pictures_only(name: str) -> None:
    (policy,) = [
        each.attributes["content"]
        for each in read(EVERY[name]).all("meta")
        if "http-equiv" in each.attributes
    ]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@pytest.mark.parametrize("name", EVERY)
def test_it_can_be_found_ones_way_about(name: str) -> None:
    page = read(EVERY[name])
    (html,) = page.all("html")
    assert html.attributes["lang"] == "en"
    assert len(page.all("title")) == len(page.all("main")) == len(page.all("h1")) == 1
    levels = [int(each.name[1]) for each in page.elements if re.fullmatch(r"h[1-6]", each.name)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = page.values("id")
    assert len(names) == len(set(names))
    assert {each[1:] for each in page.values("href") if each.startswith("#")} <= set(names)
    assert page.all("a")[0].attributes == {"class": "skip", "href": "#main"}


@pytest.mark.parametrize("name", EVERY)
def test_pictures_are_named_or_hidden_and_tables_have_headers(name: str) -> None:
    page = read(EVERY[name])
    for each in page.all("svg"):
        assert "aria-hidden" in each.attributes or each.attributes.get("aria-label") or "x" in each.attributes
    assert all("scope" in each.attributes for each in page.all("th"))


def test_a_table_stands_with_every_picture() -> None:
    shown = member()
    tables = [place for place, each in enumerate(shown.elements) if each.name == "table"]
    for part, after in (("pillars", "lifts"), ("lifts", "reasons"), ("trend", "changes")):
        start, end = (
            next(i for i, each in enumerate(shown.elements) if each.attributes.get("id") == name)
            for name in (part, after)
        )
        assert any(start < each < end for each in tables)


def test_presentation_attributes_hold_the_light_colours_for_printers_without_styles() -> None:
    used = {*member().values("fill"), *member().values("stroke")} - {"none"}
    light = PLAIN.light
    known = {light.page, light.ink, light.muted, light.track, light.rule, light.accent, *light.pillars}
    assert used <= known
    assert {light.accent, light.track, light.muted, light.pillars[0]} <= used


def tags(page: str) -> list[str]:
    return [each.name for each in read(page).elements]


def test_hostile_words_change_nothing_of_what_the_page_is_made_of() -> None:
    assert tags(EVERY["hostile"]) == tags(EVERY["full"])
    assert HOSTILE in read(EVERY["hostile"]).text
    assert "49" not in read(EVERY["hostile"]).text


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_no_words_change_what_the_page_is_made_of(words: str) -> None:
    assert tags(PAGES.member(reworded(FULL, lambda _: words), LINKS)) == tags(EVERY["full"])


def test_the_sums_bars_follow_one_another_to_the_total() -> None:
    lifts = [each for each in member().all("rect") if each.attributes.get("height") in ("8", "10")]
    places = [(each.attributes.get("x", "0"), each.attributes["width"]) for each in lifts][-4:]
    assert places == [("0%", "57.14%"), ("57.14%", "42.86%"), ("85.71%", "14.29%"), ("0", "85.71%")]


def test_more_pillars_than_hues_go_round() -> None:
    pillars = tuple(replace(FULL.pillars[0], id=f"p{i}", criteria=()) for i in range(6))
    page = member(replace(FULL, pillars=pillars, reasons=(), unseen=()))
    sections = [
        each.attributes["class"]
        for each in page.all("section")
        if each.attributes.get("class", "").startswith("pillar p")
    ]
    assert sections == [f"pillar p{i % 4}" for i in range(6)]


def test_every_page_leads_to_the_others() -> None:
    assert {"index.html", "team.html"} <= set(member().values("href"))
    assert "team.html" in read(PAGES.index(INDEX, {"team": "team.html"})).values("href")
    assert "team.html" not in read(PAGES.index(INDEX)).values("href")


def test_rules_without_levels_have_no_heading_for_them() -> None:
    page = member(replace(FULL, levels=()))
    assert FULL.headings.levels not in page.told
    assert "levels" not in page.values("id") + page.values("aria-labelledby")
