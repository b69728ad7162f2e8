"""Options that several commands take, worded once."""

import re
from datetime import date
from math import isnan
from pathlib import Path
from typing import Annotated, Literal, TypeAlias, get_args

import typer

from ssi_rules.cli.streams import Colour
from ssi_rules.formats.visible import visible

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
    str | None,
    typer.Option(metavar="DAY", help="The day to look from, as in 2026-05-31; else the day the data gives."),
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


def seconds(given: float) -> float:
    """Seconds of an option: ``nan`` is below no bound, and no number of them either.

    Raises:
        BadParameter: It is that.
    """
    if isnan(given):
        raise typer.BadParameter("`nan` is no number of seconds.")
    return given


def _memory(size: str | None) -> str | None:
    if size is None:
        return None
    from ssi_rules.bulk.connection import is_memory_size

    if not is_memory_size(size):
        raise typer.BadParameter(f"`{size}`: write an amount with its unit, such as 4GB; 32MB is the least.")
    return size


MemoryOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--memory-limit",
        metavar="SIZE",
        callback=_memory,
        help="Memory for duckdb, as in 4GB; the rest goes to disk.",
    ),
]
ThreadsOption: TypeAlias = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Threads for duckdb; else one a core.")
]
ColourOption: TypeAlias = Annotated[Colour, typer.Option("--color", help="Whether to colour the output.")]
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
FindingsFormat: TypeAlias = Literal[
    "full", "concise", "json", "github", "gitlab", "junit", "sarif", "markdown"
]
"""How findings about rule files are shown."""
FORMATS: tuple[FindingsFormat, ...] = get_args(FindingsFormat)


def _checked_formats(given: list[str] | None) -> list[str]:
    """What ``--format`` was given, once it is sure that it can be done."""
    names, files = [], []
    for each in given or ():
        name, _, file = each.partition("=")
        if name not in FORMATS:
            raise typer.BadParameter(f"`{visible(name)}` is none of {', '.join(FORMATS)}.")
        if "=" in each and not file:
            raise typer.BadParameter(f"Name a file after `{name}=`.")
        names += [name] if file in ("", "-") else []
        files += [] if file in ("", "-") else [Path(file)]
    if len(names) > 1:
        raise typer.BadParameter(
            f"Only one format can go to stdout; give {names[1]} a file: --format {names[1]}=FILE."
        )
    if len(set(files)) < len(files):
        raise typer.BadParameter("Two formats go to one file.")
    return list(given or ())


FormatsOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT[=FILE]",
        callback=_checked_formats,
        show_default=False,
        help=f"How to show findings: {', '.join(FORMATS)}. May be given again, with a file. Stdout gets full otherwise.",
    ),
]
"""Formats as ``cli.findings.write_findings`` takes them; nothing sensible is left to check."""


def day(option: str | None, name: str = "--as-of") -> date | None:
    """The day an option names.

    Args:
        option: What was given.
        name: What the option is called.

    Raises:
        BadParameter: It is written otherwise, or the calendar has no such day.
    """
    if option is None:
        return None
    parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", option.strip(), re.ASCII)
    if parts is None:
        raise typer.BadParameter(
            f"`{option}`: write a day as year-month-day, such as 2026-05-31.", param_hint=name
        )
    try:
        return date(*map(int, parts.groups()))
    except ValueError as error:
        raise typer.BadParameter(f"The calendar has no day {option}.", param_hint=name) from error
