"""Files are whole, in their place, or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ssi_rules.files import create_file, replace_file


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).suffix == ".html":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)


def test_a_full_disk_leaves_the_old_page_and_nothing_half_written(tmp_path: Path, full_disk: None) -> None:
    del full_disk
    page = tmp_path / "page.html"
    page.write_bytes(b"old")
    with pytest.raises(OSError, match="No space left") as refused:
        replace_file(page, b"new")
    assert refused.value.filename == str(page)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"page.html": b"old"}


def test_a_replaced_file_keeps_its_permissions_and_a_new_one_has_the_usual(tmp_path: Path) -> None:
    old, new, usual = tmp_path / "old", tmp_path / "new", tmp_path / "usual"
    old.touch()
    old.chmod(0o600)
    usual.touch()
    replace_file(old, b"x")
    replace_file(new, b"x")
    assert old.stat().st_mode == 0o100600
    assert new.stat().st_mode == usual.stat().st_mode


def test_a_file_is_created_where_none_is_and_never_over_another(tmp_path: Path) -> None:
    new, theirs = tmp_path / "new", tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    create_file(new, b"whole")
    with pytest.raises(FileExistsError) as refused:
        create_file(theirs, b"ours")
    assert refused.value.filename == str(theirs)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {
        "new": b"whole",
        "theirs": b"theirs",
    }


def test_a_file_is_created_where_the_system_has_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", none)
    create_file(tmp_path / "new", b"whole")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "new", b"other")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"new": b"whole"}
