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
    report: Annotated[
        Path, typer.Option("--report", metavar="DIR", help="Where the report on them goes.")
    ] = Path("ssi-demo-report"),
    color: ColourOption = "auto",
) -> None:
    """Score a made-up team under two rulesets.

    Writes export ZIPs of invented people, scores them, shows why one member's second score is higher, and writes a report
    with a page for each of them and one of the team.
    """
    from tempfile import TemporaryDirectory

    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        _run(folder, report, color)
        return
    with TemporaryDirectory(prefix="ssi-demo-") as made:
        _run(Path(made), report, color)


def _run(folder: Path, report: Path, color: "Colour") -> None:
    import sys

    from ssi_rules.cli.reporting.make import make_report
    from ssi_rules.cli.reporting.request import Request
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
    # Nobody's name is shown: they are all invented.
    _, written = make_report(Request(INDUSTRY, folder, report, team=True, names=True))
    say(f"A report with a page for each of them: {written.files[0]}")
    say(f"Write one on your own export: {called()} report {INDUSTRY} EXPORT.zip -o REPORT")


def called() -> str:
    """How this program is called from where the user is."""
    import shutil
    import sys

    program = Path(sys.argv[0])
    if program.name == "__main__.py":
        return f"{sys.executable} -m ssi_rules"
    found = shutil.which("ssi")
    is_found = found is not None and program.exists() and Path(found).resolve() == program.resolve()
    return "ssi" if is_found or not program.exists() else str(program)


def _gain(pair: "tuple[Scorecard, Scorecard]") -> "Decimal":
    """How much more the second ruleset gives a member; one without a score gains nothing."""
    from decimal import Decimal

    first, second = (each.total.points or Decimal(0) for each in pair)
    return second - first
