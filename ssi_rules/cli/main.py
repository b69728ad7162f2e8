"""The command line: one command per file, one place that turns what went wrong into an exit code."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from ssi_rules.cli import exits
from ssi_rules.cli.commands.audit import audit
from ssi_rules.cli.commands.calibrate import calibrate
from ssi_rules.cli.commands.check import check
from ssi_rules.cli.commands.compile import compile as compile_
from ssi_rules.cli.commands.demo import demo
from ssi_rules.cli.commands.diff import diff
from ssi_rules.cli.commands.explain import explain
from ssi_rules.cli.commands.facts import facts
from ssi_rules.cli.commands.fmt import fmt
from ssi_rules.cli.commands.history import history
from ssi_rules.cli.commands.init import init
from ssi_rules.cli.commands.lsp import lsp
from ssi_rules.cli.commands.match import match
from ssi_rules.cli.commands.plan import plan
from ssi_rules.cli.commands.prove import prove
from ssi_rules.cli.commands.report import report
from ssi_rules.cli.commands.rule import rule
from ssi_rules.cli.commands.schema import schema
from ssi_rules.cli.commands.score import score
from ssi_rules.cli.commands.serve import serve
from ssi_rules.cli.commands.show import show
from ssi_rules.cli.commands.test import test
from ssi_rules.cli.commands.translate import translate
from ssi_rules.cli.commands.version import version
from ssi_rules.cli.commands.whatif import whatif
from ssi_rules.cli.failures import exit_code_of, report_crash
from ssi_rules.cli.streams import never_fail_on_text

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: tuple[Callable[..., None], ...] = (
    check,
    fmt,
    test,
    diff,
    prove,
    score,
    explain,
    whatif,
    plan,
    report,
    history,
    facts,
    match,
    calibrate,
    audit,
    compile_,
    show,
    init,
    translate,
    demo,
    rule,
    serve,
    lsp,
    schema,
    version,
)
"""Every command, in the order in which the help lists them."""


class Doors(TyperGroup):
    """The group of commands; known failures leave it as exit codes, unknown ones pass."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override] # Typer's context is Click's
        """Run the command and see its output through."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except typer.Exit:
            raise
        except Exception as error:
            code = exit_code_of(error)
            if code is None:
                raise
            raise typer.Exit(code) from error
        return result

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override] # the same
        """Commands in the order of use, not of the alphabet."""
        del ctx
        return [each.__name__ for each in COMMANDS]


app = typer.Typer(
    name="ssi",
    cls=Doors,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - how Typer calls it
    if wanted:
        version(short=True)
        raise typer.Exit


@app.callback()
def main(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Score LinkedIn activity by rules you can read, check and change."""


for _command in COMMANDS:
    app.command()(_command)


def run() -> None:
    """The ``ssi`` command: run it on this process's arguments and exit with its code."""
    never_fail_on_text()
    gc.set_threshold(
        100_000, 20, 20
    )  # what a run builds lives to its end; looking for garbage costs a tenth of it
    try:
        app(prog_name="ssi")
    except Exception as error:  # noqa: BLE001 - whatever it was, it must not look like findings
        sys.exit(report_crash(error))
    except SystemExit as leaving:
        if leaving.code == exits.BROKEN_PIPE:
            _abandon_stdout()
        raise
    finally:
        if "duckdb" not in sys.modules:  # which calls what is not given back one by one a leak
            gc.freeze()  # the system takes all back at once; looking through it before costs a fifth of a short run


def _abandon_stdout() -> None:
    """Keep the interpreter from flushing to a reader that went away."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
