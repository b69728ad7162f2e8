"""``ssi whatif``."""

from typing import Annotated, Literal, TypeAlias

import typer

from ssi_rules.cli.options import (
    AsOfOption,
    ColourOption,
    DataArgument,
    MapOption,
    RejectsOption,
    RulesetArgument,
    day,
)

WhatIfFormat: TypeAlias = Literal["text", "json", "md"]


def whatif(
    ruleset: RulesetArgument,
    data: DataArgument,
    edits: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="EDITS...",
            help="What to change, in this order: referrals=12, skills+=3, reply_hours=unknown, shares={}, shares=none, "
            "'connections+=20{title=\"Financial Advisor\"}', connections-=5, an action as in publish_post+=4.",
        ),
    ] = None,
    *,
    member: Annotated[
        str | None, typer.Option(metavar="ID", help="Whose data to change, where there are several.")
    ] = None,
    format_: Annotated[WhatIfFormat, typer.Option("--format", help="How to show it.")] = "text",
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
    color: ColourOption = "auto",
) -> None:
    """Score a member as if some of the data were otherwise.

    Shows both breakdowns side by side and what each line makes of the difference. The data stays as it is.
    """
    import sys

    from ssi_rules.cli.scoring import Run
    from ssi_rules.cli.trying import read_edits, tried, write

    run = Run.open(ruleset, data, as_of=day(as_of), maps=maps or (), rejects=rejects)
    changes = read_edits(edits or (), run.ruleset)
    write(tried(run, member, changes), format_, color, sys.stdout)
    run.report()
