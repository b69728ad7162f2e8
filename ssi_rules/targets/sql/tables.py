"""What a warehouse must have: tables, their columns and types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.engines.columnar.names import AS_OF, MEMBER_ID, MEMBERS, PLAIN, TEXT
from ssi_rules.language.types import Type
from ssi_rules.targets.sql.sources import DECIMAL, PARAMETERS, verdicts_of
from ssi_rules.targets.sql.texts import composes, question_column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.engines.columnar.texts import Question, TextColumn
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
    facts = (Column(name, _TYPES[type_], catalogue.facts[name].title) for name, type_ in wanted.facts.items())
    yield TableOf(MEMBERS, "One row a member", (who, *facts))
    whose = Column(MEMBER_ID, "text", "Of members; other rows are passed over")
    for name, columns in wanted.tables.items():
        title = catalogue.tables[name].title
        yield TableOf(name, title, (whose, *(Column(each, _TYPES[of], "") for each, of in columns.items())))
    for each in texts:
        if each.questions or not composes(wanted.warehouse):
            yield _verdicts(each, wanted)


def _verdicts(text: TextColumn, wanted: Wanted) -> TableOf:
    place = f"{text.table or MEMBERS}.{text.column}"
    columns = [Column(TEXT, "text", f"Each distinct text of {place}, as it stands there")]
    columns += [Column(question_column(each), "BOOLEAN", _about(each)) for each in text.questions]
    if text.plain and not composes(wanted.warehouse):
        columns.append(Column(PLAIN, "text", "The text trimmed and in Unicode's form NFC"))
    return TableOf(verdicts_of(text), f"Verdicts on {place}, by ssi match --dictionary", tuple(columns))


def _about(question: Question) -> str:
    if question.vetoes is None:
        return question.market.title
    return f"Whether it rules a row out of {question.market.name}"
