from __future__ import annotations

import itertools
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ssi_rules.sources.linkedin import read_export, read_exports
from ssi_rules.synthetic import SMALLEST_TEAM, Era, Persona, Quirk, generate, write_team
from tests.sources.linkedin.agreement import assert_agrees
from tests.sources.linkedin.catalogue import CATALOGUE

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2026, 6, 30)


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    first = generate(1).write(tmp_path, "first").read_bytes()
    assert generate(1).write(tmp_path, "again").read_bytes() == first
    assert generate(2).write(tmp_path, "other").read_bytes() != first


def test_the_same_in_another_process() -> None:
    """No hash of a text takes part, which would differ from run to run."""
    program = (
        "import hashlib; from ssi_rules.synthetic import generate;"
        "print(hashlib.sha256(repr(sorted(generate(1).files.items())).encode()).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


@pytest.mark.parametrize("quirk", Quirk, ids=lambda quirk: quirk.name)
def test_every_quirk_changes_something_in_some_era(quirk: Quirk) -> None:
    """A switch that does nothing tests nothing."""
    assert any(_made(era, quirk) != _made(era) for era in Era)


def _made(era: Era, *quirks: Quirk) -> tuple[str, dict[str, bytes]]:
    made = generate(2, era=era, quirks=frozenset(quirks))
    return made.name, dict(made.files)


def test_every_era_differs_from_the_one_before() -> None:
    headers = [
        {name: content.split(b"\n", 1)[0] for name, content in generate(2, era=era).files.items()}
        for era in Era
    ]
    assert all(one != other for one, other in itertools.pairwise(headers))


def test_a_persona_does_what_it_says(tmp_path: Path) -> None:
    persona = Persona(first="Bo", last="Fern", shares=31, reposts=2, inmails=10, replies=50, skills=2)
    made = generate(3, persona, Era.Y2025)
    assert made.truth.facts["skills"] == 2
    assert len(made.truth.tables["shares"]) == 33
    assert sum(bool(replied) for _, replied in made.truth.tables["inmails"]) == 5
    assert_agrees(read_export(made.write(tmp_path), CATALOGUE), made.truth)


def test_a_team_is_one_member_an_archive(tmp_path: Path) -> None:
    archives = write_team(tmp_path, 7, SMALLEST_TEAM + 3, AS_OF)
    members = list(read_exports(tmp_path, CATALOGUE).members())
    assert len(members) == len(archives) == SMALLEST_TEAM + 3
    assert len({member.id for member in members}) == len(members)
    assert {member.as_of for member in members} == {AS_OF}
    assert len({member.tables["connections"].count for member in members}) > SMALLEST_TEAM // 2


def test_the_wholesaler_knows_advisors_and_hardly_a_vice_president(tmp_path: Path) -> None:
    write_team(tmp_path, 7, SMALLEST_TEAM, AS_OF)
    member = next(
        each for each in read_exports(tmp_path, CATALOGUE).members() if each.id == "perrin-quicksilver"
    )
    titles = [str(title) for title in member.tables["connections"].columns["title"] if title]
    assert len(titles) > 1_750
    assert sum("vp" in title.casefold() or "vice president" in title.casefold() for title in titles) in range(
        5, 13
    )
    assert sum("financial" in title.casefold() or "wealth" in title.casefold() for title in titles) == 220


def test_a_team_too_small_for_the_cast_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"at least {SMALLEST_TEAM}"):
        write_team(tmp_path, 7, 3, AS_OF)
