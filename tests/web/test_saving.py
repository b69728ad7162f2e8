"""What may be opened and written, and what may not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ssi_rules.web.project import Project, first_of
from ssi_rules.workspace import RulesetError
from tests.web.benches import RULES, Browser, make_bench, make_browser

if TYPE_CHECKING:
    from pathlib import Path

EDITED = RULES.replace("from 5 earns 4", "from 8 earns 4")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def test_saving_writes_the_text_and_compares_with_it_from_then_on(opened: Browser, project: Path) -> None:
    assert "2 of 5 members move" in opened.evaluate(EDITED)
    answer = opened.save("team.ssi", EDITED)
    assert answer.status_code == 200
    assert "Saved as team.ssi" in answer.text
    assert (project / "team.ssi").read_text(encoding="utf-8") == EDITED
    assert "0 of 5 members move" in opened.evaluate(EDITED)
    assert opened.save("team.ssi", RULES).status_code == 200


def test_a_file_that_somebody_else_changed_stays(opened: Browser, project: Path) -> None:
    (project / "team.ssi").write_text("# Theirs\n", encoding="utf-8")
    answer = opened.save("team.ssi", EDITED)
    assert answer.status_code == 409
    assert "has changed on disk" in answer.text
    assert (project / "team.ssi").read_text(encoding="utf-8") == "# Theirs\n"


def test_a_file_that_somebody_deleted_is_not_made_again(opened: Browser, project: Path) -> None:
    (project / "team.ssi").unlink()
    answer = opened.save("team.ssi", EDITED)
    assert answer.status_code == 409
    assert "team.ssi was deleted since it was opened" in answer.text
    assert not (project / "team.ssi").exists()


def test_a_new_name_makes_a_new_file_and_never_replaces_one(opened: Browser, project: Path) -> None:
    (project / "other.ssi").write_text("# Theirs\n", encoding="utf-8")
    assert opened.save("other.ssi", EDITED).status_code == 409
    assert (project / "other.ssi").read_text(encoding="utf-8") == "# Theirs\n"
    answer = opened.save("new.ssi", EDITED)
    assert answer.status_code == 200
    assert answer.headers["hx-replace-url"] == "?file=new.ssi"
    assert '<option value="new.ssi" data-kind="file" selected>' in answer.text
    assert (project / "new.ssi").read_text(encoding="utf-8") == EDITED
    assert (project / "team.ssi").read_text(encoding="utf-8") == RULES


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("../outside.ssi", 403),
        ("sub/../../outside.ssi", 403),
        ("/etc/outside.ssi", 403),
        ("~/outside.ssi", 409),
        (".hidden.ssi", 403),
        (".git/hooks/hook.ssi", 403),
        ("team.py", 403),
        ("team.ssi.exe", 403),
        ("..\\outside.ssi", 403),
        ("C:\\outside.ssi", 403),
        ("", 403),
        (".ssi", 403),
        ("te\0am.ssi", 403),
        ("te\nam.ssi", 403),
        ("nowhere/new.ssi", 409),
        ("link/new.ssi", 403),
        ("linked.ssi", 403),
        ("config.ssi", 403),
        (f"{'long' * 100}.ssi", 500),
    ],
)
def test_nothing_is_written_elsewhere(opened: Browser, project: Path, name: str, status: int) -> None:
    outside = project.parent / "outside"
    outside.mkdir()
    (outside / "theirs.ssi").write_text("# Theirs\n", encoding="utf-8")
    (project / "link").symlink_to(outside)
    (project / "linked.ssi").symlink_to(outside / "theirs.ssi")
    (project / "config.ssi").symlink_to(project / "ssi.toml")
    before = _files(project.parent)
    assert opened.save(name, EDITED).status_code == status
    assert _files(project.parent) == before
    assert opened.get(
        f"?file={name}" if name.isprintable() and "\\" not in name else "?file=%00"
    ).status_code in (
        200 if not name else 403,
        404,
    )


def test_a_text_without_a_name_is_told_what_it_needs(opened: Browser) -> None:
    assert "needs a name that ends in .ssi" in opened.save(" ", EDITED).text


def test_a_file_that_is_not_there_is_told_so(opened: Browser) -> None:
    answer = opened.get("?file=nowhere.ssi")
    assert answer.status_code == 404
    assert "There is no file nowhere.ssi" in answer.text


def test_a_link_inside_the_project_is_followed(opened: Browser, project: Path) -> None:
    (project / "linked.ssi").symlink_to("team.ssi")
    opened.open("?file=linked.ssi")
    assert opened.save("linked.ssi", EDITED).status_code == 200
    assert (project / "linked.ssi").is_symlink()
    assert (project / "team.ssi").read_text(encoding="utf-8") == EDITED


def test_line_ends_marks_and_permissions_stay(opened: Browser, project: Path) -> None:
    file = project / "team.ssi"
    file.write_bytes(b"\xef\xbb\xbf" + RULES.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    opened.open()
    assert opened.save("team.ssi", EDITED.replace("\n", "\r\n")).status_code == 200
    assert file.read_bytes() == b"\xef\xbb\xbf" + EDITED.replace("\n", "\r\n").encode()
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_read_only_file_stays(opened: Browser, project: Path) -> None:
    (project / "team.ssi").chmod(0o444)
    assert opened.save("team.ssi", EDITED).status_code == 403
    assert (project / "team.ssi").read_text(encoding="utf-8") == RULES


def test_nothing_is_left_behind_when_writing_fails(
    opened: Browser, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = _files(project)
    monkeypatch.setattr("pathlib.Path.replace", full)
    answer = opened.save("team.ssi", EDITED)
    assert answer.status_code == 500
    assert "cannot be written" in answer.text
    assert _files(project) == before


def test_what_is_larger_than_the_language_reads_is_not_written(opened: Browser, project: Path) -> None:
    assert opened.save("new.ssi", "#" * (2 * 1024 * 1024 + 1)).status_code == 413
    assert not (project / "new.ssi").exists()


def test_a_shipped_ruleset_is_opened_as_a_copy(opened: Browser, project: Path) -> None:
    front = opened.open("?shipped=linkedin-ssi-2015")
    assert "linkedin-ssi-2015-copy.ssi" in front.text
    assert _files(project).keys() == {"ssi.toml", "team.ssi", "members.csv"}
    assert opened.save("linkedin-ssi-2015-copy.ssi", RULES).status_code == 200
    assert "linkedin-ssi-2015-copy-2.ssi" in opened.open("?shipped=linkedin-ssi-2015").text
    assert opened.open("?shipped=../facts/linkedin").status_code == 404


def test_a_ruleset_that_is_installed_is_never_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    opened = first_of(Project.around(project), "linkedin-ssi-2015")
    assert opened.digest is None
    assert opened.real.parent == Project.around(project).home.folder
    with pytest.raises(RulesetError):
        first_of(Project.around(project), "no-such-ruleset")


def test_files_of_the_project_are_listed_and_no_others(project: Path) -> None:
    (project / "sub").mkdir()
    (project / "sub" / "more.ssi").write_text("", encoding="utf-8")
    (project / "notes.txt").write_text("", encoding="utf-8")
    (project / "out.ssi").symlink_to(os.devnull)
    assert Project.around(project).files() == ("sub/more.ssi", "team.ssi")


def test_a_folder_that_is_no_project_is_not_searched(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("one.ssi", "sub/two.ssi"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert Project.around(tmp_path).files() == ("one.ssi",)


def test_a_project_begun_with_a_file_that_is_not_text_says_so(project: Path) -> None:
    (project / "team.ssi").write_bytes(b"\xff\xfe\x00")
    opened = make_browser(make_bench(project), project / "team.ssi")
    answer = opened.open()
    assert answer.status_code == 404
    assert "cannot be read as a rule file" in answer.text
