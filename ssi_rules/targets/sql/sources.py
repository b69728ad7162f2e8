"""From a warehouse's own tables to the relations that the rules read: the only part that knows how it holds things.

Numbers come as exact decimals and leave as whole millionths, blank texts leave as unknown; one day is everybody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from sqlglot import exp

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.dialects import DIALECTS
from ssi_rules.engines.columnar.names import (
    AS_OF,
    DAYS,
    MEMBER_ID,
    MEMBERS,
    PLAIN,
    TEXT,
    bounds_names,
    question_name,
)
from ssi_rules.engines.wording import window_words
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison
from ssi_rules.targets.sql.texts import not_blank, plain
from ssi_rules.targets.sql.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssi_rules.engines.columnar.texts import TextColumn
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.language.windows import Window
    from ssi_rules.targets.sql.wanted import Wanted

PARAMETERS = "parameters"
"""The warehouse's table of one row with the day to look from."""

DAY = "_parameters"
"""The relation made of it."""

DECIMAL = "DECIMAL(19, 6)"
"""What a number may come as: up to 10^12, with six decimals."""


@dataclass(frozen=True)
class Sources:
    """Writes the relations that one export reads from its warehouse."""

    wanted: Wanted

    def table(self, name: str) -> exp.Table:
        """A table of the warehouse."""
        return exp.Table(this=self.name(name), db=self.name(self.wanted.schema))

    def name(self, text: str) -> exp.Identifier:
        """A name of the warehouse's, such that quotes change nothing about what it means."""
        return sql.name(text.upper() if self.wanted.warehouse == "snowflake" else text)

    def relations(
        self, texts: Sequence[TextColumn], windows: Sequence[Window]
    ) -> Iterator[tuple[str, exp.Select, str]]:
        """Name, query and what it is, each after those it reads."""
        yield DAY, self._day(), "The day to look from: exactly one row, or nobody is scored"
        yield MEMBERS, self._members(), "One row a member"
        for table, columns in self.wanted.tables.items():
            yield table, self._rows(table, columns), self.wanted.ruleset.catalogue.tables[table].title
        for text in texts:
            yield text.relation, self._texts(text), f"What is asked of {text.table or MEMBERS}.{text.column}"
        if windows:
            yield DAYS, self._days(windows), "The windows: days after the first, up to and including the last"

    def unmatched(self, text: TextColumn) -> exp.Select:
        """Texts of the warehouse that lack an answer to some question."""
        verdicts, place = Verdicts(self, text), text.table or MEMBERS
        cell, known = self.column(text.column, "t"), sql.column(TEXT, "v")
        asked_of = exp.alias_(sql.text(f"{place}.{text.column}"), self.name("asked_of"))
        query = exp.select(asked_of, exp.alias_(cell, self.name(TEXT))).distinct()
        query = query.from_(exp.alias_(self.table(place), sql.name("t"), table=True))
        on = sql.compare(Comparison.EQUAL, known, cell.copy())
        query = query.join(verdicts.answered().subquery(sql.name("v")), on=on, join_type="left")
        blank = not_blank(cell.copy(), self.wanted.warehouse)
        return query.where(sql.both(sql.known(blank), sql.unknown(known.copy())))

    def _day(self) -> exp.Select:
        if not self.wanted.by_day:
            return exp.select(sql.named(sql.nothing("DATE"), AS_OF))
        if self.wanted.day is not None:
            return exp.select(sql.named(sql.cast(sql.text(self.wanted.day), "DATE"), AS_OF))
        day = sql.cast(sql.largest(self.column(AS_OF)), "DATE")
        one = sql.compare(Comparison.EQUAL, sql.count_rows(), sql.integer(1))
        return exp.select(sql.named(day, AS_OF)).from_(self.table(PARAMETERS)).having(one)

    def _members(self) -> exp.Select:
        query = exp.select(
            sql.named(sql.cast(self.column(MEMBER_ID, "m"), "TEXT"), MEMBER_ID), sql.column(AS_OF, DAY)
        )
        query = query.select(*self._cells(self.wanted.facts, "m"))
        query = query.from_(exp.alias_(self.table(MEMBERS), sql.name("m"), table=True))
        return query.join(sql.relation(DAY), join_type="cross")

    def _rows(self, table: str, columns: Mapping[str, Type]) -> exp.Select:
        query = exp.select(sql.named(sql.cast(self.column(MEMBER_ID, "t"), "TEXT"), MEMBER_ID))
        query = query.select(*self._cells(columns, "t"))
        return query.from_(exp.alias_(self.table(table), sql.name("t"), table=True))

    def _cells(self, columns: Mapping[str, Type], alias: str) -> Iterator[Sql]:
        for name, type_ in columns.items():
            yield sql.named(self._cell(self.column(name, alias), type_), name)

    def _cell(self, value: Sql, type_: Type) -> Sql:
        match type_:
            case Type.COUNT:
                return sql.cast(value, "BIGINT")
            case Type.NUMBER | Type.PERCENT | Type.RATIO:
                return sql.cast(sql.times(sql.cast(value, DECIMAL), sql.integer(SCALE)), "BIGINT")
            case Type.FLAG:
                return sql.cast(value, "BOOLEAN")
            case Type.DATE:
                return sql.cast(value, "DATE")
            case Type.TEXT:
                return not_blank(sql.cast(value, "TEXT"), self.wanted.warehouse)
            case _:
                assert_never(type_)

    def column(self, name: str, alias: str | None = None) -> exp.Column:
        """A column of the warehouse's."""
        return exp.Column(this=self.name(name), table=None if alias is None else sql.name(alias))

    def _texts(self, text: TextColumn) -> exp.Select:
        """Answers from the warehouse's table of verdicts, plain forms by the warehouse itself."""
        verdicts = Verdicts(self, text)
        if not text.plain:
            return verdicts.answers()
        cell = sql.column(text.column)
        distinct = exp.select(sql.named(cell, TEXT)).distinct().from_(sql.relation(text.table or MEMBERS))
        distinct = distinct.where(sql.known(cell.copy()))
        own = sql.column(TEXT, "t")
        query = exp.select(sql.named(own, TEXT), sql.named(plain(own.copy(), self.wanted.warehouse), PLAIN))
        query = query.from_(distinct.subquery(sql.name("t")))
        if not text.questions:
            return query
        on = sql.compare(Comparison.EQUAL, sql.column(TEXT, "v"), own.copy())
        names = [question_name(number) for number in range(len(text.questions))]
        query = query.select(*(sql.named(sql.column(each, "v"), each) for each in names))
        return query.join(verdicts.answers().subquery(sql.name("v")), on=on, join_type="left")

    def _days(self, windows: Sequence[Window]) -> exp.Select:
        dialect = DIALECTS[self.wanted.warehouse]
        query = exp.select(sql.column(AS_OF))
        for number, window in enumerate(windows):
            day = sql.column(AS_OF)
            end = day if window.lag is None else dialect.step_back(day, window.lag)
            first, last = bounds_names(number)
            after = sql.named(dialect.step_back(end.copy(), window.length), first)
            after.add_comments([f" {window_words(window)} "])
            query = query.select(after, sql.named(end, last))
        return query.from_(sql.relation(DAY))
