"""What a run that was stopped leaves beside its parts: what it was about, and what it had found in the data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

import duckdb

from ssi_rules.engines.columnar.provided import Provided, ProvidedTable
from ssi_rules.files import replace_file
from ssi_rules.sources.tally import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ssi_rules.model import Ruleset

_FORMAT = 1
"""Changes whenever parts would be made otherwise than before."""

_ABOUT, _FOUND = "about.json", "found.json"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in the data.

    Attributes:
        provided: What it has.
        size: Members in a part, by which what is kept is numbered.
        notices: What is to be told of it.
        rejected: Rows that were set aside.
    """

    provided: Provided
    size: int
    notices: tuple[str, ...]
    rejected: tuple[Rejected, ...]


def about(ruleset: Ruleset, files: Iterable[Path], *options: object) -> str:
    """What a run is about: another ruleset, other data or another version of anything gives another text."""
    stats = ((str(each.absolute()), each.stat()) for each in files)
    return json.dumps(
        {
            "format": _FORMAT,
            "ssi": version("ssi-rules"),
            "duckdb": duckdb.__version__,
            "ruleset": ruleset.fingerprint,
            "options": [str(each) for each in options],
            "files": [[name, stat.st_size, stat.st_mtime_ns] for name, stat in stats],
        }
    )


def goes_on(room: Path, told: str) -> bool:
    """Whether what is kept in a room is about the same, so that a run can go on."""
    try:
        return (room / _ABOUT).read_text(encoding="utf-8") == told
    except FileNotFoundError:
        return False


def is_begun(room: Path) -> bool:
    """Whether a run was begun in a room."""
    return (room / _ABOUT).exists()


def begin(room: Path, told: str) -> None:
    """Say what is kept in a room from now on.

    Raises:
        OSError: It cannot be written.
    """
    replace_file(room / _ABOUT, told.encode())


def keep_found(room: Path, found: Found) -> None:
    """Keep what was found in the data, once everything else that parts are made of is kept.

    Raises:
        OSError: It cannot be written.
    """
    provided = found.provided
    document = {
        "facts": sorted(provided.facts),
        "tables": {
            name: [sorted(table.columns), table.per_member] for name, table in provided.tables.items()
        },
        "day": provided.day and provided.day.isoformat(),
        "labels": sorted(provided.labels),
        "size": found.size,
        "notices": found.notices,
        "rejected": [list(asdict(each).values()) for each in found.rejected],
    }
    replace_file(room / _FOUND, json.dumps(document).encode())


def found_before(room: Path) -> Found | None:
    """What was found in the data; None where that run did not get so far."""
    try:
        document = json.loads((room / _FOUND).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    tables = document["tables"].items()
    provided = Provided(
        frozenset(document["facts"]),
        {
            name: ProvidedTable(frozenset(columns), per_member=per_member)
            for name, (columns, per_member) in tables
        },
        document["day"] and date.fromisoformat(document["day"]),
        frozenset(document["labels"]),
    )
    rejected = tuple(Rejected(*each) for each in document["rejected"])
    return Found(provided, document["size"], tuple(document["notices"]), rejected)
