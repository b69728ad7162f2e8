"""The picture of the floors names every room: a new one cannot be forgotten by what is forbidden to it."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = {
    f"ssi_rules.{each.stem}"
    for each in (ROOT / "ssi_rules").iterdir()
    if (each.is_dir() and (each / "__init__.py").exists()) or each.suffix == ".py"
} - {"ssi_rules.__init__", "ssi_rules.__main__"}
OWNERS = {
    "lark": {"syntax"},
    "duckdb": {"sources", "history", "bulk", "difference", "calibration"},
    "sqlglot": {"engines", "bulk", "distributed", "targets"},
    "pyspark": {"distributed"},
    "pyarrow": {"bulk", "distributed"},
    "z3": {"proving"},
    "scipy": {"calibration"},
    "typer": {"cli"},
    "rich": {"cli", "report"},
    "pygls": {"lsp"},
    "pages": {"report", "web"},
    "web": {"web"},
}


def contracts() -> ConfigParser:
    found = ConfigParser()
    found.read(ROOT / ".importlinter", encoding="utf-8")
    return found


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_is_forbidden_to_every_room_but_its_own(library: str) -> None:
    listed = set(contracts()[f"importlinter:contract:{library}"]["source_modules"].split())
    assert ROOMS - listed == {f"ssi_rules.{room}" for room in OWNERS[library]}
    assert listed <= ROOMS
