from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.sources.archive import normal_name, open_archive
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("base", "name"),
    [
        ("Connections.csv", "connections"),
        ("CONNECTIONS.CSV", "connections"),
        ("Shares_4711000815.csv", "shares"),
        ("Ad_Targeting.csv", "adtargeting"),
        ("Ad Targeting.csv", "adtargeting"),
        ("Endorsement_Received_Info.csv", "endorsementreceivedinfo"),
        ("Endorsement Received Info.csv", "endorsementreceivedinfo"),
        ("coach_messages.csv", "coachmessages"),
    ],
)
def test_files_are_found_under_all_their_names(base: str, name: str) -> None:
    assert normal_name(base) == name


@pytest.mark.parametrize("base", ["Connections.pdf", "Connections", "Connections.csv.bak"])
def test_other_kinds_of_file_are_not_taken_for_tables(base: str) -> None:
    assert normal_name(base) != "connections"


def test_parts_complete_each_other_and_the_first_wins(tmp_path: Path) -> None:
    for part, files in (("complete", {"a.csv": "new"}), ("basic", {"A.csv": "old", "b.csv": "more"})):
        (tmp_path / part).mkdir()
        for name, text in files.items():
            (tmp_path / part / name).write_text(text)
    with open_archive(tmp_path / "complete", tmp_path / "basic") as archive:
        first, second = archive.find("a"), archive.find("z", "b")
        assert first is not None
        assert second is not None
        with first.opener() as content:
            assert content.read() == b"new"
        assert archive.place(second).endswith("complete: b.csv")
        assert archive.find("z") is None


def test_a_file_that_went_away_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    with open_archive(tmp_path) as archive:
        entry = archive.find("a")
        assert entry is not None
        (tmp_path / "a.csv").unlink()
        with pytest.raises(DataError, match=r"a\.csv: the file cannot be opened"):
            entry.opener()
