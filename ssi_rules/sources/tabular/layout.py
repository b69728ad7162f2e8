"""Which files of a folder, or tables of a DuckDB file, hold which table of a dataset."""

from __future__ import annotations

import glob
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.tabular.csvfile import CsvPiece
from ssi_rules.sources.tabular.duck import DuckPiece, is_database, tables_of
from ssi_rules.sources.tabular.jsonlines import JsonLinesPiece
from ssi_rules.sources.tabular.partition import PartitionPiece, is_partition, said_by
from ssi_rules.sources.tabular.piece import Piece, Place
from ssi_rules.sources.tabular.rows import MEMBER_ID
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ssi_rules.sources.csvtext import IsHeader

MEMBERS = "members"
DATABASES = frozenset({".duckdb", ".db", ".ddb"})

_Found: TypeAlias = "tuple[str, str, Piece]"
"""Table, format and piece."""

_FORMATS = {".csv": "CSV", ".parquet": "Parquet", ".jsonl": "JSON Lines", ".ndjson": "JSON Lines"}
SUFFIXES = frozenset(_FORMATS)
"""Ends of names of files that hold one table."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a dataset consists of.

    Attributes:
        pieces: The parts of each table that is there, in order of their names.
        notices: Files that were passed over, and why.
    """

    pieces: Mapping[str, tuple[Piece, ...]]
    notices: tuple[str, ...] = ()


def has_member_id(cells: Iterable[str]) -> bool:
    """Whether a row is the header of a dataset's table."""
    return MEMBER_ID in cells


def open_file(
    file: Path, place: Place, is_header: IsHeader = has_member_id
) -> CsvPiece | DuckPiece | JsonLinesPiece:
    """The piece that a file of one table is, by its suffix.

    Args:
        file: Where it is.
        place: How people know it.
        is_header: Tells a CSV's header, by normalised cells.
    """
    match _FORMATS[file.suffix.casefold()]:
        case "CSV":
            return CsvPiece(file, place, is_header)
        case "Parquet":
            return DuckPiece(file, place)
        case _:
            return JsonLinesPiece(file, place)


def single_file(file: Path) -> Layout:
    """A dataset of members without tables."""
    return Layout({MEMBERS: (open_file(file, Place(str(file), file.name)),)})


def database(file: Path, tables: Iterable[str]) -> Layout:
    """The tables and views of a DuckDB file.

    Raises:
        DataError: It cannot be read, or two schemas hold a table of the same name.
    """
    known = _by_name(tables)
    found = list(_of_database(file, Place(str(file), file.name), known))
    return Layout(_grouped(str(file), found))


def folder(root: Path, tables: Iterable[str], is_ours: Callable[[Path], bool] = lambda _: True) -> Layout:
    """The files of a folder: ``T.ext``, ``T-*.ext``, ``T_*.ext`` and ``T/*.ext`` are parts of table T.

    Args:
        root: The folder.
        tables: Declared tables; the longest name that fits a file's has it.
        is_ours: Whether a file is not read by a column map instead.

    Raises:
        DataError: The folder cannot be read, or a table is there in two formats.
    """
    known = _by_name(tables)
    notices: list[str] = []
    found: list[_Found] = []
    unread: list[Path] = []
    for file in _files(root, known, notices):
        if not is_ours(file):
            continue
        pieces = list(_pieces(root, file, known))
        found += pieces
        if not pieces:
            unread.append(file)
    if unread:
        told = ", ".join(_unread(file, root, known) for file in unread)
        notices.append(f"{root}: not read, since they are no table of the rules: {told}")
    return Layout(_grouped(str(root), found), tuple(notices))


def pattern(path: Path, tables: Iterable[str]) -> Layout:
    """The files that a name with ``*``, ``?`` or ``[`` stands for, in order of their names.

    Where the names speak of tables, ``members`` among them, the files are a dataset; otherwise all are parts of the members.

    Args:
        path: The pattern; ``**`` stands for folders.
        tables: Declared tables.

    Raises:
        DataError: There is no such file, or they are of two formats.
    """
    known = _by_name(tables)
    matching = (Path(each) for each in sorted(glob.glob(str(path), recursive=True)))  # noqa: PTH207 -- a whole path
    files = [each for each in matching if each.suffix.casefold() in _FORMATS and each.is_file()]
    if not files:
        raise DataError(
            str(path), "no file is called like this", help=f"files that are read end in {', '.join(_FORMATS)}"
        )
    named = [(_table_of(each.stem.casefold(), known), each) for each in files]
    is_dataset = any(table == MEMBERS for table, _ in named)
    found = [
        (
            table or MEMBERS,
            _FORMATS[file.suffix.casefold()],
            _partition(file, Place(str(file), file.name), file.parts),
        )
        for table, file in named
        if table is not None or not is_dataset
    ]
    unread = [f"`{file}`" for table, file in named if table is None and is_dataset]
    notice = f"{path}: not read, since they are no table of the rules: {', '.join(unread)}"
    return Layout(_grouped(str(path), found), (notice,) if unread else ())


def is_pattern(path: Path) -> bool:
    """Whether a path stands for several files: it has signs that do, and is none itself."""
    return glob.has_magic(str(path)) and not path.exists()


def _partition(file: Path, place: Place, folders: Sequence[str]) -> Piece:
    """A file with what the names of its folders say of its rows."""
    said, piece = said_by(folders), open_file(file, place)
    return PartitionPiece(piece, said) if said else piece


def _unread(file: Path, root: Path, known: Mapping[str, str]) -> str:
    """A file that is no table, and the table that its name may mean."""
    near = nearest(file.stem, known.values()) if file.suffix.casefold() in _FORMATS else None
    hint = f" (did you mean `{near}`?)" if near else ""
    return f"`{file.relative_to(root).as_posix()}`{hint}"


def has_members(root: Path, is_ours: Callable[[Path], bool] = lambda _: True) -> bool:
    """Whether a folder is a dataset: it, or a DuckDB file in it, has a ``members`` table.

    Args:
        root: The folder.
        is_ours: Whether a file is not read by a column map instead.

    Raises:
        DataError: The folder, or a DuckDB file in it, cannot be read.
    """
    known = _by_name(())
    return any(list(_pieces(root, file, known)) for file in _files(root, known, []) if is_ours(file))


def entries(folder: Path) -> list[Path]:
    """What a folder holds, in order of names, without what programs hide there.

    Raises:
        DataError: It cannot be read.
    """
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "~$")))
    except OSError as error:
        raise DataError(str(folder), f"cannot be read: {error.strerror or error}") from None


def beside_members(table: str, layout: Layout) -> str:
    """The file, or the table of a database, that would hold a table the dataset lacks: ``comments.csv``."""
    above, _, name = layout.pieces[MEMBERS][0].place.origin.rpartition("/")
    if PurePosixPath(above).suffix.casefold() in DATABASES:
        return f"{above}/{table}"
    suffix = PurePosixPath(name).suffix.casefold()
    return f"{table}{suffix if suffix in _FORMATS else '.csv'}"


def _by_name(tables: Iterable[str]) -> dict[str, str]:
    return {name.casefold(): name for name in (MEMBERS, *tables)}


def _files(root: Path, known: Mapping[str, str], notices: list[str]) -> Iterator[Path]:
    """Plain files of the folder and of its subfolders that are named like a table, none reached by a link out of it."""
    for entry in entries(root):
        if not is_inside(entry, root):
            notices.append(f"{entry}: not followed, it is a symbolic link out of the folder")
        elif entry.is_file():
            yield entry
        elif entry.is_dir() and _is_ours(entry, known) and not entry.is_symlink():
            yield from _files(entry, {}, notices)


def _is_ours(folder: Path, known: Mapping[str, str]) -> bool:
    """Whether a folder is a table's, or in one and says something of its rows."""
    return folder.name.casefold() in known if known else is_partition(folder.name)


def is_inside(entry: Path, folder: Path) -> bool:
    """Whether an entry is in the folder, links followed; a link in a circle, or to nothing, is nowhere."""
    try:
        return entry.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _pieces(root: Path, file: Path, known: Mapping[str, str]) -> Iterator[_Found]:
    relative = file.relative_to(root)
    suffix = file.suffix.casefold()
    place = Place(str(file), relative.as_posix())
    stem = relative.parts[0] if len(relative.parts) > 1 else file.stem
    table = _table_of(stem.casefold(), known)
    if suffix in _FORMATS and table is not None:
        yield table, _FORMATS[suffix], _partition(file, place, relative.parts[1:-1])
    # Other programs keep .db files too (Thumbs.db); only in a folder is that no reason to refuse.
    if suffix in DATABASES and (suffix == ".duckdb" or is_database(file)):
        yield from _of_database(file, place, known)


def _table_of(stem: str, known: Mapping[str, str]) -> str | None:
    """The table a file's name speaks of: its own, or the longest one it continues with ``-`` or ``_``."""
    fitting = [name for name in known if stem == name or stem.startswith((f"{name}-", f"{name}_"))]
    return known[max(fitting, key=len)] if fitting else None


def _of_database(file: Path, place: Place, known: Mapping[str, str]) -> Iterator[_Found]:
    schemas: dict[str, str] = {}
    for schema, name in tables_of(file, place.path):
        table = known.get(name.casefold())
        if table is None:
            continue
        other = schemas.setdefault(table, schema)
        if other == schema:
            at = Place(f"{place.path}/{name}", f"{place.origin}/{name}")
            yield table, "DuckDB", DuckPiece(file, at, (schema, name))
        elif other != "main":
            raise DataError(
                place.path,
                f"two schemas hold `{name}`: {other} and {schema}",
                help="keep one, or move it to main",
            )


def _grouped(path: str, found: Iterable[_Found]) -> dict[str, tuple[Piece, ...]]:
    by_table: dict[str, dict[str, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for table, kind, piece in found:
        by_table[table][kind].append(piece)
    for table, formats in by_table.items():
        if len(formats) > 1:
            both = " and ".join(pieces[0].place.origin for pieces in formats.values())
            raise DataError(
                path, f"the table `{table}` is there in two formats: {both}", help="keep one of them"
            )
    return {table: tuple(pieces) for table, formats in by_table.items() for pieces in formats.values()}
