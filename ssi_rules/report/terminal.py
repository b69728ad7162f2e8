"""An explanation laid out for a terminal of 60 to 120 columns; colour only repeats what words and marks say."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ssi_rules.report.view import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from ssi_rules.report.view import CriterionView, Explanation, Line, PillarView, Reason, StepView, SumLine

WIDEST = 120
"""Columns used at most; longer lines are hard to follow."""

_BAR = 24
_COLOURS = {
    Tone.FULL: "green",
    Tone.PARTLY: "yellow",
    Tone.NONE: "red",
    Tone.OPEN: "magenta",
    Tone.APART: "bright_black",
}
_MARKS = {Tone.FULL: "●", Tone.PARTLY: "◐", Tone.NONE: "○", Tone.OPEN: "?", Tone.APART: "\N{EN DASH}"}
_ASCII_MARKS = {Tone.FULL: "*", Tone.PARTLY: "+", Tone.NONE: "o", Tone.OPEN: "?", Tone.APART: "-"}


def print_explanation(explanation: Explanation, console: Console) -> None:
    """Print one member's explanation.

    Args:
        explanation: Its words and numbers.
        console: Where to, how wide and how coloured.
    """
    page = _Page(console)
    page.top(explanation)
    page.reasons("Why it is not higher", explanation.reasons)
    page.reasons("What could not be seen", explanation.unseen)
    page.bars(explanation.pillars)
    for pillar in explanation.pillars:
        page.pillar(pillar)
    page.heading("How the total adds up")
    page.sums(explanation.sums)
    page.lines("What is not known", explanation.unknown)
    page.notices(explanation.notices)
    page.lines("Where this comes from", explanation.provenance)


class _Page:
    """A console with this report's few shapes; every text is printed as it stands, never read as markup."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._plain = not console.encoding.lower().startswith("utf")
        self._width = min(console.width, WIDEST)

    def heading(self, text: str) -> None:
        self._print(Text())
        self._print(Text(text, "bold underline"))

    def top(self, explanation: Explanation) -> None:
        self._print(Text(explanation.headline, "bold"))
        self._print(self._bar(explanation.share, self._width // 2))
        for line in explanation.story:
            self._print(Text(line))
        self._print(Text(explanation.claim, "italic dim"))

    def reasons(self, title: str, reasons: Iterable[Reason]) -> None:
        rows = list(reasons)
        if not rows:
            return
        self.heading(title)
        table = _grid(3)
        for number, each in enumerate(rows, 1):
            table.add_row(Text(f"{number}."), Text(each.points, "bold"), Text(each.text))
        self._print(table)

    def bars(self, pillars: Iterable[PillarView]) -> None:
        self.heading("Pillars")
        table = _grid(4)
        for each in pillars:
            between = f"could be {each.range}" if each.range else ""
            bar = self._bar(each.share, min(_BAR, self._width // 4))
            table.add_row(Text(each.title), bar, Text(each.points), Text(between, "dim"))
        self._print(table)

    def pillar(self, pillar: PillarView) -> None:
        self.heading(f"{pillar.title}: {pillar.points}")
        for each in pillar.criteria:
            self._criterion(each)
        self.sums(pillar.sums)

    def sums(self, sums: Iterable[SumLine]) -> None:
        table = _spread()
        for each in sums:
            style = "bold" if each.is_result else ""
            table.add_row(Text(each.text, style), Text(each.points, style))
        self._print(Padding(table, (0, 0, 0, 2)))

    def lines(self, title: str, lines: Iterable[Line]) -> None:
        rows = list(lines)
        if rows:
            self.heading(title)
            self._print(Padding(_labelled(rows), (0, 0, 0, 2)))

    def notices(self, notices: Iterable[str]) -> None:
        rows = list(notices)
        if rows:
            self.heading("About the data")
        for each in rows:
            self._print(Padding(Text(each), (0, 0, 0, 2)))

    def _criterion(self, criterion: CriterionView) -> None:
        colour = _COLOURS[criterion.tone]
        marks = _ASCII_MARKS if self._plain else _MARKS
        head = _spread()
        title = Text.assemble((f"{marks[criterion.tone]} ", colour), (criterion.title, "bold"))
        head.add_row(title, Text(criterion.points, colour))
        self._print(head)
        steps = self._steps(criterion.steps)
        self._print(Padding(steps, (0, 0, 0, 4)))
        self._print(Padding(_labelled(criterion.lines), (0, 0, 1, 4)))

    def _steps(self, steps: Iterable[StepView]) -> Text:
        here = ">" if self._plain else "▸"
        parts = [
            Text(f"{here if each.here else ' '} {each.at}: {each.earns}", "bold" if each.here else "dim")
            for each in steps
        ]
        return Text("  ").join(parts)

    def _bar(self, share: Decimal | None, width: int) -> Text:
        full, rest = ("#", ".") if self._plain else ("█", "░")
        if share is None:
            return Text(rest * width, "dim")
        filled = int(max(Decimal(0), min(Decimal(1), share)) * width)
        return Text.assemble((full * filled, "cyan"), (rest * (width - filled), "dim"))

    def _print(self, shape: Text | Table | Padding) -> None:
        self._console.print(shape, width=self._width, highlight=False, soft_wrap=False)


def _grid(columns: int) -> Table:
    table = Table.grid(padding=(0, 2))
    for _ in range(columns):
        table.add_column(overflow="fold")
    return table


def _spread() -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    return table


def _labelled(lines: Iterable[Line]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", max_width=28)
    table.add_column(overflow="fold")
    for each in lines:
        table.add_row(Text(each.label), Text(each.text))
    return table
