"""Scorecards as other programs get them, read back: one at a time, with the place of what cannot be read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ssi_rules.scorecard import Scorecard

_CARD = "ssi.scorecard/1"
_CARDS = "ssi.scorecards/1"
_OURS = re.compile(r"ssi\.scorecards?/[0-9]{1,9}")
_HELP = "give what `ssi score RULESET DATA -o FILE.json` wrote (or FILE.jsonl), or a history"
_LINES = (".jsonl", ".ndjson")
_MARK = b"\xef\xbb\xbf"
# As our own writer begins a scorecard; any other order is read in full.
_BEGINNING = re.compile(rb'\{"schema":"ssi\.scorecard/1","member":("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scorecard stands.

    Attributes:
        line: From 1; None where it is the whole file or within one long line.
        start: Offset of its first byte.
        size: How many bytes; None to the file's end.
        index: Among the scorecards of a document that had to be read whole; None elsewhere.
    """

    file: Path
    line: int | None = None
    start: int = 0
    size: int | None = None
    index: int | None = None


def index(file: Path) -> dict[str, Place]:
    """Where each member's scorecard stands in a JSON or JSON Lines file.

    Raises:
        DataError: It cannot be read, holds something else, or a member twice.
    """
    found: dict[str, Place] = {}
    for member, place in _places(file):
        if member in found:
            raise DataError(
                str(file), f"member {member} is there twice", row=place.line, help="keep one of them"
            )
        found[member] = place
    return found


def may_hold_scorecards(file: Path) -> bool:
    """Whether a file begins like one, so that a folder may hold other JSON beside them."""
    with file.open("rb") as stream:
        return b"ssi.scorecard" in stream.read(4096)


def card_at(place: Place) -> Scorecard:
    """The scorecard at a place.

    Raises:
        DataError: It is none that this version reads.
    """
    with place.file.open("rb") as stream:
        stream.seek(place.start)
        text = stream.read(-1 if place.size is None else place.size).removeprefix(_MARK)
    if place.index is not None:
        text = json.dumps(json.loads(text)["scorecards"][place.index]).encode()
    return read_card(text, str(place.file), place.line)


def read_card(text: str | bytes, path: str, line: int | None = None) -> Scorecard:
    """A scorecard from its JSON.

    Args:
        text: The JSON.
        path: Where it stands, as the user named it.
        line: The line, where it is one of many.

    Raises:
        DataError: It is none that this version reads; says which field is to blame.
    """
    from pydantic import ValidationError  # noqa: PLC0415 -- heavy, and already there where there are scorecards

    from ssi_rules.scorecard import Scorecard  # noqa: PLC0415 -- the same

    try:
        return Scorecard.model_validate_json(text)
    except ValidationError as error:
        raise _unreadable(error.errors(include_url=False), path, line) from None


def _unreadable(errors: list[Any], path: str, line: int | None) -> DataError:
    first = errors[0]
    field = ".".join(str(each) for each in first["loc"])
    if first["type"] == "extra_forbidden":
        return DataError(path, f"this version does not know `{field}`", row=line, help="update ssi-rules")
    if first["type"] == "json_invalid":
        return DataError(path, f"this is no JSON ({first['msg']})", row=line, help=_HELP)
    where = f"`{field}`: " if field else ""
    return DataError(path, f"not a scorecard: {where}{first['msg']}", row=line, help=_HELP)


def _places(file: Path) -> Iterator[tuple[str, Place]]:
    with file.open("rb") as stream:
        opening = stream.readline().strip()
    if opening.startswith(b'{"schema":"ssi.scorecards/1"') and opening.endswith(b'"scorecards":['):
        yield from _in_list(file)
    elif file.suffix.casefold() in _LINES or _BEGINNING.match(opening):
        yield from _in_lines(file)
    else:
        yield from _in_whole(file)


def _in_list(file: Path) -> Iterator[tuple[str, Place]]:
    """The document that our own writer makes: a line for each scorecard between two of its own."""
    line = None
    for line in islice(_lines(file), 1, None):
        if line.text.startswith(b"]"):
            return
        yield _member(file, line), Place(file, line.number, line.start, len(line.text))
    number = line.number if line else 1
    raise DataError(str(file), "the file ends in the middle", row=number, help="write or copy it again")


def _in_lines(file: Path) -> Iterator[tuple[str, Place]]:
    for line in _lines(file):
        if line.text:
            yield _member(file, line), Place(file, line.number, line.start, len(line.text))


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    start: int
    text: bytes
    """Without the comma and the blanks around it."""


def _lines(file: Path) -> Iterator[_Line]:
    start = 0
    with file.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            opened = raw.removeprefix(_MARK).lstrip()
            yield _Line(number, start + len(raw) - len(opened), opened.rstrip().rstrip(b","))
            start += len(raw)


def _member(file: Path, line: _Line) -> str:
    begun = _BEGINNING.match(line.text)
    if begun:
        return str(json.loads(begun[1]))
    return _id_in(_parsed(line.text, str(file), line.number), file, line=line.number)


def _in_whole(file: Path) -> Iterator[tuple[str, Place]]:
    document = _parsed(file.read_bytes().removeprefix(_MARK), str(file), None)
    cards = document.get("scorecards") if isinstance(document, dict) else None
    if isinstance(cards, list) and document.get("schema") == _CARDS:
        for number, card in enumerate(cards):
            yield _id_in(card, file, f"scorecard {number + 1}: "), Place(file, index=number)
    else:
        yield _id_in(document, file), Place(file)


def _id_in(card: Any, file: Path, where: str = "", line: int | None = None) -> str:
    """The member a scorecard is of."""
    found = card if isinstance(card, dict) else {}
    schema, member = found.get("schema"), found.get("member")
    if schema == _CARD and isinstance(member, str):
        return member
    if isinstance(schema, str) and schema not in (_CARD, _CARDS) and _OURS.fullmatch(schema):
        told = f"{where}this version does not read `{schema}`"
        raise DataError(str(file), told, row=line, help="update ssi-rules")
    raise DataError(str(file), f"{where}this is no scorecard", row=line, help=_HELP)


def _parsed(text: bytes, path: str, line: int | None) -> Any:
    try:
        return json.loads(text)
    except UnicodeDecodeError:
        raise DataError(path, "this is no text in UTF-8", row=line, help=_HELP) from None
    except (json.JSONDecodeError, RecursionError) as error:
        told = error.msg if isinstance(error, json.JSONDecodeError) else "too deeply nested"
        at = error.lineno if line is None and isinstance(error, json.JSONDecodeError) else line
        raise DataError(path, f"this is no JSON ({told})", row=at, help=_HELP) from None
