from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi


def test_the_demo_shows_why_the_second_score_is_higher_and_leaves_nothing_behind(
    ssi: Ssi, project: Path
) -> None:
    before = set(project.iterdir())
    done = ssi("demo")
    assert done.returncode == 0, done.stderr
    assert set(project.iterdir()) == before
    assert "LinkedIn exports of made-up people" in done.stderr
    assert "LinkedIn Social Selling Index, 2015 (reconstruction)" in done.stdout
    assert "Selling to financial advisors" in done.stdout
    *_, together, _same = [line for line in done.stdout.splitlines() if line.strip()]
    assert together.split()[0] == "Together"
    assert float(together.split()[-1]) > 0
