from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from ssi_rules.report.batch.folder import Folder, FolderTaken, Page, write_page

if TYPE_CHECKING:
    from pathlib import Path

DANA, EVE = "members/dana.html", "members/eve.html"


def written(path: Path, *files: str) -> tuple[int, list[str]]:
    with Folder.open(path) as folder:
        for file in files:
            folder.write(file, f"page of {file}".encode())
        return folder.finish()


def there(path: Path) -> set[str]:
    return {each.relative_to(path).as_posix() for each in path.rglob("*") if each.is_file()}


def test_pages_of_a_report_are_there_and_nothing_unfinished(tmp_path: Path) -> None:
    assert written(tmp_path / "new" / "report", DANA, "index.html") == (0, [])
    assert there(tmp_path / "new" / "report") == {DANA, "index.html", ".ssi-report/pages.jsonl"}


def test_pages_of_who_left_are_removed(tmp_path: Path) -> None:
    written(tmp_path, DANA, EVE, "index.html")
    assert written(tmp_path, DANA, "index.html") == (1, [])
    assert EVE not in there(tmp_path)


def test_pages_that_somebody_changed_stay(tmp_path: Path) -> None:
    written(tmp_path, DANA, EVE)
    (tmp_path / EVE).write_text("with a note of mine", encoding="utf-8")
    assert written(tmp_path, DANA) == (0, [EVE])
    assert (tmp_path / EVE).read_text(encoding="utf-8") == "with a note of mine"


def test_files_of_others_are_never_removed(tmp_path: Path) -> None:
    written(tmp_path, DANA)
    (tmp_path / "members" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / EVE).write_text("mine, too", encoding="utf-8")
    assert written(tmp_path, DANA) == (0, [])
    assert {EVE, "members/notes.txt"} < there(tmp_path)


def test_a_page_that_was_announced_by_a_killed_run_is_known_to_be_ours(tmp_path: Path) -> None:
    with Folder.open(tmp_path) as folder:
        folder.announce([DANA, EVE])
        write_page(folder.path, Page(DANA, "key"), b"whole, and not told of", None)
    assert written(tmp_path, EVE) == (1, [])
    assert DANA not in there(tmp_path)


def test_a_line_that_a_killed_run_left_open_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path, DANA)
    with (tmp_path / ".ssi-report" / "pages.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('["members/eve.html", "ke')
    with Folder.open(tmp_path) as folder:
        assert set(folder.known) == {DANA}
    assert written(tmp_path, DANA, EVE) == (0, [])


def test_a_list_that_names_files_elsewhere_removes_none(tmp_path: Path) -> None:
    report, outside = tmp_path / "report", tmp_path / "outside.html"
    outside.write_text("mine", encoding="utf-8")
    written(report, DANA)
    listed = report / ".ssi-report" / "pages.jsonl"
    with listed.open("a", encoding="utf-8") as stream:
        stream.write(
            '["../outside.html", "", ""]\n["members/../../outside.html", "", ""]\n[1, 2]\n{}\nnull\n'
        )
    written(report, DANA)
    assert outside.exists()


@pytest.mark.parametrize("name", ["index.html", "team.html", "team-members.csv", "members"])
def test_a_folder_with_files_of_others_where_ours_would_be_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir() if name == "members" else (tmp_path / name).touch()
    before = there(tmp_path)
    with pytest.raises(FolderTaken, match=name) as refused:
        Folder.open(tmp_path)
    assert refused.value.help == "Name another folder for the report."
    assert there(tmp_path) == before


def test_a_folder_with_other_files_is_taken(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").touch()
    written(tmp_path, DANA)
    assert {DANA, "readme.txt"} < there(tmp_path)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderTaken, match="is a file"):
        Folder.open(tmp_path / "report")
    assert (tmp_path / "report").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["members", ".ssi-report"])
def test_a_link_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    elsewhere, report = tmp_path / "elsewhere", tmp_path / "report"
    elsewhere.mkdir()
    report.mkdir()
    (report / name).symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(FolderTaken, match="leads elsewhere"):
        Folder.open(report)
    assert not list(elsewhere.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not held there")
def test_two_runs_at_once_do_not_meet_in_one_folder(tmp_path: Path) -> None:
    with Folder.open(tmp_path) as first:
        with pytest.raises(FolderTaken, match="Another run is writing"):
            Folder.open(tmp_path)
        first.write(DANA, b"page")
        first.finish()
    assert written(tmp_path, DANA) == (0, [])


def test_a_page_that_is_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("mine", encoding="utf-8")
    written(tmp_path / "report", EVE)
    (tmp_path / "report" / DANA).symlink_to(target)
    written(tmp_path / "report", DANA, EVE)
    assert target.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "report" / DANA).read_bytes() == f"page of {DANA}".encode()
