"""``ssi fmt``."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from ssi_rules.cli.options import ColourOption

PathsArgument: TypeAlias = Annotated[
    list[Path],
    typer.Argument(metavar="PATHS...", help="Rule files, and folders to search for them; - for stdin."),
]


def fmt(
    paths: PathsArgument,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a file is laid out otherwise.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="The same, and show what would change.")] = False,
    stdin_filename: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What stdin is called in messages.")
    ] = None,
    color: ColourOption = "auto",
) -> None:
    """Lay rule files out in the one style.

    Spaces and line breaks change; words, comments and their order do not. A file that cannot be read stays as it is.
    """
    from ssi_rules.cli.formatting import Options, format_paths, format_stdin

    options = Options(writes=not check and not diff, diff=diff, colour=color)
    if Path("-") in paths:
        raise typer.Exit(format_stdin(paths, stdin_filename, options))
    raise typer.Exit(format_paths(paths, options))
