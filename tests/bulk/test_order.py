"""Rows come in the order of the data, though joins and threads give them in any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from ssi_rules.bulk.connection import Limits
from ssi_rules.bulk.run import score_population
from ssi_rules.bulk.target import Form, Target
from ssi_rules.bulk.work import How
from ssi_rules.engines.wide import Detail
from tests.bulk.population import rules

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = 40_000
OPTIONS = "FORMAT parquet, ROW_GROUP_SIZE 2048"
"""Small row groups, which several threads take turns at."""


def write(folder: Path, ids: str) -> Path:
    folder.mkdir()
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT {ids} AS member_id, i % 70 AS skills, i % 2 = 0 AS seat, DATE '2026-06-30' AS as_of "  # noqa: S608 - names of this test
            f"FROM range({MEMBERS}) AS r(i)) TO '{folder / 'members.parquet'}' ({OPTIONS})"
        )
        connection.execute(
            f"COPY (SELECT {ids} AS member_id, DATE '2026-06-01' AS visited_on, 2.5 AS minutes "  # noqa: S608 - the same
            f"FROM range({2 * MEMBERS}) AS r(j), (SELECT j // 2 AS i)) TO '{folder / 'visits.parquet'}' ({OPTIONS})"
        )
    return folder


@pytest.mark.parametrize("ids", [f"'m' || (i * 7919) % {MEMBERS}", "printf('m%06d', i)"])
@pytest.mark.parametrize("resume", [False, True])
def test_members_stay_where_they_are(tmp_path: Path, ids: str, resume: bool) -> None:
    data, path = write(tmp_path / "people", ids), tmp_path / "scores.parquet"
    how = How(Detail.TOTAL, limits=Limits(threads=4), resume=resume, part=15_000)
    score_population(rules(), data, Target(path, Form.PARQUET), how)
    with duckdb.connect() as connection:
        found, wanted = (
            connection.execute(f"SELECT {name} FROM '{file}' ORDER BY file_row_number").fetchall()  # noqa: S608 - the same
            for name, file in (("member", path), ("member_id", data / "members.parquet"))
        )
    assert len(found) == MEMBERS
    assert found == wanted
