"""Many people's exports: a folder of ZIPs and unzipped folders is a dataset."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.sources.archive import normal_name
from ssi_rules.sources.dataset import DataError, Member
from ssi_rules.sources.linkedin.export import KNOWN_NAMES, read_parts, stem_of
from ssi_rules.sources.linkedin.naming import export_name
from ssi_rules.sources.linkedin.parts import by_person, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ssi_rules.model import Catalogue

_NESTED = 3
_PARTS = 2
_HEADER_WITHIN = 4096
"""Bytes of a file that hold its header, if it is a table of a dataset."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One person's archive, or its parts with the complete one first."""

    id: str
    parts: tuple[Path, ...]


def is_export(path: Path) -> bool:
    """Whether a path is one person's export: a ZIP, or a folder with its files or with one folder that has them."""
    if path.is_file():
        return path.suffix.casefold() == ".zip"
    return path.is_dir() and _is_unzipped(path, _NESTED)


def read_export(path: Path, catalogue: Catalogue, *, rejects: bool = False) -> Member:
    """Read one export, zipped or unzipped.

    Args:
        path: The ZIP or folder.
        catalogue: The facts and tables to provide; each one declared is known or missing with a reason.
        rejects: Whether rows with an unreadable date are set aside and counted, instead of refusing their file.

    Raises:
        DataError: It cannot be read; the message names the file and row.
    """
    return read_parts((path,), member_id(path), catalogue, rejects=rejects).member


def read_exports(folder: Path, catalogue: Catalogue, *, rejects: bool = False) -> ExportDataset:
    """A folder of exports, or a single one, as a dataset; nothing is read before its members are asked for.

    Args:
        folder: The folder, or a ZIP.
        catalogue: As for ``read_export``.
        rejects: The same.

    Raises:
        DataError: There is no such path, or there is no export in it.
    """
    if not folder.exists():
        raise DataError(str(folder), "there is no such file or folder")
    if is_export(folder):
        return ExportDataset(folder, catalogue, (Unit(member_id(folder), (folder,)),), rejects)
    notices: list[str] = []
    units = tuple(_units(folder, notices))
    if not units:
        raise DataError(
            str(folder), "there is no LinkedIn export in it", help="Put the ZIPs that LinkedIn sent there."
        )
    return ExportDataset(folder, catalogue, units, rejects, notices)


def member_id(path: Path) -> str:
    """Who an export is of, by its name: what stands before LinkedIn's own name, so that it lasts, else all of it."""
    return export_name(stem_of(path)).person or stem_of(path)


@dataclass
class ExportDataset:
    """Exports by person; each pass reads them afresh, one at a time."""

    folder: Path
    catalogue: Catalogue
    units: Sequence[Unit]
    rejects: bool = False
    _notices: list[str] = field(default_factory=list)

    @property
    def expected(self) -> int:
        """How many members there are: each has an export."""
        return len(self.units)

    def members(self) -> Iterator[Member]:
        """Every member, in order of file names.

        Raises:
            DataError: An export cannot be read.
        """
        for unit in self.units:
            reading = read_parts(unit.parts, unit.id, self.catalogue, rejects=self.rejects)
            self._notices += [notice for notice in reading.notices if notice not in self._notices]
            yield reading.member

    def notices(self) -> tuple[str, ...]:
        """What was passed over, as far as members have been read."""
        return tuple(self._notices)


def _units(folder: Path, notices: list[str]) -> Iterator[Unit]:
    """One unit a person: a ZIP, an unzipped folder, a folder of one person's ZIPs, or two parts with one name."""
    exports: list[Path] = []
    passed: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "__MACOSX")):
            continue
        if path.is_symlink() or not (is_export(path) or _zips(path)):
            passed.append(path.name)
        elif path.is_dir() and path.with_name(f"{path.name}.zip").exists():
            passed.append(f"{path.name} (its ZIP stands beside it)")
        else:
            exports.append(path)
    if passed:
        notices.append(f"{folder}: passed over, being no LinkedIn export: {', '.join(passed)}")
    units = [unit for paths in by_person(exports).values() for unit in _of_person(paths, notices)]
    return iter(sorted(_with_unique_ids(units), key=lambda unit: unit.id))


def _of_person(paths: list[Path], notices: list[str]) -> list[Unit]:
    """Units of paths with one prefix: exports, and folders of ZIPs."""
    exports = [path for path in paths if is_export(path)]
    units = [unit for path in paths if path not in exports for unit in _of_folder(path, notices)]
    named = any(export_name(stem_of(path)).person for path in exports)
    return [*_named(join(exports, notices, are_of_one=named)), *units]


def _of_folder(folder: Path, notices: list[str]) -> list[Unit]:
    """A folder that holds ZIPs only is one person's, if there is one or they are two parts of one."""
    zips = _zips(folder)
    groups = list(by_person(zips).values())
    if len(groups) == _PARTS == len(zips) and any(not export_name(stem_of(path)).person for path in zips):
        groups = [zips]  # a prefix on one of them only does not make them two people's
    units = [unit for group in groups for unit in _named(join(group, notices, are_of_one=True))]
    if len(units) == 1:
        return [Unit(folder.name, units[0].parts)]
    return [Unit(f"{folder.name}/{unit.id}", unit.parts) for unit in units]


def _named(joined: list[tuple[Path, ...]]) -> list[Unit]:
    """Call each by its prefix, if it is the only one that has it."""
    if len(joined) == 1:
        return [Unit(member_id(joined[0][0]), joined[0])]
    return [Unit(stem_of(parts[0]), parts) for parts in joined]


def _with_unique_ids(units: list[Unit]) -> list[Unit]:
    """Fall back on whole names where short ones clash."""
    counts = Counter(unit.id for unit in units)
    return [Unit(stem_of(unit.parts[0]), unit.parts) if counts[unit.id] > 1 else unit for unit in units]


def _zips(path: Path) -> list[Path]:
    """ZIPs directly in a folder."""
    return (
        sorted(each for each in path.iterdir() if each.suffix.casefold() == ".zip") if path.is_dir() else []
    )


def _is_unzipped(folder: Path, levels: int) -> bool:
    children = [child for child in folder.iterdir() if not child.name.startswith((".", "__MACOSX"))]
    files = [child for child in children if child.is_file()]
    if any(child.stem.casefold() == "members" for child in files):
        return False  # a dataset of many members, not an export of one
    known = [child for child in files if normal_name(child.name) in KNOWN_NAMES]
    if known:
        return not any(map(_names_members, known))
    return (
        levels > 0 and len(children) == 1 and children[0].is_dir() and _is_unzipped(children[0], levels - 1)
    )


def _names_members(file: Path) -> bool:
    """Whether a file named like one of an export is a table of a dataset, which says in each row whose it is."""
    try:
        with file.open("rb") as opened:
            start = opened.read(_HEADER_WITHIN).replace(b"\0", b"")
    except OSError:
        return False
    return b"member_id" in start.partition(b"\n")[0].lower()
