"""Where a run of ``ssi score`` writes, looked at before it begins: nothing that it reads, and no two things in one place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.cli.population.choose import files_below, is_tabular
from ssi_rules.cli.trouble import Trouble
from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.cli.population.request import Request
    from ssi_rules.sources.tabular.layout import Layout

_ANOTHER = "Name another file to write."


def check_places(request: Request) -> None:
    """See that each thing written has a place of its own, in a folder that is there, and none is the rules'.

    Raises:
        Trouble: One has not.
    """
    kept: dict[Path, str] = dict.fromkeys(map(_real, (Path(request.ruleset), *request.maps)), "")
    for option, path in _written(request).items():
        real = _real(path)
        if not real.parent.is_dir():
            raise Trouble(
                f"{option} {inert(str(path))}: the folder {inert(str(real.parent))} does not exist.",
                "Make it first.",
            )
        if (other := kept.setdefault(real, option)) != option:
            told = f"{other} goes there, too" if other else "this run reads its rules there"
            raise Trouble(f"{option} {inert(str(path))}: {told}.", _ANOTHER)


def spare_data(request: Request, data: Path, tables: Iterable[str]) -> None:
    """See that nothing written replaces a file of the data.

    Args:
        request: Says what is written.
        data: What is scored.
        tables: Those that the rules declare.

    Raises:
        Trouble: Something does.
        DataError: The data cannot be read.
    """
    there = {option: path for option, path in _written(request).items() if path.is_file()}
    if not there:
        return
    read = set(map(_real, _read(request, data, tables)))
    for option, path in there.items():
        if _real(path) in read:
            raise Trouble(f"{option} {inert(str(path))}: this is a file of the data.", _ANOTHER)


def _written(request: Request) -> Mapping[str, Path]:
    """Files that a run makes or replaces; devices and pipes take what comes."""
    places = {
        "-o": request.output,
        "--rejects-to": request.rejects_to,
        "--dictionary": request.dictionary,
        "--history": request.history,
    }
    return {
        option: path
        for option, path in places.items()
        if path is not None and str(path) != "-" and (path.is_file() or not path.exists())
    }


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _read(request: Request, data: Path, tables: Iterable[str]) -> Iterator[Path]:
    if request.maps:
        from ssi_rules.sources.mapfiles import open_maps

        yield from (file for each in open_maps(request.maps, data) for file in each.files)
    if is_tabular(data):
        from ssi_rules.bulk.inputs.scans import file_of

        yield from (file_of(each) for pieces in _layout(data, tables).pieces.values() for each in pieces)
    else:
        yield from filter(_is_of_export, files_below(data))


def _layout(data: Path, tables: Iterable[str]) -> Layout:
    from ssi_rules.sources.tabular import layout

    if layout.is_pattern(data):
        return layout.pattern(data, tables)
    if data.is_dir():
        return layout.folder(data, tables)
    if data.suffix.casefold() in layout.DATABASES:
        return layout.database(data, tables)
    return layout.single_file(data)


def _is_of_export(file: Path) -> bool:
    from ssi_rules.sources.archive import normal_name
    from ssi_rules.sources.linkedin.export import KNOWN_NAMES

    return file.suffix.casefold() == ".zip" or normal_name(file.name) in KNOWN_NAMES
