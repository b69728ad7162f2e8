"""The columnar engine's door: a ruleset and what data there is, to one query that scores everyone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from sqlglot import exp

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.dialects import DIALECTS
from ssi_rules.engines.columnar.names import MEMBER_ID, MEMBERS
from ssi_rules.engines.columnar.numbers import Number
from ssi_rules.engines.columnar.query import Query
from ssi_rules.engines.columnar.scoring import Scoring
from ssi_rules.engines.columnar.tables import passes
from ssi_rules.engines.reading import aggregates_of, roots
from ssi_rules.engines.walk import children, stages, walk
from ssi_rules.engines.wide import (
    CellsOf,
    Cost,
    Denominator,
    Detail,
    LeftOut,
    Numerator,
    RowsOf,
    UndatedOf,
    ValueOf,
    held_columns,
    wide_columns,
)
from ssi_rules.model import LetValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.engines.columnar.provided import Provided
    from ssi_rules.engines.columnar.scoring import PillarResult, Sums
    from ssi_rules.engines.columnar.texts import TextColumn
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.engines.wide import Holding, WideColumn
    from ssi_rules.language.windows import Window
    from ssi_rules.model import Expression, Ruleset


@dataclass(frozen=True, slots=True)
class Population:
    """One query over the canonical relations.

    Attributes:
        query: A row a member, with the columns of the wide result.
        sql: Its text.
        columns: What its columns are.
        texts: The verdict relations it reads.
        windows: The windows whose bounds it reads from ``_days``, in the order of its columns.
    """

    query: exp.Select
    sql: str
    columns: tuple[WideColumn, ...]
    texts: tuple[TextColumn, ...]
    windows: tuple[Window, ...]


def population(
    ruleset: Ruleset, provided: Provided, *, detail: Detail, dialect: str = "duckdb", pretty: bool = False
) -> Population:
    """Write the query.

    Args:
        ruleset: What is scored by.
        provided: What the data has.
        detail: How much is told of each member.
        dialect: The SQL it is written in, by sqlglot's name: one of ``DIALECTS``.
        pretty: Whether the text is laid out for people.
    """
    held = held_columns(ruleset) if detail is Detail.FULL else ()
    query = Query(ruleset, provided, DIALECTS[dialect], held, _repeated(ruleset))
    for stage in stages(roots(ruleset), {each.name: each.value for each in ruleset.lets}):
        for name in stage.lets:
            query.expressions.value(LetValue(name, _let(ruleset, name).type))
        passes(query, stage.aggregates)
    columns = wide_columns(ruleset, detail)
    written = _written(query, _Result(query).values(detail), columns)
    text = query.dialect.render(written, pretty=pretty)
    return Population(written, text, columns, query.asked.columns(), tuple(query.windows))


def _let(ruleset: Ruleset, name: str) -> Expression:
    return next(each.value for each in ruleset.lets if each.name == name)


def _repeated(ruleset: Ruleset) -> frozenset[Expression]:
    """Expressions that stand in several places, and are more than a name."""
    lets = {each.name: each.value for each in ruleset.lets}
    conditions = [each.where for each in aggregates_of(ruleset) if each.where is not None]
    uses = Counter(each for root in (*roots(ruleset), *conditions) for each in walk(root, lets))
    return frozenset(node for node, count in uses.items() if count > 1 and children(node))


@dataclass(frozen=True)
class _Result:
    """What the columns of the result hold, in their order."""

    query: Query

    def values(self, detail: Detail) -> list[Sql]:
        scoring = Scoring(self.query)
        pillars = [scoring.pillar(each) for each in self.query.ruleset.pillars]
        total = scoring.total(pillars)
        found = [*self._overall(scoring, total, pillars)]
        for each in () if detail is Detail.TOTAL else pillars:
            found += [each.sums.points, each.sums.low, each.sums.high]
            for line in () if detail is Detail.PILLARS else each.lines:
                found += [line.points, line.state]
        return [*found, *(self._held(each.holds, pillars) for each in self.query.held)]

    def _overall(self, scoring: Scoring, total: Sums, pillars: Sequence[PillarResult]) -> Iterator[Sql]:
        yield sql.column(MEMBER_ID)
        for label in ("name", "team"):
            yield self._label(label)
        day = self.query.provided.day
        yield self.query.day() if day is None else sql.day(day)
        yield from (total.points, total.low, total.high)
        worth = self.query.ruleset.worth
        yield self.query.dialect.points(worth, worth)
        yield scoring.level(total.points)
        open_ = [line.is_open for pillar in pillars for line in pillar.lines]
        yield sql.total([sql.when([(each.copy(), sql.integer(1))], sql.integer(0)) for each in open_])

    def _label(self, label: str) -> Sql:
        if label not in self.query.provided.labels:
            return sql.nothing("TEXT")
        return self.query.members.base(label, sql.column(label, MEMBERS))

    def _held(self, holds: Holding, pillars: Sequence[PillarResult]) -> Sql:
        match holds:
            case ValueOf(node):
                value = self.query.expressions.value(node)
                if not isinstance(value, Number):
                    return value
                return self.query.members_arithmetic.in_millionths(value).sql
            case LeftOut(aggregate):
                return self.query.parts[aggregate].left_out.copy()
            case Numerator(share):
                return _given(self.query.parts[share].numerator)
            case Denominator(share):
                return _given(self.query.parts[share].denominator)
            case Cost(pillar, place):
                return pillars[pillar].costs[place].copy()
            case RowsOf():
                found = self.query.counted.get(holds)
                return sql.nothing("BIGINT") if found is None else found.copy()
            case UndatedOf() | CellsOf():
                return self.query.counted.get(holds, sql.integer(0)).copy()
            case _:
                assert_never(holds)


def _given(part: Sql | None) -> Sql:
    assert part is not None  # noqa: S101 - a share has both
    return part.copy()


def _written(query: Query, values: list[Sql], columns: Sequence[WideColumn]) -> exp.Select:
    """All steps in order, each after the passes over tables that stand beside it."""
    reads = [each.name for value in values for each in value.find_all(exp.Column) if each.name != MEMBER_ID]
    heights = [
        query.members.height(value) for value in values if value.find(exp.Column) and not _is_id(value)
    ]
    top = max([*heights, *(height for height, _ in query.passes)], default=0)
    steps = list(query.members.written(reads, top))
    written = exp.select(
        *(
            sql.named(query.dialect.shown(value, column.kind), column.name)
            for value, column in zip(values, columns, strict=True)
        )
    ).from_(sql.relation(query.members.step(top)))
    for height, step in enumerate(steps):
        for found in (found for at, found in query.passes if at == height):
            for number, each in enumerate(found):
                _add(written, each, apart=query.dialect.copies and number > 1)
        _add(written, step, apart=query.dialect.copies and height > 1)
    return written


def _add(query: exp.Select, step: tuple[str, exp.Select], *, apart: bool) -> None:
    """Put a step before the query; ``apart`` has it worked out before others read it."""
    name, select = step
    query.with_(sql.name(name), as_=select, materialized=apart or None, copy=False)


def _is_id(value: Sql) -> bool:
    return isinstance(value, exp.Column) and value.name == MEMBER_ID
