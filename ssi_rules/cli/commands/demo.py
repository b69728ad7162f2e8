"""``ssi demo``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ssi_rules.cli.options import ColourOption

if TYPE_CHECKING:
    from decimal import Decimal

    from ssi_rules.cli.streams import Colour
    from ssi_rules.scorecard import Scorecard

GENERAL: Final = "linkedin-ssi-2015"
INDUSTRY: Final = "selling-to-financial-advisors"

_SEED = 2015
_AS_OF = date(2026, 6, 30)


def demo(
    *,
    folder: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="Keep the made-up exports in this folder.")
    ] = None,
    color: ColourOption = "auto",
) -> None:
    """Score a made-up team under two rulesets.

    Writes export ZIPs of invented people, scores them, and shows why one member's second score is higher.
    """
    from tempfile import TemporaryDirectory

    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        _run(folder, color)
        return
    with TemporaryDirectory(prefix="ssi-demo-") as made:
        _run(Path(made), color)


def _run(folder: Path, color: "Colour") -> None:
    import sys

    from ssi_rules.cli.scoring import Run
    from ssi_rules.cli.streams import console, say
    from ssi_rules.report.comparison import compare, print_comparison
    from ssi_rules.report.team.table import print_team
    from ssi_rules.synthetic import SMALLEST_TEAM, write_team

    archives = write_team(folder, _SEED, SMALLEST_TEAM, _AS_OF)
    say(f"{len(archives)} LinkedIn exports of made-up people, such as {archives[0].name}")
    page = console(color, sys.stdout)
    cards = []
    for name in (GENERAL, INDUSTRY):
        run = Run.open(name, folder, as_of=None, maps=(), rejects=False)
        scored = list(run.scorecards())
        print_team(run.ruleset, scored, page)
        page.print()
        cards.append(scored)
    before, after = max(zip(*cards, strict=True), key=_gain)
    print_comparison(compare(before, after), page)
    say(f"Try it on your own export: ssi explain {INDUSTRY} EXPORT.zip")


def _gain(pair: "tuple[Scorecard, Scorecard]") -> "Decimal":
    """How much more the second ruleset gives a member; one without a score gains nothing."""
    from decimal import Decimal

    first, second = (each.total.points or Decimal(0) for each in pair)
    return second - first
