"""What a change breaks in an inherited part is reported at the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.workspace import ONLY_FAULTS, check_paths

if TYPE_CHECKING:
    from pathlib import Path

BASE = """\
ruleset base "Base" {
  version "1.0.0"
  worth   10
}

facts {
  a : number
  p : percent
  n : count
  d : date
  f : flag
}

let floor = 5
let twice = floor * 2
let main_figure = a
let ready = f
let tries = n

pillar x "X" worth 10 {
  criterion c "C" worth 10 {
    measure main_figure
    needs   ready
    bands {
      from floor earns 2
      from twice earns 3
      from 20    earns 10
    }
    basis chosen
  }
  cap at 8 when tries > 3
}

level low  "Low"  from 1
level high "High" from 9
"""
EXTENDS = 'ruleset {name} "Next" {{ extends "{base}" version "1.0.0" }}\n'


def places(folder: Path, **files: str) -> list[tuple[str, int, str]]:
    (folder / "ssi.toml").touch()
    for name, text in {"base": BASE, **files}.items():
        (folder / f"{name}.ssi").write_text(text, encoding="utf-8")
    found = check_paths([folder / "main.ssi"], ONLY_FAULTS).problems
    return [(each.span.source.path, each.span.line, each.code.slug) for each in found]


def extending(base: str, change: str, name: str = "case") -> str:
    return EXTENDS.format(base=base, name=name) + change + "\n"


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        ("change let floor = 20", "not-ascending"),
        ("change let twice = 20", "repeated-cut-point"),
        ("change let floor = 5%", "mixed-cut-points"),
        ("change let floor = a", "cut-point-not-constant"),
        ("change let main_figure = p", "cut-point-type"),
        ("change let main_figure = f", "award-mismatch"),
        ("change let ready = n", "not-a-condition"),
        ("change let tries = d", "mixed-comparison"),
        ("change let tries = 0 - n", "never-holds"),
        ("change x.c { measure p }", "cut-point-type"),
        ("change low { from 9 }", "level-twice"),
    ],
)
def test_fault_stands_at_the_change(change: str, slug: str, tmp_path: Path) -> None:
    found = places(tmp_path, main=extending("base.ssi", change))
    assert ("main.ssi", 2, slug) in found
    assert {path for path, _, _ in found} == {"main.ssi"}


def test_fault_of_the_base_stays_there(tmp_path: Path) -> None:
    broken = BASE.replace("from 20 ", "from 2 ")
    found = places(tmp_path, base=broken, main=extending("base.ssi", "change let tries = n + 1"))
    assert [path for path, _, _ in found] == ["base.ssi"]


def test_fault_of_a_ruleset_in_between_stands_at_its_change(tmp_path: Path) -> None:
    middle = extending("base.ssi", "change let floor = 20", "middle")
    found = places(tmp_path, middle=middle, main=extending("middle.ssi", "change low { from 2 }"))
    assert found == [("middle.ssi", 2, "not-ascending")]


def test_name_hidden_behind_a_used_file_clashes_once(tmp_path: Path) -> None:
    main = 'use "lib.ssi"\n' + BASE.replace("let floor = 5", "let far = 5\nlet floor = far + near")
    found = places(tmp_path, main=main, lib='use "farther.ssi"\nlet near = far\n', farther="let far = 1\n")
    assert [slug for _, _, slug in found if slug in ("clash", "not-visible")] == ["clash"]


def test_what_may_come_from_a_lost_link_is_not_missed(tmp_path: Path) -> None:
    unreadable = extending("base.ssi", "change let floor = 6", "between")
    found = places(tmp_path, middle=unreadable, main=extending("middle.ssi", "change low { from 2 }"))
    assert found == [("middle.ssi", 1, "reserved-word")]
