"""LinkedIn's own Social Selling Index as members saved it: JSON of its page, or a CSV that somebody keeps.

Nothing is fetched. What is read stands beside our score and is never mixed into it: so the envelope around the figures
may be anything, while the figures themselves have to be what LinkedIn shows.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.own_json import read_json
from ssi_rules.sources.own_table import read_table
from ssi_rules.sources.tabular.piece import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ssi_rules.sources.own_reading import LinkedInScore

_DATED = re.compile(r"(?P<member>.+?)[_-](?P<day>\d{4}-\d{2}-\d{2})")
_HELP = "give a saved SSI JSON, a folder of them (MEMBER.json or MEMBER_2026-06-30.json), or a CSV with member_id and ssi"


def read_own_scores(path: Path, column: str | None = None) -> Mapping[str, tuple[LinkedInScore, ...]]:
    """LinkedIn's own scores by member, each member's by day.

    Args:
        path: A saved JSON, a folder of them, or a CSV. A JSON that does not say whose it is belongs to the member that its
            name names: ``dana.json``, ``dana_2026-06-30.json``.
        column: Of a CSV, the column that has the score.

    Raises:
        DataError: There is nothing there, no score in it, or a figure that LinkedIn cannot show; says where.
    """
    with reading(str(path)):
        if not path.exists():
            raise DataError(str(path), "there is nothing of this name", help=_HELP)
        found: dict[str, dict[date | None, LinkedInScore]] = {}
        for member, score in _readings(path, column):
            _keep(found.setdefault(member, {}), member, score)
    return {member: tuple(sorted(days.values(), key=_by_day)) for member, days in found.items()}


def _readings(path: Path, column: str | None) -> Iterator[tuple[str, LinkedInScore]]:
    if path.is_dir():
        files = sorted(path.glob("*.json"))
        if not files:
            raise DataError(str(path), "the folder has no JSON file", help=_HELP)
        for file in files:
            yield from _in_json(file)
    elif path.suffix.casefold() == ".json" and column is None:
        yield from _in_json(path)
    else:
        yield from read_table(path, column)


def _in_json(file: Path) -> Iterator[tuple[str, LinkedInScore]]:
    named = _DATED.fullmatch(file.stem)
    day = _day(named["day"]) if named else None
    return read_json(file, named["member"] if named and day else file.stem, day)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _keep(days: dict[date | None, LinkedInScore], member: str, score: LinkedInScore) -> None:
    other = days.setdefault(score.day, score)
    if other.total != score.total:
        when = f"for {score.day}" if score.day else "without a day"
        raise DataError(
            score.source,
            f"member {member} has two scores {when}: {other.total:f} and {score.total:f}",
            help="keep one of them, or say of which days they are",
        )


def _by_day(score: LinkedInScore) -> tuple[bool, date]:
    return score.day is None, score.day or date.min
