"""What ``ssi score`` was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from ssi_rules.cli.trouble import Trouble

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ssi_rules.bulk.target import Target
    from ssi_rules.engines.wide import Detail

Format: TypeAlias = Literal["table", "json", "jsonl", "csv", "parquet", "duckdb"]
Columns: TypeAlias = Literal["total", "pillars", "criteria", "full"]
Engine: TypeAlias = Literal["reference", "duckdb", "spark"]

_SUFFIXES: dict[str, Format] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".txt": "table",
    ".parquet": "parquet",
    ".duckdb": "duckdb",
    ".ddb": "duckdb",
    ".db": "duckdb",
}

MOST_THREADS = 4096
"""More than the largest machines have cores; starting tens of thousands takes minutes and looks like a hang."""


@dataclass(frozen=True, slots=True)
class Request:
    """The options of a run.

    Attributes:
        output: A file, a device or a pipe; None for stdout.
        format: How to write; None where the output's name says it.
        columns: How much to write of each member in rows; None where nobody said.
        engine: None lets the data decide.
        rejects: Whether rows that do not fit are set aside.
        rejects_to: Where they are listed.
        fail_on_rejects: Whether there are no scores where there are such rows.
        dictionary: Where verdicts about texts are kept from run to run.
        tables: NAME=TABLE, for Spark.
        settings: KEY=VALUE, for Spark.
    """

    ruleset: str
    data: Path | None
    output: Path | None = None
    format: Format | None = None
    columns: Columns | None = None
    as_of: date | None = None
    maps: tuple[Path, ...] = ()
    rejects: bool = False
    rejects_to: Path | None = None
    fail_on_rejects: bool = False
    history: Path | None = None
    engine: Engine | None = None
    memory_limit: str | None = None
    threads: int | None = None
    resume: bool = False
    dictionary: Path | None = None
    tables: tuple[str, ...] = ()
    master: str | None = None
    settings: tuple[str, ...] = ()
    overwrite: bool = False

    @property
    def given(self) -> Path:
        """The data, which all engines but Spark have to be given.

        Raises:
            Trouble: It is not.
        """
        if self.data is None:
            raise Trouble(
                "There is nothing to score.", "Give the data behind the ruleset: a file or a folder."
            )
        return self.data

    @property
    def suffix_format(self) -> Format | None:
        """What the suffix of the output's name stands for, if for anything."""
        return None if self.output is None else _SUFFIXES.get(self.output.suffix.lower())

    @property
    def written_as(self) -> Format:
        """The format asked for, or that of the output's name; a device or a pipe gets what a terminal gets.

        Raises:
            Trouble: The suffix stands for something else, and the file would not be what its name says.
        """
        if self.format is not None:
            return self.format
        if self.output is None or not self.output.suffix:
            return "table"
        found = self.suffix_format
        if found is None:
            raise Trouble(
                f"Scores cannot be written as `{self.output.suffix}`.",
                f"Name a file that ends in {', '.join(_SUFFIXES)}, or say what to write with --format.",
            )
        return found

    @property
    def detail(self) -> Detail | None:
        """How much rows say of each member; None where whole scorecards are written and no rows."""
        from ssi_rules.engines.wide import Detail

        if self.columns is not None:
            return Detail(self.columns)
        return Detail.CRITERIA if self.written_as in ("csv", "parquet", "duckdb") else None

    @property
    def rows(self) -> Detail:
        """How much rows say, where it is settled that rows are written."""
        from ssi_rules.engines.wide import Detail

        return self.detail or Detail.CRITERIA

    @property
    def target(self) -> Target:
        """Where rows go."""
        from ssi_rules.bulk.target import Form, Target

        output = None if self.output is None or str(self.output) == "-" else self.output
        return Target(output, Form(self.written_as))

    @property
    def sets_aside(self) -> bool:
        """Whether rows that do not fit are set aside: to list them, or to fail on them, they have to be."""
        return self.rejects or self.rejects_to is not None or self.fail_on_rejects

    def check(self) -> None:
        """See whether what was asked for goes together.

        Raises:
            Trouble: It does not.
        """
        if self.engine == "spark":  # which has formats and places of its own
            return
        self._refuse_of_spark()
        check_threads(self.threads)
        if self.columns is not None and self.written_as in ("table", "json"):
            raise Trouble(
                f"--columns is about rows, and {self.written_as} has none.",
                "Add --format csv, jsonl, parquet or duckdb, or name such a file with -o.",
            )
        if self.output is None and self.written_as == "duckdb":
            raise Trouble("A DuckDB file cannot go to stdout.", "Name it: -o scores.duckdb")
        if self.resume and self.output is None:
            raise Trouble("There is nothing to go on with where nothing is kept.", "Name the output: -o FILE")

    def _refuse_of_spark(self) -> None:
        given = {
            "--table": self.tables,
            "--master": self.master,
            "--setting": self.settings,
            "--overwrite": self.overwrite,
        }
        for option, value in given.items():
            if value:
                raise Trouble(f"{option} is for Spark alone.", "Add --engine spark, or leave it out.")


def check_threads(threads: int | None) -> None:
    """See whether there can be so many threads.

    Raises:
        Trouble: There cannot.
    """
    if threads is not None and threads > MOST_THREADS:
        raise Trouble(f"--threads {threads} is more than {MOST_THREADS}.", "Leave it out for one a core.")
