"""The one door to data: whatever a user points at, a dataset or a clear refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.sources import linkedin
from ssi_rules.sources.dataset import DataError, Dataset, Member
from ssi_rules.sources.tabular import layout
from ssi_rules.sources.tabular.dataset import TabularDataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ssi_rules.model import Catalogue
    from ssi_rules.sources.mapping import Mapped

_ACCEPTED = (
    "give a LinkedIn export (ZIP, its unzipped folder, or a folder of them), a folder with `members` and its tables as "
    "CSV, JSON Lines or Parquet, a DuckDB file, or one file of members; any other CSV needs a column map (--map)"
)


@dataclass(slots=True)
class ExportDataset:
    """One person's export as a dataset of one."""

    path: Path
    catalogue: Catalogue
    _notices: tuple[str, ...] = field(default=())

    def members(self) -> Iterator[Member]:
        """The one member.

        Raises:
            DataError: The export cannot be read.
        """
        yield linkedin.read_export(self.path, self.catalogue)

    def notices(self) -> tuple[str, ...]:
        """None: what an export's reader has to say stands beside the member's tables."""
        return self._notices


def open_dataset(path: Path, catalogue: Catalogue, *, maps: Sequence[Path] = (), rejects: bool = False) -> Dataset:
    """Open the data at a path, joined with what column maps read beside it.

    Args:
        path: An export, a folder of exports, a dataset folder, a DuckDB file, or a file of members; with maps also
            any CSV they fit.
        catalogue: The facts and tables to read.
        maps: Column maps (TOML files); they fill what the main data lacks.
        rejects: Whether rows that do not fit are set aside and counted, instead of refusing their file.

    Raises:
        DataError: There is nothing there, or nothing that can be read; says what was found and what is accepted.
    """
    if not maps:
        return _main(path, catalogue, rejects=rejects)
    from ssi_rules.sources.joined import JoinedDataset  # noqa: PLC0415 -- pydantic: only where there is a map
    from ssi_rules.sources.mapping import open_maps  # noqa: PLC0415 -- the same

    mapped = open_maps(maps, path, catalogue, rejects=rejects)
    return JoinedDataset(_unless_only_mapped(path, catalogue, mapped, rejects=rejects), mapped, catalogue)


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


def _main(path: Path, catalogue: Catalogue, *, rejects: bool, claimed: Callable[[Path], bool] = lambda _: False) -> Dataset:
    if not path.exists():
        raise DataError(str(path), "there is nothing of this name", help=_ACCEPTED)
    return _folder(path, catalogue, claimed, rejects=rejects) if path.is_dir() else _file(path, catalogue, rejects=rejects)


def _file(path: Path, catalogue: Catalogue, *, rejects: bool) -> Dataset:
    suffix = path.suffix.casefold()
    if suffix in layout.DATABASES:
        return _tabular(path, catalogue, lambda: layout.database(path, catalogue.tables), rejects=rejects)
    if suffix in layout.SUFFIXES:
        return _tabular(path, catalogue, lambda: layout.single_file(path), rejects=rejects)
    if linkedin.is_export(path):
        return ExportDataset(path, catalogue)
    what = "a ZIP, but not a LinkedIn export" if suffix == ".zip" else f"a file of a kind that is not read ({suffix or 'no suffix'})"
    raise DataError(str(path), f"this is {what}", help=_ACCEPTED)


def _folder(path: Path, catalogue: Catalogue, claimed: Callable[[Path], bool], *, rejects: bool) -> Dataset:
    if layout.has_members(path):
        return _tabular(path, catalogue, lambda: layout.folder(path, catalogue.tables, claimed), rejects=rejects)
    if linkedin.is_export(path):
        return ExportDataset(path, catalogue)
    if any(linkedin.is_export(entry) for entry in layout.entries(path)):
        return linkedin.read_exports(path, catalogue)
    names = [entry.name for entry in layout.entries(path)]
    found = f"found {layout.listed(names)}" if names else "the folder is empty"
    raise DataError(str(path), f"neither a `members` file nor a LinkedIn export: {found}", help=_ACCEPTED)


def _tabular(path: Path, catalogue: Catalogue, find: Callable[[], layout.Layout], *, rejects: bool) -> Dataset:
    if layout.MEMBERS not in find().pieces:
        raise DataError(str(path), "no `members` table", help=_ACCEPTED)
    return TabularDataset(str(path), find, catalogue, rejects)


def _unless_only_mapped(path: Path, catalogue: Catalogue, mapped: Sequence[Mapped], *, rejects: bool) -> Dataset | None:
    """The main data, or None where the maps read all there is."""
    claimed = {file.resolve() for each in mapped for file in each.files}
    if path.resolve() in claimed:
        return None
    try:
        return _main(path, catalogue, rejects=rejects, claimed=lambda file: file.resolve() in claimed)
    except DataError:
        if path.is_dir() and any(file.is_relative_to(path.resolve()) for file in claimed):
            return None
        raise
