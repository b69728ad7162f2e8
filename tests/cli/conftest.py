"""A project with rules and data, and the command run in it as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from ssi_rules.cli.main import run

LANGUAGE = Path(__file__).parent.parent / "language"

MEMBERS = """\
member_id,name,as_of,seat,referrals,home_industry
dana,Dana Reyes,2026-06-30,yes,4,
eve,=HYPERLINK(1),2026-06-30,no,0,Real Estate
"""

CONNECTIONS = "member_id,title,company,connected_on\n" + "".join(
    f"dana,{title},Contoso,2025-01-15\n" for title in ["Financial Advisor"] * 30 + ["Teacher"] * 70
)

INMAILS = "member_id,sent_on,replied\n" + "dana,2026-06-01,no\n" * 21 + "dana,2026-06-01,yes\n" * 3

WRONG = """\
ruleset wrong "Wrong" { version "1.0.0" worth 10 }
pillar brand "Brand" worth 10 {
  criterion profile "Profile" worth 10 { measure profile_completness earns 10 when yes basis chosen }
}
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


class Ssi(Protocol):
    """Runs ``ssi`` in the project with these arguments and environment."""

    def __call__(self, *arguments: str, **environment: str) -> Done: ...


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "ssi.toml").touch()
    for name in ("tour.ssi", "wholesale.ssi"):
        (tmp_path / name).write_text((LANGUAGE / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "wrong.ssi").write_text(WRONG, encoding="utf-8")
    data = tmp_path / "team"
    data.mkdir()
    for table, text in {"members": MEMBERS, "connections": CONNECTIONS, "inmails": INMAILS}.items():
        (data / f"{table}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.fixture
def ssi(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ssi:
    """The real entry point, in this process: a start costs more than most commands."""

    def run_here(*arguments: str, **environment: str) -> Done:
        with monkeypatch.context() as here:
            here.chdir(project)
            here.setattr(sys, "argv", ["ssi", *arguments])
            here.setattr(tempfile, "tempdir", str(project))
            for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_STEP_SUMMARY"):
                here.delenv(name, raising=False)
            for name, value in {
                "COLUMNS": "100",
                "XDG_CACHE_HOME": str(project / ".cache"),
                **environment,
            }.items():
                here.setenv(name, value)
            capsys.readouterr()
            with pytest.raises(SystemExit) as leaving:
                run()
            written = capsys.readouterr()
        return Done(int(leaving.value.code or 0), written.out, written.err)

    return run_here


@pytest.fixture
def ssi_process(project: Path) -> Ssi:
    """The same in a process of its own."""

    def run_apart(*arguments: str, **environment: str) -> Done:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-m", "ssi_rules", *arguments],
            cwd=project,
            env={"PYTHONUTF8": "1", "COLUMNS": "100", "TMPDIR": str(project), **kept, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run_apart
