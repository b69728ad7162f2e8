"""``ssi check``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from ssi_rules.cli.options import ColourOption, FormatsOption

if TYPE_CHECKING:
    from ssi_rules.workspace.targets import Options

Level: TypeAlias = Literal["error", "warning", "info"]

PathsArgument: TypeAlias = Annotated[
    list[Path],
    typer.Argument(metavar="PATHS...", help="Rule files, and folders to search for them; - for stdin."),
]
CodesOption: TypeAlias = list[str] | None
_STDIN = Path("-")


def check(
    paths: PathsArgument,
    *,
    formats: FormatsOption = None,
    select: Annotated[
        CodesOption,
        typer.Option(
            metavar="CODES", help="Report these, instead of what the configuration says: cliff,SSI82."
        ),
    ] = None,
    extend_select: Annotated[CodesOption, typer.Option(metavar="CODES", help="Report these too.")] = None,
    ignore: Annotated[
        CodesOption, typer.Option(metavar="CODES", help="Leave these out. Errors stay.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Carry out fixes that keep the meaning.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: the other fixes too.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what fixes would change, and write nothing.")
    ] = False,
    add_ignores: Annotated[
        str | None,
        typer.Option(
            metavar="REASON", help="Write a comment with this reason at all that is found, to leave it out."
        ),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Do not report findings that this file knows.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write down what is found, for --baseline.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REF", help="Compare with this commit: has the version been raised with the rules?"
        ),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Go by this ssi.toml or pyproject.toml alone.")
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Go by no configuration.")] = False,
    fail_level: Annotated[
        Level | None,
        typer.Option(help="Exit with 1 from this severity up.", show_default="error"),
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Show how often each code is found.")
    ] = False,
    stdin_filename: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What stdin is called, and where it would lie.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Use nothing found before, and keep nothing.")
    ] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Succeed when there is no rule file.")
    ] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say which configurations were used.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but the findings.")] = False,
    color: ColourOption = "auto",
) -> None:
    """Check rule files.

    Finds every fault of every file in one run, and advises; a folder is searched for files that end in .ssi.
    """
    from ssi_rules.cli.checking import Asked, run_check
    from ssi_rules.codes import Severity
    from ssi_rules.workspace.settings import Choice
    from ssi_rules.workspace.targets import Options

    writes = {
        "--fix": fix,
        "--diff": diff,
        "--add-ignores": bool(add_ignores),
        "--write-baseline": bool(write_baseline),
    }
    _refuse_nonsense(
        writes, unsafe=unsafe_fixes, isolated=isolated and config is not None, stdin=_STDIN in paths
    )
    options = Options(
        choice=Choice(
            select=_codes(select, "--select"),
            extend_select=_codes(extend_select, "--extend-select"),
            ignore=_codes(ignore, "--ignore", to_leave_out=True),
            fail_level=Severity(fail_level) if fail_level else None,
            baseline=baseline,
        ),
        config=config,
        isolated=isolated,
        since=since,
    )
    asked = Asked(
        formats=formats or (),
        colour=color,
        fix=fix,
        unsafe=unsafe_fixes,
        diff=diff,
        add_ignores=_reason(add_ignores),
        write_baseline=write_baseline,
        statistics=statistics,
        use_cache=not no_cache,
        allow_empty=allow_empty,
        exit_zero=exit_zero,
        verbose=verbose,
        quiet=quiet,
    )
    if _STDIN in paths:
        raise typer.Exit(run_check(*_from_stdin(paths, stdin_filename, options), asked))
    raise typer.Exit(run_check(_present(paths, allow_empty=allow_empty), options, asked))


def _refuse_nonsense(writes: dict[str, bool], *, unsafe: bool, isolated: bool, stdin: bool) -> None:
    """Refuse options that contradict each other."""
    asked = [name for name, wanted in writes.items() if wanted]
    if len(asked) > 1:
        raise typer.BadParameter(f"{' and '.join(asked)} do not go together; run one after the other.")
    if unsafe and asked not in (["--fix"], ["--diff"]):
        raise typer.BadParameter("--unsafe-fixes goes with --fix or --diff.")
    if isolated:
        raise typer.BadParameter("--isolated and --config do not go together.")
    if stdin and asked:
        raise typer.BadParameter(f"{asked[0]} does not go with stdin.")


def _codes(given: list[str] | None, option: str, *, to_leave_out: bool = False) -> tuple[str, ...]:
    """Selectors, several of them in one text or in many."""
    from ssi_rules.workspace.selectors import fault

    selectors = tuple(each.strip() for text in given or () for each in text.split(",") if each.strip())
    for each in selectors:
        wrong = fault(each, to_leave_out=to_leave_out)
        if wrong is not None:
            raise typer.BadParameter(
                f"{wrong[0]}: {wrong[1]}{'' if wrong[1].endswith('?') else '.'}", param_hint=option
            )
    return selectors


def _reason(given: str | None) -> str | None:
    if given is not None and (not given.strip() or len(given.splitlines()) > 1):
        raise typer.BadParameter(
            "Say in one line why the findings do not matter.", param_hint="--add-ignores"
        )
    return given and given.strip()


def _from_stdin(paths: list[Path], name: Path | None, options: "Options") -> tuple[list[Path], "Options"]:
    """One file whose text comes in."""
    import sys
    from dataclasses import replace

    from ssi_rules.syntax.decode import LARGEST_FILE
    from ssi_rules.workspace.places import real_path

    if paths != [_STDIN]:
        raise typer.BadParameter("`-` is stdin, which is checked by itself.")
    path = name or Path("<stdin>")
    return [path], replace(options, overlay={real_path(path): sys.stdin.buffer.read(LARGEST_FILE + 1)})


def _present(paths: list[Path], *, allow_empty: bool) -> list[Path]:
    """The paths that exist; a pattern that a shell left alone because nothing matched is none of them."""
    from ssi_rules.cli.checking import WAY_OUT, named
    from ssi_rules.cli.trouble import Trouble

    absent = [each for each in paths if not each.exists()]
    if absent and not allow_empty:
        raise Trouble(f"There is no {named(absent)}.", WAY_OUT)
    return [each for each in paths if each not in absent]
