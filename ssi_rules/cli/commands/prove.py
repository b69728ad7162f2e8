"""``ssi prove``."""

from typing import Annotated

import typer

from ssi_rules.cli.options import ColourOption, FormatsOption, RulesetArgument, seconds


def prove(
    ruleset: RulesetArgument,
    *,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FACT=VALUE",
            help="Look only at members of whom this is so, and tell the most they can score: seat=no, "
            "reply_hours=unknown, posts=none, posts={}. May be given again.",
        ),
    ] = None,
    equals: Annotated[
        str | None,
        typer.Option(metavar="OTHER", help="Prove, too, that this ruleset gives everybody the same points."),
    ] = None,
    limit: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0.001, callback=seconds, help="How long each claim may take."),
    ] = 10,
    cliff: Annotated[
        str | None,
        typer.Option(
            metavar="POINTS",
            help="How many points the smallest step may move.",
            show_default="cliff-points of the project: 6",
        ),
    ] = None,
    formats: FormatsOption = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="List what is proved, too, one line a claim.")
    ] = False,
    color: ColourOption = "auto",
) -> None:
    """Prove what holds of every member there can be.

    Can every band be reached and every pillar be filled? Does each cap act, and not on everyone? Does more of a fact ever take
    points, or losing one bring some? Do the claims of the file hold? What does not hold is shown with a member, who can be
    pasted into a test. Exits with 1 if anything is refuted, or cannot be proved within the limit.
    """
    from ssi_rules.cli.proving import Asked, proved
    from ssi_rules.proving.limits import Limit

    asked = Asked(
        assumptions=tuple(assume or ()),
        equals=equals,
        limit=Limit(seconds=limit),
        cliff=cliff,
        formats=tuple(formats or ()),
        verbose=verbose,
        colour=color,
    )
    raise typer.Exit(proved(ruleset, asked))
