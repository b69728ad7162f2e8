"""``ssi history``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ssi_rules.cli.options import ColourOption

if TYPE_CHECKING:
    from ssi_rules.history.read import History
    from ssi_rules.history.rows import Past


def history(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `ssi score --history FILE` keeps scores in.")
    ],
    *,
    member: Annotated[
        str | None, typer.Option(metavar="ID", help="Show this member's scores instead of the runs.")
    ] = None,
    ruleset: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only scores by this ruleset: linkedin_ssi_2015.")
    ] = None,
    format_: Annotated[
        Literal["table", "json", "csv"], typer.Option("--format", help="How to write them.")
    ] = "table",
    color: ColourOption = "auto",
) -> None:
    """Show the runs that a history keeps, or how a member's score changed."""
    from ssi_rules.cli.past import write_past, write_runs
    from ssi_rules.cli.streams import console
    from ssi_rules.cli.writing import destination
    from ssi_rules.history.read import History

    with History(file) as opened, destination(None) as stream:
        if member is None:
            runs = [each for each in opened.runs() if ruleset in (None, each.ruleset)]
            write_runs(runs, format_, stream, console(color, stream))
        else:
            write_past(member, _past(opened, member, ruleset), format_, stream, console(color, stream))


def _past(opened: "History", member: str, ruleset: str | None) -> "tuple[Past, ...]":
    """The member's scores.

    Raises:
        Trouble: There are none; says who or what is meant.
    """
    from ssi_rules.cli.trouble import Trouble
    from ssi_rules.suggest import nearest

    found = opened.past(member, ruleset)
    if found:
        return found
    everyone = opened.everyone()
    if member in everyone:
        names = dict.fromkeys(each.ruleset for each in opened.past(member))
        raise Trouble(f"`{member}` has no score by `{ruleset}`.", f"There are scores by {', '.join(names)}.")
    near = nearest(member, everyone)
    raise Trouble(
        f"The history has no member `{member}`.",
        f"Did you mean --member {near}?" if near else f"Those in it begin with {', '.join(everyone[:8])}.",
    )
