"""Data that may not be read, tried for real: root, who reads everything, becomes somebody else first."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.bulk.population import RULES, write_population

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of POSIX")

NOBODY = 65534
"""Who owns nothing."""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that anybody may look into, unlike those of pytest."""
    with TemporaryDirectory() as made:
        Path(made).chmod(0o777)
        yield Path(made)


def refused(data: Path, output: Path) -> str:
    """What is said of data, once everything is loaded and nobody is root."""
    script = f"""
        import os
        from dataclasses import replace
        from pathlib import Path
        from ssi_rules import api
        from ssi_rules.bulk.run import score_population
        from ssi_rules.bulk.target import Form, Target
        from ssi_rules.bulk.work import How
        from ssi_rules.sources.dataset import DataError
        ruleset, target = api.load_ruleset({str(RULES)!r}), Target(Path({str(output)!r}), Form.CSV)
        score_population(ruleset, Path({str(data / "open")!r}), target, How())
        Path({str(output)!r}).write_text("old")
        if os.geteuid() == 0:
            os.seteuid({NOBODY})
        try:
            score_population(ruleset, Path({str(data / "closed")!r}), target, How())
        except DataError as error:
            print(error.path, error.message, error.help, sep="|", end="")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(("form", "name"), [("csv", "members"), ("parquet", "visits"), ("csv", "the folder")])
def test_it_is_named_and_nothing_is_written(place: Path, form: str, name: str) -> None:
    for each in ("open", "closed"):
        folder = write_population(place / each, 20)
        if form == "parquet":
            to_parquet(folder)
    shut = place / "closed" / ("" if name == "the folder" else f"{name}.{form}")
    shut.chmod(0)
    try:
        path, message, help_ = refused(place, place / "scores.csv").split("|")
    finally:
        shut.chmod(0o700)
    assert path == str(shut)
    assert "cannot be read" in message
    assert "ermission" in message
    assert help_
    assert (place / "scores.csv").read_text(encoding="utf-8") == "old"
    assert sorted(each.name for each in place.iterdir()) == ["closed", "open", "scores.csv"]


def to_parquet(folder: Path) -> None:
    with duckdb.connect() as connection:
        for each in folder.glob("*.csv"):
            connection.execute(f"COPY (FROM '{each}') TO '{each.with_suffix('.parquet')}'")
            each.unlink()
