from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.scoring.no_starting_level import no_starting_level
from tests.lint.reading import compiled, findings

from .rules import scoring, told

if TYPE_CHECKING:
    from pathlib import Path

PARTS = "measure has_cover_photo earns 10 when yes"


def test_levels_that_begin_above_nothing(tmp_path: Path) -> None:
    text = scoring(PARTS, levels='level steady "Steady" from 2.5\nlevel leader "Leader" from 7')
    assert told(no_starting_level, tmp_path, text) == [
        "17: A member below 2.5 points has no level. [add a level from 0, or let this one start there]"
    ]


def test_near_misses_stay_silent(tmp_path: Path) -> None:
    assert told(no_starting_level, tmp_path, scoring(PARTS)) == []
    text = scoring(PARTS, levels='level starting "Starting" from 0\nlevel leader "Leader" from 7')
    assert told(no_starting_level, tmp_path, text) == []


def test_a_level_from_0_may_be_inherited(tmp_path: Path) -> None:
    base = scoring(PARTS, levels='level starting "Starting" from 0')
    text = 'ruleset above "Above" { extends "base.ssi" version "1" }\nlevel leader "Leader" from 7\n'
    assert findings(no_starting_level, compiled(tmp_path, text, beside={"base.ssi": base})) == []
