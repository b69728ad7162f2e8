"""A team at a glance: one row a member, one column a pillar, and no figure about the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from ssi_rules.report import words
from ssi_rules.report.explain import level_title, open_count, score_range, who
from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Points, Scorecard


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member's cells, ready to show; ``open`` counts criteria that could still change."""

    member: str
    pillars: tuple[str, ...]
    total: str
    range: str
    level: str
    open: int


def member_row(card: Scorecard) -> MemberRow:
    """One member's row of the team table."""
    return MemberRow(
        member=who(card),
        pillars=tuple(map(_points, card.pillars)),
        total=_points(card.total),
        range=score_range(card.total) or "",
        level=level_title(card) or "",
        open=open_count(card),
    )


def print_team(ruleset: Ruleset, cards: Iterable[Scorecard], console: Console) -> None:
    """Print the team table.

    Args:
        ruleset: Says which pillars there are and what they are worth.
        cards: Scorecards; of each only its row is kept.
        console: Where to, how wide and how coloured.
    """
    rows = [member_row(card) for card in cards]
    console.print(Text(inert(ruleset.title), "bold"), highlight=False)
    console.print(_table(ruleset, rows))
    if any(row.open for row in rows):
        console.print(Text(_OPEN), highlight=False)


_OPEN = (
    "Open: criteria that could not be scored yet. Unknown is not zero: the range says what they could bring."
)


def _table(ruleset: Ruleset, rows: Iterable[MemberRow]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("Member", overflow="fold", ratio=None)
    for pillar in ruleset.pillars:
        table.add_column(Text(f"{pillar.id} /{words.hundredths(pillar.worth)}"), justify="right")
    table.add_column(Text(f"Total /{words.hundredths(ruleset.worth)}"), justify="right")
    for title in ("Range", "Level", "Open"):
        table.add_column(title, justify="right" if title == "Open" else "left")
    for row in rows:
        cells = (row.member, *row.pillars, row.total, row.range, row.level, str(row.open or ""))
        table.add_row(*map(Text, cells))
    return table


def _points(points: Points) -> str:
    return "none" if points.points is None else words.plain(points.points)
