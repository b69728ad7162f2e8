"""Column maps: small TOML files that say which columns of somebody else's CSV hold which facts, and in which units.

Nothing is guessed: a percent says how it is written, a column that is not there or there twice is an error, and a name
that the rules do not declare is told.
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal, Self, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.mapfaults import told

if TYPE_CHECKING:
    from pathlib import Path

_PROBE = datetime(2001, 2, 3)  # noqa: DTZ001 -- a day to try a format on, not a moment
_HELP = (
    'the least that a map says is `id = "Email"` and, below it, `[facts.skills]` with `column = "Skills"`; docs/data.md '
    "shows a whole one"
)


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Words: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_several), Field(min_length=1)]
"""One text or a list of them."""

PercentUnit: TypeAlias = Literal["0.23", "23", "23%"]
NumberStyle: TypeAlias = Literal["1234.5", "1,234.5", "1.234,5", "1 234,5"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ColumnForm(_Part):
    """A column and how its cells are written.

    Attributes:
        column: Its name, or the names it goes by in different exports; exactly one must be there.
        percent: How 23 % is written; needed for every percent.
        number: How numbers are written.
        date: A strptime format such as ``%m-%d-%Y %H:%M:%S``, read as UTC; without it ISO dates are read.
        yes: Words that mean yes, in any case; without them yes, true and 1.
        no: Words that mean no.
        missing: Words that mean that nothing is known, besides a blank cell.
        optional: Whether the file may lack the column; what it holds is then unknown.
    """

    column: Words
    percent: PercentUnit | None = None
    number: NumberStyle = "1234.5"
    date: str | None = None
    yes: Words = ()
    no: Words = ()
    missing: Words = ()
    optional: bool = False

    @field_validator("date")
    @classmethod
    def _says_the_day(cls, value: str | None) -> str | None:
        if value is not None and not _fixes_a_day(value):
            raise ValueError(f"`{value}` does not say year, month and day; such as %m-%d-%Y %H:%M:%S")
        return value

    @model_validator(mode="after")
    def _words_differ(self) -> Self:
        both = {word.casefold() for word in self.yes} & {word.casefold() for word in self.no}
        if both:
            raise ValueError(f"`{min(both)}` cannot mean both yes and no")
        if bool(self.yes) != bool(self.no):
            raise ValueError("give the words for both yes and no")
        return self


class Counted(_Part):
    """A fact that is the number of a member's rows.

    Attributes:
        where: Columns and the words they must hold for a row to count.
        over_days: Only rows of so many days up to the latest in the file; needs ``dated``.
    """

    where: dict[str, Words] = {}
    over_days: int | None = Field(default=None, gt=0, le=36500)


class TableColumns(_Part):
    """A related table made of the file's rows.

    Attributes:
        where: Columns and the words they must hold for a row to belong to the table.
        columns: The table's columns and where they come from.
    """

    where: dict[str, Words] = {}
    columns: dict[str, ColumnForm] = {}


class ColumnMap(_Part):
    """What a map file says.

    Attributes:
        title: What the file is, for people.
        files: Names of the files, with ``*``, in the data folder or beside the map.
        id: The column that names the member, or the names it goes by.
        ids: Member ids for ids of this file that are written otherwise.
        name: A column with the member's name.
        team: A column with the member's team.
        labels: Other columns that members can be put together by, such as ``region``.
        as_of: A column with the day the row speaks of.
        dated: A column with a row's day, for counts over some days.
        absent: What a member without a row has: nothing known, or a true zero.
        missing: Words that mean that nothing is known, in every column.
        facts: Facts that stand in a column, one row a member.
        counts: Facts that are numbers of rows.
        tables: Related tables made of rows.
    """

    title: str = ""
    files: Words = ()
    id: Words
    ids: dict[str, str] = {}
    name: Words = ()
    team: Words = ()
    labels: dict[str, Words] = {}
    as_of: ColumnForm | None = None
    dated: ColumnForm | None = None
    absent: Literal["unknown", "zero"] = "unknown"
    missing: Words = ()
    facts: dict[str, ColumnForm] = {}
    counts: dict[str, Counted] = {}
    tables: dict[str, TableColumns] = {}

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        twice = self.facts.keys() & self.counts.keys()
        if twice:
            raise ValueError(f"`{min(twice)}` is both a column and a count")
        if not (self.facts or self.counts or self.tables or self.name or self.team or self.labels):
            raise ValueError("the map gives no facts, no counts, no tables and no labels")
        if self.dated is None and any(each.over_days for each in self.counts.values()):
            raise ValueError("`over_days` needs `dated`, the column with a row's day")
        return self


def load_map(path: Path) -> ColumnMap:
    """Read a map file.

    Raises:
        DataError: It cannot be read, is not TOML, or says what a map cannot say.
    """
    try:
        return ColumnMap.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise DataError(str(path), f"the map cannot be read: {error.strerror or error}", help=_HELP) from None
    except ValidationError as error:
        raise DataError(str(path), told(error, _keys()), help=_HELP) from None
    except (ValueError, RecursionError) as error:
        raise DataError(str(path), f"the map is not TOML: {error}", help=_HELP) from None


def _fixes_a_day(form: str) -> bool:
    try:
        return datetime.strptime(_PROBE.strftime(form), form).date() == _PROBE.date()  # noqa: DTZ007 -- a probe
    except ValueError:
        return False


def _keys() -> set[str]:
    """Every key that a map knows somewhere."""
    return {key for part in (ColumnMap, ColumnForm, Counted, TableColumns) for key in part.model_fields}
