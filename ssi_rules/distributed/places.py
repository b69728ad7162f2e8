"""Where populations are, and where results go."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from ssi_rules.distributed.storage import Storage
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.tabular.layout import MEMBERS, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyspark.sql import SparkSession

    from ssi_rules.sources.tally import Tally

Format: TypeAlias = Literal["parquet", "csv", "jsonl", "table"]

_ACCEPTED = (
    "Spark reads a folder with `members` and its tables as Parquet (members.parquet, members/, connections-2026.parquet), or "
    "tables by name: --table members=catalog.db.members"
)


@dataclass(frozen=True, slots=True)
class Source:
    """What is scored.

    Attributes:
        data: A folder of Parquet, or one Parquet of members, wherever Spark reads: a path, or an address such as
            ``s3a://bucket/data``; None where ``tables`` says all.
        tables: By name of the rules, a table of a catalog (``sales.linkedin.connections``), or a path of Parquet.
    """

    data: str | None = None
    tables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the result goes.

    Attributes:
        place: A folder to be made, or the name of a table.
        format: How it is written; CSV, JSON Lines and Parquet are folders of parts, as Spark writes them.
        overwrite: Whether what is there may be replaced.
    """

    place: str
    format: Format = "parquet"
    overwrite: bool = False


def spare_source(source: Source, destination: Destination) -> None:
    """See that a result that may replace what is there does not replace what is read.

    Raises:
        DataError: It would: its place is the data's, above it or below it.
    """
    if not destination.overwrite:
        return
    place = _steps(destination.place)
    for read in filter(None, (source.data, *source.tables.values())):
        steps = _steps(read)
        common = min(len(steps), len(place))
        if steps[:common] == place[:common]:
            raise DataError(
                destination.place,
                f"the data lies there ({read}), and would be replaced",
                help="name a place apart from the data",
            )


def _steps(place: str) -> tuple[str, ...]:
    """A place from the outermost folder in: an address, a local path, or the name of a table."""
    scheme, sign, rest = place.partition("://")
    if sign and scheme != "file":
        return (scheme, *filter(None, rest.split("/")))
    return Path(os.path.realpath(rest if sign else place)).parts


@dataclass(frozen=True, slots=True)
class Stored:
    """A part of a table: Parquet at a path, or a table of a catalog.

    Attributes:
        name: As Spark knows it.
        shown: As the user does.
        is_table: Whether it is a table.
    """

    name: str
    shown: str
    is_table: bool = False


def find_tables(
    session: SparkSession, source: Source, tables: Sequence[str], tally: Tally
) -> dict[str, tuple[Stored, ...]]:
    """The parts of each table that there is, ``members`` among them.

    Args:
        session: What looks.
        source: What the user named.
        tables: Declared tables.
        tally: Told what is not read.

    Raises:
        DataError: There are no members, or a table is there that Spark does not read.
    """
    known = {name.casefold(): name for name in (MEMBERS, *tables)}
    found = {} if source.data is None else _of_data(Storage(session, source.data), known, tally)
    named = {_known(name, known): (_stored(session, place),) for name, place in source.tables.items()}
    for name, place in source.tables.items():
        if name in found:
            tally.note(f"`{name}` is read from {place}, not from {found[name][0].shown}")
    if MEMBERS not in found | named:
        raise DataError(source.data or "--table", "no `members` table", help=_ACCEPTED)
    return found | named


def _known(name: str, known: Mapping[str, str]) -> str:
    if name.casefold() in known:
        return known[name.casefold()]
    told = ", ".join(f"`{each}`" for each in known.values())
    raise DataError("--table", f"the rules declare no table `{name}`", help=f"they declare {told}")


def _stored(session: SparkSession, place: str) -> Stored:
    if "/" in place or place.casefold().endswith(".parquet"):
        return Stored(Storage(session, place).pattern, place)
    return Stored(place, place, is_table=True)


def _of_data(storage: Storage, known: Mapping[str, str], tally: Tally) -> dict[str, tuple[Stored, ...]]:
    if not storage.exists():
        raise DataError(storage.shown, "there is nothing of this name", help=_ACCEPTED)
    if storage.shown.rstrip("/").casefold().endswith(".parquet"):
        return {MEMBERS: (Stored(storage.pattern, storage.shown),)}
    if not storage.is_folder():
        raise DataError(storage.shown, "this is no Parquet", help=_ACCEPTED)
    found: dict[str, list[Stored]] = {}
    unread = []
    for entry in storage.entries():
        table = _table_of(entry, known)
        if table is None:
            unread.append(entry.name)
        else:
            found.setdefault(table, []).append(Stored(entry.pattern, entry.shown))
    if unread:
        told = ", ".join(f"`{name}`" for name in unread)
        tally.note(f"{storage.shown}: not read, since they are no table of the rules: {told}")
    return {name: tuple(stored) for name, stored in found.items()}


def _table_of(entry: Storage, known: Mapping[str, str]) -> str | None:
    """The table of which an entry is a part: ``T.parquet``, ``T-*.parquet``, ``T_*.parquet`` and the folder ``T``.

    Raises:
        DataError: It is a table in a format that Spark is not given here.
    """
    suffix = next((each for each in SUFFIXES if entry.name.casefold().endswith(each)), "")
    stem = entry.name.casefold().removesuffix(suffix)
    table = next(iter(_fitting(stem, known)), None)
    if table is None or (not suffix and not (entry.is_folder() and stem in known)):
        return None
    if suffix in ("", ".parquet"):
        return table
    raise DataError(
        entry.shown,
        f"the table `{table}` is there as {suffix[1:]}, which Spark is not given",
        help="write it as Parquet, or score with another engine",
    )


def _fitting(stem: str, known: Mapping[str, str]) -> Iterator[str]:
    """The tables that a name may speak of, the longest name first."""
    for name in sorted(known, key=len, reverse=True):
        if stem == name or stem.startswith((f"{name}-", f"{name}_")):
            yield known[name]
