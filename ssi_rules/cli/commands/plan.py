"""``ssi plan``."""

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

PlanFormat: TypeAlias = Literal["text", "json", "md"]


def plan(
    ruleset: RulesetArgument,
    data: DataArgument,
    *,
    member: Annotated[
        str | None, typer.Option(metavar="ID", help="Whom to plan for, where the data has several.")
    ] = None,
    goal: Annotated[
        str | None,
        typer.Option("--to", metavar="POINTS|LEVEL", help="The total to reach, or the id of a level."),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="How long it may take, as in 2w or 10d; else 4 weeks, or up to 12 where these are not enough.",
        ),
    ] = None,
    effort: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="How long one can work in all, as in 5h, 90m or 1h30m. Without --to: the most points for it.",
        ),
    ] = None,
    avoid: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ACTION",
            help="An action that is not to be done; several with commas. May be given again.",
        ),
    ] = None,
    curve: Annotated[
        bool, typer.Option("--curve", help="Show the most that can be reached by the end of each week.")
    ] = False,
    format_: Annotated[PlanFormat, typer.Option("--format", help="How to show it.")] = "text",
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
    color: ColourOption = "auto",
) -> None:
    """Find the least work that reaches a score.

    Chooses among the actions of the ruleset, within their limits, and scores the member again on the day the plan ends, when
    time windows have moved on. Where the goal cannot be reached it shows the ceiling, and why it is there.
    """
    import sys

    from ssi_rules.cli.planning import answered, read_wish, write
    from ssi_rules.cli.scoring import Run

    run = Run.open(ruleset, data, as_of=day(as_of), maps=maps or (), rejects=rejects)
    wish = read_wish(run.ruleset, goal, within, effort, avoid or ())
    write(answered(run, member, wish, curve=curve), format_, color, sys.stdout)
    run.report()
