"""Markdown shows what people wrote and obeys none of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ssi_rules.report.inert import inert
from ssi_rules.report.markdown import fenced, markdown, plain
from ssi_rules.report.member.explain import explain
from tests.report.cards import CONTEXT, RICH
from tests.report.hostile import HOSTILE, spoilt
from tests.report.renderings import as_page

if TYPE_CHECKING:
    from tests.report.html.reading import Read

MARKUP = "\\`*_{}[]()<>#+-.!|~&@:$^=\"'/ 1x\n"
ACTIVE = re.compile(
    r"@\w|https?://|\bwww\.|#\d|(?i:\bgh-\d)|:\w+:", re.ASCII
)  # what sites make of text once it is rendered


def elements(page: Read) -> list[tuple[str, dict[str, str]]]:
    return [(each.name, each.attributes) for each in page.elements]


@given(st.text(alphabet=MARKUP) | st.text())
@example("1 #")
def test_any_text_is_shown_as_it_is(text: str) -> None:
    shown = inert(text)
    for before, after in (("# ", ""), ("- ", ""), ("1. **", "** x"), ("", ""), ("| a |\n| :-- |\n| ", " |")):
        page = as_page(f"{before}{plain(shown)}{after}")
        expected = as_page(f"{before}x{after}")
        if shown.strip():
            assert " ".join(shown.split()) in page.text.replace("\N{WORD JOINER}", "")
            assert elements(page) == elements(expected)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_left_for_a_site_to_act_on(text: str) -> None:
    assert not ACTIVE.search(as_page(plain(inert(text))).text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_page_has_the_shape_of_an_innocent_one(text: str) -> None:
    hostile = as_page(markdown(explain(spoilt(RICH, text), context=CONTEXT)))
    innocent = as_page(markdown(explain(spoilt(RICH, "word"), context=CONTEXT)))
    assert elements(hostile) == elements(innocent)


def test_the_same_explanation_gives_the_same_text() -> None:
    assert markdown(explain(RICH, context=CONTEXT)) == markdown(explain(RICH, context=CONTEXT))


@given(st.lists(st.text(alphabet=MARKUP.replace("\n", "")), min_size=1))
@example(["```", "# x", "````"])
def test_nothing_ends_a_block_of_code_but_its_end(lines: list[str]) -> None:
    page = as_page(f"{fenced(lines)}\n\nend")
    names = [each.name for each in page.elements]
    assert names == [each.name for each in as_page("```\nx\n```\n\nend").elements]
