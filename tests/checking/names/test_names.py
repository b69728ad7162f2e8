"""Rule files beside what is said of them.

A folder is a case of several files, of which ``main.ssi`` is checked, or ``main_test.ssi`` where there is one.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.codes import CATALOGUE
from ssi_rules.formats.full import render
from ssi_rules.workspace import ONLY_FAULTS, check_paths

if TYPE_CHECKING:
    from ssi_rules.workspace import Checked
    from tests.conftest import Golden

HERE = Path(__file__).parent


def cases(kind: str) -> list[Path]:
    return sorted(path for path in (HERE / kind).iterdir() if path.is_dir() or path.suffix == ".ssi")


def check(case: Path, where: Path) -> Checked:
    """Check a copy, in a project of its own, so that paths are shown alike everywhere."""
    (where / "ssi.toml").touch()
    if case.is_dir():
        shutil.copytree(case, where, dirs_exist_ok=True)
        tests = where / "main_test.ssi"
        return check_paths([tests if tests.exists() else where / "main.ssi"], ONLY_FAULTS)
    shutil.copy(case, where)
    return check_paths([where / case.name], ONLY_FAULTS)


@pytest.mark.parametrize("case", cases("bad"), ids=lambda path: path.stem)
def test_says_what_is_wrong(case: Path, tmp_path: Path, golden: Golden) -> None:
    checked = check(case, tmp_path)
    assert len(checked.problems) > 0
    golden(case.with_suffix(".txt"), render(checked.problems))


@pytest.mark.parametrize("case", cases("good"), ids=lambda path: path.stem)
def test_finds_nothing_wrong(case: Path, tmp_path: Path) -> None:
    checked = check(case, tmp_path)
    assert render(checked.problems) == ""
    assert checked.compiled[0].ruleset is not None


FOUND_BY_RUNNING = frozenset({"failed-expectation", "uncovered", "surviving-mutant"})
"""What only ``ssi test`` can find; its cases are in ``tests/ruletest``."""


def test_every_code_of_these_rooms_has_a_case() -> None:
    shown = "".join(path.read_text(encoding="utf-8") for path in (HERE / "bad").glob("*.txt"))
    ours = [
        each for each in CATALOGUE.values() if each.number[3] in "267" and each.slug not in FOUND_BY_RUNNING
    ]
    assert [each.slug for each in ours if f"[{each.number}] {each.slug}:" not in shown] == []
