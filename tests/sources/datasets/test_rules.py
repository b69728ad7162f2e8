"""The rulings on data, one by one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ssi_rules.language.numbers import SCALE
from ssi_rules.sources.open import open_dataset
from ssi_rules.sources.tabular import related
from ssi_rules.sources.tabular.dataset import TabularDataset
from ssi_rules.sources.tally import Rejected

from .world import CATALOGUE, folder, read, read_with_notices, refusal

if TYPE_CHECKING:
    from pathlib import Path

ONE = "member_id,skills\nm1,3\n"


def test_a_fact_knows_its_file_and_column(tmp_path: Path) -> None:
    (member,) = read(folder(tmp_path, members__csv="member_id,Skills ,title\nm1,3,\n"))
    assert member.origins == {"skills": "members.csv: Skills"}
    assert member.missing["title"].reason == "the cell is blank"
    assert member.missing["title"].origin == "members.csv: title"


def test_a_column_that_members_lack_is_missing_with_the_reason(tmp_path: Path) -> None:
    (member,) = read(folder(tmp_path, members__csv=ONE))
    assert member.missing["seat"].reason == "members.csv has no column `seat`"
    assert member.missing["seat"].origin == "members.csv: seat"


def test_name_team_and_as_of_are_no_facts(tmp_path: Path) -> None:
    (member,) = read(
        folder(tmp_path, members__csv="member_id,name,team,as_of\nm1,Ann,North,2026-06-30T23:00:00-05:00\n")
    )
    assert member.labels == {"name": "Ann", "team": "North"}
    assert member.as_of == date(2026, 7, 1)
    assert member.facts == {}


def test_other_columns_are_ignored_by_name_and_told_once(tmp_path: Path) -> None:
    _, notices = read_with_notices(
        folder(tmp_path, members__csv="member_id,skils,region,name\nm1,3,x,Ann\nm2,4,y,Bo\n")
    )
    assert notices.count("ignored columns") == 1
    assert "members.csv: ignored columns `skils` (did you mean `skills`?), `region`" in notices


def test_a_table_that_is_absent_is_not_provided(tmp_path: Path) -> None:
    (member,) = read(folder(tmp_path, members__csv=ONE))
    assert "inmails" not in member.tables
    assert member.missing["inmails"].reason == "the data has no `inmails` table"
    assert member.missing["inmails"].origin == "inmails.csv"


@pytest.mark.parametrize(("name", "text"), [("inmails__csv", "member_id,sent_on\n"), ("inmails__jsonl", "")])
def test_a_table_without_rows_is_provided_and_empty(tmp_path: Path, name: str, text: str) -> None:
    (member,) = read(folder(tmp_path, members__csv=ONE, **{name: text}))
    assert member.tables["inmails"].count == 0
    assert set(member.tables["inmails"].columns) == {"sent_on", "replied", "minutes"}


def test_a_member_without_rows_has_none(tmp_path: Path) -> None:
    text = "member_id,sent_on\nm1,2026-06-01\n"
    first, second = read(folder(tmp_path, members__csv="member_id\nm1\nm2\n", inmails__csv=text))
    assert first.tables["inmails"].count == 1
    assert second.tables["inmails"].count == 0


def test_a_column_absent_from_a_provided_table_is_unknown_in_every_row(tmp_path: Path) -> None:
    text = "member_id,sent_on\nm1,2026-06-01\nm1,\n"
    (member,) = read(folder(tmp_path, members__csv=ONE, inmails__csv=text))
    rows = member.tables["inmails"]
    assert rows.columns["replied"] == [None, None]
    assert rows.columns["sent_on"] == [date(2026, 6, 1), None]
    assert rows.missing["replied"].reason == "inmails.csv has no column `replied`"
    assert "sent_on" not in rows.missing


def test_the_parts_of_a_table_are_read_together(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        members__csv=ONE,
        inmails__csv="member_id,sent_on\nm1,2026-06-01\n",
        **{
            "inmails-a__csv": "sent_on;member_id\n2026-06-02;m1\n",
            "inmails_b__csv": "member_id,sent_on,replied\nm1,2026-06-03,yes\n",
            "inmails/part1__csv": "member_id,sent_on\nm1,2026-06-04\n",
        },
    )
    (member,) = read(root)
    rows = member.tables["inmails"]
    assert {day.day for day in rows.columns["sent_on"] if isinstance(day, date)} == {1, 2, 3, 4}
    assert sorted(map(str, rows.columns["replied"])) == ["None", "None", "None", "True"]
    assert rows.missing.keys() == {"minutes"}
    assert rows.origin.endswith("and 1 more")


def test_members_may_come_in_parts_with_other_columns(tmp_path: Path) -> None:
    root = folder(tmp_path, **{"members-a__csv": ONE, "members_b__csv": "member_id,hours\nm2,2\n"})
    first, second = read(root)
    assert first.origins == {"skills": "members-a.csv: skills"}
    assert second.origins == {"hours": "members_b.csv: hours"}


def test_the_longest_table_name_has_a_file(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        members__csv=ONE,
        inmails_late__csv="member_id,note\nm1,x\n",
        **{"inmails_late-2__csv": "member_id,note\nm1,y\n", "inmails_2026__csv": "member_id,sent_on\nm1,\n"},
    )
    (member,) = read(root)
    assert member.tables["inmails_late"].count == 2
    assert member.tables["inmails"].count == 1


def test_files_of_no_table_are_told(tmp_path: Path) -> None:
    _, notices = read_with_notices(
        folder(tmp_path, members__csv=ONE, budget__csv="a\n1\n", README__txt="hello")
    )
    assert "not read, since they are no table of the rules: `README.txt`, `budget.csv`" in notices


def test_a_table_in_two_formats_is_refused(tmp_path: Path) -> None:
    error = refusal(folder(tmp_path, members__csv=ONE, inmails__csv="member_id\n", inmails__jsonl=""))
    assert error.message == "the table `inmails` is there in two formats: inmails.csv and inmails.jsonl"


def test_rows_of_unlisted_members_are_ignored_and_counted_whatever_they_hold(tmp_path: Path) -> None:
    text = "member_id,sent_on\nm1,2026-06-01\nm7,2026-06-01\nm8,not a day\n"
    (member,), notices = read_with_notices(folder(tmp_path, members__csv=ONE, inmails__csv=text))
    assert member.tables["inmails"].count == 1
    assert "inmails.csv: ignored 2 rows of members who are not listed" in notices


@pytest.mark.parametrize(
    ("rows", "row", "message"),
    [
        ("m1,1\nm2,2\nm1,3\n", 4, "the member `m1` is there twice"),
        ("m1,1\n m1 ,3\n", 3, "the member `m1` is there twice"),
        ("m1,1\n,3\n", 3, "the member's id is blank"),
        ("m1,1\n  ,3\n", 3, "the member's id is blank"),
        ("m1,-1\n", 2, "`-1` is not a count: a count is never below 0"),
        ("\nm1,2.5\n", 3, "`2.5` is not a count: a count is a whole number"),
        ("m1,1\nm2\n", 3, "the row has 1 cells and the header 2"),
        ("m1,1,9\n", 2, "the row has 3 cells and the header 2"),
    ],
)
def test_a_fault_names_file_and_row(tmp_path: Path, rows: str, row: int, message: str) -> None:
    error = refusal(folder(tmp_path, members__csv="member_id,skills\n" + rows))
    assert error.path == str(tmp_path / "members.csv")
    assert (error.row, error.message) == (row, message)
    assert error.help


def test_a_fault_names_its_column_in_every_format(tmp_path: Path) -> None:
    error = refusal(folder(tmp_path, members__csv="member_id,Seat\nm1,maybe\n"))
    assert (error.column, str(error)) == (
        "Seat",
        f"{tmp_path / 'members.csv'}, row 2, column Seat: `maybe` is not a flag",
    )
    root = tmp_path / "json"
    root.mkdir()
    error = refusal(
        folder(root, members__jsonl='{"member_id": "m1"}\n\n{"member_id": "m2", "skills": [1]}\n')
    )
    assert (error.row, error.column, error.message) == (3, "skills", "the cell holds a list or an object")


def test_a_blank_id_in_a_table_is_refused(tmp_path: Path) -> None:
    error = refusal(folder(tmp_path, members__csv=ONE, inmails__csv="member_id,sent_on\n,2026-06-01\n"))
    assert (error.row, error.column) == (2, "member_id")


def test_rejects_sets_rows_aside_and_counts_them(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        members__csv="member_id,skills\nm1,1\nm2,-1\nm3,3\nm1,4\n,5\nm4\n",
        inmails__csv="member_id,sent_on\nm1,2026-06-01\nm1,zz\nm2,2026-06-01\n",
    )
    dataset = open_dataset(root, CATALOGUE, rejects=True)
    members = list(dataset.members())
    assert [(member.id, member.tables["inmails"].count) for member in members] == [("m1", 1), ("m3", 0)]
    notices = "\n".join(dataset.notices())
    assert "members.csv: set aside 4 rows (row 3, column skills: `-1` is not a count" in notices
    assert "inmails.csv: set aside 1 row (row 3, column sent_on: `zz` is not a date)" in notices
    assert "inmails.csv: ignored 1 row of members who are not listed" in notices
    assert isinstance(dataset, TabularDataset)
    assert dataset.rejected()[0] == Rejected(str(root / "inmails.csv"), 3, "sent_on", "`zz` is not a date")


def test_rounding_is_told_once(tmp_path: Path) -> None:
    text = "member_id,hours\nm1,0.12345678\nm2,0.98765432\n"
    members, notices = read_with_notices(folder(tmp_path, members__csv=text))
    assert [member.facts["hours"] for member in members] == [123_457, 987_654]
    assert notices.count("rounded to six decimals") == 1


def test_the_latest_dated_row_of_all_members_is_the_day_where_none_is_given(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        members__csv="member_id,as_of\nm1,\nm2,2026-01-01\n",
        inmails__csv="member_id,sent_on\nm1,2026-05-01\nm2,2026-06-30\n",
        inmails_late__csv="member_id,due_on\nm1,2030-01-01\n",
    )
    (first, second), notices = read_with_notices(root)
    assert (first.as_of, second.as_of) == (date(2026, 6, 30), date(2026, 1, 1))
    assert "its latest date, 2026-06-30" in notices


def test_more_rows_than_a_member_may_have_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "LARGEST_TABLE", 2)
    root = folder(tmp_path, members__csv=ONE, inmails__csv="member_id\n" + "m1\n" * 3)
    error = refusal(root, rejects=True)
    assert (error.row, error.message) == (4, "a member has more than 2 rows")


def test_each_pass_reads_afresh(tmp_path: Path) -> None:
    dataset = open_dataset(folder(tmp_path, members__csv=ONE), CATALOGUE)
    assert [member.facts["skills"] for member in dataset.members()] == [3 * SCALE]
    folder(tmp_path, members__csv="member_id,skills\nm1,4\n")
    assert [member.facts["skills"] for member in dataset.members()] == [4 * SCALE]


def test_no_id_column_lists_what_there_is(tmp_path: Path) -> None:
    error = refusal(folder(tmp_path, members__csv="memberid,skills\nm1,3\n"))
    assert error.message == "no column `member_id`; columns found: `memberid`, `skills`"
    assert error.help is not None
    assert error.help.startswith("did you mean `memberid`?")


def test_a_wanted_column_twice_is_refused_and_an_unwanted_one_is_not(tmp_path: Path) -> None:
    error = refusal(folder(tmp_path, members__csv="member_id,skills,SKILLS\nm1,3,4\n"))
    assert "several columns could be `skills`: `skills` (column 2) and `SKILLS` (column 3)" in error.message
    (member,) = read(folder(tmp_path, members__csv="member_id,note,note,skills\nm1,a,b,3\n"))
    assert member.facts == {"skills": 3 * SCALE}


@pytest.mark.parametrize("column", ["visit_date", "visitedon", "day"])
def test_a_table_without_its_dated_column_says_so_loudly(tmp_path: Path, column: str) -> None:
    text = f"member_id,place,{column}\nm1,x,2026-06-01\nm1,y,\nm1,2026-01-01,2026-06-03\n"
    (member,), notices = read_with_notices(folder(tmp_path, members__csv=ONE, visits__csv=text))
    lacks = "visits.csv has no column `visited_on`, by which windows look"
    assert f"{lacks}: its 3 rows are outside every window; did you mean `{column}`?" in notices
    rows = member.tables["visits"]
    assert rows.columns["visited_on"] == [None] * 3
    why = f"{lacks}: its rows are outside every window; did you mean `{column}`?"
    assert (rows.missing["visited_on"].reason, rows.notes) == (why, (why,))


def test_a_table_without_dates_or_without_rows(tmp_path: Path) -> None:
    folder(tmp_path, members__csv=ONE, visits__csv="member_id,place\nm1,Rome\n")
    assert read_with_notices(tmp_path)[1].endswith("its 1 row is outside every window")
    folder(tmp_path, visits__csv="member_id,place\n")
    assert "window" not in read_with_notices(tmp_path)[1]


def test_a_part_without_the_dated_column_is_told_beside_one_that_has_it(tmp_path: Path) -> None:
    parts = {
        "visits-1__csv": "member_id,visited_on\nm1,2026-06-01\n",
        "visits-2__csv": "member_id,visited\nm1,2026-06-02\nm1,2026-06-03\n",
    }
    (member,), notices = read_with_notices(folder(tmp_path, members__csv=ONE, **parts))
    assert "visits-2.csv has no column `visited_on`, by which windows look: its 2 rows" in notices
    assert not member.tables["visits"].missing
    assert len(member.tables["visits"].notes) == 1


def test_percents_above_one_are_read_and_told_once_a_column(tmp_path: Path) -> None:
    members, notices = read_with_notices(
        folder(tmp_path, members__csv="member_id,rate\na,35\nb,35\nc,0.35\nd,350%\ne,1\n")
    )
    assert [member.facts["rate"] for member in members] == [
        35 * SCALE,
        35 * SCALE,
        350_000,
        3_500_000,
        SCALE,
    ]
    told = "rate: 2 values are above 100 %; a percent is stored as a fraction: write 0.35 or 35%"
    assert notices.count("above 100 %") == 1
    assert told in notices


def test_a_file_named_nearly_like_a_table_says_so(tmp_path: Path) -> None:
    _, notices = read_with_notices(
        folder(tmp_path, members__csv=ONE, vistis__csv="member_id\n", notes__csv="x\n", inmail__txt="x")
    )
    assert (
        "no table of the rules: `inmail.txt`, `notes.csv`, `vistis.csv` (did you mean `visits`?)" in notices
    )


def test_a_foreign_file_is_told_of_column_maps(tmp_path: Path) -> None:
    error = refusal(folder(tmp_path, crm__csv="Rep,Skills\nann,3\n") / "crm.csv")
    assert error.message == "no column `member_id`; columns found: `Rep`, `Skills`"
    assert error.help is not None
    assert "`--map FILE`" in error.help
    assert "sales-navigator-usage.toml" in error.help
