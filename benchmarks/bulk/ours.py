"""Our own way for populations, by the library's door."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bulk.by_sql import DAY

if TYPE_CHECKING:
    from collections.abc import Callable


def ready(rules: str, data: str, out: str, *options: str) -> Callable[[], object]:
    """Rules are read and libraries loaded; what is left is what grows with the data.

    Args:
        rules: The ruleset's file.
        data: The dataset.
        out: The Parquet file to write.
        options: ``summary`` counts the result too; ``memory=SIZE`` limits it; ``dictionary=FILE`` keeps verdicts on texts;
            ``day`` looks from the day of the populations.
    """
    import duckdb  # noqa: F401, PLC0415 - before the clock starts
    import pyarrow as pa  # noqa: F401, PLC0415 - the same

    from ssi_rules.bulk.connection import Limits  # noqa: PLC0415 - only this contestant loads it
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
    ruleset = load_ruleset(Path(rules))
    return partial(score_population, ruleset, Path(data), Target(Path(out), Form.PARQUET), how)
