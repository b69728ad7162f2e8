"""An unreadable part is told once: what may follow from it is not, and what does not follow from it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.workspace import ONLY_FAULTS, check_paths

if TYPE_CHECKING:
    from pathlib import Path

RULES = """\
ruleset r "R" {
  version "1.0.0"
  worth   10
}

facts {
  a : number
  f : flag

  table rows {
    c : text
  }
}

market sellers {
  c has "sales"
}

let floor = 5

pillar engage "Engage" worth 10 {

  criterion c1 "C1" worth 10 {
    measure count of rows where c is sellers
    bands {
      from floor earns 10
    }
    basis chosen
  }
}

level low "Low" from 0

test "points" {
  given f = yes
  expect engage = 0
  expect engage.c1 = 0
  expect engage.c1 is scored
  expect level is low
}
"""
USING = """\
use "lib.ssi"

ruleset r "R" {
  version "1.0.0"
  worth   10
}

facts {
  a : number
  f : flag

  table rows {
    c : text
  }
}

let floor = 5

pillar engage "Engage" worth 10 {

  criterion c1 "C1" worth 10 {
    measure a
    bands {
      from 5 earns 10
    }
    basis chosen
  }

  deduct 1 when PLACE
}
"""
LIBRARY = 'market sellers {\n  c has "sales"\n}\n'
EXTENDING = 'ruleset s "S" {\n  extends "base.ssi"\n  version "1.0.0"\n}\n\n'


def found(folder: Path, **files: str) -> list[tuple[str, str]]:
    """The codes of what is found in ``main``, each with its place's text."""
    (folder / "ssi.toml").touch()
    for name, text in files.items():
        (folder / f"{name}.ssi").write_text(text, encoding="utf-8")
    return [
        (each.code.slug, each.span.text) for each in check_paths([folder / "main.ssi"], ONLY_FAULTS).problems
    ]


def test_an_unreadable_change_creates_no_target(tmp_path: Path) -> None:
    changes = "remove engage.nothing\nchange market targt = sellers\nchange level nothing { from 3 }\n"
    assert found(tmp_path, base=RULES, main=EXTENDING + changes) == [
        ("unknown-target", "nothing"),
        ("unknown-target", "targt"),
        ("syntax", "nothing"),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("pillar engage", "Pillar engage", "unknown-declaration"),
        ("pillar engage", "piller  engage", "unknown-declaration"),
        ('pillar engage "Engage"', "PILLAR engage", "unknown-declaration"),
        ("criterion c1", "Criterion c1", "syntax"),
        ("level low", "Level low", "unknown-declaration"),
        ("let floor", "Let floor", "unknown-declaration"),
        ("market sellers", "Market sellers", "unknown-declaration"),
        ("facts {", "Facts {", "unknown-declaration"),
        ("table rows", "Table rows", "syntax"),
    ],
)
def test_nothing_follows_from_a_misspelt_keyword(tmp_path: Path, right: str, wrong: str, code: str) -> None:
    assert [slug for slug, _ in found(tmp_path, main=RULES.replace(right, wrong))] == [code]


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("f and (count of rows where c is sellers) > > floor", "syntax"),
        (f"{'(' * 160}count of rows where c is sellers{')' * 160} > floor", "too-deep"),
        ("(count of rows where c is sellers) > floor + 0.1234567", "bad-literal"),
        ("(count of rows where c is sellers) > floor \x07", "control-character"),
        ("f {\n    becuse c is sellers and floor\n  }", "syntax"),
    ],
)
def test_what_an_unreadable_part_names_is_not_unused(tmp_path: Path, condition: str, code: str) -> None:
    rules = USING.replace("PLACE", condition)
    assert [slug for slug, _ in found(tmp_path, main=rules, lib=LIBRARY)] == [code]


def test_nobody_can_tell_what_an_unreadable_part_needs_of_a_file(tmp_path: Path) -> None:
    rules = USING.replace("PLACE", "count of rows where c is selers and a and > floor")
    assert "unused-use" not in {slug for slug, _ in found(tmp_path, main=rules, lib=LIBRARY)}


def test_a_use_that_nothing_needs_is_told_where_all_can_be_read(tmp_path: Path) -> None:
    rules = USING.replace("PLACE", "f and a > floor")
    assert found(tmp_path, main=rules, lib=LIBRARY) == [("unused-use", 'use "lib.ssi"')]


@pytest.mark.parametrize(
    "header",
    [
        'ruleset r "R"',
        "facts",
        "market sellers",
        'pillar engage "Engage" worth 10',
        'criterion c1 "C1" worth 10',
        "bands",
        'test "points"',
    ],
)
def test_nothing_follows_from_a_brace_that_a_header_lacks(tmp_path: Path, header: str) -> None:
    assert found(tmp_path, main=RULES.replace(f"{header} {{", header)) == [("syntax", header)]


@pytest.mark.parametrize("comment", ["// let floor = 6 {", "/* let floor = 6\nlet floor = 7 { */", "/* }"])
def test_a_comment_of_another_language_hides_nothing(tmp_path: Path, comment: str) -> None:
    rules = RULES.replace("from floor earns 10", "from floor earns 9")
    codes = [slug for slug, _ in found(tmp_path, main=f"{rules}{comment}")]
    assert sorted(codes) == ["award-maximum", "syntax"]
