"""Columns that are no facts, kept as labels for those who ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.sources.open import open_dataset

from .world import CATALOGUE, folder

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = (
    "member_id,name,Region,seat,title,hired_on,skills,as_of\n"
    "m1,Ann,North,yes,Lead,2020-05-01,3,2026-06-30\n"
    "m2,Bo,,no,,,4,2026-06-30\n"
)


def labels(tmp_path: Path, *wanted: str) -> list[dict[str, str]]:
    dataset = open_dataset(folder(tmp_path, members__csv=MEMBERS), CATALOGUE, labels=wanted)
    return [dict(each.labels) for each in dataset.members()]


def test_a_column_is_kept_where_it_is_asked_for(tmp_path: Path) -> None:
    assert labels(tmp_path) == [{"name": "Ann"}, {"name": "Bo"}]
    assert labels(tmp_path, "region") == [{"name": "Ann", "region": "North"}, {"name": "Bo"}]
    assert labels(tmp_path, "region", "nowhere") == labels(tmp_path, "region")


def test_facts_that_are_words_can_be_labels_too_and_numbers_cannot(tmp_path: Path) -> None:
    assert labels(tmp_path, "seat", "title", "hired_on", "skills", "as_of") == [
        {"name": "Ann", "seat": "yes", "title": "Lead", "hired_on": "2020-05-01", "as_of": "2026-06-30"},
        {"name": "Bo", "seat": "no", "as_of": "2026-06-30"},
    ]


def test_a_label_takes_nothing_from_the_facts(tmp_path: Path) -> None:
    path = folder(tmp_path, members__csv=MEMBERS)
    plain = list(open_dataset(path, CATALOGUE).members())
    asked = list(open_dataset(path, CATALOGUE, labels=("region", "seat", "title")).members())
    assert [each.facts for each in asked] == [each.facts for each in plain]
    assert [each.missing for each in asked] == [each.missing for each in plain]


def test_a_column_that_is_kept_is_not_told_as_ignored(tmp_path: Path) -> None:
    dataset = open_dataset(folder(tmp_path, members__csv=MEMBERS), CATALOGUE, labels=("region",))
    assert list(dataset.members())
    assert not any("ignored" in each for each in dataset.notices())


def test_a_map_can_bring_labels_and_nothing_else(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        members__csv="member_id,skills\nm1,3\nm2,4\n",
        office__csv="Who,Office,Boss\nm1,North,Cy\nm2,,Cy\n",
        m__toml='id = "Who"\nfiles = "office.csv"\nlabels = { region = ["Site", "Office"], boss = "Boss", floor = "Floor" }\n',
    )
    members = list(open_dataset(root, CATALOGUE, maps=[root / "m.toml"]).members())
    assert [dict(each.labels) for each in members] == [{"region": "North", "boss": "Cy"}, {"boss": "Cy"}]
    assert [each.facts.keys() for each in members] == [{"skills"}, {"skills"}]
