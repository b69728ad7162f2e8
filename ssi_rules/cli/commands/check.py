"""``ssi check``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from ssi_rules.cli.options import ColourOption, FormatsOption

if TYPE_CHECKING:
    from ssi_rules.diagnostics import Diagnostic

Level: TypeAlias = Literal["error", "warning", "info"]

PathsArgument: TypeAlias = Annotated[
    list[Path], typer.Argument(metavar="PATHS...", help="Rule files, and folders to search for them.")
]


def check(
    paths: PathsArgument,
    *,
    formats: FormatsOption = None,
    fail_level: Annotated[Level, typer.Option(help="Exit with 1 from this severity up.")] = "error",
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Succeed when there is no rule file.")
    ] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    color: ColourOption = "auto",
) -> None:
    """Check rule files.

    Finds every fault of every file in one run; a folder is searched for files that end in .ssi.
    """
    from ssi_rules.cli import exits
    from ssi_rules.cli.findings import for_people, write_findings
    from ssi_rules.cli.streams import say
    from ssi_rules.cli.trouble import Trouble
    from ssi_rules.formats.tally import tally
    from ssi_rules.workspace import check_paths

    checked = check_paths(_present(paths, allow_empty=allow_empty))
    if not checked.compiled and not allow_empty:
        raise Trouble(f"There is no rule file in {_named(paths)}.", _WAY_OUT)
    found = list(checked.problems)
    write_findings(found, [each.file.source for each in checked.compiled], formats, color)
    if for_people(formats):
        count = len(checked.compiled)
        say(f"{count} {'file' if count == 1 else 'files'}: {tally(found)}")
    if not exit_zero and any(_fails(each, fail_level) for each in found):
        raise typer.Exit(exits.FINDINGS)


def _present(paths: list[Path], *, allow_empty: bool) -> list[Path]:
    """The paths that exist; a pattern that a shell left alone because nothing matched is none of them."""
    from ssi_rules.cli.trouble import Trouble

    absent = [each for each in paths if not each.exists()]
    if absent and not allow_empty:
        raise Trouble(f"There is no {_named(absent)}.", _WAY_OUT)
    return [each for each in paths if each not in absent]


def _named(paths: list[Path]) -> str:
    from ssi_rules.formats.visible import visible

    return ", ".join(f"`{visible(str(each))}`" for each in paths)


_WAY_OUT = "Name .ssi files, or folders that hold some; --allow-empty accepts that there are none."


def _fails(diagnostic: "Diagnostic", level: Level) -> bool:
    order: tuple[Level, ...] = ("error", "warning", "info")
    return order.index(diagnostic.severity.value) <= order.index(level)
