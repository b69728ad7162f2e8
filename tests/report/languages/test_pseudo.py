"""No word of the code slips past the translators: on a page in the pseudo-locale all of them are in brackets."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from decimal import Decimal
from html.parser import HTMLParser
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from ssi_rules.cli.main import app
from ssi_rules.report.context import Before, Context, Past, Peers
from ssi_rules.report.html.page import Pages
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.languages.pseudo import pseudo
from ssi_rules.report.member.explain import explain
from ssi_rules.scorecard import Scorecard
from ssi_rules.sources.own_reading import LinkedInScore
from ssi_rules.synthetic import AS_OF, SMALLEST_TEAM, write_team

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_OF_OTHERS = frozenset(
    [
        "title",
        "text",
        "about",
        "status",
        "source",
        "advice",
        "basis_note",
        "fingerprint",
        "data",
        "path",
        "version",
        "engine",
        "member",
        "labels",
        "name",
        "origin",
        "table",
    ]
)
"""Keys of a scorecard under which rule files, members and programs speak."""

_SPOKEN = frozenset({"aria-label", "alt", "title", "placeholder", "label"})
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Words(HTMLParser):
    """Every text of a page that somebody sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"
        self.texts += [value for name, value in attrs if name in _SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self._style = self._style and tag != "style"

    def handle_data(self, data: str) -> None:
        self.texts += [] if self._style else [data]


def outside_brackets(text: str) -> str:
    depth, kept = 0, []
    for char in text:
        depth += (char == "[") - (char == "]")
        kept += [char] if not depth and char != "]" else []
    return "".join(kept)


def of_others(document: object, key: str = "") -> Iterator[str]:
    match document:
        case dict():
            for name, value in document.items():
                yield from of_others(value, key if key == "labels" else name)
        case list():
            for value in document:
                yield from of_others(value, key)
        case str() if key in _OF_OTHERS:
            yield document


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team's report in the pseudo-locale, with a page of changes for one of them."""
    folder = tmp_path_factory.mktemp("pseudo")
    (folder / "data").mkdir()
    write_team(folder / "data", seed=4, members=SMALLEST_TEAM, as_of=AS_OF)
    made = folder / "report"
    asked = [
        "--lang",
        "qps",
        "--team",
        "--leaderboard",
        "--names",
        "--jobs",
        "1",
        "--format",
        "html",
        "--format",
        "json",
    ]
    result = CliRunner().invoke(
        app, ["report", "linkedin-ssi-2015", str(folder / "data"), "-o", str(made), *asked]
    )
    assert result.exit_code == 0, result.output
    return made


def slipped(page: str, cards: Iterable[object]) -> set[str]:
    """Words of a page that are neither in brackets nor somebody else's."""
    foreign = set(chain.from_iterable(map(of_others, cards)))
    known = sorted(filter(_WORD.search, foreign), key=len, reverse=True)
    others = re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in known))
    words = _Words()
    words.feed(page)
    left = (others.sub("", outside_brackets(text)).strip() for text in words.texts)
    return {each for each in left if _WORD.search(each)}


def test_every_word_is_in_brackets(report: Path) -> None:
    cards = [json.loads(file.read_text(encoding="utf-8")) for file in (report / "members").glob("*.json")]
    pages = [report / "index.html", report / "team.html", *(report / "members").glob("*.html")]
    assert len(pages) == SMALLEST_TEAM + 2
    assert {each.name: slipped(each.read_text(encoding="utf-8"), cards) for each in pages} == {
        each.name: set() for each in pages
    }


def test_words_of_changes_and_of_the_trend_too(report: Path) -> None:
    files = sorted((report / "members").glob("*.json"))
    first, second = (Scorecard.model_validate_json(file.read_bytes()) for file in files[:2])
    assert first.as_of is not None
    week = first.as_of - timedelta(7)
    past = [
        Past(day, Decimal(points), Decimal(100), "Leader", fingerprint, "1.0.0")
        for day, points, fingerprint in ((week, 40, "a"), (first.as_of, 42, "b"))
    ]
    own = LinkedInScore(week, Decimal(50), {}, "1.json")
    bridge = second.model_copy(update={"ruleset": first.ruleset, "as_of": week})
    changed = second.ruleset.model_copy(update={"fingerprint": "other", "version": "0.9.0"})
    before = Before(second.model_copy(update={"ruleset": changed, "as_of": week}), bridge)
    context = Context(before, tuple(past), (own,), Peers(12, Decimal(40), {"brand": Decimal(10)}))
    page = Pages().member(explain(first, language("qps"), context), {"index": "index.html"})
    cards = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    assert slipped(page, [*cards, {"title": "Leader", "path": "json"}]) == set()
    assert page.count("polyline") + page.count("<path") > 0


def test_pages_say_their_language(report: Path) -> None:
    for page in report.rglob("*.html"):
        assert '<html lang="en-x-qps"' in page.read_text(encoding="utf-8")


def test_messages_are_longer_and_keep_their_values() -> None:
    told = pseudo("{points} more reach {level}.")
    assert told.startswith("[{points} ɱóŕé ŕéáçĥ {level}.")
    assert told.endswith("]")
    assert len(pseudo("Why it is not higher")) >= 1.4 * len("Why it is not higher")


def test_sentences_of_documents_are_marked() -> None:
    assert language("qps").told("Not known: Seat (the cell is blank).").count("[") == 2
    assert language("qps").rule("Seat") == "Seat"
