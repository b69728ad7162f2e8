"""What is left of a line when a phrase is taken out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.markets.duplicate_phrase import duplicate_phrase
from tests.lint.reading import compiled, findings, mended

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ('"a", "b", "A", "c"', '"a", "b", "c"'),
        ('"a", "b", "A"', '"a", "b"'),
        ('"a",\n    "A",\n    "b"', '"a",\n    "b"'),
        ('"a", "A",\n    "b"', '"a",\n    "b"'),
        ('"a",\n    "A", "b"', '"a",\n    "b"'),
        ('"a",\n    "A"', '"a"'),
        ('"a", "A", # said, often\n    "b"', '"a", # said, often\n    "b"'),
        ('"a", # first, of all\n    "A"', '"a" # first, of all'),
        ('"a", # first\n    # heading, two\n    "A", "b"', '"a", # first\n    # heading, two\n    "b"'),
        ('"a", "A" # why, oh why\n    , "b"', '"a",  # why, oh why\n     "b"'),
        ('"a" # x, y\n    , "A"', '"a" # x, y\n    '),
    ],
)
def test_comments_and_layout_stay(line: str, left: str, tmp_path: Path) -> None:
    text = 'market sought "Sought" {{\n  title has {}\n}}\n'
    subject = compiled(tmp_path, text.format(line))
    (found,) = findings(duplicate_phrase, subject)
    assert mended(found) == text.format(left)
    assert findings(duplicate_phrase, compiled(tmp_path, mended(found))) == []
