"""``ssi diff``."""

from typing import Annotated, Literal, TypeAlias

import typer

from ssi_rules.cli.options import ColourOption

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
    *,
    format_: Annotated[DiffFormat, typer.Option("--format", help="How to show it.")] = "text",
    limit: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=0, help="How long to look for a proof, for each ruleset; 0 for none."
        ),
    ] = 20.0,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="Exit with 1 unless it is sure that no member scores differently."),
    ] = False,
    color: ColourOption = "auto",
) -> None:
    """Show what a change of rules means.

    Lists every change with its place, where points differ and by how much, and proves that no member scores differently
    or shows one who does, with the largest gain and loss there can be.
    """
    import sys

    from ssi_rules.cli import exits
    from ssi_rules.cli.differing.meaning import compared, shown
    from ssi_rules.cli.streams import as_bytes_for_machines, wants_colour

    found = compared(old, new, limit)
    said = shown(found, format_, colour=format_ == "text" and wants_colour(color, sys.stdout))
    if format_ != "text":
        as_bytes_for_machines(sys.stdout)
    sys.stdout.write(said)
    if format_ == "github":
        from ssi_rules.cli.summary import add_to_summary

        add_to_summary(shown(found, "md", colour=False))
    if exit_code and not all(each.is_equal for each in found):
        raise typer.Exit(exits.FINDINGS)
