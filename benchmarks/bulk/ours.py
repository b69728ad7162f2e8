"""Our own way for populations: by the library's door, and as a command."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.bulk.by_sql import DAY

if TYPE_CHECKING:
    from collections.abc import Callable


def ready(rules: str, data: str, out: str, *options: str) -> Callable[[], object]:
    """Rules are read and libraries loaded, by a run over one member; what is left is what grows with the data.

    Args:
        rules: The ruleset's file.
        data: The dataset.
        out: The Parquet file to write.
        options: ``summary`` counts the result too; ``memory=SIZE`` limits it; ``dictionary=FILE`` keeps verdicts on texts;
            ``day`` looks from the day of the populations.
    """
    from benchmarks.bulk.warm import one_member  # noqa: PLC0415 - the command is measured with what it loads itself
    from ssi_rules.bulk.connection import Limits  # noqa: PLC0415 - the same
    from ssi_rules.bulk.run import score_population  # noqa: PLC0415 - the same
    from ssi_rules.bulk.target import Form, Target  # noqa: PLC0415 - the same
    from ssi_rules.bulk.work import How  # noqa: PLC0415 - the same
    from ssi_rules.workspace import load_ruleset  # noqa: PLC0415 - the same

    said = dict(each.partition("=")[::2] for each in options)
    how = How(
        as_of=date.fromisoformat(DAY) if "day" in said else None,
        summary="summary" in said,
        limits=Limits(memory=said.get("memory")),
        dictionary=Path(said["dictionary"]) if "dictionary" in said else None,
    )
    ruleset, target = load_ruleset(Path(rules)), Target(Path(out), Form.PARQUET)
    with TemporaryDirectory() as made:
        elsewhere = replace(target, path=Path(made) / "warm.parquet")
        score_population(ruleset, one_member(ruleset, Path(made)), elsewhere, replace(how, dictionary=None))
    return partial(score_population, ruleset, Path(data), target, how)


def command(rules: str, data: str, out: str) -> Callable[[], object]:
    """``ssi score`` from nothing."""
    asked = [sys.executable, "-m", "ssi_rules", "score", rules, data, "-o", out]
    return partial(subprocess.run, asked, check=True, capture_output=True)
