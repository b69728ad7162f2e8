"""``ssi explain``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ssi_rules.cli.options import (
    AsOfOption,
    ColourOption,
    JsonOption,
    MapOption,
    RejectsOption,
    RulesetArgument,
    day,
)

if TYPE_CHECKING:
    from ssi_rules.cli.streams import Colour
    from ssi_rules.scorecard import Scorecard


def explain(
    ruleset: RulesetArgument,
    data: Annotated[
        Path | None,
        typer.Argument(
            metavar="DATA",
            help="A LinkedIn export (ZIP or folder), a folder of them, or a dataset (folder, DuckDB, CSV); none with --from.",
        ),
    ] = None,
    *,
    member: Annotated[
        str | None, typer.Option(metavar="ID", help="Whom to explain, where the data has several.")
    ] = None,
    result: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Explain what ssi score --columns full wrote (.parquet, .duckdb), without the data and without scoring again.",
        ),
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
    if result is not None:
        from ssi_rules.cli.kept import card_from_result, refuse_data

        refuse_data({"DATA": data, "--as-of": as_of, "--map": maps, "--rejects": rejects})
        _show(card_from_result(result, ruleset, member), color, json=json)
        return
    from ssi_rules.cli.scoring import Run
    from ssi_rules.cli.trouble import Trouble
    from ssi_rules.engines.reference.explain.later import AHEAD

    if data is None:
        raise Trouble("There is nothing to explain.", "Give the data behind the ruleset, or --from FILE.")
    run = Run.open(ruleset, data, as_of=day(as_of), maps=maps or (), rejects=rejects)
    _show(run.scorecard(member, ahead=AHEAD, plan=True), color, json=json)
    run.report()


def _show(card: "Scorecard", color: "Colour", *, json: bool) -> None:
    import sys

    if json:
        sys.stdout.write(card.model_dump_json(by_alias=True, indent=2) + "\n")
        return
    from ssi_rules.cli.streams import console
    from ssi_rules.report.member.explain import explain as explained
    from ssi_rules.report.terminal import print_explanation

    print_explanation(explained(card), console(color, sys.stdout))
