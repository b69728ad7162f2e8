from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Catalogue, Column, Fact, Table
from ssi_rules.sources.decode import CellError, decode
from ssi_rules.sources.forms import form_of
from ssi_rules.sources.mapping import ColumnForm, load_map
from ssi_rules.sources.open import open_dataset

from .world import folder, read, read_with_notices, refusal

MAPS = Path(__file__).parents[3] / "rulesets" / "maps"

CRM = """
id = "Rep"
files = "crm*.csv"
[facts.skills]
column = ["Skills listed", "Skill count"]
number = "1,234.5"
[facts.rate]
column = "Rate"
percent = "23"
"""
ROWS = 'Rep,Skills listed,Rate,Region\nann,"1,204",23.5,North\nbo,7,,South\n'


def test_a_mapped_file_alone_is_a_dataset(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__csv=ROWS, crm__toml=CRM)
    ann, bo = read(root / "crm.csv", root / "crm.toml")
    assert (ann.id, ann.facts) == ("ann", {"skills": 1204 * SCALE, "rate": 235_000})
    assert ann.origins == {"skills": "crm.csv: Skills listed", "rate": "crm.csv: Rate"}
    assert bo.facts == {"skills": 7 * SCALE}
    assert (bo.missing["rate"].reason, bo.missing["rate"].origin) == ("the cell is blank", "crm.csv: Rate")


def test_mapped_facts_fill_what_the_main_data_lacks_and_never_replace_it(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__csv=ROWS, crm__toml=CRM, members__csv="member_id,skills\nann,3\nbo,7\ncy,\n")
    (ann, bo, cy), notices = read_with_notices(root, root / "crm.toml")
    assert ann.facts == {"skills": 3 * SCALE, "rate": 235_000}
    assert ann.origins == {"skills": "members.csv: skills", "rate": "crm.csv: Rate"}
    assert bo.origins["skills"] == "members.csv: skills"
    assert cy.missing["skills"].reason == "crm.csv has no row of this member"
    assert (
        "`skills` (crm.csv) is already known otherwise for 1 member: what was read first is kept" in notices
    )
    assert "crm.csv`" not in notices, "a mapped file is not a stray one"


def test_the_file_may_lie_beside_the_map(tmp_path: Path) -> None:
    data, maps = tmp_path / "data", tmp_path / "maps"
    data.mkdir()
    maps.mkdir()
    folder(data, members__csv="member_id\nann\n")
    folder(maps, crm__csv=ROWS, crm__toml=CRM)
    (ann,), notices = read_with_notices(data, maps / "crm.toml")
    assert ann.facts["skills"] == 1204 * SCALE
    assert "crm.csv: ignored 1 member who is not listed" in notices


def test_ids_that_never_meet_are_told_with_an_example(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__csv=ROWS, crm__toml=CRM, members__csv="member_id\nann-smith\n")
    _, notices = read_with_notices(root, root / "crm.toml")
    assert "none fits: it has ids like `ann`, the data like `ann-smith`" in notices
    folder(root, crm__toml=CRM.replace("files =", 'ids = { ann = "ann-smith" }\nfiles ='))
    (member,) = read(root, root / "crm.toml")
    assert member.facts["skills"] == 1204 * SCALE


def test_a_wrong_column_lists_those_found_and_the_nearest(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__csv=ROWS.replace("Rate", "Rates"), crm__toml=CRM)
    error = refusal(root, root / "crm.toml")
    assert error.message == "no column `Rate`; columns found: `Rep`, `Skills listed`, `Rates`, `Region`"
    assert error.help is not None
    assert error.help.startswith("did you mean `Rates`? mend it in ")


def test_a_wrong_id_column_lists_those_found(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__csv=ROWS.replace("Rep,", "Reps,"), crm__toml=CRM)
    error = refusal(root, root / "crm.toml")
    assert error.message == "no column `Rep`; columns found: `Reps`, `Skills listed`, `Rate`, `Region`"


def test_an_ambiguous_column_is_refused(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__csv=ROWS.replace("Region", "Skill Count"), crm__toml=CRM)
    error = refusal(root, root / "crm.toml")
    assert "several columns could be `Skills listed`" in error.message
    assert "columns found: `Rep`, `Skills listed`, `Rate`, `Skill Count`" in error.message


def test_an_optional_column_may_be_absent(tmp_path: Path) -> None:
    root = folder(
        tmp_path, crm__csv="Rep,Rate\nann,3\n", crm__toml=CRM.replace("number =", "optional = true\nnumber =")
    )
    (ann,) = read(root, root / "crm.toml")
    assert ann.missing["skills"].reason == "crm.csv has no column `Skills listed`"


def test_a_header_below_a_preamble_is_found(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__csv="Usage report,June\n\n" + ROWS, crm__toml=CRM)
    assert [member.id for member in read(root, root / "crm.toml")] == ["ann", "bo"]


def test_a_second_row_of_a_member_is_refused_or_set_aside(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__csv=ROWS + "ann,1,1,\n", crm__toml=CRM)
    error = refusal(root, root / "crm.toml")
    assert (error.row, error.message) == (4, "a second row of the member `ann`")
    members, notices = read_with_notices(root, root / "crm.toml", rejects=True)
    assert len(members) == 2
    assert "set aside 1 row (row 4: a second row" in notices


def test_a_cell_in_another_unit_is_refused(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__csv=ROWS.replace("23.5", "23.5%"), crm__toml=CRM)
    error = refusal(root, root / "crm.toml")
    assert (error.row, error.column) == (2, "Rate")
    assert error.message == "`23.5%` is not a percent written like 23"


def test_names_the_rules_do_not_declare_are_told(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__csv=ROWS, crm__toml=CRM + '[facts.skils]\ncolumn = "Region"\n')
    _, notices = read_with_notices(root, root / "crm.toml")
    assert "`skils` is not used, since the rules do not declare it; did you mean `skills`?" in notices


FORMS = [
    (Type.PERCENT, {"percent": "23%"}, "23%", 230_000),
    (Type.PERCENT, {"percent": "0.23"}, "0.23", 230_000),
    (Type.PERCENT, {"percent": "23"}, "23", 230_000),
    (Type.PERCENT, {"percent": "23%", "number": "1.234,5"}, "23,5 %", 235_000),
    (Type.NUMBER, {"number": "1.234,5"}, "-1.204,5", -1_204_500_000),
    (Type.NUMBER, {"number": "1 234,5"}, "1\u202f204,5", 1_204_500_000),
    (Type.COUNT, {"number": "1,234.5"}, "1,204", 1204 * SCALE),
    (Type.COUNT, {"missing": "N/A"}, "n/a", None),
    (Type.FLAG, {"yes": ["Active", "On"], "no": "Off"}, "active", True),
    (Type.FLAG, {"yes": ["Active", "On"], "no": "Off"}, "OFF", False),
    (Type.FLAG, {}, "yes", True),
    (Type.DATE, {"date": "%m-%d-%Y %H:%M:%S"}, "06-30-2026 23:59:00", date(2026, 6, 30)),
    (Type.DATE, {"date": "%d.%m.%y"}, "30.06.26", date(2026, 6, 30)),
    (Type.DATE, {}, "2026-06-30", date(2026, 6, 30)),
    (Type.TEXT, {}, " as it is ", " as it is "),
]


@pytest.mark.parametrize(("kind", "form", "cell", "value"), FORMS)
def test_cells_are_read_as_the_map_says(
    kind: Type, form: dict[str, object], cell: str, value: object
) -> None:
    column = ColumnForm.model_validate({"column": "x", **form})
    assert decode(form_of(column, kind, ())(cell), kind) == value


MISFITS = [
    (Type.PERCENT, {"percent": "0.23"}, "23%"),
    (Type.PERCENT, {"percent": "23%"}, "0.23"),
    (Type.COUNT, {"number": "1,234.5"}, "1,5"),
    (Type.COUNT, {}, "1,204"),
    (Type.FLAG, {"yes": "Active", "no": "Off"}, "yes"),
    (Type.DATE, {"date": "%m-%d-%Y"}, "30-06-2026"),
]


@pytest.mark.parametrize(("kind", "form", "cell"), MISFITS)
def test_cells_written_otherwise_are_refused(kind: Type, form: dict[str, object], cell: str) -> None:
    column = ColumnForm.model_validate({"column": "x", **form})
    with pytest.raises(CellError) as caught:
        form_of(column, kind, ())(cell)
    assert caught.value.help


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id = ", "the map is not TOML"),
        ("", 'the map does not say which column holds the member: add `id = "…"`'),
        ('id = "x"\n[facts.a]', '[facts.a] does not say which column it is: add `column = "…"`'),
        ('id = 3\n[facts.a]\ncolumn = "y"', "id must be text in quotes, or a list of such texts"),
        ('id = "x"\n[facts.a]\ncolumn = [3]', "facts.a.column must be text in quotes"),
        ('id = "x"\nfacts = "y"', "facts must be a table of the map, such as `[facts.skills]`"),
        ('id = "x"\n[facts]\na = "y"', 'facts.a must be a table of the map, with `column = "…"`'),
        ('id = "x"\n[facts.a]\ncolumn = "y"\noptional = "maybe"', "optional must be true or false"),
        ('id = "x"\n[facts.a]\ncolumn = "y"\npercnt = "23"', "no such key; did you mean `percent`?"),
        ('id = "x"\n[counts.a]\nover_days = 0', "counts.a.over_days must be above 0"),
        ('id = "x"\n[counts.a]\nover_days = 99999', "counts.a.over_days must be at most 36500"),
        ('id = "x"\n[counts.a]\nover_days = "9x"', "counts.a.over_days must be a whole number"),
        ('id = "x"', "no facts, no counts, no tables and no labels"),
        ('id = "x"\nfact = 1', "fact: a map has no such key"),
        (
            'id = "x"\n[facts.a]\ncolumn = "y"\npercent = "0-100"',
            "facts.a.percent must be one of '0.23', '23' or '23%'",
        ),
        ('id = "x"\n[facts.a]\ncolumn = "y"\ndate = "%H:%M"', "does not say year, month and day"),
        ('id = "x"\n[facts.a]\ncolumn = []', "facts.a.column is an empty list: name at least one"),
        ('id = "x"\n[facts.a]\ncolumn = "y"\nyes = "On"', "words for both yes and no"),
        ('id = "x"\n[facts.a]\ncolumn = "y"\nyes = "On"\nno = "ON"', "cannot mean both"),
        ('id = "x"\n[facts.a]\ncolumn = "y"\n[counts.a]', "both a column and a count"),
        ('id = "x"\n[counts.a]\nover_days = 90', "`over_days` needs `dated`"),
    ],
)
def test_a_map_that_is_none(tmp_path: Path, text: str, message: str) -> None:
    root = folder(tmp_path, m__toml=text, crm__csv=ROWS)
    error = refusal(root / "crm.csv", root / "m.toml")
    assert error.path == str(root / "m.toml")
    assert message in error.message
    assert error.help is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[facts.rate]\ncolumn = "Rate"', 'a percent needs its unit: percent = "0.23", "23" or "23%"'),
        ('[facts.skills]\ncolumn = "Rate"\npercent = "23"', "it is a count, so `percent` has no meaning"),
        ('[facts.skills]\ncolumn = "Rate"\ndate = "%d.%m.%Y"', "it is a count, so `date` has no meaning"),
        (
            '[facts.skills]\ncolumn = "Rate"\nyes = "a"\nno = "b"',
            "it is a count, so `yes` and `no` have no meaning",
        ),
        ("[counts.title]", "a count of rows cannot be a text"),
    ],
)
def test_a_map_that_does_not_fit_the_rules(tmp_path: Path, text: str, message: str) -> None:
    root = folder(tmp_path, m__toml=f'id = "Rep"\n{text}', crm__csv=ROWS)
    error = refusal(root / "crm.csv", root / "m.toml")
    assert error.path == str(root / "m.toml")
    assert message in error.message


def test_no_file_for_a_map_lists_what_there_is(tmp_path: Path) -> None:
    root = folder(tmp_path, crm__toml=CRM, members__csv="member_id\nann\n")
    error = refusal(root, root / "crm.toml")
    assert error.message.startswith("no file for this map: it names `crm*.csv`; files found: `members.csv`")


def test_a_map_that_is_not_there(tmp_path: Path) -> None:
    assert "the map cannot be read" in refusal(tmp_path, tmp_path / "none.toml").message


SEATS = Catalogue(
    {
        "profile_views": Fact("profile_views", Type.COUNT, ""),
        "leads_saved": Fact("leads_saved", Type.COUNT, ""),
        "accounts_saved": Fact("accounts_saved", Type.COUNT, ""),
        "days_active": Fact("days_active", Type.COUNT, ""),
        "sales_navigator_seat": Fact("sales_navigator_seat", Type.FLAG, ""),
        "advanced_searches": Fact("advanced_searches", Type.COUNT, ""),
    },
    {"searches": Table("searches", "searched_on", "", (Column("searched_on", Type.DATE),))},
)
ACTIVITY = """activityId,activityType,createdAt,seatId,memberIdentityKey
1,SEARCH_PERFORMED,06-30-2026 23:59:59,11,
2,SEARCH_PERFORMED,06-01-2026 00:00:00,11,
3,PROFILE_VIEWED,06-30-2026 10:00:00,11,k
4,PROFILE_VIEWED,03-01-2026 10:00:00,11,k
5,SAVED_LEAD,06-30-2026 10:00:00,12,k
6,INMAIL_SENT,06-30-2026 10:00:00,12,k
"""


def test_the_shipped_activity_map_counts_by_seat_and_window(tmp_path: Path) -> None:
    file = folder(tmp_path, activity__csv=ACTIVITY) / "activity.csv"
    first, second = open_dataset(file, SEATS, maps=[MAPS / "sales-navigator-activity.toml"]).members()
    assert (first.id, second.id) == ("11", "12")
    assert first.facts == {"profile_views": SCALE, "leads_saved": 0, "accounts_saved": 0}
    assert second.facts == {"profile_views": 0, "leads_saved": SCALE, "accounts_saved": 0}
    assert (
        first.origins["profile_views"] == "activity.csv: activityType = PROFILE_VIEWED, 90 days to 2026-06-30"
    )
    assert first.tables["searches"].columns["searched_on"] == [date(2026, 6, 30), date(2026, 6, 1)]
    assert second.tables["searches"].count == 0
    assert first.as_of == date(2026, 6, 30)


@pytest.mark.parametrize(("absent", "provided"), [("unknown", False), ("zero", True)])
def test_a_member_without_a_seat_is_unknown_unless_the_map_says_zero(
    tmp_path: Path, absent: str, provided: object
) -> None:
    text = (MAPS / "sales-navigator-activity.toml").read_text(encoding="utf-8")
    root = folder(
        tmp_path,
        activity__csv=ACTIVITY,
        members__csv="member_id\n99\n",
        m__toml=text.replace('absent = "unknown"', f'absent = "{absent}"'),
    )
    (member,) = open_dataset(root, SEATS, maps=[root / "m.toml"]).members()
    assert ("searches" in member.tables) is provided
    assert ("leads_saved" in member.facts) is provided
    assert ("leads_saved" in member.missing) is not provided


def test_the_shipped_usage_map_reads_the_metrics_linkedin_defines(tmp_path: Path) -> None:
    text = (
        "Usage report\n\nName,Email,Seat Status,Days Active,Searches performed,Profile Views,Leads Saved,Accounts saved\n"
        'Ann,ann@example.com,Activated,21,40,"1,204",3,2\nBo,bo@example.com,Invited,,,,,\n'
    )
    file = folder(tmp_path, report__csv=text) / "report.csv"
    dataset = open_dataset(file, SEATS, maps=[MAPS / "sales-navigator-usage.toml"])
    ann, bo = dataset.members()
    assert ann.labels == {"name": "Ann"}
    assert ann.facts == {
        "sales_navigator_seat": True,
        "days_active": 21 * SCALE,
        "profile_views": 1204 * SCALE,
        "leads_saved": 3 * SCALE,
        "accounts_saved": 2 * SCALE,
    }
    assert bo.facts == {"sales_navigator_seat": False}, "not onboarded is unknown, not 0"
    assert ann.missing["advanced_searches"].reason == "report.csv has no column `Advanced searches`"
    assert "`Searches performed`" in "\n".join(dataset.notices())


@pytest.mark.parametrize("file", sorted(MAPS.glob("*.toml")), ids=lambda file: str(file.stem))
def test_shipped_maps_are_valid_and_titled(file: Path) -> None:
    assert load_map(file).title


def test_the_guide_to_data_shows_valid_maps(tmp_path: Path) -> None:
    guide = (MAPS.parents[1] / "docs" / "data.md").read_text(encoding="utf-8")
    texts = [part.partition("\n")[2].partition("```")[0] for part in guide.split("```toml ")[1:]]
    usage, events = [load_map(folder(tmp_path, m__toml=text) / "m.toml") for text in texts]
    assert usage.facts.keys() == {"days_active", "profile_completeness", "sales_navigator_seat"}
    assert (set(events.counts), set(events.tables)) == ({"leads_saved"}, {"searches"})


def test_a_fraction_above_one_in_a_mapped_file_is_told(tmp_path: Path) -> None:
    as_fraction = CRM.replace('percent = "23"', 'percent = "0.23"')
    root = folder(tmp_path, crm__csv="Rep,Skills listed,Rate\nann,1,35\nbo,1,0.5\n", crm__toml=as_fraction)
    _, notices = read_with_notices(root / "crm.csv", root / "crm.toml")
    assert (
        'Rate: 1 value is above 100 %; if the file writes 35 for 35 %, the map should say percent = "23"'
        in notices
    )
    folder(root, crm__toml=CRM, crm__csv="Rep,Skills listed,Rate\nann,1,350\n")
    assert "above" not in read_with_notices(root / "crm.csv", root / "crm.toml")[1]


def test_a_mapped_table_without_its_day_is_told(tmp_path: Path) -> None:
    rules = 'id = "Rep"\n[tables.inmails.columns.minutes]\ncolumn = "Minutes"\n'
    root = folder(tmp_path, log__csv="Rep,Minutes\nann,3\n", log__toml=rules)
    (ann,), notices = read_with_notices(root / "log.csv", root / "log.toml")
    assert "`inmails` has no `sent_on`, by which windows look, since the map" in notices
    assert ann.tables["inmails"].notes[0] in notices
