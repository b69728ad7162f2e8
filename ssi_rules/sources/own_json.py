"""LinkedIn's own score in JSON: the payload of its page, in whatever a person or a browser add-on wrapped it."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from ssi_rules.sources.own_reading import (
    PILLAR_WORTH,
    PILLARS,
    WORTH,
    LinkedInScore,
    Place,
    added_up,
    bounded,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_GROUPS = ("groupScore", "groupScores", "groups")
_OTHERS = (*_GROUPS, "industry", "network", "team")
"""What holds figures of other people."""

_DAYS = ("date", "day", "as_of", "asOf", "collectedAt", "capturedAt", "captured_at", "timestamp", "ts")
_MEMBERS = ("member_id", "memberId", "member")
_HELP = "save the answer that LinkedIn's own SSI page loads: an object with `overall` and `subScores`"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
_FIRST_MILLISECONDS = 10**11
"""Smaller numbers are seconds: as milliseconds they would lie before LinkedIn."""

_Object = dict[str, Any]


def read_json(file: Path, member: str, day: date | None) -> Iterator[tuple[str, LinkedInScore]]:
    """Every reading in a file, with the member it is of.

    Args:
        file: The JSON.
        member: Whose it is where the JSON does not say.
        day: When it is of where the JSON does not say.

    Raises:
        DataError: It is no JSON, has no score, or a figure that LinkedIn cannot show.
    """
    place = Place(str(file))
    found = False
    for path in _scores(_parsed(file, place)):
        found = True
        yield _member(path) or member, _score(path, day, place)
    if not found:
        raise place.fault("there is no LinkedIn score in it", help_=_HELP)


def _parsed(file: Path, place: Place) -> Any:
    try:
        return json.loads(file.read_bytes().decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal)
    except UnicodeDecodeError:
        raise place.fault("this is no text in UTF-8", help_=_HELP) from None
    except json.JSONDecodeError as error:
        raise Place(place.path, error.lineno).fault(f"this is no JSON ({error.msg})", help_=_HELP) from None
    except (RecursionError, InvalidOperation, ValueError):
        raise place.fault("this is no JSON that anybody saved", help_=_HELP) from None


def _scores(document: Any) -> Iterator[tuple[_Object, ...]]:
    """Every object with an ``overall`` that is the member's own, with the objects around it, the outermost first."""
    waiting: list[tuple[Any, tuple[_Object, ...]]] = [(document, ())]
    while waiting:
        node, around = waiting.pop()
        match node:
            case {"overall": _, **__}:
                yield (*around, node)
            case dict():
                inner = [(each, (*around, node)) for key, each in node.items() if key not in _OTHERS]
                waiting += reversed(inner)
            case list():
                waiting += [(each, around) for each in reversed(node)]


def _score(path: tuple[_Object, ...], day: date | None, place: Place) -> LinkedInScore:
    score = path[-1]
    total = bounded(_number(score["overall"], "overall", place), WORTH, "overall", place)
    told = LinkedInScore(
        _day(path) or day, total, dict(_pillars(score, place)), place.path, dict(_ranks(path, place))
    )
    return added_up(told, place)


def _pillars(score: _Object, place: Place) -> Iterator[tuple[str, Decimal]]:
    parts = score.get("subScores")
    named = (
        parts.items() if isinstance(parts, dict) else map(_named, parts if isinstance(parts, list) else ())
    )
    for name, value in named:
        if name in PILLARS:
            yield name, bounded(_number(value, name, place), PILLAR_WORTH, name, place)


def _named(part: Any) -> tuple[str, Any]:
    if not isinstance(part, dict):
        return "", None
    name = next((each for each in part.values() if each in PILLARS), "")
    return name, part.get("score")


def _ranks(path: tuple[_Object, ...], place: Place) -> Iterator[tuple[str, Decimal]]:
    groups = next((each[key] for each in reversed(path) for key in _GROUPS if key in each), ())
    for group in groups if isinstance(groups, list) else ():
        if isinstance(group, dict) and "rank" in group and isinstance(group.get("groupType"), str):
            rank = _number(group["rank"], "rank", place)
            yield group["groupType"], bounded(rank, WORTH, "rank", place)


def _number(value: Any, column: str, place: Place) -> Decimal:
    if isinstance(value, Decimal):
        return value
    raise place.fault("this is no number", column, _HELP)


def _member(path: tuple[_Object, ...]) -> str | None:
    found = (each.get(key) for each in reversed(path) for key in _MEMBERS)
    return next((each for each in found if isinstance(each, str) and each.strip()), None)


def _day(path: tuple[_Object, ...]) -> date | None:
    found = (_as_day(each[key]) for each in reversed(path) for key in _DAYS if key in each)
    return next((each for each in found if each is not None), None)


def _as_day(value: Any) -> date | None:
    try:
        match value:
            case str() if found := _DAY.fullmatch(value.strip()):
                return date.fromisoformat(found[1])
            case Decimal() if value > 0:
                seconds = value / 1000 if value >= _FIRST_MILLISECONDS else value
                return datetime.fromtimestamp(float(seconds), UTC).date()
            case _:
                return None
    except (ValueError, OverflowError, OSError):
        return None
