from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.reuse.repeated_expression import repeated_expression
from tests.lint.reading import compiled, findings
from tests.lint.reuse.rules import rules

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = "count of shares over 90 days"


def test_tells_of_an_aggregate_written_twice(tmp_path: Path) -> None:
    text = rules(first=f"measure {WRITTEN}", second=f"measure inbound_views\n    needs ({WRITTEN}) >= 3")
    (found,) = findings(repeated_expression, compiled(tmp_path, text))
    assert found.message == f"`{WRITTEN}` is written out a second time."
    assert found.help == f"name it once: `let NAME = {WRITTEN}`, and write the name in both places"
    assert (found.span.line, found.labels[0].span.line) == (20, 11)


def test_another_window_is_another_expression(tmp_path: Path) -> None:
    text = rules(first=f"measure {WRITTEN}", second="measure count of shares over 30 days")
    assert findings(repeated_expression, compiled(tmp_path, text)) == []


def test_a_plain_count_is_short_enough(tmp_path: Path) -> None:
    text = rules(
        first="measure count of connections",
        second="measure inbound_views\n    needs (count of connections) > 9",
    )
    assert findings(repeated_expression, compiled(tmp_path, text)) == []


def test_a_let_that_is_used_twice_is_written_once(tmp_path: Path) -> None:
    text = rules(
        first="measure posts",
        second="measure inbound_views\n    needs posts >= 3",
        declared=f"\nlet posts = {WRITTEN}\n",
    )
    assert findings(repeated_expression, compiled(tmp_path, text)) == []
