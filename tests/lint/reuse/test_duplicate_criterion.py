from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.reuse.duplicate_criterion import duplicate_criterion
from tests.lint.reading import compiled, findings
from tests.lint.reuse.rules import rules

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("first", ["measure seen", "measure inbound_views"])
def test_sees_through_names(first: str, tmp_path: Path) -> None:
    declared = "\nlet seen = inbound_views\n" if "seen" in first else ""
    (found,) = findings(duplicate_criterion, compiled(tmp_path, rules(first=first, declared=declared)))
    assert found.message == "`brand.visits` measures the same as `brand.views`, so one thing counts twice."
    assert found.help == "keep one of the two, with the worth of both, or measure something else"
    assert (found.span.text, found.labels[0].span.text) == ("visits", "views")


@pytest.mark.parametrize(
    "first", ["measure profile_views", "applies when sales_navigator_seat\n    measure inbound_views"]
)
def test_other_measures_and_other_members_are_no_duplicates(first: str, tmp_path: Path) -> None:
    assert findings(duplicate_criterion, compiled(tmp_path, rules(first=first))) == []
