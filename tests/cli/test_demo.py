from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ssi_rules.cli.commands.demo import called

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi


def test_the_demo_shows_why_the_second_score_is_higher_and_leaves_a_report_and_nothing_else(
    ssi: Ssi, project: Path
) -> None:
    before = {each.name for each in project.iterdir()}
    done = ssi("demo")
    assert done.returncode == 0, done.stderr
    assert {each.name for each in project.iterdir()} - before - {".cache"} == {"ssi-demo-report"}
    report = project / "ssi-demo-report"
    assert "A report with a page for each of them: ssi-demo-report" in done.stderr
    assert (report / "index.html").is_file()
    assert (report / "team.html").is_file()
    assert len(list((report / "members").iterdir())) == 12
    assert "LinkedIn exports of made-up people" in done.stderr
    assert "LinkedIn Social Selling Index, 2015 (reconstruction)" in done.stdout
    assert "Selling to financial advisors" in done.stdout
    *_, together, _same = [line for line in done.stdout.splitlines() if line.strip()]
    assert together.split()[0] == "Together"
    assert float(together.split()[-1]) > 0


def test_the_demo_names_the_program_as_it_can_be_called(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    nowhere = tmp_path_factory.mktemp("nowhere")
    done = subprocess.run(
        [sys.executable, "-m", "ssi_rules", "demo", "--keep", "kept", "--report", "told"],
        cwd=project,
        env={**os.environ, "PATH": str(nowhere)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert f": {sys.executable} -m ssi_rules report " in done.stderr
    assert (project / "told" / "index.html").is_file()
    assert len(list((project / "kept").glob("*.zip"))) == 12


@pytest.mark.parametrize("is_on_path", [True, False])
def test_a_program_that_is_not_found_by_its_name_is_called_by_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_on_path: bool
) -> None:
    program = tmp_path / "tools" / "ssi"
    program.parent.mkdir()
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(program.parent if is_on_path else tmp_path))
    monkeypatch.setattr(sys, "argv", [str(program), "demo"])
    assert called() == ("ssi" if is_on_path else str(program))
