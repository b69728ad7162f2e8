"""LinkedIn's own score in a CSV: a row for each member and day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE, as_decimal
from ssi_rules.language.types import Type
from ssi_rules.sources.csvtext import Sheet, UnknownHeader, column_name, open_sheet
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.decode import CellError, decode
from ssi_rules.sources.own_reading import (
    PILLAR_WORTH,
    PILLARS,
    WORTH,
    LinkedInScore,
    Place,
    added_up,
    bounded,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal
    from pathlib import Path

_MEMBER = ("member_id", "member")
_DAY = ("date", "day", "as_of")
_TOTAL = ("ssi", "total", "overall", "linkedin_ssi", "ssi_score")
_PARTS = {
    "PROFESSIONAL_BRAND": ("professional_brand", "brand"),
    "FIND_RIGHT_PEOPLE": ("find_right_people", "find"),
    "INSIGHT_ENGAGEMENT": ("insight_engagement", "engage"),
    "STRONG_RELATIONSHIP": ("strong_relationship", "relationships"),
}
_HELP = "name the columns member_id, date and ssi; or say which column has the score: --linkedin-score FILE:COLUMN"


def read_table(file: Path, column: str | None) -> Iterator[tuple[str, LinkedInScore]]:
    """Every reading in a CSV, with the member it is of; rows without a score are passed over.

    Args:
        file: The CSV.
        column: The column of the total; one of the usual names unless told.

    Raises:
        DataError: It has no such columns, or a figure that LinkedIn cannot show.
    """
    totals = (column_name(column),) if column else _TOTAL
    sheet = _sheet(file, totals)
    at_member, at_total = sheet.position(*_MEMBER), sheet.position(*totals)
    for number, cells in sheet.rows():
        row = _Row(sheet, cells, Place(str(file), number))
        total = row.number(at_total, WORTH)
        if total is not None:
            yield row.member(at_member), row.score(total)


def _sheet(file: Path, totals: Sequence[str]) -> Sheet:
    def is_header(cells: Sequence[str]) -> bool:
        return any(each in cells for each in _MEMBER) and any(each in cells for each in totals)

    try:
        return open_sheet(lambda: file.open("rb"), str(file), is_header)
    except UnknownHeader as error:
        found = f"its columns are {', '.join(error.found)}" if error.found else "the file is empty"
        raise DataError(
            str(file),
            f"there is no column of members beside one of scores ({totals[0]}): {found}",
            help=_HELP,
        ) from None


class _Row:
    """One row under the header."""

    def __init__(self, sheet: Sheet, cells: Sequence[str], place: Place) -> None:
        self._sheet = sheet
        self._cells = cells
        self._place = place

    def member(self, at: int | None) -> str:
        member = "" if at is None else self._cells[at].strip()
        if not member:
            raise self._place.fault("the row has a score and no member", _MEMBER[0], "say whose it is")
        return member

    def score(self, total: Decimal) -> LinkedInScore:
        found = ((name, self.number(self._sheet.position(*_PARTS[name]), PILLAR_WORTH)) for name in PILLARS)
        pillars = {name: points for name, points in found if points is not None}
        return added_up(LinkedInScore(self._day(), total, pillars, self._place.path), self._place)

    def number(self, at: int | None, most: Decimal) -> Decimal | None:
        value = self._value(at, Type.NUMBER)
        if at is None or not isinstance(value, int):
            return None
        return bounded(as_decimal(value, SCALE), most, self._sheet.header[at], self._place)

    def _day(self) -> date | None:
        value = self._value(self._sheet.position(*_DAY), Type.DATE)
        return value if isinstance(value, date) else None

    def _value(self, at: int | None, type_: Type) -> object:
        if at is None:
            return None
        try:
            return decode(self._cells[at], type_)
        except CellError as error:
            raise self._place.fault(error.message, self._sheet.header[at], error.help) from None
