from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pytest

from ssi_rules.cli import exits
from ssi_rules.cli.failures import exit_code_of
from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.writing import destination

if TYPE_CHECKING:
    from pathlib import Path


def fail_half_way(path: Path | None) -> None:
    with destination(path) as stream:
        stream.write("new")
        raise RuntimeError("half way")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    with destination(path) as stream:
        stream.write("new\n")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_bytes() == b"new\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_run_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way(path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_stdout_gets_all_or_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way(None)
    assert capsys.readouterr().out == ""
    with destination(None) as stream:
        stream.write("new")
    assert capsys.readouterr().out == "new"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be written"), destination(tmp_path / "nowhere" / "x") as stream:
        stream.write("new")


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="is a folder"), destination(tmp_path) as stream:
        stream.write("new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX only")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with destination(path) as stream:
            stream.write("new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    file, link = tmp_path / "scores.csv", tmp_path / "latest.csv"
    file.write_text("old", encoding="utf-8")
    link.symlink_to(file)
    with destination(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"


def test_a_full_disk_is_told_and_no_fault_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(OSError(errno.ENOSPC, "No space left on device")) == exits.TROUBLE
    assert capsys.readouterr().err == "error: No space left on device.\n"
