from __future__ import annotations

import io
import re

import pytest
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn

from ssi_rules.cli.reporting.progress import Meter, meter


def shown(members: int) -> str:
    """What a terminal is told of a batch of so many members."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=80)
    columns = (TextColumn("{task.description}"), MofNCompleteColumn())
    with Progress(*columns, console=console, refresh_per_second=1000) as progress:
        gauge = Meter(progress)
        assert list(gauge.each(range(members), "Scoring")) == list(range(members))
        progress.refresh()
        gauge.steps([1] * members, members, "Writing")
        progress.refresh()
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())


def test_a_long_batch_is_told_to_its_end() -> None:
    text = shown(60)
    assert "Writing 60/60" in text


def test_the_time_left_is_told_as_soon_as_the_number_of_members_is_known() -> None:
    with Progress(console=Console(file=io.StringIO())) as progress:
        known: list[int | None] = [None]
        totals = []
        for number in Meter(progress).each(range(80), "Scoring", lambda: known[0]):
            known[0] = 80 if number > 60 else None
            totals.append(progress.tasks[0].total)
    assert set(totals[:61]) == {None}
    assert set(totals[63:]) == {80.0}


@pytest.mark.parametrize("members", [0, 1, 49])
def test_a_short_batch_shows_no_bar(members: int) -> None:
    assert "Writing" not in shown(members)
    assert "Scoring" not in shown(members)


def test_nothing_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with meter() as gauge:
        gauge.steps([50] * 2, 100, "Writing")
        assert len(list(gauge.each(range(100), "Scoring"))) == 100
    assert capsys.readouterr() == ("", "")
