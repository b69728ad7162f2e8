"""``ssi score``."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from ssi_rules.cli.options import (
    AsOfOption,
    ColourOption,
    MapOption,
    MemoryOption,
    RejectsOption,
    RulesetArgument,
    ThreadsOption,
    day,
)

# The same words as in cli/population/request.py, which is not loaded until the command runs.
_Format: TypeAlias = Literal["table", "json", "jsonl", "csv", "parquet", "duckdb"]
_Columns: TypeAlias = Literal["total", "pillars", "criteria", "full"]
_Engine: TypeAlias = Literal["reference", "duckdb", "spark"]


def score(
    ruleset: RulesetArgument,
    data: Annotated[
        Path | None,
        typer.Argument(
            metavar="DATA",
            help="LinkedIn exports (ZIP, folder, folder of them), or a dataset (folder, DuckDB, Parquet, CSV, JSON Lines; "
            "several files by a pattern in quotes).",
        ),
    ] = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write here; the suffix says json, jsonl, csv, parquet, duckdb or txt (table).",
        ),
    ] = None,
    format_: Annotated[
        _Format | None,
        typer.Option(
            "--format", help="How to write: scorecards as table, json or jsonl, rows as the others."
        ),
    ] = None,
    columns: Annotated[
        _Columns | None,
        typer.Option(
            help="How much rows tell of each member; full is enough to explain the score later. "
            "Criteria unless told; makes jsonl one flat row a line."
        ),
    ] = None,
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
    rejects_to: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="List rows that do not fit in this CSV, each with the reason, and go on."
        ),
    ] = None,
    fail_on_rejects: Annotated[
        bool,
        typer.Option(
            "--fail-on-rejects", help="Write no scores where rows do not fit; --rejects-to lists them."
        ),
    ] = False,
    history: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Keep the scores in this file, too, to see how they change: scores.duckdb."
        ),
    ] = None,
    engine: Annotated[
        _Engine | None,
        typer.Option(
            help="What computes them, to the same points: reference takes a member at a time, duckdb a population on this "
            "machine, spark one beyond it. The data's size decides unless told."
        ),
    ] = None,
    memory_limit: MemoryOption = None,
    threads: ThreadsOption = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Keep what is done beside the output; after a stop the same command goes on from there.",
        ),
    ] = False,
    dictionary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Keep the verdicts on texts in this file; next time only new texts are matched.",
        ),
    ] = None,
    tables: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            metavar="NAME=TABLE",
            help="For spark: read a table from a catalog. May be given again.",
        ),
    ] = None,
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="For spark: where it works; else on this machine.")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--setting", metavar="KEY=VALUE", help="For spark: a setting of its own. May be given again."
        ),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="For spark: replace a folder or table that is there already.")
    ] = False,
    color: ColourOption = "auto",
) -> None:
    """Score every member of the data under a ruleset.

    Few members are scored one by one, and shown as a table unless told otherwise. Whole populations go from files to a file:
    ssi score RULESET members.parquet -o scores.parquet. DATA may then be a pattern in quotes or a folder of parts.
    """
    from ssi_rules.cli.population.request import Request
    from ssi_rules.cli.population.run import run

    request = Request(
        ruleset,
        data,
        output=output,
        format=format_,
        columns=columns,
        as_of=day(as_of),
        maps=tuple(maps or ()),
        rejects=rejects,
        rejects_to=rejects_to,
        fail_on_rejects=fail_on_rejects,
        history=history,
        engine=engine,
        memory_limit=memory_limit,
        threads=threads,
        resume=resume,
        dictionary=dictionary,
        tables=tuple(tables or ()),
        master=master,
        settings=tuple(settings or ()),
        overwrite=overwrite,
    )
    run(request, color)
