from __future__ import annotations

import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.sources.facts import document
from ssi_rules.sources.open import open_dataset
from ssi_rules.workspace import load_catalogue

from .world import CATALOGUE, folder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_document_has_every_fact_and_table(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        members__csv="member_id,as_of,name,skills,hours,rate,seat,title,hired_on\nm1,2026-06-30,Ann,12,2.5,86%,yes,CEO,2020-01-02\nm2,2026-06-30,,,,,,,\n",
        inmails__csv="member_id,sent_on,replied\nm1,2026-06-01,yes\nm1,,no\nm1,2026-06-02,\n",
    )
    dataset = open_dataset(root, CATALOGUE)
    read = json.loads(
        document(dataset.members(), CATALOGUE, dataset.notices()).model_dump_json(by_alias=True)
    )
    first, second = read["members"]
    assert read["schema"] == "ssi.facts/1"
    assert (first["member_id"], first["as_of"], first["labels"]) == ("m1", "2026-06-30", {"name": "Ann"})
    assert first["facts"] == {
        "skills": 12,
        "hours": 2.5,
        "rate": 0.86,
        "seat": True,
        "title": "CEO",
        "hired_on": "2020-01-02",
    }
    assert first["origins"]["rate"] == "members.csv: rate"
    assert first["missing"] == {
        "inmails_late": "the data has no `inmails_late` table",
        "visits": "the data has no `visits` table",
    }
    assert first["tables"]["inmails"] == {
        "provided": True,
        "rows": 3,
        "columns": {
            "sent_on": {"known": 2, "unknown": 1},
            "replied": {"yes": 1, "no": 1, "unknown": 1},
            "minutes": {"known": 0, "unknown": 3},
        },
        "origin": "inmails.csv",
        "notes": [],
        "missing": {"minutes": "inmails.csv has no column `minutes`"},
    }
    assert first["tables"]["visits"]["provided"] is False
    assert first["tables"]["visits"]["rows"] is None
    assert second["facts"] == dict.fromkeys(first["facts"])
    assert second["missing"]["skills"] == "the cell is blank"


def test_whole_numbers_are_written_without_a_point(tmp_path: Path) -> None:
    root = folder(tmp_path, members__csv="member_id,skills,hours,rate\nm1,1000000000000,3.0,100%\n")
    text = document(open_dataset(root, CATALOGUE).members(), CATALOGUE).model_dump_json()
    assert '"skills":1000000000000,"hours":3,"rate":1,' in text


def test_without_a_day_of_its_own_a_member_is_shown_as_of_the_latest_row(tmp_path: Path) -> None:
    path = tmp_path / "me.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "Reactions.csv", "Date,Type,Link\n2026-02-09 01:21:47,LIKE,x\n2026-03-09 01:21:47,LIKE,x\n"
        )
    catalogue = load_catalogue()
    (described,) = document(open_dataset(path, catalogue).members(), catalogue).members
    assert described.as_of == date(2026, 3, 9)
