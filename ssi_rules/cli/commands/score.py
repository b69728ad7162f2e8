"""``ssi score``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO, TypeAlias

import typer

from ssi_rules.cli.options import (
    AsOfOption,
    ColourOption,
    DataArgument,
    MapOption,
    RejectsOption,
    RulesetArgument,
    day,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.cli.streams import Colour
    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Scorecard

Format: TypeAlias = Literal["table", "json", "jsonl", "csv"]

OutputOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write here; the suffix says json, jsonl, csv or txt (table)."
    ),
]


def score(
    ruleset: RulesetArgument,
    data: DataArgument,
    *,
    output: OutputOption = None,
    format_: Annotated[Format | None, typer.Option("--format", help="How to write the scores.")] = None,
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
    history: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Keep the scores in this file, too, to see how they change: scores.duckdb."
        ),
    ] = None,
    engine: Annotated[Literal["reference"], typer.Option(help="What computes them.")] = "reference",
    color: ColourOption = "auto",
) -> None:
    """Score every member of the data under a ruleset."""
    from ssi_rules.cli.remembering import remembered
    from ssi_rules.cli.scoring import Run
    from ssi_rules.cli.writing import destination

    del engine  # there is one so far; scripts may already name it
    written_as = format_ or _by_suffix(output)
    run = Run.open(ruleset, data, as_of=day(as_of), maps=maps or (), rejects=rejects)
    with destination(output) as stream, remembered(run, history) as cards:
        _write(run.ruleset, cards, written_as, stream, color)
    run.report()


def _by_suffix(output: Path | None) -> Format:
    """The format a file's name asks for; a device or a pipe, which has no suffix, gets what a terminal gets.

    Raises:
        Trouble: The suffix stands for something else, and the file would not be what its name says.
    """
    from ssi_rules.cli.trouble import Trouble

    if output is None or not output.suffix:
        return "table"
    format_ = _SUFFIXES.get(output.suffix.lower())
    if format_ is None:
        raise Trouble(
            f"Scores cannot be written as `{output.suffix}`.",
            f"Name a file that ends in {', '.join(_SUFFIXES)}, or say what to write with --format.",
        )
    return format_


_SUFFIXES: dict[str, Format] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".txt": "table",
}


def _write(
    ruleset: "Ruleset", cards: "Iterable[Scorecard]", format_: Format, stream: TextIO, color: "Colour"
) -> None:
    from ssi_rules.cli.streams import console
    from ssi_rules.engines.ruleset_info import ruleset_info
    from ssi_rules.report.exports import write_csv, write_json, write_jsonl
    from ssi_rules.report.team.table import print_team

    match format_:
        case "table":
            print_team(ruleset, cards, console(color, stream))
        case "json":
            write_json(ruleset_info(ruleset), cards, stream)
        case "jsonl":
            write_jsonl(cards, stream)
        case "csv":
            write_csv(ruleset, cards, stream)
