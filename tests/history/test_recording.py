"""A run is recorded whole or not at all, and never twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from ssi_rules.history.file import FORMAT
from ssi_rules.history.read import History
from ssi_rules.history.record import recording
from ssi_rules.history.rows import Recorded
from ssi_rules.sources.dataset import DataError
from tests.history.conftest import JULY, JUNE, MADE, card, past, record_run, runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ssi_rules.scorecard import Scorecard


def record(file: Path, *cards: Scorecard) -> Recorded:
    return record_run(file, cards[0].ruleset, cards, MADE)


def points_of(file: Path, member: str) -> list[tuple[date, str]]:
    return [(each.day, str(each.points)) for each in past(file, member)]


def test_a_run_begins_a_history(file: Path) -> None:
    assert record(file, card("dana"), card("ben", points=None)) == Recorded(1, 2, is_new_file=True)
    (run,) = runs(file)
    assert (run.number, run.made, run.first, run.last) == (1, MADE.replace(tzinfo=None), JUNE, JUNE)
    assert (run.ruleset, run.version, run.fingerprint) == ("tour", "1.0.0", "sha256:0123")
    assert (run.engine, run.members, run.scored, run.median) == ("reference", 2, 1, None)
    assert points_of(file, "dana") == [(JUNE, "5.38")]
    assert points_of(file, "ben") == [(JUNE, "None")]
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(("members", "median"), [(9, None), (10, "5.380")])
def test_a_median_is_of_ten_members_at_least(file: Path, members: int, median: str | None) -> None:
    record(file, *(card(f"member-{number}") for number in range(members)), card("ben", points=None))
    (run,) = runs(file)
    assert run.median == (median and Decimal(median))


def test_the_same_run_again_changes_nothing(file: Path) -> None:
    record(file, card("dana"), card("ben"))
    before = file.read_bytes()
    assert record(file, card("dana"), card("ben")) == Recorded(None, 2, is_known=True)
    assert record(file, card("ben")) == Recorded(None, 1, is_known=True)
    assert file.read_bytes() == before


def test_other_data_of_the_same_day_and_rules_takes_the_place(file: Path) -> None:
    record(file, card("dana"), card("ben"))
    again = record(file, card("dana", points="6", data="sha256:mended"), card("ben"))
    assert again == Recorded(2, 2, replaced=2)
    assert [each.number for each in runs(file)] == [2]
    assert points_of(file, "dana") == [(JUNE, "6.00")]


def test_members_who_are_not_scored_again_keep_their_scores(file: Path) -> None:
    record(file, card("dana"), card("ben"))
    record(file, card("dana", points="6", data="sha256:mended"))
    assert [(each.number, each.members) for each in runs(file)] == [(1, 1), (2, 1)]
    assert points_of(file, "ben") == [(JUNE, "5.38")]
    record(file, card("zoe"))
    assert points_of(file, "dana") == [(JUNE, "6.00")]


def test_other_days_and_other_rules_stand_beside_each_other(file: Path) -> None:
    record(file, card("dana"))
    record(file, card("dana", day=JULY, points="6"))
    record(file, card("dana", day=JULY, points="7", fingerprint="sha256:new"))
    record(file, card("dana", day=JULY, points="8", fingerprint="sha256:new", name="other"))
    assert [each.is_change for each in runs(file)] == [False, False, True, False]
    found = past(file, "dana", "tour")
    assert [(each.day, str(each.points), each.is_change) for each in found] == [
        (JUNE, "5.38", False),
        (JULY, "6.00", False),
        (JULY, "7.00", True),
    ]
    assert [str(each.points) for each in past(file, "dana", "other")] == ["8.00"]


def test_another_version_of_the_engine_is_another_run(file: Path) -> None:
    record(file, card("dana"))
    newer = card("dana").model_copy(update={"version": "2.0"})
    assert record(file, newer).replaced == 1
    assert [each.engine for each in runs(file)] == ["reference 2.0"]


def test_without_a_fingerprint_of_the_data_the_scorecard_tells(file: Path) -> None:
    record(file, card("dana", data=None))
    assert record(file, card("dana", data=None)).is_known
    assert record(file, card("dana", data=None, points="6")).replaced == 1


def test_rules_that_read_no_dates_are_kept_by_the_day_of_the_run(file: Path) -> None:
    record(file, card("dana", day=None))
    assert points_of(file, "dana") == [(MADE.date(), "5.38")]


def test_names_stay_out_and_the_rest_comes_back(file: Path) -> None:
    record(file, card("dana"))
    with History(file) as history:
        assert history.previous("dana") == card("dana").model_copy(update={"labels": {}})
    assert b"Dana" not in file.read_bytes()


def test_no_members_are_no_run(file: Path) -> None:
    assert record_run(file, card().ruleset, ()) == Recorded(None, 0)
    assert not list(file.parent.iterdir())


def test_a_run_that_fails_leaves_everything_as_it_was(file: Path) -> None:
    def failing() -> Iterator[Scorecard]:
        yield card("zoe")
        message = "the data ends here"
        raise OSError(message)

    with pytest.raises(OSError, match="the data ends here"):
        record_run(file, card().ruleset, failing())
    assert not list(file.parent.iterdir())
    record(file, card("dana"))
    before = file.read_bytes()
    with pytest.raises(OSError, match="the data ends here"):
        record_run(file, card().ruleset, failing())
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_member_twice_is_refused(file: Path) -> None:
    with pytest.raises(DataError, match="member dana is there twice; nothing was recorded"):
        record(file, card("dana"), card("dana", points="6"))
    assert not file.exists()


def test_scorecards_pass_while_they_are_recorded(file: Path) -> None:
    with recording(file, card().ruleset, MADE) as run:
        passed = run.taking(iter([card("dana"), card("ben")]))
        assert [each.member for each in passed] == ["dana", "ben"]
        assert not file.exists()
    assert run.recorded.members == 2


def test_many_members_are_found_in_any_order(file: Path) -> None:
    cards = [card(f"m{number:04}", points=str(number % 50)) for number in range(450)]
    assert record(file, *cards).members == 450
    record(file, *[card(f"m{number:04}", day=JULY) for number in range(0, 450, 2)])
    with History(file) as history:
        for each in random.Random(7).sample(cards, 40) + cards[195:205]:
            found = history.previous(each.member, "tour", JULY)
            assert found == each.model_copy(update={"labels": {}})
            days = [JUNE, JULY] if int(each.member[1:]) % 2 == 0 else [JUNE]
            assert [past.day for past in history.past(each.member, "tour")] == days
        assert len(history.members()) == 225


def test_it_is_an_ordinary_duckdb_file(file: Path) -> None:
    record(file, card("dana"))
    with duckdb.connect(str(file), read_only=True) as connection:
        found = connection.execute("SELECT member, criterion, state, points FROM criteria").fetchall()
    assert ("dana", "followers", "unknown", None) in found
    assert len(found) == sum(len(each.criteria) for each in card().pillars)


def refusal(file: Path) -> str:
    """What both reading and writing say of a file, after making sure that they leave it alone."""
    before = file.read_bytes() if file.is_file() else None
    with pytest.raises(DataError) as writing:
        record(file, card("dana"))
    with pytest.raises(DataError) as read:
        runs(file)
    assert writing.value.help
    assert read.value.help
    assert (file.read_bytes() if file.is_file() else None) == before
    assert read.value.message == writing.value.message
    return str(writing.value)


def test_what_is_no_history_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("nothing of the kind\n", encoding="utf-8")
    assert refusal(text).endswith("this is no history of scores; nothing was changed")
    assert refusal(tmp_path).endswith("this is no file")
    data = tmp_path / "sales.duckdb"
    with duckdb.connect(str(data)) as connection:
        connection.execute("CREATE TABLE members (member_id VARCHAR)")
    assert refusal(data).endswith("this DuckDB file is no history of scores; nothing was changed")


def test_a_history_of_a_newer_version_is_left_alone(file: Path) -> None:
    record(file, card("dana"))
    with duckdb.connect(str(file)) as connection:
        connection.execute("UPDATE ssi_history SET format = ?", [FORMAT + 1])
    assert "written by a newer ssi-rules" in refusal(file)


def test_a_damaged_history_is_told_and_left_alone(file: Path) -> None:
    record(file, *[card(f"m{number}") for number in range(50)])
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert "cannot be read or written; nothing was changed" in refusal(file)


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"the folder .* does not exist"):
        record(tmp_path / "no" / "scores.duckdb", card())
    with pytest.raises(DataError, match="there is no such file") as reading:
        runs(tmp_path / "scores.duckdb")
    assert "--history" in (reading.value.help or "")


def test_a_protected_history_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(file, card("dana"))
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    with pytest.raises(DataError, match="write-protected"):
        record(file, card("ben"))


def test_a_history_open_elsewhere_is_told(file: Path) -> None:
    record(file, card("dana"))
    holder = (
        "import duckdb, sys; kept = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        try:
            told = refusal(file)
        finally:
            other.kill()
    assert told.endswith("another program has the history open; nothing was changed")
    assert record(file, card("ben")).members == 1


RECORDER = """
import sys
from pathlib import Path
from tests.history.conftest import MADE, card, JULY, record_run

def cards():
    for number in range(1500):
        if number % 300 == 0:
            print(number, flush=True)
        yield card(f"m{number}", day=JULY)
print("begun", flush=True)
record_run(Path(sys.argv[1]), card().ruleset, cards(), MADE)
print("done", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("lines", [1, 4, 6])
@pytest.mark.parametrize("is_begun", [False, True])
def test_a_killed_run_leaves_the_history_as_it_was(file: Path, lines: int, *, is_begun: bool) -> None:
    if is_begun:
        record(file, card("dana"), card("m7"))
    with subprocess.Popen(
        [sys.executable, "-c", RECORDER, str(file)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as recorder:
        assert recorder.stdout is not None
        for _ in range(lines):
            recorder.stdout.readline()
        time.sleep(0.02 * lines)  # into what follows the last card: the commit itself
        recorder.send_signal(signal.SIGKILL)
        finished = b"done" in recorder.stdout.read()
    if not is_begun and not finished and not file.exists():
        assert record(file, card("dana")).is_new_file
        return
    days = {each.day for each in past(file, "m7")}
    members = {number: each.members for number, each in enumerate(runs(file))}
    whole = {0: 2, 1: 1500} if is_begun else {0: 1500}
    untouched = {0: 2} if is_begun else {}
    assert (members, days) in (
        (whole, {JUNE, JULY} if is_begun else {JULY}),
        (untouched, {JUNE} if is_begun else set()),
    )
    record(file, card("ben", day=JULY))
