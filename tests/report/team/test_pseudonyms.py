from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.report.team import pseudonyms as room
from ssi_rules.report.team.pseudonyms import Salt, SaltError, open_salt, pseudonyms

if TYPE_CHECKING:
    from typing import NoReturn

IDS = [f"member-{i}" for i in range(3000)]


def test_the_same_secret_gives_the_same_names_whoever_else_is_there(tmp_path: Path) -> None:
    salt = open_salt(tmp_path / "salt")
    assert open_salt(tmp_path / "salt").key == salt.key
    assert pseudonyms(["ann", "bob"], salt)["bob"] == pseudonyms(["bob"], salt)["bob"]


def test_another_secret_gives_other_names(tmp_path: Path) -> None:
    one, other = open_salt(tmp_path / "one"), open_salt(tmp_path / "other")
    names = pseudonyms(IDS[:50], one), pseudonyms(IDS[:50], other)
    assert not set(names[0].items()) & set(names[1].items())


def test_names_are_short_and_each_is_one_member(tmp_path: Path) -> None:
    names = pseudonyms(IDS, open_salt(tmp_path / "salt"))
    assert len(set(names.values())) == len(IDS)
    assert all(re.fullmatch(r"[2-9B-DF-HJ-NP-TV-Z]{4,7}", each) for each in names.values())


def test_names_that_would_be_alike_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_SHORTEST", 1)
    names = pseudonyms(IDS[:200], Salt(path=None, key=b"k" * 32))  # type: ignore[arg-type]
    assert len(set(names.values())) == 200
    assert {len(each) for each in names.values()} >= {2, 3}


@given(st.lists(st.text(), unique=True))
def test_any_id_gets_a_name(ids: list[str]) -> None:
    names = pseudonyms(ids, Salt(path=None, key=b"k" * 32))  # type: ignore[arg-type]
    assert list(names) == ids
    assert len(set(names.values())) == len(ids)


def test_a_new_secret_is_its_owners_alone(tmp_path: Path) -> None:
    salt = open_salt(tmp_path / ".ssi-salt")
    assert salt.created
    assert salt.path.stat().st_mode & 0o777 == 0o600
    again = open_salt(salt.path)
    assert (again.created, again.exposed) == (False, False)


@pytest.mark.skipif(os.name != "posix", reason="bits say who may read a file only on POSIX")
def test_a_secret_that_others_can_read_is_told(tmp_path: Path) -> None:
    path = open_salt(tmp_path / "salt").path
    path.chmod(0o644)
    assert open_salt(path).exposed


@pytest.mark.parametrize("written", ["", "password", "0" * 31, "é" * 40])
def test_a_file_without_a_secret_is_refused(tmp_path: Path, written: str) -> None:
    path = tmp_path / "salt"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(SaltError, match="secret") as caught:
        open_salt(path)
    assert "--salt" in caught.value.help
    assert path.read_text(encoding="utf-8") == written


def test_a_secret_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    with pytest.raises(SaltError, match="no secret can be written"):
        open_salt(tmp_path / "nowhere" / "salt")
    with pytest.raises(SaltError, match="cannot be read"):
        open_salt(tmp_path)


def test_of_two_runs_that_begin_at_once_both_get_the_secret_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(count: int) -> bytes:
        (tmp_path / "salt").write_text("ab" * 32, encoding="ascii")
        return b"c" * count

    monkeypatch.setattr("secrets.token_bytes", meanwhile)
    salt = open_salt(tmp_path / "salt")
    assert (salt.key, salt.created) == (b"\xab" * 32, False)
    assert [each.name for each in tmp_path.iterdir()] == ["salt"]


def test_a_secret_can_be_kept_where_files_have_one_name_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    salt = open_salt(tmp_path / "salt")
    assert salt.created
    assert open_salt(tmp_path / "salt").key == salt.key
    assert [each.name for each in tmp_path.iterdir()] == ["salt"]


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "salt").symlink_to(tmp_path / "gone")
    with pytest.raises(SaltError, match="cannot be read"):
        open_salt(tmp_path / "salt")
    assert not (tmp_path / "gone").exists()


def test_the_secret_is_in_no_representation(tmp_path: Path) -> None:
    salt = open_salt(tmp_path / "salt")
    assert salt.key.hex() not in repr(salt)
    assert repr(salt.key) not in repr(salt)
