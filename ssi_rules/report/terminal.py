"""An explanation laid out for a terminal of 60 to 120 columns; colour only repeats what words and marks say."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ssi_rules.report.member.view import Tone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from rich.console import Console

    from ssi_rules.report.member.view import (
        ChangeLine,
        Changes,
        CriterionView,
        Explanation,
        Headings,
        Line,
        PillarView,
        Reason,
        StepView,
        SumLine,
        TogetherView,
        Trend,
    )

WIDEST = 120
"""Columns used at most; longer lines are hard to follow."""

LABEL = 28
"""Columns of a label beside its text."""

_BAR = 24
_INDENT = (0, 0, 0, 2)
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
    page, headings = _Page(console), explanation.headings
    page.top(explanation)
    page.bars(headings, explanation.pillars)
    page.lifts(headings.lifts, explanation)
    page.reasons(headings.reasons, explanation.reasons)
    page.reasons(headings.unseen, explanation.unseen)
    page.plan(explanation)
    for pillar in explanation.pillars:
        page.pillar(pillar)
    page.heading(headings.sums)
    page.sums(explanation.sums)
    page.lines(headings.unknown, explanation.unknown)
    page.notices(headings.data, explanation.notices)
    if explanation.trend is not None:
        page.trend(headings.trend, explanation.trend)
    if explanation.changes is not None:
        page.changes(headings.changes, explanation.changes)
    page.lines(headings.provenance, explanation.provenance)


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
        self._print(self._bar(explanation.ring.share, self._width // 2))
        for line in explanation.story:
            self._print(Text(line))
        self._print(Text(explanation.claim, "italic dim"))

    def bars(self, headings: Headings, pillars: Iterable[PillarView]) -> None:
        self.heading(headings.pillars)
        table = _grid(4)
        for each in pillars:
            between = f"{headings.could_be} {each.range}" if each.range else None
            notes = "; ".join(filter(None, (between, each.last, each.peers)))
            bar = self._bar(each.share, min(_BAR, self._width // 4))
            table.add_row(Text(each.title), bar, Text(each.points), Text(notes, "dim"))
        self._print(table)

    def lifts(self, title: str, explanation: Explanation) -> None:
        if not explanation.lifts:
            return
        self.heading(title)
        table = _grid(3)
        scale = min(_BAR, self._width // 4) / max(each.end for each in explanation.lifts)
        for each in explanation.lifts:
            less = each.end < each.start
            colour = "red" if less else "green"
            table.add_row(
                Text(each.text),
                self._lift(each.start * scale, each.end * scale, colour),
                Text(each.points, colour),
            )
        for result in (each for each in explanation.sums if each.is_result):
            bar = self._lift(Decimal(0), (explanation.ring.share or Decimal(0)) * scale, "cyan")
            table.add_row(Text(result.text, "bold"), bar, Text(result.points, "bold"))
        self._print(table)

    def reasons(self, title: str, reasons: Iterable[Reason]) -> None:
        rows = [(each.points, each.text) for each in reasons]
        if rows:
            self.heading(title)
            self._numbered(rows)

    def plan(self, explanation: Explanation) -> None:
        together, plan, headings = explanation.together, explanation.plan, explanation.headings
        if together is not None or plan:
            self.heading(headings.plan)
        if together is not None:
            self._together(together)
        if plan:
            self._told(headings.alone, headings.alone_told)
            self._numbered([(each.brings, f"{each.action}\n{each.text}\n{each.effort}") for each in plan])

    def _together(self, together: TogetherView) -> None:
        self._told(together.heading, together.lead)
        table = _grid(2)
        for each in together.works:
            table.add_row(Text(each.action), Text(each.effort, "dim"))
        if together.works:
            self._print(Padding(table, _INDENT))
        if together.note:
            self._print(Text(together.note, "dim"))
        self._print(Text())

    def _told(self, title: str, text: str) -> None:
        self._print(Text(title, "bold"))
        self._print(Text(text))

    def _numbered(self, rows: Iterable[tuple[str, str]]) -> None:
        table = _grid(3)
        for number, (points, text) in enumerate(rows, 1):
            table.add_row(Text(f"{number}."), Text(points, "bold"), Text(text))
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
        self._print(Padding(table, _INDENT))

    def lines(self, title: str, lines: Iterable[Line]) -> None:
        rows = list(lines)
        if rows:
            self.heading(title)
            self._print(Padding(_labelled(rows), _INDENT))

    def notices(self, title: str, notices: Iterable[str]) -> None:
        rows = list(notices)
        if rows:
            self.heading(title)
        for each in rows:
            self._print(Padding(Text(each), _INDENT))

    def trend(self, title: str, trend: Trend) -> None:
        self.heading(title)
        for series in trend.series:
            self._print(Padding(Text(series.title, "bold"), _INDENT))
            self._print(Padding(Text(series.note), _INDENT))
            rows = [(each.day, each.points, each.level, each.note) for each in series.readings]
            self._print(Padding(_table(trend.columns, rows, numbers=(1,)), _INDENT))

    def changes(self, title: str, changes: Changes) -> None:
        self.heading(title)
        self._print(Text(changes.headline, "bold"))
        self._print(Text(changes.told))
        rows = [_change(each) for each in (*changes.lines, changes.total)]
        kept = range(4) if changes.split else (0, 3)
        picked = [tuple(row[at] for at in kept) for row in rows]
        columns = tuple(changes.columns[at] for at in kept)
        self._print(Padding(_table(columns, picked, numbers=range(1, 4), result=True), _INDENT))

    def _criterion(self, criterion: CriterionView) -> None:
        colour = _COLOURS[criterion.tone]
        marks = _ASCII_MARKS if self._plain else _MARKS
        head = _spread()
        title = Text.assemble((f"{marks[criterion.tone]} ", colour), (criterion.title, "bold"))
        head.add_row(title, Text(f"{criterion.state}, {criterion.points}", colour))
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

    def _lift(self, start: Decimal, end: Decimal, colour: str) -> Text:
        """What one part covers between the parts before it and those after it."""
        low, high = sorted((int(start), int(end)))
        full = "#" if self._plain else "█"
        return Text.assemble(" " * low, (full * max(high - low, 1), colour))

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


def _table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numbers: Collection[int] = (),
    result: bool = False,
) -> Table:
    """A small table; the columns in ``numbers`` are set to the right, and a ``result`` stands in the last row."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="underline")
    for at, column in enumerate(columns):
        table.add_column(
            Text(column), overflow="fold", justify="right" if at in numbers else "left", no_wrap=at in numbers
        )
    for number, row in enumerate(rows, 1):
        style = "bold" if result and number == len(rows) else ""
        table.add_row(*(Text(each, style) for each in row))
    return table


def _change(line: ChangeLine) -> tuple[str, str, str, str]:
    told = f"{line.title}\n{line.text}" if line.text else line.title
    return told, line.you, line.rules, line.together


def _labelled(lines: Iterable[Line]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", max_width=LABEL)
    table.add_column(overflow="fold")
    for each in lines:
        table.add_row(Text(each.label), Text(each.text))
    return table
