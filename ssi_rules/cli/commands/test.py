"""``ssi test``."""

# ruff: noqa: PT028 - a command, not a test

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from ssi_rules.cli.options import ColourOption, FormatsOption

PathsArgument: TypeAlias = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATHS...",
        help="Rule files and test files, and folders to search for them. NAME.ssi brings NAME_test.ssi beside it.",
    ),
]


def test(
    paths: PathsArgument,
    *,
    keyword: Annotated[
        str | None,
        typer.Option(
            "--keyword",
            "-k",
            metavar="EXPR",
            help="Run tests with these words in title or file name; and, or, not and parentheses combine them.",
        ),
    ] = None,
    formats: FormatsOption = None,
    junit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The same as --format junit=FILE.")
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Show which parts of the rules the tests try, and which not.")
    ] = False,
    coverage_fail_under: Annotated[
        float | None,
        typer.Option(metavar="PERCENT", min=0, max=100, help="Exit with 1 if less of the rules is tried."),
    ] = None,
    coverage_json: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what is tried, and what not, as JSON.")
    ] = None,
    mutate: Annotated[
        bool,
        typer.Option(
            "--mutate", help="Change the rules in small ways, and list changes that no test notices."
        ),
    ] = False,
    generate: Annotated[
        bool,
        typer.Option(
            "--generate",
            help="Propose tests for what no test tries, filled in by the rules as they are now: review them.",
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write proposed tests; else to stdout."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over FILE and the tests in it.")] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Succeed when there is no test.")
    ] = False,
    color: ColourOption = "auto",
) -> None:
    """Run the tests of rule files.

    Tests stand in rule files and, beside them, in files that end in _test.ssi.
    """
    from ssi_rules.cli.testing import Options, run_tests

    asked = [*(formats or ()), *([f"junit={junit}"] if junit else ())]
    options = Options(
        keyword=keyword,
        formats=tuple(asked),
        allow_empty=allow_empty,
        colour=color,
        coverage=coverage,
        fail_under=coverage_fail_under,
        coverage_json=coverage_json,
        mutate=mutate,
    )
    if generate:
        from ssi_rules.cli.generating import generate_tests

        if options.covers or mutate or asked:
            raise typer.BadParameter("--generate runs no tests: leave out formats, --coverage and --mutate.")
        raise typer.Exit(generate_tests(paths, options, output, force=force))
    if output is not None or force:
        raise typer.BadParameter("--output and --force go with --generate.")
    raise typer.Exit(run_tests(paths, options))
