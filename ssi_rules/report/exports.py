"""Scores for other programs, written one member at a time: scorecards as JSON and JSON Lines, rows as CSV and JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from ssi_rules.engines.cells import csv_head, csv_line, json_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ssi_rules.engines.cells import Cell
    from ssi_rules.engines.wide import WideColumn
    from ssi_rules.scorecard import RulesetInfo, Scorecard


def write_json(rules: RulesetInfo, cards: Iterable[Scorecard], stream: TextIO) -> None:
    """Write one ``ssi.scorecards/1`` object, a line per member.

    Args:
        rules: Which rules were applied; stands there even without members.
        cards: Scorecards, taken one at a time.
        stream: Where to.
    """
    days: set[date | None] = set()
    stream.write(f'{{"schema":"ssi.scorecards/1","ruleset":{rules.model_dump_json()},"scorecards":[')
    for number, card in enumerate(cards):
        days.add(card.as_of)
        stream.write(f"{',' if number else ''}\n{_line(card)}")
    shared = days.pop() if len(days) == 1 else None
    # Known only now, when every member has been seen: the one day of all, or null.
    stream.write(f'\n],"as_of":{json.dumps(shared and shared.isoformat())}}}\n')


def write_jsonl(cards: Iterable[Scorecard], stream: TextIO) -> None:
    """Write one ``ssi.scorecard/1`` object a line."""
    stream.writelines(f"{_line(card)}\n" for card in cards)


def write_csv(columns: Sequence[WideColumn], rows: Iterable[Iterable[Cell]], stream: TextIO) -> None:
    """Write one row a member under a line of names.

    Args:
        columns: Which there are.
        rows: What the columns hold of each member, taken one at a time.
        stream: Where to; text that a spreadsheet would run as a formula is defused with an apostrophe.
    """
    stream.write(csv_head(columns))
    stream.writelines(map(csv_line, rows))


def write_rows(columns: Sequence[WideColumn], rows: Iterable[Iterable[Cell]], stream: TextIO) -> None:
    """Write one flat object a line, with the columns of the CSV."""
    stream.writelines(json_line(columns, row) for row in rows)


def _line(card: Scorecard) -> str:
    return card.model_dump_json(by_alias=True)
