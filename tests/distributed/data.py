"""Members as Parquet, typed as a warehouse would have them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from ssi_rules.language.types import Type
from tests.engines.differential.people import Crowd
from tests.engines.differential.relations import as_decimals

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.language.types import Value
    from ssi_rules.model import Ruleset
    from tests.engines.differential.group import Group

_NUMBER = pa.decimal128(38, 6)
_KINDS = {
    Type.COUNT: pa.int64(),
    Type.FLAG: pa.bool_(),
    Type.TEXT: pa.string(),
    Type.DATE: pa.date32(),
}


def crowd(ruleset: Ruleset, size: int, seed: int = 1) -> Group:
    """Members at cut-points, edges of windows and ties, whose data has every table."""
    people = Crowd(ruleset, Random(seed))
    people.some_lack_tables = False
    return people.group(size)


def write(group: Group, ruleset: Ruleset, folder: Path) -> Path:
    """The members and their tables, ``members`` in two parts."""
    catalogue, people = ruleset.catalogue, group.members
    columns: dict[str, pa.Array] = {
        "member_id": pa.array([each.id for each in people], pa.string()),
        "as_of": pa.array([each.as_of for each in people], pa.date32()),
    }
    columns |= {
        label: pa.array([each.labels.get(label) for each in people], pa.string())
        for label in ("name", "team")
    }
    for name in group.facts:
        columns[name] = _array([each.facts.get(name) for each in people], catalogue.facts[name].type)
    members, half = pa.table(columns), len(people) // 2
    pq.write_table(members.slice(0, half), folder / "members-1.parquet")
    pq.write_table(members.slice(half), folder / "members-2.parquet")
    for table, there in group.tables.items():
        ids = [each.id for each in people for _ in range(each.tables[table].count)]
        found = {"member_id": pa.array([*ids, "nobody"], pa.string())}
        for column in catalogue.tables[table].columns:
            if column.name in there:
                cells = [cell for each in people for cell in each.tables[table].columns[column.name]]
                found[column.name] = _array([*cells, None], column.type)
        (folder / table).mkdir()
        pq.write_table(pa.table(found), folder / table / "part-0.parquet")
    return folder


def _array(cells: list[Value | None], type_: Type) -> pa.Array:
    return pa.array([as_decimals(each, type_) for each in cells], _KINDS.get(type_, _NUMBER))
