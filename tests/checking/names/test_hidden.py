"""One bad declaration hides no other: faults of every kind beside others that can be read only in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.workspace import ONLY_FAULTS, check_paths

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
ruleset r "R" {
  version "1.0.0"
  worth   20
}

facts {
  a : number
  p : percent
  f : flag

  table t dated on {
    on : date
    w  : flag
    x  : number
    c  : text
  }
}

market m {
  c has "x"
}

let floor = 5
let needed = f

pillar one "One" worth 20 {

  criterion c1 "C1" worth 10 {
    measure a
    needs   needed
    bands {
      from floor earns 10
    }
    basis chosen
  }

  criterion c2 "C2" worth 10 {
    measure count of t where w and c is m
    ramp {
      0 earns 0
      5 earns 10
    }
    basis chosen
  }
}
"""
BREAKS = {
    "market m {": "markt m {",
    "  p : percent": "  p : percnt",
    "    x  : number": "    x  : numbr",
    "let floor = 5": "let floor = 5\nlet broken = 1 +",
    "needs   needed": "neds    needed",
    "      0 earns 0\n": "      0 earns 0\n      3 erns 5\n",
    "  version": "  vrsion",
    "count of t where w": "count of t wher w",
}
FAULTS = {
    ("measure a", "measure a * 5%"): "cut-point-type",
    ("from floor earns 10", "from floor earns 9"): "award-maximum",
    ('"C1" worth 10', '"C1" worth 10.5'): "pillar-sum",
    ("measure a", "measure aa"): "unknown-name",
    ("let needed", "let unneeded = a\nlet needed"): "unused-let",
    ("basis chosen\n  }\n}", "basis chosen\n  }\n  cap at 30 when f\n}"): "cap-above-worth",
    ("let needed", "let floor = 6\nlet needed"): "duplicate",
}


def slugs(folder: Path, text: str) -> list[str]:
    (folder / "ssi.toml").touch()
    (folder / "main.ssi").write_text(text, encoding="utf-8")
    return [each.code.slug for each in check_paths([folder / "main.ssi"], ONLY_FAULTS).problems]


def broken(text: str, right: str) -> str:
    assert right in text
    return text.replace(right, BREAKS[right])


@pytest.mark.parametrize("right", BREAKS)
def test_a_break_is_told_alone(right: str, tmp_path: Path) -> None:
    (found,) = set(slugs(tmp_path, broken(WHOLE, right)))
    assert found in ("syntax", "unknown-declaration", "needs-parentheses")


@pytest.mark.parametrize("right", BREAKS)
@pytest.mark.parametrize(("edit", "slug"), FAULTS.items(), ids=FAULTS.values())
def test_a_break_hides_no_fault(edit: tuple[str, str], slug: str, right: str, tmp_path: Path) -> None:
    assert slug in slugs(tmp_path, broken(WHOLE.replace(*edit, 1), right))


def test_a_let_that_only_an_unreadable_part_names_is_not_unused(tmp_path: Path) -> None:
    assert slugs(tmp_path, broken(WHOLE, "needs   needed")) == ["syntax"]


def test_a_file_that_is_not_there_hides_no_sum(tmp_path: Path) -> None:
    text = 'use "nowhere.ssi"\n' + WHOLE.replace("worth   20", "worth   30")
    assert set(slugs(tmp_path, text)) == {"use-not-found", "ruleset-sum"}
