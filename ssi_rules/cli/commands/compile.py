"""``ssi compile``."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ssi_rules.cli.options import RulesetArgument


def compile(  # noqa: A001 - the command's name
    ruleset: RulesetArgument,
    *,
    to: Annotated[Literal["python"], typer.Option(help="What to make of it.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to the terminal."),
    ] = None,
) -> None:
    """Write a ruleset in another language.

    Python is one module without dependencies that scores one member.
    """
    from ssi_rules import __version__
    from ssi_rules.cli.compiling import put
    from ssi_rules.targets.python.module import python_module
    from ssi_rules.workspace import load_ruleset

    del to
    put(python_module(load_ruleset(ruleset), __version__), output)
