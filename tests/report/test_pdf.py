from __future__ import annotations

import re
import sys
from ctypes.util import find_library
from http.server import BaseHTTPRequestHandler, HTTPServer
from os import environ
from threading import Thread
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from ssi_rules.report.html.page import Pages
from ssi_rules.report.member.explain import explain
from ssi_rules.report.pdf import Paper, PdfUnavailable, require_pdf, write_pdf
from tests.report.cards import CONTEXT, RICH
from tests.report.html.real import crowded
from tests.report.texts import squeezed, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<!doctype html><html lang=en><title>Ada</title><h1>Ada: 6 of 10</h1><details><summary>More</summary>Inside</details>"


@pytest.fixture(autouse=True)
def _pango() -> None:
    if find_library("pangoft2-1.0") is None and not environ.get("CI"):
        pytest.skip("Pango is not installed here")


@pytest.mark.parametrize(("paper", "points"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_sheet_has_the_size_asked_for(paper: Paper, points: tuple[int, int]) -> None:
    document = pypdfium2.PdfDocument(write_pdf(PAGE, paper))
    assert tuple(map(round, document[0].get_size())) == points


def test_it_is_tagged_and_says_what_the_page_says_folded_or_not() -> None:
    document = pypdfium2.PdfDocument(write_pdf(PAGE))
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == "Ada"
    text = document[0].get_textpage().get_text_range()
    assert "Ada: 6 of 10" in text
    assert "Inside" in text


def test_the_same_page_is_the_same_bytes() -> None:
    assert write_pdf(PAGE) == write_pdf(PAGE)


def sheets(written: bytes) -> list[str]:
    """Each sheet's text, without what breaking lines puts in or takes out."""
    document = pypdfium2.PdfDocument(written)
    return [unbroken(document[at].get_textpage().get_text_range()) for at in range(len(document))]


def unbroken(text: str) -> str:
    return re.sub("[-\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\ufffe\ufffd]", "", squeezed(text))


def test_it_says_all_that_the_view_says() -> None:
    explanation = explain(RICH, context=CONTEXT)
    shown = "".join(sheets(write_pdf(Pages().member(explanation, {}))))
    assert [each for each in texts(explanation) if unbroken(each) not in shown] == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_summary_of_the_default_ruleset_is_one_sheet_and_every_criterion_begins_on_the_next(
    paper: Paper,
) -> None:
    explanation = max(crowded("linkedin-ssi-2015", "en"), key=lambda each: len("".join(texts(each))))
    first, second, *_ = sheets(write_pdf(Pages().member(explanation, {}), paper))
    plan = explanation.plan[-1]
    assert unbroken(explanation.headline) in first
    assert unbroken(plan.text) in first
    assert unbroken(plan.brings) in first
    assert second.startswith(unbroken(explanation.headings.criteria))


class Counting(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        del format, args


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    Counting.asked = []
    with HTTPServer(("127.0.0.1", 0), Counting) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield listening
        listening.shutdown()


def test_nothing_outside_the_page_is_fetched(server: HTTPServer, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>secret</text></svg>', encoding="utf-8")
    outside = f"http://127.0.0.1:{server.server_port}"
    tags = f'<img alt="a" src="{outside}/a.png"><img alt="b" src="{secret.as_uri()}"><link rel="stylesheet" href="{outside}/b.css">'
    written = write_pdf(
        PAGE
        + tags
        + f"<style>@import '{outside}/c.css'; p {{ background: url({outside}/d.png) }}</style><p>x"
    )
    assert Counting.asked == []
    assert "secret" not in pypdfium2.PdfDocument(written)[0].get_textpage().get_text_range()


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    require_pdf.cache_clear()
    with pytest.raises(PdfUnavailable) as caught:
        write_pdf(PAGE)
    assert caught.value.help == 'pip install "ssi-rules[pdf]"'
