"""Which files a column map reads."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.mapping import load_map
from ssi_rules.sources.tabular.layout import SUFFIXES, entries, is_inside
from ssi_rules.sources.tabular.rows import listed
from ssi_rules.sources.wanted import Mapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ssi_rules.sources.mapping import ColumnMap


def open_maps(maps: Sequence[Path], data: Path) -> list[Mapped]:
    """Read the maps and find their files.

    A map reads the data itself where that is a file that fits; else the files of its ``files`` in the data folder; else
    those beside the map; else, whatever its name, the data file.

    Raises:
        DataError: The data is not there, a map cannot be read, or no file fits it.
    """
    if not data.exists():
        raise DataError(str(data), "there is nothing of this name")
    return [_open_map(path, data) for path in maps]


def _open_map(path: Path, data: Path) -> Mapped:
    rules = load_map(path)
    readable = data.is_file() and data.suffix.casefold() in SUFFIXES
    if readable and (not rules.files or _fits(data, rules)):
        return Mapped(str(path), rules, (data,))
    folders = [data, path.parent] if data.is_dir() else [path.parent]
    found = next((files for folder in folders if (files := _fitting(folder, rules))), ())
    if found or readable:
        return Mapped(str(path), rules, found or (data,))
    raise _no_file(path, rules, folders)


def _fitting(folder: Path, rules: ColumnMap) -> tuple[Path, ...]:
    """Files of the folder that fit, none reached by a link out of it."""
    inside = (file for file in entries(folder) if is_inside(file, folder) and file.is_file())
    return tuple(file for file in inside if file.suffix.casefold() in SUFFIXES and _fits(file, rules))


def _fits(file: Path, rules: ColumnMap) -> bool:
    return any(fnmatchcase(file.name.casefold(), pattern.casefold()) for pattern in rules.files)


def _no_file(path: Path, rules: ColumnMap, folders: Sequence[Path]) -> DataError:
    there = [
        file.name for folder in folders for file in entries(folder) if file.suffix.casefold() in SUFFIXES
    ]
    wanted = listed(rules.files) if rules.files else "no names (`files` is not given)"
    return DataError(
        str(path),
        f"no file for this map: it names {wanted}; files found: {listed(there)}",
        help="put the file beside the data, or name it in `files`",
    )
