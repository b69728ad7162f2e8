"""Spreadsheets say the page's numbers, and run nothing."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.team.sheets import csv_files, sheets
from ssi_rules.report.team.view import team_view
from ssi_rules.report.team.whole import TeamOptions
from ssi_rules.report.team.workbook import write_workbook
from tests.report.team.people import RULES, member, people, texts, view_of
from tests.report.team.test_movers import moved

if TYPE_CHECKING:
    from ssi_rules.report.team.parts import TeamView

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}

CROWD = [*(moved(f"m-{i}", str(i)) for i in range(8)), *people(30, team="AB"), member("id-open", None)]
VIEW = view_of(CROWD, TeamOptions(by=("team",), leaderboard=True))

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "＝1")  # noqa: RUF001 - a wide sign


def book(view: TeamView) -> ZipFile:
    stream = io.BytesIO()
    write_workbook(view, stream)
    return ZipFile(io.BytesIO(stream.getvalue()))


def cells(sheet: bytes) -> list[list[str | Decimal]]:
    root = ET.fromstring(sheet)  # noqa: S314 - our own
    return [[_value(each) for each in row] for row in root.iterfind(".//m:row", _NS)]


def _value(cell: ET.Element) -> str | Decimal:
    if cell.get("t") == "inlineStr":
        return "".join(cell.itertext())
    return Decimal(cell.findtext("m:v", "0", _NS))


def test_a_workbook_has_every_table_of_the_page_with_its_numbers() -> None:
    with book(VIEW) as opened:
        for number, sheet in enumerate(sheets(VIEW), 2):
            heading, *rows = cells(opened.read(f"xl/worksheets/sheet{number}.xml"))
            assert [str(each).split("\n")[0] for each in heading] == [each.title for each in sheet.columns]
            assert rows == [
                [cell.text if cell.number is None else cell.number for cell in row] for row in sheet.rows
            ]


def test_the_first_sheet_says_what_the_page_says_in_sentences() -> None:
    with book(VIEW) as opened:
        said = [str(each) for row in cells(opened.read("xl/worksheets/sheet1.xml")) for each in row]
    assert said[0] == VIEW.headline
    for part in VIEW.parts:
        assert all(each in said for each in part.told)


def test_csv_files_have_the_same_numbers() -> None:
    files = dict(csv_files(VIEW))
    assert list(files) == [f"team-{each.key}.csv" for each in sheets(VIEW)]
    for sheet in sheets(VIEW):
        _, *rows = csv.reader(io.StringIO(files[f"team-{sheet.key}.csv"]))
        for shown, row in zip(rows, sheet.rows, strict=True):
            numbers = [
                (said, cell.number) for said, cell in zip(shown, row, strict=True) if cell.number is not None
            ]
            assert all(Decimal(said) == number for said, number in numbers)


def test_the_same_page_gives_the_same_bytes() -> None:
    streams = io.BytesIO(), io.BytesIO()
    for each in streams:
        write_workbook(VIEW, each)
    assert streams[0].getvalue() == streams[1].getvalue()


def test_no_text_is_a_formula_or_a_link() -> None:
    crowd = [member(f"{text}{i}", labels={text: f"{text}x"}) for text in FORMULAS for i in range(10)]
    crowd = [replace(each, labels={**each.labels, "team": each.member[:-1]}) for each in crowd]
    rules = replace(RULES, title="=1+1", pillars=(replace(RULES.pillars[0], title="=A1"), RULES.pillars[1]))
    crowd = [replace(each, rules=rules) for each in crowd]
    view = team_view(crowd, TeamOptions(by=("team",)), ENGLISH, lambda each: each.member)
    with book(view) as opened:
        for name in opened.namelist():
            assert not re.search(rb"<f[ >]|hyperlink", opened.read(name))
    for _, text in csv_files(view):
        for row in csv.reader(io.StringIO(text)):
            assert not any(cell.startswith(("=", "@", "\t", "＝")) for cell in row)  # noqa: RUF001 - the same
            assert all(cell[1:2].isdigit() for cell in row if cell.startswith(("+", "-")))


def test_nobody_is_named_in_the_properties() -> None:
    with book(VIEW) as opened:
        properties = opened.read("docProps/core.xml").decode() + opened.read("docProps/app.xml").decode()
    assert "<dc:creator></dc:creator>" in properties
    assert not any(each.member in properties for each in CROWD)


def test_sheets_have_names_that_excel_takes() -> None:
    columns = ("a/b:c*?[]\\" + "long" * 20, "A/B:c*?[]\\" + "long" * 20 + "2", "'")
    crowd = [member(f"id-{i}", labels=dict.fromkeys(columns, "x")) for i in range(12)]
    with book(view_of(crowd, TeamOptions(by=columns))) as opened:
        names = re.findall(r'<sheet name="([^"]*)"', opened.read("xl/workbook.xml").decode())
    assert len({each.casefold() for each in names}) == len(names)
    assert all(0 < len(each) <= 31 and not set(each) & set("[]:*?/\\'") for each in names)


def test_no_id_of_a_member_is_on_the_page_where_pseudonyms_stand_for_them() -> None:
    view = team_view(
        CROWD, TeamOptions(by=("team",)), ENGLISH, lambda each: f"Member {hash(each.member) % 10**9}"
    )
    stream = io.BytesIO()
    write_workbook(view, stream)
    said = texts(view) + "".join(text for _, text in csv_files(view))
    assert not any(each.member in said for each in CROWD)
