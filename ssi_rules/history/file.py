"""A history as a file: opened alone and confined, told apart from any other file, never left half written."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.files import move_to_free_place
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.tabular.duck import is_database, open_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

FORMAT = 1
"""Counts up when older versions could not read the file any more."""

_TABLES = """
CREATE TABLE ssi_history (format INTEGER NOT NULL);
CREATE TABLE runs (
    run INTEGER NOT NULL, made TIMESTAMP NOT NULL, ruleset VARCHAR NOT NULL, version VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL, engine VARCHAR NOT NULL, pattern BLOB NOT NULL);
CREATE TABLE scores (
    run INTEGER NOT NULL, member VARCHAR NOT NULL, day DATE NOT NULL,
    points DECIMAL(18, 2), low DECIMAL(18, 2), high DECIMAL(18, 2), worth DECIMAL(18, 2) NOT NULL,
    level VARCHAR, level_title VARCHAR, data VARCHAR NOT NULL, card BLOB NOT NULL);
CREATE TABLE pillars (
    run INTEGER NOT NULL, member VARCHAR NOT NULL, pillar VARCHAR NOT NULL,
    points DECIMAL(18, 2), low DECIMAL(18, 2), high DECIMAL(18, 2), worth DECIMAL(18, 2) NOT NULL);
CREATE TABLE criteria (
    run INTEGER NOT NULL, member VARCHAR NOT NULL, pillar VARCHAR NOT NULL, criterion VARCHAR NOT NULL,
    state VARCHAR NOT NULL, points DECIMAL(18, 2), worth DECIMAL(18, 2) NOT NULL);
"""
_WRITABLE = "allow writing to it, or name another file"
_ELSEWHERE = "keep your scores in a file of their own: --history NAME.duckdb"


def open_to_read(file: Path) -> DuckDBPyConnection:
    """A connection that only reads.

    Raises:
        DataError: It is no history, made by a newer version, in use elsewhere, or damaged.
    """
    with blaming(file):
        _check(file, "make one with: ssi score RULESET DATA --history FILE")
        return _checked(open_database(file), file)


@contextmanager
def open_to_write(file: Path) -> Iterator[DuckDBPyConnection]:
    """A connection in one transaction, which stays only if the block commits it; a file that is not there is begun.

    A new file appears at its place when the block is over and a run was committed.

    Raises:
        DataError: As ``open_to_read``, or it cannot be written.
    """
    if file.exists() or file.is_symlink():
        with _existing(file) as connection:
            yield connection
    else:
        with _new(file) as connection:
            yield connection


@contextmanager
def _existing(file: Path) -> Iterator[DuckDBPyConnection]:
    with blaming(file):
        _check(file, _ELSEWHERE)
        if not os.access(file, os.W_OK):
            raise DataError(str(file), "the history is write-protected", help=_WRITABLE)
        connection = _checked(open_database(file, read_only=False), file)
        connection.begin()
    try:
        yield connection
    finally:
        with blaming(file):
            connection.close()


@contextmanager
def _new(file: Path) -> Iterator[DuckDBPyConnection]:
    """The same in a folder beside the file's place, so that a killed run leaves no half of a history there."""
    with blaming(file):
        if not file.parent.is_dir():
            raise DataError(str(file), f"the folder {file.parent} does not exist", help="make it first")
        folder = Path(tempfile.mkdtemp(prefix=f".{file.name}.", dir=file.parent))
    try:
        with _begun(folder / file.name, file) as connection:
            yield connection
        with blaming(file):
            _publish(folder / file.name, file)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _begun(made: Path, file: Path) -> Iterator[DuckDBPyConnection]:
    with blaming(file):
        connection = open_database(made, read_only=False)
        connection.begin()
        connection.execute(_TABLES)
        connection.execute("INSERT INTO ssi_history VALUES (?)", [FORMAT])
    try:
        yield connection
    finally:
        with blaming(file):
            connection.close()


def _publish(made: Path, file: Path) -> None:
    """Put a finished file at its place, never over one that came there meanwhile."""
    if not _holds_history(made):
        return
    try:
        move_to_free_place(made, file)
    except FileExistsError:
        raise DataError(
            str(file), "another run made this file meanwhile", help="run the command again"
        ) from None


def _holds_history(made: Path) -> bool:
    connection = open_database(made)
    try:
        return _is_history(connection)
    finally:
        connection.close()


def _check(file: Path, way_out: str) -> None:
    if not file.exists():
        raise DataError(str(file), "there is no such file", help=way_out)
    if not file.is_file():
        raise DataError(str(file), "this is no file", help=_ELSEWHERE)
    if not is_database(file):
        raise DataError(str(file), "this is no history of scores; nothing was changed", help=_ELSEWHERE)


def _checked(connection: DuckDBPyConnection, file: Path) -> DuckDBPyConnection:
    """The connection, if what it leads to is a history that this version understands; closed otherwise."""
    fault = _fault(connection, file)
    if fault is not None:
        connection.close()
        raise fault
    return connection


def _fault(connection: DuckDBPyConnection, file: Path) -> DataError | None:
    if not _is_history(connection):
        return DataError(
            str(file), "this DuckDB file is no history of scores; nothing was changed", help=_ELSEWHERE
        )
    found = connection.execute("SELECT max(format) FROM ssi_history").fetchone()
    if found is None or found[0] is None or found[0] > FORMAT:
        return DataError(
            str(file),
            "the history was written by a newer ssi-rules; nothing was changed",
            help="update ssi-rules",
        )
    return None


def _is_history(connection: DuckDBPyConnection) -> bool:
    tables = connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
    return {"ssi_history", "runs", "scores", "pillars", "criteria"} <= {name for (name,) in tables}


@contextmanager
def blaming(file: Path) -> Iterator[None]:
    """Turn what DuckDB and the system complain of into a DataError that names the history."""
    import duckdb  # noqa: PLC0415 -- heavy: only where there is a history

    try:
        yield
    except duckdb.Error as error:
        raise _trouble(file, str(error).splitlines()[0]) from None
    except OSError as error:
        raise _trouble(file, error.strerror or str(error)) from None
    except ValueError as error:
        raise _trouble(file, str(error)) from None


def _trouble(file: Path, said: str) -> DataError:
    if any(each in said for each in ("lock on file", "being used by another", "same database file")):
        return DataError(
            str(file),
            "another program has the history open; nothing was changed",
            help="close it there (a notebook, the DuckDB shell, another ssi) and try again",
        )
    return DataError(
        str(file),
        f"the history cannot be read or written; nothing was changed ({said})",
        help="see that the file and its folder can be written and have room; a damaged one has to be restored from a copy",
    )
