"""Scores of many members by column: what every question about outcomes and groups is asked of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from ssi_rules.bulk.sql import literal, quoted
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.wide import Detail, Kind, ValueOf, held_columns, wide_columns
from ssi_rules.language.numbers import POINT_SCALE, SCALE
from ssi_rules.sources.open import resolve_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ssi_rules.calibration.statistics import Flags, Integers
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.wide import WideColumn
    from ssi_rules.model import Criterion, Pillar, Ruleset
    from ssi_rules.sources.dataset import Member


@dataclass(frozen=True, slots=True)
class Figures:
    """A column of numbers: hundredths of points, millionths of values, 0 and 1 of flags; what is not known holds 0."""

    values: Integers
    known: Flags

    def of(self, members: Flags | Integers) -> Figures:
        """The same of some members."""
        return Figures(self.values[members], self.known[members])


@dataclass(frozen=True, slots=True)
class CriterionScores:
    """A criterion's points and measure; where a member has no points the measure is taken for unknown, too."""

    points: Figures
    measure: Figures

    def of(self, members: Flags | Integers) -> CriterionScores:
        """The same of some members."""
        return CriterionScores(self.points.of(members), self.measure.of(members))


@dataclass(frozen=True, slots=True)
class Scores:
    """Scored members.

    Attributes:
        members: Their ids, in the order of the data.
        total: Their points.
        pillars: Points by pillar.
        criteria: By pillar and criterion.
    """

    members: tuple[str, ...]
    total: Figures
    pillars: Mapping[str, Figures]
    criteria: Mapping[tuple[str, str], CriterionScores]

    def of(self, members: Flags) -> Scores:
        """The same of some members."""
        return Scores(
            tuple(each for each, wanted in zip(self.members, members, strict=True) if wanted),
            self.total.of(members),
            {name: each.of(members) for name, each in self.pillars.items()},
            {name: each.of(members) for name, each in self.criteria.items()},
        )


def scored(ruleset: Ruleset, members: Iterable[Member], as_of: date | None = None) -> Scores:
    """Members scored by the reference engine, one at a time.

    Args:
        ruleset: What they are scored by.
        members: As read.
        as_of: The day to look from; else each member's own.

    Raises:
        DataError: The data cannot be read.
        AsOfNeeded: The ruleset reads dates and somebody has no day.
    """
    evaluator = Evaluator(ruleset)
    names, rows = [], []
    for member in members:
        record = evaluator.record(member, resolve_as_of(member, as_of, ruleset.catalogue))
        names.append(member.id)
        rows.append(
            (record.score.total, *(each.points for each in record.score.pillars), *_criteria(ruleset, record))
        )
    width = 1 + len(ruleset.pillars) + 2 * sum(len(each.criteria) for each in ruleset.pillars)
    return _scores(ruleset, tuple(names), [_column([row[place] for row in rows]) for place in range(width)])


def _criteria(ruleset: Ruleset, record: Record) -> Iterator[int | None]:
    """The points and the measure of each criterion."""
    for pillar, found in zip(ruleset.pillars, record.score.pillars, strict=True):
        for criterion, points in zip(pillar.criteria, found.criteria, strict=True):
            measure = None if points is None else record.value(criterion.measure)
            yield points
            yield int(measure) if isinstance(measure, int) else None


def scores_of_result(ruleset: Ruleset, file: Path) -> Scores:
    """Members as the columnar engine wrote them.

    Args:
        ruleset: What they were scored by.
        file: A Parquet file of all columns.
    """
    import duckdb  # noqa: PLC0415 - only where there is a population

    query = ", ".join(_selected(ruleset))
    with duckdb.connect() as connection:
        source = f"read_parquet({literal(str(file))})"
        columns = connection.execute(f"SELECT {query} FROM {source}").fetchnumpy()  # noqa: S608 - quoted names
    members, *rest = columns.values()
    return _scores(ruleset, tuple(map(str, members)), [_figures(each) for each in rest])


def _selected(ruleset: Ruleset) -> Iterator[str]:
    """What to ask for, in the order of ``_scores``: whole numbers alone, for DuckDB would make floats of decimals."""
    held = {each.holds: each.column for each in held_columns(ruleset)}
    pillars, criteria = _columns_of_points(ruleset)
    yield quoted("member")
    yield _points("total")
    yield from map(_points, pillars)
    for (_, criterion), name in zip(criteria_of(ruleset), criteria, strict=True):
        yield _points(name)
        measure = _measure(held[ValueOf(criterion.measure)])
        yield f"CASE WHEN {quoted(name)} IS NOT NULL THEN {measure} END AS {quoted(name + ' measure')}"


def _columns_of_points(ruleset: Ruleset) -> tuple[list[str], list[str]]:
    """The names of the columns of pillars and of criteria, which follow one another as in every wide result."""
    names = (
        each.name
        for each in wide_columns(ruleset, Detail.CRITERIA)[len(wide_columns(ruleset, Detail.TOTAL)) :]
    )
    pillars, criteria = [], []
    for pillar in ruleset.pillars:
        points, _, _ = islice(names, 3)
        pillars.append(points)
        criteria += [name for name, _ in (tuple(islice(names, 2)) for _ in pillar.criteria)]
    return pillars, criteria


def _points(name: str) -> str:
    return f"({quoted(name)} * {POINT_SCALE})::BIGINT AS {quoted(name)}"


def _measure(column: WideColumn) -> str:
    name = quoted(column.name)
    return f"{name}::BIGINT" if column.kind is Kind.FLAG else f"({name} * {SCALE})::BIGINT"


def _scores(ruleset: Ruleset, members: tuple[str, ...], columns: Sequence[Figures]) -> Scores:
    """Columns of the total, of pillars, and of each criterion's points and measure, by their names."""
    rest = iter(columns)
    total = next(rest)
    pillars = {each.id: next(rest) for each in ruleset.pillars}
    criteria = {
        (pillar.id, criterion.id): CriterionScores(next(rest), next(rest))
        for pillar in ruleset.pillars
        for criterion in pillar.criteria
    }
    return Scores(members, total, pillars, criteria)


def _column(cells: Sequence[object]) -> Figures:
    known = np.array([each is not None for each in cells], dtype=np.bool_)
    values = np.array([each if isinstance(each, int) else 0 for each in cells], dtype=np.int64)
    return Figures(values, known)


def _figures(column: object) -> Figures:
    """A column as DuckDB gives it: masked where anything is not known."""
    values: np.ma.MaskedArray[tuple[int], np.dtype[np.generic]] = np.ma.asarray(column)
    known = ~np.ma.getmaskarray(values)
    return Figures(np.where(known, values.filled(0), 0).astype(np.int64), known)


def criteria_of(ruleset: Ruleset) -> Iterator[tuple[Pillar, Criterion]]:
    """Every criterion with its pillar, in the order of the rule file."""
    return ((pillar, criterion) for pillar in ruleset.pillars for criterion in pillar.criteria)
