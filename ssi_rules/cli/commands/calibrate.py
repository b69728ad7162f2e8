"""``ssi calibrate``."""

from pathlib import Path
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

_Format: TypeAlias = Literal["text", "json", "md"]


def calibrate(
    ruleset: RulesetArgument,
    data: DataArgument,
    *,
    outcome: Annotated[
        str,
        typer.Option(
            metavar="COLUMN", help="The column of members that says what came of it: a number, or yes and no."
        ),
    ],
    before: Annotated[
        Path | None,
        typer.Option(
            metavar="DATA", help="Data of an earlier period: how far have scores and bands shifted?"
        ),
    ] = None,
    before_as_of: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="The day to look at that period from; else the day its data gives."),
    ] = None,
    most_bands: Annotated[
        int, typer.Option("--bands", min=2, max=10, metavar="N", help="Bands that a suggestion has at most.")
    ] = 4,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write what is suggested as a rule file (.ssi) to review."
        ),
    ] = None,
    format_: Annotated[_Format, typer.Option("--format", help="How to show what was found.")] = "text",
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
    color: ColourOption = "auto",
) -> None:
    """Ask whether higher scores go with better outcomes.

    Shows how the total, pillars, criteria and their bands go with an outcome, and suggests cut-points and worths that go better
    with it. What goes together need not cause; fewer than 50 outcomes are refused.
    """
    from ssi_rules import api
    from ssi_rules.cli.asking.reading import Asked, need_statistics

    need_statistics()
    from ssi_rules.cli.asking.calibrating import answered, write_ruleset
    from ssi_rules.cli.asking.calibration_document import document
    from ssi_rules.cli.asking.calibration_page import parts_of
    from ssi_rules.cli.asking.show import show
    from ssi_rules.cli.streams import say

    rules = api.load_ruleset(ruleset)
    asked = Asked(data, (outcome,), day(as_of), tuple(maps or ()), rejects)
    if before is None and before_as_of is not None:
        raise typer.BadParameter("It goes with --before.", param_hint="--before-as-of")
    then = day(before_as_of, "--before-as-of")
    earlier = None if before is None else Asked(before, (outcome,), then, tuple(maps or ()), rejects)
    answer = answered(rules, asked, earlier, most_bands)
    if output is not None and answer.suggested.suggestions:
        write_ruleset(answer, ruleset, output)
    show(format_, tuple(parts_of(answer)), document(answer), color)
    if output is None and answer.suggested.suggestions:
        say("To review the suggestions as a rule file, name one: -o FILE.ssi")
    elif output is not None:
        say(
            f"{output}: "
            + (
                "to be reviewed"
                if answer.suggested.suggestions
                else "not written, for there is nothing to suggest"
            )
        )
