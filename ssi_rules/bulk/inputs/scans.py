"""How DuckDB reads a piece of a dataset, where it reads it exactly as the readers of members do."""

from __future__ import annotations

import glob
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb

from ssi_rules.bulk.inputs.bounds import NOWHERE, Bounds, bounds_of, widest
from ssi_rules.bulk.inputs.kinds import JSON
from ssi_rules.bulk.sql import NO_FOLDERS, literal, parquet, quoted
from ssi_rules.sources.csvtext import Sheet
from ssi_rules.sources.tabular.csvfile import CsvPiece
from ssi_rules.sources.tabular.duck import DuckPiece
from ssi_rules.sources.tabular.jsonlines import JsonLinesPiece
from ssi_rules.sources.tabular.partition import PartitionPiece

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ssi_rules.sources.tabular.piece import Piece, Place, RawRow

PARQUET = "Parquet"
_SPACE_BEHIND_A_QUOTE = re.compile(rb'" +[,;\t\r\n]')
"""DuckDB drops such spaces; other readers keep them."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Scan:
    """A piece as DuckDB sees it.

    Attributes:
        format: What it is; pieces of Parquet with the same columns are read together.
        source: What stands behind FROM.
        names: The SQL name of each column, in their order.
        kinds: DuckDB's type of each.
        bounds: Between which values each lies.
    """

    format: str
    source: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    bounds: tuple[Bounds, ...]


@dataclass(frozen=True)
class Described:
    """A piece whose columns DuckDB has told already."""

    piece: DuckPiece | JsonLinesPiece
    columns: tuple[str, ...]

    @property
    def place(self) -> Place:
        """How people know it."""
        return self.piece.place

    @property
    def remarks(self) -> tuple[str, ...]:
        """What its reader should be told."""
        return self.piece.remarks

    def rows(self, wanted: Sequence[int]) -> Iterator[RawRow]:
        """Its rows, as text."""
        return self.piece.rows(wanted)


@dataclass
class Scanner:
    """Describes pieces; DuckDB files are attached on the way, for reading alone."""

    connection: duckdb.DuckDBPyConnection
    _attached: dict[Path, str] = field(default_factory=dict)

    def describe(self, piece: Piece) -> tuple[Piece, Scan | None]:
        """A piece with its columns, and how DuckDB reads it; None where only its own reader does.

        Raises:
            DataError: A CSV cannot be read at all.
        """
        match piece:
            case DuckPiece():
                return self._typed(piece)
            case CsvPiece():
                return piece, _csv(piece)
            case JsonLinesPiece():
                return self._json(piece)
            case PartitionPiece():
                return self._partition(piece)
            case _:
                return piece, None

    def _partition(self, piece: PartitionPiece) -> tuple[Piece, Scan | None]:
        """A file with what its folders say as columns of one value each."""
        _, scan = self.describe(piece.piece)
        if scan is None or not piece.added:
            return piece, scan
        said = ", ".join(f"{_or_null(cell)} AS {quoted(name)}" for name, cell in piece.added.items())
        count = len(piece.added)
        return piece, Scan(
            "a part by its folder",
            f"(SELECT *, {said} FROM {scan.source})",  # noqa: S608 -- all names quoted
            (*scan.names, *map(quoted, piece.added)),
            (*scan.kinds, *["VARCHAR"] * count),
            (*scan.bounds, *[NOWHERE] * count),
        )

    def _typed(self, piece: DuckPiece) -> tuple[Piece, Scan | None]:
        try:
            source = self._source(piece)
            described = self.connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608 -- all names quoted
            kinds = {str(name): str(kind).upper() for name, kind, *_ in described}
            bounds = {}
            if piece.table is None:
                bounds = bounds_of(self.connection, glob.escape(str(piece.file)), kinds)
        except duckdb.Error:  # its own reader says what is wrong with it
            return piece, None
        columns = tuple(kinds)
        scan = Scan(
            PARQUET if piece.table is None else "DuckDB",
            source,
            tuple(map(quoted, columns)),
            tuple(kinds.values()),
            tuple(bounds.get(name, NOWHERE) for name in columns),
        )
        return Described(piece, columns), scan

    def _json(self, piece: JsonLinesPiece) -> tuple[Piece, Scan | None]:
        try:
            columns = None if has_laxness(piece.file) else self._keys(piece.file)
        except (OSError, duckdb.Error):  # its own reader says what is wrong with it
            return piece, None
        if not columns:
            return piece, None
        declared = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
        path = literal(glob.escape(str(piece.file)))
        source = f"read_json({path}, format = 'newline_delimited', columns = {{{declared}}}, {NO_FOLDERS})"
        count = len(columns)
        scan = Scan("JSON Lines", source, tuple(map(quoted, columns)), (JSON,) * count, (NOWHERE,) * count)
        return Described(piece, columns), scan

    def _keys(self, file: Path) -> tuple[str, ...] | None:
        """Every key that any line has, in order of appearance; None where a line has one twice, or names differ in case."""
        lines = f"read_json_objects({literal(glob.escape(str(file)))}, format = 'newline_delimited')"
        found = self.connection.execute(
            f"SELECT keys FROM (SELECT json_keys(json) AS keys, row_number() OVER () AS n FROM {lines}) "  # noqa: S608 -- a literal
            "GROUP BY keys ORDER BY min(n)"
        ).fetchall()
        if any(keys is None or len(set(keys)) < len(keys) for (keys,) in found):
            return None
        names = dict.fromkeys(name for (keys,) in found for name in keys)
        return tuple(names) if len({name.casefold() for name in names}) == len(names) else None

    def _source(self, piece: DuckPiece) -> str:
        if piece.table is None:
            return parquet([piece.file])
        return ".".join(map(quoted, (self._attach(piece.file), *piece.table)))

    def _attach(self, file: Path) -> str:
        """The name of a DuckDB file, which views in it may call it by."""
        if file not in self._attached:
            known = {
                str(name).casefold()
                for (name,) in self.connection.execute("FROM (SHOW DATABASES)").fetchall()
            }
            name = file.stem
            while name.casefold() in known:
                name += "_"
            self.connection.execute(f"ATTACH {literal(str(file))} AS {quoted(name)} (READ_ONLY)")
            self._attached[file] = name
        return self._attached[file]


def file_of(piece: Piece) -> Path:
    """The file that a piece is, or is in."""
    match piece:
        case Described():
            return piece.piece.file
        case DuckPiece() | CsvPiece() | JsonLinesPiece() | PartitionPiece():
            return piece.file
        case _:
            raise TypeError(piece)


def _or_null(cell: str | None) -> str:
    return "CAST(NULL AS VARCHAR)" if cell is None else literal(cell)


def together(scans: Sequence[Scan], pieces: Sequence[Piece]) -> str:
    """What stands behind FROM for pieces that are alike; several only where they are Parquet."""
    if len(scans) == 1:
        return scans[0].source
    return parquet([file_of(piece) for piece in pieces])


def bounds_together(scans: Sequence[Scan]) -> tuple[Bounds, ...]:
    """Between which values the columns of pieces that are alike lie, in the order of the first."""
    by_name = [dict(zip(scan.names, scan.bounds, strict=True)) for scan in scans]
    return tuple(widest(each[name] for each in by_name) or NOWHERE for name in scans[0].names)


def alike(scan: Scan) -> tuple[str, Mapping[str, str] | str]:
    """What is the same for pieces that can be read together."""
    return scan.format, (
        dict(zip(scan.names, scan.kinds, strict=True)) if scan.format == PARQUET else scan.source
    )


def _csv(piece: CsvPiece) -> Scan | None:
    """A CSV in UTF-8 with its header on top; DuckDB refuses what is not strictly CSV, and its own reader takes it then."""
    sheet = piece.sheet
    if not isinstance(sheet, Sheet) or sheet.encoding != "utf-8-sig" or sheet.header_row != 1:
        return None
    if _has_spaces_behind_quotes(piece.file):
        return None
    names = tuple(f"c{at}" for at in range(len(sheet.header)))
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    source = (
        f"read_csv({literal(glob.escape(str(piece.file)))}, columns = {{{columns}}}, delim = {literal(sheet.delimiter)}, "
        "quote = '\"', escape = '\"', header = true, auto_detect = false, strict_mode = true, "
        f"{NO_FOLDERS})"
    )
    return Scan("CSV", source, names, ("VARCHAR",) * len(names), (NOWHERE,) * len(names))


def _has_spaces_behind_quotes(file: Path) -> bool:
    return any(_SPACE_BEHIND_A_QUOTE.search(chunk) for chunk in _chunks(file))


def has_laxness(file: Path) -> bool:
    """Whether JSON Lines may hold what DuckDB lets pass: a comma behind the last of an object's values."""
    return any(end in chunk for chunk in _chunks(file, without=b" \t\r") for end in (b",}", b",]"))


def _chunks(file: Path, without: bytes = b"") -> Iterator[bytes]:
    """The bytes of a file, in chunks that overlap."""
    before = b""
    with file.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            chunk = before + chunk.translate(None, without)
            yield chunk
            before = chunk[-64:]
