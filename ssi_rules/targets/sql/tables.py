"""What a warehouse must have: tables, their columns and types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.engines.columnar.names import AS_OF, MEMBER_ID, MEMBERS
from ssi_rules.language.types import Type
from ssi_rules.targets.sql.sources import DECIMAL, PARAMETERS
from ssi_rules.targets.sql.texts import composes
from ssi_rules.targets.sql.verdicts import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.engines.columnar.texts import TextColumn
    from ssi_rules.targets.sql.wanted import Wanted

_TYPES = {
    Type.COUNT: "a whole number from 0 to 10^12",
    Type.NUMBER: DECIMAL,
    Type.PERCENT: f"{DECIMAL}, as a fraction: 0.86",
    Type.RATIO: DECIMAL,
    Type.FLAG: "BOOLEAN",
    Type.TEXT: "text",
    Type.DATE: "DATE, in UTC",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its type in words, and what it holds."""

    name: str
    type: str
    title: str


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table that is read."""

    name: str
    title: str
    columns: tuple[Column, ...]


def tables_of(wanted: Wanted, texts: Sequence[TextColumn]) -> Iterator[TableOf]:
    """The tables that a view reads."""
    if wanted.by_day:
        yield TableOf(
            PARAMETERS,
            "One row: the day to look from",
            (Column(AS_OF, "DATE", "Rows dated later never count"),),
        )
    who = Column(MEMBER_ID, "text", "Unique, without blanks around it")
    catalogue = wanted.ruleset.catalogue
    facts = (
        Column(name, _type(type_, wanted), catalogue.facts[name].title)
        for name, type_ in wanted.facts.items()
    )
    yield TableOf(MEMBERS, "One row a member", (who, *facts))
    whose = Column(MEMBER_ID, "text", "Of members; other rows are passed over")
    for name, columns in wanted.tables.items():
        title = catalogue.tables[name].title
        cells = (Column(each, _type(of, wanted), "") for each, of in columns.items())
        yield TableOf(name, title, (whose, *cells))
    if any(each.questions for each in texts):
        yield _VERDICTS


_VERDICTS = TableOf(
    VERDICTS,
    "The file that ssi match --dictionary keeps, loaded as it is",
    (
        Column("question", "text", "What is asked, by its key"),
        Column("text", "text", "Each distinct text, as it stands in its table"),
        Column("answer", "BOOLEAN", "Empty where there is nothing to read"),
    ),
)


def _type(type_: Type, wanted: Wanted) -> str:
    if type_ is Type.TEXT and not composes(wanted.warehouse):
        return "text in Unicode's form NFC, which this dialect cannot make"
    return _TYPES[type_]
