"""Scorecards for other programs: JSON, JSON Lines and CSV, written one member at a time."""

from __future__ import annotations

import csv
import json
import re
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from ssi_rules.report.member.standing import open_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Pillar, RulesetInfo, Scorecard

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - spreadsheets take the wide ones too

_WITHIN = re.compile(rf"([;\t]\s*)(?=[{re.escape(''.join(_FORMULA))}])")
"""Where a spreadsheet that parts cells by other signs than ours would begin one with a formula."""


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


def write_csv(ruleset: Ruleset, cards: Iterable[Scorecard], stream: TextIO) -> None:
    """Write one row a member: totals, then each pillar with its criteria's points and states.

    Args:
        ruleset: Says which columns there are.
        cards: Scorecards, taken one at a time.
        stream: Where to; text that a spreadsheet would run as a formula is defused with an apostrophe.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(chain(_OVERALL, _pillar_columns(ruleset)))
    for card in cards:
        writer.writerow(chain(_overall(card), chain.from_iterable(map(_pillar_cells, card.pillars))))


def defused(text: str) -> str:
    """Text for a spreadsheet cell, never taken for a formula, nor its end where a semicolon or a tab parts cells."""
    whole = _WITHIN.sub(r"\1'", text)
    return f"'{whole}" if whole.startswith(_FORMULA) else whole


_OVERALL = ("member", "name", "team", "as_of", "total", "low", "high", "worth", "level", "open")


def _overall(card: Scorecard) -> tuple[str, ...]:
    total = card.total
    texts = (card.member, card.labels.get("name", ""), card.labels.get("team", ""))
    day = card.as_of.isoformat() if card.as_of else ""
    numbers = map(_number, (total.points, total.low, total.high, total.worth))
    return (*map(defused, texts), day, *numbers, card.level or "", str(open_count(card)))


def _pillar_columns(ruleset: Ruleset) -> Iterator[str]:
    for pillar in ruleset.pillars:
        yield pillar.id
        for criterion in pillar.criteria:
            yield f"{pillar.id}.{criterion.id}"
            yield f"{pillar.id}.{criterion.id}.state"


def _pillar_cells(pillar: Pillar) -> Iterator[str]:
    yield _number(pillar.points)
    for criterion in pillar.criteria:
        yield _number(criterion.points)
        yield criterion.state


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _line(card: Scorecard) -> str:
    return card.model_dump_json(by_alias=True)
