"""A team at a glance: one row a member, one column a pillar, and no figure about the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from ssi_rules.report import words
from ssi_rules.report.inert import inert
from ssi_rules.report.member.standing import level_title, open_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Points, Scorecard


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member's cells, ready to show; ``status`` is the level and how many criteria could still change."""

    id: str
    name: str
    pillars: tuple[str, ...]
    total: str
    range: str
    status: str


def member_row(card: Scorecard) -> MemberRow:
    """One member's row of the team table."""
    still_open = open_count(card)
    return MemberRow(
        id=inert(card.member),
        name=inert(card.labels.get("name", "")),
        pillars=tuple(map(_points, card.pillars)),
        total=_points(card.total),
        range=_range(card.total),
        status=", ".join(
            filter(None, (level_title(card.level, card.levels), f"{still_open} open" if still_open else ""))
        ),
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
    if any(row.range for row in rows):
        console.print(Text(_OPEN), highlight=False)


_HEADING = 8
_OPEN = (
    "Open: criteria that could not be scored yet. Unknown is not zero: the range says what they could bring."
)


def _table(ruleset: Ruleset, rows: Sequence[MemberRow]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column("Member", overflow="fold", min_width=12)
    for pillar in ruleset.pillars:
        table.add_column(_heading(pillar.id, pillar.worth), justify="right", no_wrap=True)
    table.add_column(_heading("Total", ruleset.worth), justify="right", no_wrap=True)
    for shown, row in zip(_names(rows), rows, strict=True):
        table.add_row(_above(shown, row.status), *map(Text, row.pillars), _above(row.total, row.range))
    return table


def _heading(name: str, worth: int) -> Text:
    short = name if len(name) <= _HEADING else f"{name[: _HEADING - 1]}…"
    return Text(f"{short}\n/{words.hundredths(worth)}")


def _above(first: str, second: str) -> Text:
    return Text.assemble(first, *([("\n" + second, "dim")] if second else []))


def _names(rows: Sequence[MemberRow]) -> list[str]:
    """Names where they tell all members apart, else ids."""
    names = [row.name for row in rows]
    return names if all(names) and len(set(names)) == len(names) else [row.id for row in rows]


def _points(points: Points) -> str:
    return "none" if points.points is None else words.plain(points.points)


def _range(points: Points) -> str:
    if points.low is None or points.high is None or points.low == points.high:
        return ""
    return f"{words.plain(points.low)}\N{EN DASH}{words.plain(points.high)}"
