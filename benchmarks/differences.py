"""How long it takes to see who moves by a change of rules: everyone scored by both and by what lies between, and told."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks import populations
from benchmarks.figure import Figure, children_seconds, medians

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.parts import Size

MEMBERS = 100_000
CHANGES = 6

_HERE = Path(__file__).parent
_CUT = re.compile(r"\bfrom (\d+) earns")
_TARGET = 10.0
_ROUNDS = 5


def differences(size: Size) -> Iterator[Figure]:
    """Six cut-points moved, on facts alone and on rows of four tables; once with cohorts by a column of the members."""
    with TemporaryDirectory() as made:
        folder, members = Path(made), size.of(MEMBERS)
        facts = populations.scalar(folder / "facts", members).parent
        rows = populations.activity(folder / "rows", members)
        asked = {
            f"{members:,} members, facts alone": _command("card", facts),
            "the same, by two cohorts": [*_command("card", facts), "--by", "seat"],
            f"{members:,} members, {populations.rows_of(rows):,} rows of four tables": _command(
                "activity", rows
            ),
        }
        taken = medians({what: partial(_seconds, command) for what, command in asked.items()}, _ROUNDS)
    for what, seconds in taken.items():
        told = f"{seconds / (CHANGES + 1):.2f} s a scoring"
        yield Figure(what, f"{seconds:.1f} s", told, f"< {_TARGET:.0f} s", seconds < _TARGET)


def _command(name: str, data: Path) -> list[str]:
    """The comparison of a ruleset of this folder with itself, some cut-points moved."""
    new = data.parent / f"{name}.ssi"
    new.write_text(moved((_HERE / f"{name}.ssi").read_text(encoding="utf-8")), encoding="utf-8")
    secret = data.parent / "secret"
    options = ["--limit", "0", "--format", "json", "--salt", str(secret)]
    return ["diff", str(_HERE / f"{name}.ssi"), str(new), str(data), *options]


def moved(text: str) -> str:
    """Rules with the last cut-point of some criteria a tenth higher."""
    blocks = text.split("criterion ")
    left = CHANGES
    for place, block in enumerate(blocks):
        cuts = list(_CUT.finditer(block))
        if left and cuts:
            start, end = cuts[-1].span(1)
            blocks[place] = f"{block[:start]}{int(cuts[-1][1]) * 11 // 10 + 1}{block[end:]}"
            left -= 1
    assert not left, "too few cut-points to move"
    return "criterion ".join(blocks)


def _seconds(arguments: Sequence[str]) -> float:
    start = children_seconds()
    done = subprocess.run([sys.executable, "-m", "ssi_rules", *arguments], capture_output=True, check=True)
    taken = children_seconds() - start
    (ruleset,) = json.loads(done.stdout)["rulesets"]
    data = ruleset["data"]
    assert len(data["changes"]) == CHANGES
    assert data["everyone"]["gained"] or data["everyone"]["lost"]
    return taken
