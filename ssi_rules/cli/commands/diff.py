"""``ssi diff``."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from ssi_rules.cli.options import (
    AsOfOption,
    ColourOption,
    MapOption,
    MemoryOption,
    RejectsOption,
    ThreadsOption,
    day,
    seconds,
)

DiffFormat: TypeAlias = Literal["text", "json", "md", "github"]


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="A rule file, a folder of them, a shipped ruleset's name, or what a commit has: HEAD~1:rules/card.ssi, or HEAD~1 alone.",
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same, to compare with.")],
    data: Annotated[
        Path | None,
        typer.Argument(
            metavar="DATA",
            help="Whose scores to compare, too: exports or a dataset, as for ssi score. Members are told of under pseudonyms, "
            "groups from ten members on.",
        ),
    ] = None,
    *,
    format_: Annotated[DiffFormat, typer.Option("--format", help="How to show it.")] = "text",
    limit: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0,
            callback=seconds,
            help="How long to look for a proof, for each ruleset; 0 for none.",
        ),
    ] = 10.0,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="Exit with 1 unless it is sure that no member scores differently."),
    ] = False,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN",
            help="With DATA: compare cohorts by this column of the members' table, such as team. May be given again.",
        ),
    ] = None,
    fail_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CONDITION",
            help="With DATA: exit with 1 if this holds, with 3 if the answer would tell of too few, as in 'levels_changed > 5%' or 'mean_move < -0.5'. Figures: moved, gained, "
            "lost, levels_changed, levels_gained, levels_lost, scores_gained, scores_lost (members, or their share in %), "
            "mean_move, largest_gain, largest_loss (points). May be given again.",
        ),
    ] = None,
    movers: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=1000,
            metavar="N",
            show_default="10",
            help="With DATA: list so many of those who move most.",
        ),
    ] = None,
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
    memory_limit: MemoryOption = None,
    threads: ThreadsOption = None,
    salt: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            show_default=".ssi-salt",
            help="With DATA: secret that pseudonyms are made with; made if there is none. Keep it, and to yourself.",
        ),
    ] = None,
    color: ColourOption = "auto",
) -> None:
    """Show what a change of rules means, and what it does to the members of data.

    Lists every change with its place, where points differ and by how much, and proves that no member scores differently
    or shows one who does, with the largest gain and loss there can be. With DATA everyone is scored by both: who moves, by how much,
    and by which of the changes.
    """
    import sys

    from ssi_rules.cli import exits
    from ssi_rules.cli.differing.meaning import compared, shown
    from ssi_rules.cli.streams import as_bytes_for_machines, wants_colour

    about_members = {
        "--by": by,
        "--fail-if": fail_if,
        "--movers": movers is not None,
        "--as-of": as_of,
        "--map": maps,
        "--rejects": rejects,
        "--memory-limit": memory_limit,
        "--threads": threads,
        "--salt": salt,
    }
    for option, given in about_members.items():
        if given and data is None:
            raise typer.BadParameter("It is about members: give DATA behind OLD and NEW.", param_hint=option)
    asked = None
    if data is not None:
        from ssi_rules.bulk.connection import Limits
        from ssi_rules.cli.differing.data import MOVERS, Request

        asked = Request.of(
            data,
            by=by or (),
            fail_if=fail_if or (),
            movers=MOVERS if movers is None else movers,
            as_of=day(as_of),
            rejects=rejects,
            maps=maps or (),
            limits=Limits(memory_limit, threads),
            salt=salt,
        )
    found = compared(old, new, limit, asked)
    said = shown(found, format_, colour=format_ == "text" and wants_colour(color, sys.stdout))
    if format_ != "text":
        as_bytes_for_machines(sys.stdout)
    sys.stdout.write(said)
    if format_ == "github":
        from ssi_rules.cli.summary import add_to_summary

        add_to_summary(shown(found, "md", colour=False))
    if any(each.fails for each in found) or (exit_code and not all(each.is_equal for each in found)):
        raise typer.Exit(exits.FINDINGS)
    if any(each.is_unanswered for each in found):
        raise typer.Exit(exits.UNANSWERED)
