"""A whole report made of hostile texts, opened in a real browser: nothing runs, nothing is asked for, no box opens."""

from __future__ import annotations

import csv
import json
import unicodedata
from typing import TYPE_CHECKING

from tests.cli.conftest import project, ssi
from tests.report.hostile import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Request

    from tests.cli.conftest import Ssi

__all__ = ["project", "ssi"]

WORST = "</style></title></script><script>alert(1)</script><svg onload=alert(2)>{0.__class__}{{7*7}}{% x %}"
RULES = """use "facts/linkedin.ssi"
ruleset hostile "WORST" { version "1.0.0" worth 20 about "WORST" source "javascript:alert(3)" }
market sought "WORST" { title has "advisor" }
pillar one "WORST" worth 10 {
  criterion advisors "WORST" worth 10 {
    measure count of connections where title is sought
    bands { from 1 earns 3 from 30 earns 10 }
    advice "WORST"
    basis chosen "WORST"
    source "javascript:alert(4)"
  }
}
pillar two "=1+1 WORST" worth 10 {
  criterion replies "WORST" worth 10 {
    measure count of inmails over 90 days where replied
    ramp { 0 earns 0 12 earns 10 }
    basis chosen
  }
}
level all "WORST" from 1
action introduce "WORST" {
  adds 1 row to connections { title = "advisor", connected_on = as_of }
  takes 15 minutes
}
"""


def test_nothing_in_a_report_of_hostile_texts_runs(ssi: Ssi, project: Path, browser: Browser) -> None:
    _write(project)
    earlier = ("score", "hostile.ssi", "hostile", "--format", "json", "-o", "then.json")
    assert ssi(*earlier).returncode == 0
    then = (project / "then.json").read_text(encoding="utf-8").replace('"1.0.0"', json.dumps(WORST))
    (project / "then.json").write_text(then.replace("sha256:", "sha256:<script>"), encoding="utf-8")
    beside = ("--previous", "then.json", "--team", "--by", "team", "--lang", "de", "--theme", "theme.toml")
    done = ssi("report", "hostile.ssi", "hostile", "-o", "out", *beside)
    assert done.returncode == 0, done.stderr
    pages = sorted((project / "out").rglob("*.html"))
    assert len(pages) == len(HOSTILE) + 3
    asked = _opened(browser, pages)
    assert asked == [each.as_uri() for each in pages]
    told = [each.read_text(encoding="utf-8") for each in pages]
    assert sum('id="changes"' in each for each in told) == len(HOSTILE) + 1
    for each in told:
        _see_that_it_is_inert(each)


def _write(project: Path) -> None:
    (project / "hostile.ssi").write_text(RULES.replace("WORST", WORST), encoding="utf-8")
    words = f'msgid "{WORST}"\nmsgstr "{WORST} {{points.__class__}} \\n"\n'
    (project / "hostile.de.po").write_text(words, encoding="utf-8")
    (project / "theme.toml").write_text(f"footer = '{WORST}'", encoding="utf-8")
    data = project / "hostile"
    data.mkdir()
    names = [WORST, *HOSTILE]
    _table(
        data / "members.csv", ("member_id", "as_of", "name", "team"), [(n, "2026-06-30", n, n) for n in names]
    )
    rows = [(name, "advisor", "2026-01-12") for name in names[::2]]
    _table(data / "connections.csv", ("member_id", "title", "connected_on"), rows)


def _table(file: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])


def _opened(browser: Browser, pages: Sequence[Path]) -> list[str]:
    """Open each page as a person does; what was asked for, but for pictures within."""
    asked: list[str] = []
    boxes: list[str] = []

    def ask(request: Request) -> None:
        if not request.url.startswith("data:"):
            asked.append(request.url)

    def box(dialog: Dialog) -> None:
        boxes.append(dialog.message)
        dialog.dismiss()

    page = browser.new_page()
    page.on("request", ask)
    page.on("dialog", box)
    active = "script, iframe, object, embed, form, link, base, img:not([alt])"
    for each in pages:
        page.goto(each.as_uri())
        assert page.locator(active).count() == 0
        assert page.evaluate("[...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !/^on/i.test(a.name)))")  # fmt: skip
        hrefs = page.evaluate("[...document.querySelectorAll('a')].map(e => new URL(e.href).protocol)")
        assert set(hrefs) == {"file:"}
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.close()
    assert not boxes
    return asked


def _see_that_it_is_inert(text: str) -> None:
    moving = {each for each in text if each != "\n" and unicodedata.category(each) in {"Cc", "Cf", "Cs"}}
    assert not moving - set("\u200c\u200d\u00ad")
    assert "<class" not in text
    assert "x" * 501 not in text
