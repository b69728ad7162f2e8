"""The one door to data: whatever a user points at, a dataset or a clear refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.sources import linkedin
from ssi_rules.sources.dataset import DataError, Dataset, Member
from ssi_rules.sources.tabular import layout
from ssi_rules.sources.tabular.dataset import TabularDataset
from ssi_rules.sources.tabular.piece import reading
from ssi_rules.sources.tabular.rows import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path
    from typing import NoReturn

    from ssi_rules.model import Catalogue

_ACCEPTED = (
    "give a LinkedIn export (ZIP, its unzipped folder, or a folder of them), a folder with `members` and its tables as "
    "CSV, JSON Lines or Parquet, a DuckDB file, or one file of members; any other CSV needs a column map (--map)"
)


@dataclass(frozen=True, slots=True)
class _How:
    """What every reader of a dataset is told beside the catalogue."""

    rejects: bool
    labels: tuple[str, ...]


def open_dataset(
    path: Path,
    catalogue: Catalogue,
    *,
    maps: Sequence[Path] = (),
    rejects: bool = False,
    labels: Sequence[str] = (),
) -> Dataset:
    """Open the data at a path, joined with what column maps read beside it.

    Args:
        path: An export, a folder of exports, a dataset folder, a DuckDB file, a file of members, or a pattern for
            several; with maps also any CSV they fit.
        catalogue: The facts and tables to read.
        maps: Column maps (TOML files); they fill what the main data lacks.
        rejects: Whether rows that do not fit are set aside and counted, instead of refusing their file.
        labels: Columns of ``members`` to keep as labels beside name and team, where they are there.

    Raises:
        DataError: There is nothing there, or nothing that can be read; says what was found and what is accepted.
    """
    how = _How(rejects, tuple(labels))
    with reading(str(path)):
        return _joined(path, catalogue, maps, how) if maps else _main(path, catalogue, how)


def resolve_as_of(member: Member, option: date | None, catalogue: Catalogue | None = None) -> date | None:
    """The day to score a member for, or None where the data has no date at all; never today.

    Args:
        member: As read: its day is the data's own, or the one in an archive's name.
        option: The day the user asked for, which wins.
        catalogue: Says which column of a table is its dated one; without it any date counts.
    """
    return option or member.as_of or max(_dates(member, catalogue), default=None)


def _dates(member: Member, catalogue: Catalogue | None) -> Iterator[date]:
    for table, rows in member.tables.items():
        declared = catalogue.tables.get(table) if catalogue else None
        names = [declared.dated] if declared and declared.dated else [] if declared else rows.columns
        for name in names:
            yield from (cell for cell in rows.columns.get(name, ()) if isinstance(cell, date))


def _joined(path: Path, catalogue: Catalogue, maps: Sequence[Path], how: _How) -> Dataset:
    from ssi_rules.sources.joined import JoinedDataset  # noqa: PLC0415 -- pydantic: only where there is a map
    from ssi_rules.sources.mapfiles import open_maps  # noqa: PLC0415 -- the same

    mapped = open_maps(maps, path)
    claimed = {file.resolve() for each in mapped for file in each.files}
    return JoinedDataset(_beside(path, catalogue, claimed, how), mapped, catalogue, how.rejects)


def _main(path: Path, catalogue: Catalogue, how: _How) -> Dataset:
    if layout.is_pattern(path):
        return _tabular(path, catalogue, lambda: layout.pattern(path, catalogue.tables), how)
    if not path.exists():
        raise DataError(str(path), "there is nothing of this name", help=_ACCEPTED)
    if path.is_file():
        return _file(path, catalogue, how)
    return _folder(path, catalogue, frozenset(), how) or _refuse_folder(path)


def _beside(path: Path, catalogue: Catalogue, claimed: AbstractSet[Path], how: _How) -> Dataset | None:
    """The main data beside mapped files; None where the maps read all there is."""
    if path.is_file():
        return None if path.resolve() in claimed else _file(path, catalogue, how)
    found = _folder(path, catalogue, claimed, how)
    if found is None and not any(file.is_relative_to(path.resolve()) for file in claimed):
        return _refuse_folder(path)
    return found


def _file(path: Path, catalogue: Catalogue, how: _How) -> Dataset:
    suffix = path.suffix.casefold()
    if suffix in layout.DATABASES:
        return _tabular(path, catalogue, lambda: layout.database(path, catalogue.tables), how)
    if suffix in layout.SUFFIXES:
        return _tabular(path, catalogue, lambda: layout.single_file(path), how)
    if linkedin.is_export(path):
        return linkedin.read_exports(path, catalogue, rejects=how.rejects)
    raise DataError(str(path), f"files of this kind are not read ({suffix or 'no suffix'})", help=_ACCEPTED)


def _folder(path: Path, catalogue: Catalogue, claimed: AbstractSet[Path], how: _How) -> Dataset | None:
    """The dataset or exports in a folder; None where it has neither."""

    def unclaimed(file: Path) -> bool:
        return file.resolve() not in claimed

    if layout.has_members(path, unclaimed):
        return _tabular(path, catalogue, lambda: layout.folder(path, catalogue.tables, unclaimed), how)
    return linkedin.read_exports(path, catalogue, rejects=how.rejects) if _holds_exports(path) else None


def _holds_exports(path: Path) -> bool:
    """Whether a folder is an export, or holds some, or folders of ZIPs."""
    if linkedin.is_export(path):
        return True
    entries = layout.entries(path)
    inner = [each for entry in entries if entry.is_dir() for each in layout.entries(entry)]
    return any(map(linkedin.is_export, entries)) or any(each.suffix.casefold() == ".zip" for each in inner)


def _refuse_folder(path: Path) -> NoReturn:
    names = [entry.name for entry in layout.entries(path)]
    found = f"found {listed(names)}" if names else "the folder is empty"
    raise DataError(str(path), f"neither a `members` file nor a LinkedIn export: {found}", help=_ACCEPTED)


def _tabular(path: Path, catalogue: Catalogue, find: Callable[[], layout.Layout], how: _How) -> Dataset:
    if layout.MEMBERS not in find().pieces:
        raise DataError(str(path), "no `members` table", help=_ACCEPTED)
    return TabularDataset(str(path), find, catalogue, how.rejects, how.labels)
