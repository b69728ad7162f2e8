"""``ssi explain``."""

from typing import Annotated

import typer

from ssi_rules.cli.options import (
    AsOfOption,
    ColourOption,
    DataArgument,
    JsonOption,
    MapOption,
    RejectsOption,
    RulesetArgument,
    day,
)


def explain(
    ruleset: RulesetArgument,
    data: DataArgument,
    *,
    member: Annotated[
        str | None, typer.Option(metavar="ID", help="Whom to explain, where the data has several.")
    ] = None,
    json: JsonOption = False,
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
    color: ColourOption = "auto",
) -> None:
    """Explain a score, point by point.

    Shows what each criterion earned and why, what is open, and the four reasons why the score is not higher.
    """
    import sys

    from ssi_rules.cli.scoring import Run
    from ssi_rules.planning import AHEAD

    run = Run.open(ruleset, data, as_of=day(as_of), maps=maps or (), rejects=rejects)
    card = run.scorecard(member, ahead=AHEAD, plan=True)
    if json:
        sys.stdout.write(card.model_dump_json(by_alias=True, indent=2) + "\n")
    else:
        from ssi_rules.cli.streams import console
        from ssi_rules.report.member.explain import explain as explained
        from ssi_rules.report.terminal import print_explanation

        print_explanation(explained(card), console(color, sys.stdout))
    run.report()
