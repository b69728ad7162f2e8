"""Members scored by hand-made rules, for histories to keep."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from ssi_rules.history.read import History
from ssi_rules.history.record import recording
from tests.report.cards import CARD, n

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ssi_rules.history.rows import Past, Recorded, Run
    from ssi_rules.scorecard import RulesetInfo, Scorecard

MADE = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 7)


def card(
    member: str = "dana",
    *,
    day: date | None = JUNE,
    points: str | None = "5.38",
    data: str | None = "sha256:data",
    **rules: str,
) -> Scorecard:
    """A scorecard that differs only in what a history asks for; ``rules`` are fields of its ruleset."""
    total = CARD.total.model_copy(update={"points": None if points is None else n(points)})
    told = {"member": member, "as_of": day, "total": total, "data": data}
    return CARD.model_copy(
        update={**told, "ruleset": CARD.ruleset.model_copy(update=rules), "labels": {"name": member.title()}}
    )


def record_run(file: Path, rules: RulesetInfo, cards: Iterable[Scorecard], made: datetime = MADE) -> Recorded:
    """Add a run to a history, and do nothing else with its scorecards."""
    with recording(file, rules, made) as run:
        for _ in run.taking(cards):
            pass
    return run.recorded


def runs(file: Path) -> tuple[Run, ...]:
    """Every run of a history."""
    with History(file) as history:
        return history.runs()


def past(file: Path, member: str, ruleset: str | None = None) -> tuple[Past, ...]:
    """A member's scores in a history."""
    with History(file) as history:
        return history.past(member, ruleset)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a history may be begun."""
    return tmp_path / "scores.duckdb"
