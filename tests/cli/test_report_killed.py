"""A run that is killed leaves whole pages, and the next one goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_report import contents, many

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 160


def command(data: Path, folder: Path, jobs: int) -> list[str]:
    line = f"report tour.ssi {data.name} -o {folder.name} --redact names --salt salt --jobs {jobs}"
    return [sys.executable, "-m", "ssi_rules", *line.split()]


def pages(folder: Path) -> int:
    return len(list((folder / "members").glob("*.html"))) if (folder / "members").is_dir() else 0


@pytest.mark.skipif(sys.platform == "win32", reason="nothing there is killed without notice")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_run_leaves_whole_pages_and_is_taken_up(project: Path, jobs: int) -> None:
    data, whole, folder = many(project, COUNT), project / "whole", project / "killed"
    subprocess.run(command(data, whole, jobs), cwd=project, check=True, capture_output=True, timeout=120)
    expected = contents(whole)
    with subprocess.Popen(
        command(data, folder, jobs), cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as killed:
        while pages(folder) < COUNT // 2 and killed.poll() is None:
            time.sleep(0.005)
        killed.send_signal(signal.SIGKILL)
    assert killed.returncode == -signal.SIGKILL, "it was done before it could be killed"
    settled(folder)
    left = {name: data for name, data in contents(folder).items() if name.startswith("members/")}
    assert COUNT // 2 <= len(left) < COUNT
    assert all(expected[name] == data for name, data in left.items())
    done = subprocess.run(
        command(data, folder, jobs), cwd=project, check=True, capture_output=True, text=True, timeout=120
    )
    assert contents(folder) == expected
    assert "there already" in done.stderr


def settled(folder: Path) -> None:
    """Wait for the killed run's processes, which see that it is gone and end."""
    before = -1
    while (now := pages(folder)) != before:
        before = now
        time.sleep(0.3)
