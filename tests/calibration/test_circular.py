"""An outcome that is part of the score is known for one, wherever the rules read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.calibration.circular import scored_by
from ssi_rules.workspace import load_ruleset

if TYPE_CHECKING:
    from pathlib import Path

RULES = """\
facts {
  calls : count
  deals : count
  goal  : count
  spare : count
  seat  : flag
  table visits { won : count }
}
ruleset card "Card" { version "1.0.0" worth 8 }
let busy = calls + deals
pillar one "One" worth 6 {
  criterion by_let "By a let" worth 2 { measure busy bands { from 1 earns 2 } }
  criterion by_row "By rows" worth 2 { measure count of visits where won > goal bands { from 1 earns 2 } }
  criterion by_need "By need" worth 2 { applies when seat measure calls bands { from 1 earns 2 } }
}
pillar two "Two" worth 2 {
  criterion plain "Plain" worth 2 { measure deals bands { from 1 earns 2 } }
  cap at 1 when seat
}
"""


@pytest.mark.parametrize(
    ("column", "named"),
    [
        ("calls", ("one.by_let", "one.by_need")),
        (" Deals", ("one.by_let", "two.plain")),
        ("goal", ("one.by_row",)),
        ("seat", ("one.by_need", "two")),
        ("spare", ()),
        ("won", ()),
    ],
)
def test_what_reads_it_is_named(tmp_path: Path, column: str, named: tuple[str, ...]) -> None:
    file = tmp_path / "card.ssi"
    file.write_text(RULES, encoding="utf-8")
    assert scored_by(load_ruleset(str(file)), column) == named
