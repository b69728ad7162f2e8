"""The reader of members is the judge: relations must hold its members, and say and refuse what it does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

import duckdb

from ssi_rules.bulk.inputs.inputs import Inputs, open_inputs
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Aggregated, ColumnValue, EarnsWhen, FactValue, Function, Known
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.open import open_dataset
from tests.engines import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ssi_rules.language.types import Value
    from ssi_rules.model import Catalogue, Expression, Ruleset
    from ssi_rules.sources.dataset import Member

Row: TypeAlias = "tuple[Value | None, ...]"
Read: TypeAlias = "tuple[str, date | None, dict[str, Value], dict[str, str], dict[str, list[Row]]]"
"""A member: id, day, facts, labels, and rows by table."""


def ruleset_reading(catalogue: Catalogue) -> Ruleset:
    """A ruleset that reads every fact and every column of a catalogue."""
    measures: list[Expression] = [Known(FactValue(fact.name, fact.type)) for fact in catalogue.facts.values()]
    for table in catalogue.tables.values():
        conditions = [Known(ColumnValue(table.name, each.name, each.type)) for each in table.columns]
        measures += [_counted(table.name, condition) for condition in conditions]
    criteria = [
        build.criterion(f"c{number}", measure, EarnsWhen(100, when=True))
        for number, measure in enumerate(measures)
    ]
    return replace(build.ruleset(build.pillar("all", *criteria)), catalogue=catalogue)


def _counted(table: str, condition: Expression) -> Expression:
    return Known(Aggregated(Function.COUNT, table, None, None, condition, Type.COUNT))


@dataclass
class Found:
    """What a reader makes of a dataset: members, or its refusal."""

    members: list[Read] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    rejected: list[tuple[str, int, str | None, str]] = field(default_factory=list)
    refusal: tuple[str, str, int | None, str | None, str | None] | None = None


def by_reader(path: Path, catalogue: Catalogue, *, rejects: bool = False) -> Found:
    """What the reader of members finds."""
    found = Found()
    try:
        dataset = open_dataset(path, catalogue, rejects=rejects)
        found.members = [_of_member(each, catalogue) for each in dataset.members()]
        found.notices = sorted(dataset.notices())
        found.rejected = _rejected(getattr(dataset, "rejected", tuple)())
    except DataError as error:
        found.refusal = (error.path, error.message, error.row, error.column, error.help)
    return found


def in_bulk(path: Path, catalogue: Catalogue, *, rejects: bool = False) -> Found | None:
    """What the relations hold; None where only the reader of members reads the data."""
    found = Found()
    try:
        with duckdb.connect() as connection:
            inputs = open_inputs(connection, path, ruleset_reading(catalogue), rejects=rejects)
            if inputs is None:
                return None
            found.members = inputs.attempt(lambda: _of_relations(connection, inputs, catalogue))
            assert inputs.expected == len(found.members)
            found.notices = sorted(inputs.notices())
            found.rejected = _rejected(inputs.rejected())
    except DataError as error:
        found.refusal = (error.path, error.message, error.row, error.column, error.help)
        found.members = []
    return found


def _rejected(rows: Iterable[object]) -> list[tuple[str, int, str | None, str]]:
    return [(each.path, each.row, each.column, each.reason) for each in rows]  # type: ignore[attr-defined]


def _of_member(member: Member, catalogue: Catalogue) -> Read:
    tables: dict[str, list[Row]] = {}
    for name, rows in member.tables.items():
        columns = [rows.columns[column.name] for column in catalogue.tables[name].columns]
        tables[name] = list(zip(*columns, strict=True)) if columns else [()] * rows.count
    return member.id, member.as_of, dict(member.facts), dict(member.labels), tables


def _of_relations(connection: duckdb.DuckDBPyConnection, inputs: Inputs, catalogue: Catalogue) -> list[Read]:
    tables = {name: _rows(connection, name, catalogue) for name in inputs.provided.tables}
    members = []
    for record in _records(connection, "members"):
        member = str(record["member_id"])
        facts = {
            name: held
            for name in inputs.provided.facts
            if (held := _value(record[name], catalogue.facts[name].type)) is not None
        }
        labels = {name: str(record[name]) for name in inputs.provided.labels if record[name] is not None}
        day = inputs.provided.day or record["as_of"]
        members.append((member, day, facts, labels, {name: rows[member] for name, rows in tables.items()}))
    return members  # type: ignore[return-value]


def _rows(connection: duckdb.DuckDBPyConnection, table: str, catalogue: Catalogue) -> Mapping[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for record in _records(connection, table):
        cells = [_value(record.get(each.name), each.type) for each in catalogue.tables[table].columns]
        rows[str(record["member_id"])].append(tuple(cells))
    return rows


def _records(connection: duckdb.DuckDBPyConnection, relation: str) -> list[dict[str, Value | None]]:
    cursor = connection.execute(f'SELECT * FROM "{relation}"')  # noqa: S608 -- a name of ours
    names: Sequence[str] = [each[0] for each in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _value(value: Value | None, type_: Type) -> Value | None:
    return value * SCALE if type_ is Type.COUNT and isinstance(value, int) else value


def assert_same(path: Path, catalogue: Catalogue, *, rejects: bool = False) -> Found:
    """Read a dataset in both ways; where there are several faults, either may be the one that is told."""
    expected = by_reader(path, catalogue, rejects=rejects)
    found = in_bulk(path, catalogue, rejects=rejects)
    if found is None:  # an export: members are read one by one
        return expected
    if found.refusal != expected.refusal and found.refusal is not None:
        at, message, row, column, _ = found.refusal
        assert row is not None
        assert (at, row, column, message) in by_reader(path, catalogue, rejects=True).rejected
        return found
    assert found.refusal == expected.refusal
    assert found.members == expected.members
    assert found.rejected == expected.rejected
    assert found.notices == expected.notices
    return found
