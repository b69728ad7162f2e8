"""Options that several commands take, worded once."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from ssi_rules.cli.streams import Colour

RulesetArgument: TypeAlias = Annotated[
    str,
    typer.Argument(metavar="RULESET", help="A rule file, or the name of a shipped one: linkedin-ssi-2015."),
]
DataArgument: TypeAlias = Annotated[
    Path,
    typer.Argument(
        metavar="DATA",
        help="A LinkedIn export (ZIP or folder), a folder of them, or a dataset (folder, DuckDB, CSV).",
    ),
]
AsOfOption: TypeAlias = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="DAY", help="Score as of this day; else the day the data gives."
    ),
]
MapOption: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--map", metavar="FILE", help="How to read another CSV: a column map in TOML. May be given again."
    ),
]
RejectsOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--rejects", help="Set rows that do not fit aside and count them, instead of refusing the data."
    ),
]
ColourOption: TypeAlias = Annotated[Colour, typer.Option("--color", help="Whether to colour the output.")]
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
FindingsFormat: TypeAlias = Literal["full", "concise", "json"]
"""How findings about rule files are shown."""


def day(option: datetime | None) -> date | None:
    """The day an option names."""
    return None if option is None else option.date()
