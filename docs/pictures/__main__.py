"""Draws the pictures of the documents anew: python -m docs.pictures. Look at each before it is committed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

import pypdfium2
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import executable

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
RULES = "selling-to-financial-advisors"
MEMBER = "perrin-quicksilver"
EARLIER = (
    ("linkedin-ssi-2015", "2026-05-19"),
    ("linkedin-ssi-2015", "2026-05-26"),
    (RULES, "2026-06-02"),
    (RULES, "2026-06-09"),
    (RULES, "2026-06-16"),
    (RULES, "2026-06-23"),
)
_WIDE, _PHONE = 900, 390
_COMMAND = (sys.executable, "-c", "from ssi_rules.cli.main import run; run()")
_ENVIRONMENT = os.environ | {"PYTHONPATH": str(HERE.parents[1])}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of a page in a browser; the whole page without a height."""

    name: str
    page: str
    width: int = _WIDE
    height: int | None = None
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"


SHOTS = (
    Shot("member", f"report/members/{MEMBER}.html", height=1180),
    Shot("member-light", f"report/members/{MEMBER}.html"),
    Shot("member-dark", f"report/members/{MEMBER}.html", height=1800, scheme="dark"),
    Shot("member-phone", f"report/members/{MEMBER}.html", width=_PHONE, height=1800),
    Shot("member-print", f"report/members/{MEMBER}.html", width=794, height=2246, media="print"),
    Shot("member-german", f"german/members/{MEMBER}.html", height=1180),
    Shot("team", "report/team.html"),
    Shot("team-dark", "report/team.html", height=1400, scheme="dark"),
    Shot("index", "report/index.html", height=900),
)


def main() -> None:
    """Make a team's reports in a temporary folder, and the pictures of them beside this file."""
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        _reports(folder)
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        for shot in SHOTS:
            _draw(browser, folder / shot.page, shot)
        _draw_bench(browser, folder)
        browser.close()
        _draw_pdf(folder / "printed" / "members" / f"{MEMBER}.pdf")


def _reports(folder: Path) -> None:
    """What six weeks of one team look like, with LinkedIn's own figures beside one member's."""
    _ssi(folder, "demo", "--keep", "exports")
    for rules, day in EARLIER:
        _ssi(
            folder,
            "score",
            rules,
            "exports",
            "--as-of",
            day,
            "--history",
            "history.duckdb",
            "-o",
            "last.json",
        )
    own = f"member_id,date,ssi\n{MEMBER},2026-06-02,44.6\n{MEMBER},2026-06-26,46.1\n"
    (folder / "own.csv").write_text(own, encoding="utf-8")
    beside = ("--history", "history.duckdb", "--previous", "last.json", "--linkedin-score", "own.csv")
    made = ("report", RULES, "exports", "--as-of", "2026-06-30", *beside)
    _ssi(folder, *made, "-o", "report", "--team", "--leaderboard")
    _ssi(folder, *made, "-o", "printed", "--member", MEMBER, "--format", "pdf")
    _ssi(folder, *made, "-o", "german", "--member", MEMBER, "--lang", "de")


def _ssi(folder: Path, *arguments: str) -> None:
    subprocess.run(  # noqa: S603 - our own command
        [*_COMMAND, *arguments], cwd=folder, env=_ENVIRONMENT, check=True, stdout=subprocess.DEVNULL
    )


def _draw(browser: Browser, page: Path, shot: Shot) -> None:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height or 1200}, color_scheme=shot.scheme
    )
    tab = context.new_page()
    tab.emulate_media(media=shot.media, color_scheme=shot.scheme)
    tab.goto(page.as_uri())
    drawn = tab.screenshot(full_page=shot.height is None)
    _save(Image.open(BytesIO(drawn)), shot.name)
    context.close()


def _draw_bench(browser: Browser, folder: Path) -> None:
    """The bench, just after an author made a cut-point easier."""
    command = [*_COMMAND, "serve", RULES, "exports", "--as-of", "2026-06-30"]
    with subprocess.Popen(command, cwd=folder, env=_ENVIRONMENT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            _save(_edited(browser, next(iter(server.stdout or ())).strip()), "bench")
        finally:
            server.terminate()


def _edited(browser: Browser, address: str) -> Image.Image:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(address)
    tab.locator("#member").select_option(label="Perrin Quicksilver")
    editor = tab.locator("textarea")
    editor.fill(editor.input_value().replace("from 40% earns", "from 33% earns", 1))
    expect(tab.locator("#movers-summary")).to_contain_text(re.compile("^[1-9]"), timeout=20_000)
    return Image.open(BytesIO(tab.screenshot()))


def _draw_pdf(written: Path) -> None:
    document = pypdfium2.PdfDocument(written)
    for number in (0, 1):
        _save(document[number].render(scale=1.4).to_pil(), f"pdf-{number + 1}")


def _save(picture: Image.Image, name: str) -> None:
    """Few colours are enough for pages, and weigh a third; rare ones, as of a pillar, are kept."""
    few = picture.convert("RGB").quantize(
        colors=128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    few.save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
