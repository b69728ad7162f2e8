"""``ssi facts``."""

from typing import Annotated

import typer

from ssi_rules.cli.options import (
    AsOfOption,
    ColourOption,
    DataArgument,
    JsonOption,
    MapOption,
    RejectsOption,
    day,
)


def facts(
    data: DataArgument,
    *,
    json: JsonOption = False,
    ruleset: Annotated[
        str | None,
        typer.Option(
            metavar="RULESET", help="Whose facts to read; else the standard catalogue of LinkedIn facts."
        ),
    ] = None,
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
    color: ColourOption = "auto",
) -> None:
    """Show what the data says of each member.

    Every fact with its value and where it came from, or why there is none.
    """
    import sys
    from dataclasses import replace

    from ssi_rules import api
    from ssi_rules.cli.streams import console, say
    from ssi_rules.cli.writing import destination
    from ssi_rules.report.facts import print_facts, write_facts
    from ssi_rules.report.inert import inert
    from ssi_rules.sources.facts import describe
    from ssi_rules.workspace import load_catalogue, load_ruleset

    catalogue = load_ruleset(ruleset).catalogue if ruleset else load_catalogue()
    dataset = api.open_dataset(data, catalogue, maps=maps or (), rejects=rejects)
    asked = day(as_of)
    members = (replace(each, as_of=asked or each.as_of) for each in dataset.members())
    described = (describe(member, catalogue) for member in members)
    if json:
        with destination(None) as stream:
            write_facts(described, dataset.notices, stream)
        return
    print_facts(described, catalogue, console(color, sys.stdout, unfolded=True))
    for notice in dataset.notices():
        say(f"note: {inert(notice)}")
