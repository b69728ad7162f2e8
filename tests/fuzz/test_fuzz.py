"""A short run of what ``make fuzz`` does for ten minutes, always over the same cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fuzz import campaign
from tests.fuzz.campaign import ROOMS, Campaign, outcome
from tests.fuzz.case import Broken, Case, Failure

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("seed", range(5))
def test_nothing_breaks(room: str, seed: int) -> None:
    case = ROOMS[room].make(seed)
    failure = outcome(case)
    assert failure is None, failure.story


@pytest.mark.parametrize("room", ROOMS)
def test_the_same_seed_makes_the_same_case(room: str) -> None:
    assert ROOMS[room].make(7) == ROOMS[room].make(7) != ROOMS[room].make(8)


class _Fragile:
    """Breaks wherever there is an x."""

    def make(self, seed: int) -> Case:
        return Case("fragile", seed, {"a.txt": b"one\ntwo x\nthree\n", "b.txt": b"idle"})

    def attempt(self, case: Case, folder: Path) -> None:
        if b"x" in (folder / "a.txt").read_bytes():
            raise Broken("an x", case.seed)


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> _Fragile:
    room = _Fragile()
    monkeypatch.setattr(campaign, "ROOMS", {"fragile": room})
    return room


def test_a_failure_is_kept_small_and_fails_again(fragile: _Fragile, tmp_path: Path) -> None:
    told: list[str] = []
    made = fragile.make(3)
    failure = outcome(made)
    assert failure is not None
    made.save(tmp_path / "kept", failure)
    assert Case.load(tmp_path / "kept") == made
    run = Campaign(tmp_path)
    run.try_one(made, told.append)
    run.try_one(made, told.append)
    assert run.failures == {failure.kind: 2}
    assert len(told) == 1
    assert f"--replay {tmp_path / 'fragile-3'}" in told[0]
    small = Case.load(tmp_path / "fragile-3")
    assert dict(small.files) == {"a.txt": b"x"}
    assert outcome(small) == failure


def test_failures_are_told_apart_by_where_they_come_from() -> None:
    assert Failure("a", "here") == Failure("a", "there") != Failure("b", "here")
