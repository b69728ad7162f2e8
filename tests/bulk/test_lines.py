"""Lines that DuckDB writes are to the byte those that are written of single rows."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ssi_rules.bulk import lines
from ssi_rules.bulk.rows import reader_of
from ssi_rules.engines.cells import Cell, csv_line, json_line
from ssi_rules.engines.wide import Kind, WideColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duckdb import DuckDBPyConnection

COLUMNS = (*(WideColumn(each.value, each) for each in Kind), WideColumn("team", Kind.TEXT))
ROUGH = "ab ,;\t\r\n\"'=+-@\N{FULLWIDTH EQUALS SIGN}\\\N{NO-BREAK SPACE}\x1f\x7f\N{LINE SEPARATOR}"
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(ROUGH)
ROWS = st.lists(
    st.tuples(
        st.none() | TEXTS,
        st.none() | st.dates(),
        st.none() | st.integers(-(10**17), 10**17).map(lambda number: Decimal(number) / 100),
        st.none() | st.integers(-(10**18), 10**18).map(lambda number: Decimal(number) / 10**6),
        st.none() | st.booleans(),
        st.none() | st.integers(-(10**12), 10**12),
        st.none() | TEXTS,
    ),
    max_size=20,
)


@pytest.fixture(scope="module")
def connection() -> Iterator[DuckDBPyConnection]:
    made = duckdb.connect()
    lines.learn_texts(made)
    yield made
    made.close()


def written(connection: DuckDBPyConnection, line: str, rows: Sequence[Sequence[Cell]]) -> list[str]:
    connection.register("rows", reader_of(COLUMNS, rows))
    found = connection.execute(f"SELECT {line} FROM rows").fetchall()  # noqa: S608 - expressions of ours
    connection.unregister("rows")
    return [f"{each}\n" for (each,) in found]


@given(rows=ROWS)
@example(rows=[("\0", None, Decimal(0), Decimal("-0.5"), True, 0, "=1")])
@example(
    rows=[
        (
            ";\t\tx",
            None,
            Decimal("1E+13"),
            Decimal("0.000001"),
            False,
            0,
            "\N{LATIN SMALL LETTER E WITH ACUTE},",
        )
    ]
)
@settings(max_examples=150, deadline=None)
def test_lines_of_csv(connection: DuckDBPyConnection, rows: list[tuple[Cell, ...]]) -> None:
    assert written(connection, lines.csv_line(COLUMNS, ids=()), rows) == [csv_line(row) for row in rows]


@given(rows=ROWS)
@example(rows=[("\0\x1b\\u001B", None, None, None, None, None, "\N{FULLWIDTH EQUALS SIGN}")])
@settings(max_examples=150, deadline=None)
def test_lines_of_json(connection: DuckDBPyConnection, rows: list[tuple[Cell, ...]]) -> None:
    found = written(connection, lines.json_line(COLUMNS, ids=()), rows)
    assert found == [json_line(COLUMNS, row) for row in rows]
    assert [json.loads(each)["text"] for each in found] == [row[0] for row in rows]


def test_ids_of_the_ruleset_are_written_without_a_second_look(connection: DuckDBPyConnection) -> None:
    row = ("scored", None, None, None, None, None, None)
    line = lines.csv_line(COLUMNS, ids=COLUMNS[:1])
    assert "regexp" not in line.partition(",")[0]
    assert written(connection, line, [row]) == ["scored,,,,,,\n"]
