"""A name that is nearly another can be mended with one keystroke in an editor, and never without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.diagnostics import Safety
from ssi_rules.workspace import check_paths

if TYPE_CHECKING:
    from pathlib import Path

RULES = """\
use "facts/linkedin.ssi"

ruleset rules "Rules" {
  version "1.0.0"
  worth   10
}

market boss "Bosses" {
  title has "boss"
}

pillar brand "Brand" worth 10 {

  criterion views "Views" worth 10 {
    measure count of connections where title is boss and company = "X"
    needs   profile_views > 3
    bands {
      from 5 earns 10
    }
  }
}

level starting "Starting" from 0

test "views" {
  as of 2026-06-30
  given profile_views = 2
  expect brand.views is too_few
  expect level is starting
}
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("needs   profile_views", "needs   profile_view"),
        ("of connections", "of conections"),
        ("is boss", "is bos"),
        ("given profile_views", "given profle_views"),
        ("expect brand", "expect brnd"),
        ("brand.views", "brand.viewss"),
        ("too_few", "too_fev"),
        ("level is starting", "level is startin"),
    ],
)
def test_writes_the_nearest_name(right: str, wrong: str, tmp_path: Path) -> None:
    assert RULES.count(right) == 1
    (tmp_path / "rules.ssi").write_text(RULES.replace(right, wrong), encoding="utf-8")
    (fix,) = [each.fix for each in check_paths([tmp_path / "rules.ssi"]).problems if each.fix]
    (edit,) = fix.edits
    text = edit.span.source.text
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == RULES
    assert fix.safety is Safety.UNSAFE
