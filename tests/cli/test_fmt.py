"""``ssi fmt``: what it writes, what it says, and how it ends."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest

from ssi_rules.syntax.decode import LARGEST_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Done, Ssi

UNTIDY = "let a = 1 let b=2   # two\n"
TIDY = "let a = 1\nlet b = 2  # two\n"
BROKEN = "let a =\n"
DIFF = """\
--- a/untidy.ssi
+++ b/untidy.ssi
@@ -1 +1,2 @@
-let a = 1 let b=2   # two
+let a = 1
+let b = 2  # two
"""


@pytest.fixture
def untidy(project: Path) -> Path:
    path = project / "untidy.ssi"
    path.write_bytes(UNTIDY.encode())
    return path


@pytest.fixture
def broken(project: Path) -> Path:
    path = project / "broken.ssi"
    path.write_bytes(BROKEN.encode())
    return path


def said(done: Done) -> tuple[int, str, str]:
    return done.returncode, done.stdout, done.stderr


def test_a_file_is_replaced_and_keeps_its_mode(ssi: Ssi, untidy: Path) -> None:
    untidy.chmod(0o640)
    told = "formatted untidy.ssi\n2 files: 1 formatted, 1 as it should be\n"
    assert said(ssi("fmt", "untidy.ssi", "tour.ssi")) == (0, "", told)
    assert untidy.read_bytes() == TIDY.encode()
    assert stat.S_IMODE(untidy.stat().st_mode) == 0o640
    assert said(ssi("fmt", "untidy.ssi")) == (0, "", "1 file: 1 as it should be\n")


def test_what_is_as_it_should_be_is_not_touched(ssi: Ssi, project: Path) -> None:
    tour = project / "tour.ssi"
    os.utime(tour, ns=(1, 1))
    assert ssi("fmt", "tour.ssi").returncode == 0
    assert tour.stat().st_mtime_ns == 1


def test_check_writes_nothing_and_names_what_would_change(ssi: Ssi, untidy: Path) -> None:
    told = "2 files: 1 would be formatted, 1 as it should be\n"
    assert said(ssi("fmt", "--check", "untidy.ssi", "tour.ssi")) == (1, "would format untidy.ssi\n", told)
    assert untidy.read_bytes() == UNTIDY.encode()
    assert said(ssi("fmt", "--check", "tour.ssi")) == (0, "", "1 file: 1 as it should be\n")


def test_diff_writes_nothing_and_shows_what_would_change(ssi: Ssi, untidy: Path) -> None:
    assert said(ssi("fmt", "--diff", "untidy.ssi")) == (1, DIFF, "1 file: 1 would be formatted\n")
    assert untidy.read_bytes() == UNTIDY.encode()
    assert said(ssi("fmt", "--diff", "tour.ssi")) == (0, "", "1 file: 1 as it should be\n")


@pytest.mark.usefixtures("untidy")
def test_a_diff_is_coloured_where_that_is_wanted(ssi: Ssi) -> None:
    shown = ssi("fmt", "--diff", "--color", "always", "untidy.ssi").stdout
    assert "\x1b[31m-let a = 1 let b=2   # two\x1b[0m\n\x1b[32m+let a = 1\x1b[0m\n" in shown
    assert ssi("fmt", "--diff", "--color", "never", "untidy.ssi", FORCE_COLOR="1").stdout == DIFF


@pytest.mark.skipif(shutil.which("git") is None, reason="git applies the patch")
@pytest.mark.parametrize("text", [UNTIDY, "\ufefflet a=1\r\n# x\r\nlet b=2", "\n\nlet a=1\n\n\n\n"])
def test_a_diff_is_a_patch(ssi: Ssi, untidy: Path, text: str) -> None:
    untidy.write_bytes(text.encode())
    patch = ssi("fmt", "--diff", "untidy.ssi").stdout
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn"],
        cwd=untidy.parent,
        input=patch.encode(),
        check=True,
        timeout=60,
    )
    patched = untidy.read_bytes()
    untidy.write_bytes(text.encode())
    assert ssi("fmt", "untidy.ssi").returncode == 0
    assert patched == untidy.read_bytes()


@pytest.mark.usefixtures("broken")
def test_a_file_that_cannot_be_read_stays_as_it_is_and_others_go_on(
    ssi: Ssi, untidy: Path, project: Path
) -> None:
    done = ssi("fmt", "broken.ssi", "untidy.ssi")
    assert (done.returncode, done.stdout) == (1, "")
    assert "broken.ssi:1:8" in done.stderr
    assert "2 files: 1 formatted, 1 not readable\n" in done.stderr
    assert (project / "broken.ssi").read_bytes() == BROKEN.encode()
    assert untidy.read_bytes() == TIDY.encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"let a = 1 # caf\xe9\n", "not-utf-8"),
        (b"let a = 1\n" + b"#" * LARGEST_FILE, "file-too-large"),
        (b"let a = 1 \x00\n", "control-character"),
        (b'level a "a\tb" from 1\n', "tab"),
        (b"let a = 1 # a\tb\n", "tab"),
    ],
)
def test_no_fault_of_a_text_is_passed_over(ssi: Ssi, untidy: Path, data: bytes, told: str) -> None:
    untidy.write_bytes(data)
    done = ssi("fmt", "untidy.ssi")
    assert done.returncode == 1
    assert told in done.stderr
    assert untidy.read_bytes() == data


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbflet a = 1\n",
        b"let a = 1\r\n",
        b"let a = 1\r",
        b"\tlet\ta = 1\n",
        b"let a = 1",
        b" let a = 1\n\n",
    ],
)
def test_line_ends_marks_and_tabs_are_layout(ssi: Ssi, untidy: Path, data: bytes) -> None:
    untidy.write_bytes(data)
    assert ssi("fmt", "--check", "untidy.ssi").returncode == 1
    assert ssi("fmt", "untidy.ssi").returncode == 0
    assert untidy.read_bytes() == b"let a = 1\n"


@pytest.mark.usefixtures("untidy")
def test_folders_are_searched_and_no_file_is_read_twice(ssi: Ssi, project: Path) -> None:
    for hidden in (".venv", "node_modules"):
        (project / hidden).mkdir()
        (project / hidden / "other.ssi").write_bytes(UNTIDY.encode())
    done = ssi("fmt", "--check", ".", "untidy.ssi", "./untidy.ssi")
    assert done.stdout == "would format untidy.ssi\nwould format wrong.ssi\n"
    assert "4 files" in done.stderr


@pytest.mark.parametrize(
    "line", ["", "empty", "nothing.ssi", "tour.ssi nothing.ssi", "- tour.ssi", "--width 80 tour.ssi"]
)
def test_nothing_to_do_and_wrong_use_are_trouble(ssi: Ssi, line: str) -> None:
    done = ssi("fmt", *line.split())
    assert done.returncode == 2
    assert done.stderr
    assert not done.stdout


def test_a_read_only_file_is_told_and_others_go_on(ssi: Ssi, untidy: Path, project: Path) -> None:
    other = project / "zother.ssi"
    other.write_bytes(UNTIDY.encode())
    untidy.chmod(0o440)
    done = ssi("fmt", "untidy.ssi", "zother.ssi")
    assert done.returncode == 2
    assert "error: untidy.ssi cannot be written: it is read-only.\n" in done.stderr
    assert "2 files: 1 formatted, 1 not written\n" in done.stderr
    assert untidy.read_bytes() == UNTIDY.encode()
    assert other.read_bytes() == TIDY.encode()
    assert ssi("fmt", "--check", "untidy.ssi").returncode == 1


@pytest.mark.parametrize("step", ["pathlib.Path.replace", "pathlib.Path.chmod"])
def test_a_write_that_fails_leaves_the_old_file_whole(
    ssi: Ssi, untidy: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = sorted(untidy.parent.iterdir())
    with monkeypatch.context() as failing:
        failing.setattr(step, full)
        done = ssi("fmt", "untidy.ssi")
    assert done.returncode == 2
    assert "error: untidy.ssi cannot be written: No space left on device.\n" in done.stderr
    assert untidy.read_bytes() == UNTIDY.encode()
    assert sorted(untidy.parent.iterdir()) == before


def test_a_run_that_is_killed_leaves_the_old_file_whole(untidy: Path) -> None:
    kill = "import os, pathlib; pathlib.Path.replace = lambda *_: os._exit(9)\n"
    run = "import sys; sys.argv = ['ssi', 'fmt', 'untidy.ssi']\nfrom ssi_rules.cli.main import run; run()"
    done = subprocess.run([sys.executable, "-c", kill + run], cwd=untidy.parent, check=False, timeout=60)
    assert done.returncode == 9
    assert untidy.read_bytes() == UNTIDY.encode()


def test_a_link_inside_the_project_stays_a_link(ssi: Ssi, untidy: Path, project: Path) -> None:
    link = project / "link.ssi"
    link.symlink_to(untidy)
    assert ssi("fmt", "link.ssi", "untidy.ssi").stderr == "formatted untidy.ssi\n1 file: 1 formatted\n"
    assert link.is_symlink()
    assert untidy.read_bytes() == TIDY.encode()


def test_a_link_out_of_the_project_is_not_followed(
    ssi: Ssi, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "other.ssi"
    outside.write_bytes(UNTIDY.encode())
    (project / "link.ssi").symlink_to(outside)
    done = ssi("fmt", "link.ssi")
    assert done.returncode == 1
    assert "symbolic link out of its project" in done.stderr
    assert outside.read_bytes() == UNTIDY.encode()


def test_a_search_passes_over_what_the_configuration_leaves_out(
    ssi: Ssi, untidy: Path, project: Path
) -> None:
    (project / "wrong.ssi").unlink()
    (project / "ssi.toml").write_text(f'exclude = ["{untidy.name}"]\n', encoding="utf-8")
    assert ssi("fmt", "--check", ".").returncode == 0
    assert ssi("fmt", "--check", untidy.name).returncode == 1


def test_a_fault_in_the_configuration_is_trouble(ssi: Ssi, untidy: Path, project: Path) -> None:
    before = untidy.read_bytes()
    (project / "ssi.toml").write_text('exclud = ["a"]\n', encoding="utf-8")
    done = ssi("fmt", ".")
    assert done.returncode == 2
    assert "did you mean `exclude`?" in done.stderr
    assert untidy.read_bytes() == before


def test_files_of_a_project_below_the_repository_are_named_from_its_root(
    ssi: Ssi, untidy: Path, project: Path
) -> None:
    (project / ".git").mkdir()
    below = project / "sales"
    below.mkdir()
    (below / "ssi.toml").touch()
    (below / "here.ssi").write_bytes(untidy.read_bytes())
    assert ssi("fmt", "--check", "sales").stdout == "would format sales/here.ssi\n"
    assert "sales/wrong.ssi:3:" in _concise_of(ssi, project / "wrong.ssi", below / "wrong.ssi")


def _concise_of(ssi: Ssi, rules: Path, moved: Path) -> str:
    moved.write_bytes(rules.read_bytes())
    return ssi("check", str(moved), "--format", "concise").stdout


def piped(ssi: Ssi, monkeypatch: pytest.MonkeyPatch, data: bytes, *arguments: str) -> Done:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data), encoding="ascii"))
    return ssi("fmt", *arguments)


@pytest.mark.parametrize("data", [UNTIDY.encode(), TIDY.encode()])
def test_stdin_goes_to_stdout(ssi: Ssi, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    assert said(piped(ssi, monkeypatch, data, "-")) == (0, TIDY, "")


def test_stdin_is_compared_under_the_name_it_is_given(ssi: Ssi, monkeypatch: pytest.MonkeyPatch) -> None:
    named = ("-", "--stdin-filename", "untidy.ssi")
    data = UNTIDY.encode()
    assert said(piped(ssi, monkeypatch, data, "--diff", *named)) == (1, DIFF, "")
    assert said(piped(ssi, monkeypatch, data, "--check", *named)) == (1, "would format untidy.ssi\n", "")
    assert said(piped(ssi, monkeypatch, TIDY.encode(), "--check", "-")) == (0, "", "")
    done = piped(ssi, monkeypatch, BROKEN.encode(), *named)
    assert (done.returncode, done.stdout) == (1, "")
    assert "untidy.ssi:1:8" in done.stderr


def test_stdout_is_utf8_whatever_the_terminal_speaks(project: Path) -> None:
    text = 'level a "日本 é" from 1\n'.encode()
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "ssi_rules", "fmt", "-"],
        cwd=project,
        env={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PATH": os.environ["PATH"]},
        input=text,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, text)


def test_formatting_loads_nothing_that_checks_or_scores(project: Path) -> None:
    run = "import sys\nfrom ssi_rules.cli.main import app\ntry: app(['fmt', 'tour.ssi'])\nexcept SystemExit: pass\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{run}print(*sys.modules)"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = {".".join(name.split(".")[:2]) for name in done.stdout.split()}
    assert "ssi_rules.formatting" in loaded
    floors = {
        f"ssi_rules.{floor}" for floor in ("lint", "checking", "pipeline", "engines", "markets", "sources")
    }
    assert not loaded & {"pydantic", "duckdb", "rich", "pygments", *floors}
