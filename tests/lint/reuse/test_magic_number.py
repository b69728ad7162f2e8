from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.reuse.magic_number import magic_number
from tests.lint.reading import compiled, findings
from tests.lint.reuse.rules import rules

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "measure profile_views\n    needs days_active >= 10"


def test_tells_of_a_number_compared_twice(tmp_path: Path) -> None:
    text = rules(first=FIRST, second="measure inbound_views\n    needs days_active >= 10")
    (found,) = findings(magic_number, compiled(tmp_path, text))
    assert found.message == (
        "`days_active` is compared with 10 a second time, and nothing says that the two are one number."
    )
    assert found.help == "name it once: `let enough = 10`, and write the name in both places"
    assert (found.span.line, found.labels[0].span.line) == (21, 12)


@pytest.mark.parametrize(
    "second",
    ["needs days_active >= 11", "needs groups >= 10", "needs days_active >= enough"],
    ids=["another number", "another measure", "a let"],
)
def test_is_silent_when_the_two_differ(second: str, tmp_path: Path) -> None:
    text = rules(first=FIRST, second=f"measure inbound_views\n    {second}", declared="\nlet enough = 10\n")
    if "enough" not in second:
        text = text.replace("\nlet enough = 10\n", "")
    assert findings(magic_number, compiled(tmp_path, text)) == []


def test_none_and_one_need_no_name(tmp_path: Path) -> None:
    text = rules(
        first="measure profile_views\n    needs days_active > 0 and groups >= 1",
        second="measure inbound_views\n    needs days_active > 0 and groups >= 1",
    )
    assert findings(magic_number, compiled(tmp_path, text)) == []


def test_a_claim_says_the_number_again_on_purpose(tmp_path: Path) -> None:
    claim = '\nclaim "c" {\n  assume days_active >= 10\n  expect total <= 5\n}\n'
    text = rules(first=FIRST, second="measure inbound_views") + claim + claim.replace('"c"', '"d"')
    assert findings(magic_number, compiled(tmp_path, text)) == []
