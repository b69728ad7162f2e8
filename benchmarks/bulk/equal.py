"""Whether two results are the same, row by row and column by column, whatever library wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from pathlib import Path


def differences(one: Path, other: Path, key: str = "member") -> dict[str, int]:
    """How many rows differ, by column; columns of the first that the second lacks count every row.

    Args:
        one: A Parquet file.
        other: Another, whose rows may be in another order.
        key: The column that tells which row is which.
    """
    with duckdb.connect() as database:
        columns = [name for name, *_ in database.execute(f"DESCRIBE SELECT * FROM '{one}'").fetchall()]  # noqa: S608 - names of ours
        counts = ", ".join(
            f'count(*) FILTER (CAST(a."{name}" AS VARCHAR) IS DISTINCT FROM CAST(b."{name}" AS VARCHAR)) AS "{name}"'
            for name in columns
        )
        query = f"SELECT count(*) - count(b.{key}), {counts} FROM '{one}' AS a FULL JOIN '{other}' AS b USING ({key})"  # noqa: S608 - names of ours
        found = database.execute(query).fetchone()
    assert found is not None
    return {name: count for name, count in zip(["rows", *columns], found, strict=True) if count}
