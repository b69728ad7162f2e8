"""How many members a pass will come to, where the data can tell before it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.sources.dataset import Counted
from ssi_rules.sources.open import open_dataset

from .world import CATALOGUE, folder

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.sources.dataset import Dataset

TABLE = next(iter(CATALOGUE.tables))
MEMBERS = "member_id,as_of\nm1,2026-06-30\nm2,2026-06-30\nm3,2026-06-30\n"


def expected(dataset: Dataset) -> int | None:
    assert isinstance(dataset, Counted)
    return dataset.expected


def test_a_dataset_with_tables_knows_its_members_from_the_first_on(tmp_path: Path) -> None:
    path = folder(tmp_path, members__csv=MEMBERS, **{f"{TABLE}__csv": "member_id\nm1\n"})
    dataset = open_dataset(path, CATALOGUE)
    assert expected(dataset) is None
    members = dataset.members()
    next(members)
    assert expected(dataset) == 3
    assert len(list(members)) == 2


def test_rows_come_again_in_every_pass(tmp_path: Path) -> None:
    path = folder(tmp_path, members__csv=MEMBERS, **{f"{TABLE}__csv": "member_id\nm1\nm1\nm3\n"})
    dataset = open_dataset(path, CATALOGUE)
    for _ in range(2):
        assert [each.tables[TABLE].count for each in dataset.members()] == [2, 0, 1]


def test_members_alone_are_not_counted_ahead(tmp_path: Path) -> None:
    dataset = open_dataset(folder(tmp_path, members__csv=MEMBERS), CATALOGUE)
    next(dataset.members())
    assert expected(dataset) is None
