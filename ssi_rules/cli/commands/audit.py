"""``ssi audit``."""

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


def audit(
    ruleset: RulesetArgument,
    data: DataArgument,
    *,
    by: Annotated[
        list[str],
        typer.Option(
            metavar="COLUMN",
            help="The column of members that says who belongs together, such as team; several with commas, or given again.",
        ),
    ],
    format_: Annotated[_Format, typer.Option("--format", help="How to show what was found.")] = "text",
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
    color: ColourOption = "auto",
) -> None:
    """Ask whether scores differ between groups of members.

    Shows how far the mean total of each group is from everyone else's, how sure that is, and which criteria the difference comes
    from. Nothing is shown that would tell of fewer than ten members.
    """
    from ssi_rules import api
    from ssi_rules.cli.asking.reading import Asked, need_statistics

    need_statistics()
    from ssi_rules.calibration.audit import audit as audited
    from ssi_rules.cli.asking.audit_document import document
    from ssi_rules.cli.asking.audit_page import parts_of
    from ssi_rules.cli.asking.show import show

    columns = tuple(dict.fromkeys(name for each in by for part in each.split(",") if (name := part.strip())))
    if not columns:
        raise typer.BadParameter("Name a column.", param_hint="--by")
    rules = api.load_ruleset(ruleset)
    asked = Asked(data, columns, day(as_of), tuple(maps or ()), rejects)
    labels = asked.labels(rules.catalogue)
    found = audited(rules, asked.scores(rules), labels, str(data))
    show(format_, tuple(parts_of(rules, found)), document(rules, found), color)
