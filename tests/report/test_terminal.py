from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from ssi_rules.report.inert import inert
from ssi_rules.report.member.explain import explain
from ssi_rules.report.terminal import print_explanation
from tests.report.cards import CARD, REPLY_RATE, RICH, UNKNOWN
from tests.report.hostile import HOSTILE, spoilt

if TYPE_CHECKING:
    from ssi_rules.scorecard import Scorecard
    from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"


def printed(card: Scorecard, width: int, *, encoding: str = "utf-8", colour: bool = False) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace")
    console = Console(
        file=stream, width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    print_explanation(explain(card), console)
    stream.flush()
    text = raw.getvalue().decode(encoding)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_whole_page(width: int, golden: Golden) -> None:
    golden(GOLDEN / f"explain_{width}.txt", printed(CARD, width))


@pytest.mark.parametrize("width", [60, 72, 100, 120, 200])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    assert max(map(len, printed(CARD, width).splitlines())) <= min(width, 120)


def test_without_colour_there_is_no_escape() -> None:
    assert "\x1b" not in printed(CARD, 80)
    assert "\x1b[" in printed(CARD, 80, colour=True)


def test_colour_only_repeats_what_words_say() -> None:
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", printed(CARD, 80, colour=True))
    assert [line.rstrip() for line in coloured.splitlines()] == printed(CARD, 80).splitlines()


def test_a_terminal_without_unicode_gets_plain_marks() -> None:
    ascii_only = CARD.model_copy(update={"labels": {}})
    page = printed(ascii_only, 80, encoding="cp1252")
    assert "#" in page
    assert "█" not in page


def test_hostile_names_and_titles_print_as_text() -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\u202e[bold red]x[/] {dana}"
    criterion = CARD.pillars[0].criteria[0].model_copy(update={"title": hostile, "advice": hostile})
    pillar = CARD.pillars[0].model_copy(update={"title": hostile, "criteria": (criterion,)})
    page = printed(
        CARD.model_copy(update={"labels": {"name": hostile}, "member": hostile, "pillars": (pillar,)}), 100
    )
    assert not set(page) & {"\x1b", "\x07", "\u202e"}
    assert "[bold red]x[/] {dana}" in page


def test_what_could_not_be_seen_has_a_list_of_its_own() -> None:
    pillar = CARD.pillars[1].model_copy(update={"criteria": (REPLY_RATE, UNKNOWN)})
    page = printed(CARD.model_copy(update={"pillars": (pillar,)}), 100)
    known, _, rest = page.partition("What could not be seen\n")
    assert "Why it is not higher\n1.  5 points left" in known
    assert rest.startswith("1.  up to 3 points  Followers gained: Not known")


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_wrote_is_printed_and_not_obeyed(text: str) -> None:
    page = printed(spoilt(RICH, text), 100)
    assert {char for char in page if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs")} <= {"\n"}
    assert len(page) < 100_000
    assert "".join(inert(text).split()) in "".join(page.split())
