from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.codes import CATALOGUE
from ssi_rules.formats.full import render

from .rules import outcome

if TYPE_CHECKING:
    from tests.conftest import Golden

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.ssi"))
GOOD = sorted((HERE / "good").glob("*.ssi"))
ROOMS = ("SSI3", "SSI4", "SSI5")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_fault_is_told_as_it_was_read(path: Path, golden: Golden) -> None:
    found = outcome(path.read_text(encoding="utf-8")).problems
    assert path.stem in {each.code.slug for each in found}
    golden(path.with_suffix(".txt"), render(found))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_nothing_is_said_of_what_is_right(path: Path) -> None:
    found = outcome(path.read_text(encoding="utf-8"))
    assert render(found.problems) == ""
    assert found.ruleset is not None


def test_every_code_of_these_rooms_has_a_bad_file() -> None:
    codes = {slug for slug, code in CATALOGUE.items() if code.number.startswith(ROOMS)}
    assert codes == {path.stem for path in BAD}
