"""``ssi compile``."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ssi_rules.cli.options import RulesetArgument


def compile(  # noqa: A001 - the command's name
    ruleset: RulesetArgument,
    *,
    to: Annotated[Literal["sql", "python"], typer.Option(help="What to make of it.")],
    dialect: Annotated[
        Literal["duckdb", "spark", "postgres", "snowflake", "bigquery", "trino"] | None,
        typer.Option(help="Whose SQL."),
    ] = None,
    dbt: Annotated[
        bool, typer.Option("--dbt", help="Write a dbt project around it: models, a seed and tests.")
    ] = False,
    columns: Annotated[
        Literal["total", "pillars", "criteria", "full"] | None,
        typer.Option(help="How much SQL tells of each member; else criteria."),
    ] = None,
    schema: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Where the warehouse's tables are, and the view goes; else ssi."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A fact, table or TABLE.COLUMN that the warehouse lacks. May be given again.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="The file to write, or dbt's folder; else to the terminal."
        ),
    ] = None,
) -> None:
    """Write a ruleset in another language.

    SQL is a view over the tables of a warehouse that scores everyone in it. Python is one module without dependencies that
    scores one member.
    """
    from ssi_rules.cli.compiling import Asked, compiled

    asked = Asked(
        to=to,
        dialect=dialect,
        dbt=dbt,
        columns=columns,
        schema=schema,
        without=frozenset(without or ()),
        output=output,
    )
    compiled(ruleset, asked)
