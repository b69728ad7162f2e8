"""From the parts of a result to the file that was asked for, which is there whole or not at all."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, assert_never

from ssi_rules.bulk.database import write_database
from ssi_rules.bulk.lines import csv_line, json_line, learn_texts
from ssi_rules.bulk.memory import row_group
from ssi_rules.bulk.origin import origin_of
from ssi_rules.bulk.result import write_part
from ssi_rules.bulk.sql import literal, quoted
from ssi_rules.bulk.target import TABLE, Form
from ssi_rules.engines.cells import csv_head
from ssi_rules.files import allow_as_usual

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.result import Result
    from ssi_rules.bulk.target import Target

_LINE_OPTIONS = "FORMAT csv, QUOTE '', ESCAPE '', DELIMITER '\x01'"
"""Lines that are written as they are: one column has nothing to be parted from."""


def publish(connection: DuckDBPyConnection, result: Result, target: Target, room: Path) -> None:
    """Put a result at its place.

    Args:
        connection: Reads and writes in the room.
        result: Its parts may be gone afterwards.
        target: Its place and form.
        room: A folder for what is unfinished, on the file system of the target.

    Raises:
        OSError: It cannot be written; what stood at its place still does.
        duckdb.Error: The same, as DuckDB says it.
    """
    made = _made(connection, result, target.form, room)
    place = target.file
    if place is None:
        _pour(made, target.path)
    else:
        allow_as_usual(made, place)
        made.replace(place)


def _made(connection: DuckDBPyConnection, result: Result, form: Form, room: Path) -> Path:
    made = room / f"result.{form.value}"
    match form:
        case Form.PARQUET:
            if len(result.parts) == 1:
                return result.parts[0]
            rows = row_group(connection, len(result.columns))
            write_part(connection, f"FROM {result.rows}", made, origin_of(result.ruleset), rows)
        case Form.CSV:
            head = quoted(csv_head(result.columns).rstrip("\n"))
            lines = f"SELECT {csv_line(result.columns, result.ids)} AS {head} FROM {result.rows}"  # noqa: S608 - names are quoted
            _write_lines(connection, lines, made, head=True)
        case Form.JSONL:
            lines = f"SELECT {json_line(result.columns, result.ids)} FROM {result.rows}"  # noqa: S608 - the same
            _write_lines(connection, lines, made, head=False)
        case Form.DUCKDB:
            write_database(connection, made, TABLE, f"FROM {result.rows}", origin_of(result.ruleset))
        case _:
            assert_never(form)
    return made


def _write_lines(connection: DuckDBPyConnection, lines: str, made: Path, *, head: bool) -> None:
    learn_texts(connection)
    connection.execute(f"COPY ({lines}) TO {literal(str(made))} ({_LINE_OPTIONS}, HEADER {head})")


def _pour(made: Path, device: Path | None) -> None:
    """All of a finished file into what is written to; nothing comes out of a run that failed before."""
    with made.open("rb") as result:
        if device is None:
            shutil.copyfileobj(result, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with device.open("wb") as stream:
                shutil.copyfileobj(result, stream)
