"""JSON Lines: one object a line; numbers keep the digits they were written with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.sources.decode import Cell, CellError
from ssi_rules.sources.tabular.piece import Place, RawRow, reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Json: TypeAlias = "str | bool | list[Json] | dict[str, Json] | None"
"""JSON with its numbers as text."""


@dataclass(frozen=True, eq=False)
class JsonLinesPiece:
    """A JSON Lines file.

    Attributes:
        file: Where it is.
        place: How people know it.
    """

    file: Path
    place: Place

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Every key that any line has, in order of appearance."""
        keys: dict[str, None] = {}
        for _, line in self._objects():
            if isinstance(line, dict):
                keys.update(dict.fromkeys(line))
        return tuple(keys)

    @property
    def remarks(self) -> tuple[str, ...]:
        """None: JSON has one encoding."""
        return ()

    def rows(self, wanted: Sequence[int]) -> Iterator[RawRow]:
        """Every line that is not blank."""
        names = [self.columns[i] for i in wanted]
        for number, line in self._objects():
            yield _row(number, line, names)

    def _objects(self) -> Iterator[tuple[int, dict[str, Json] | CellError]]:
        with reading(self.place.path), self.file.open(encoding=_encoding(self.file), newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _parse(line)


def _encoding(file: Path) -> str:
    with file.open("rb") as handle:
        return "utf-16" if handle.read(2) in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _parse(line: str) -> dict[str, Json] | CellError:
    try:
        # NaN is missing as everywhere; an infinity stays a word that no type takes.
        read: Json = json.loads(
            line,
            parse_float=str,
            parse_int=str,
            parse_constant=lambda word: None if word == "NaN" else word,
            object_pairs_hook=_object,
        )
    except CellError as fault:
        return fault
    except RecursionError:
        return CellError("the line is nested too deeply", "write one flat object a line")
    except ValueError as error:
        return CellError(f"the line is not JSON ({error})", "write one object a line")
    if isinstance(read, dict):
        return read
    return CellError("the line is not a JSON object", 'write one object a line: {"member_id": "m1"}')


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise CellError("the line has this key twice", "keep one of them", column=twice)
    return read


def _row(number: int, line: dict[str, Json] | CellError, names: list[str]) -> RawRow:
    if isinstance(line, CellError):
        return RawRow(number, (), line)
    try:
        return RawRow(number, [_cell(name, line.get(name)) for name in names])
    except CellError as fault:
        return RawRow(number, (), fault)


def _cell(name: str, value: Json) -> Cell:
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case str():
            return _unicode(name, value)
        case _:
            raise CellError("the cell holds a list or an object", "write one plain value", column=name)


def _unicode(name: str, text: str) -> str:
    """The text, unless it holds half a character (a lone surrogate), which nothing could print."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise CellError(
            "the text holds half a character (a lone surrogate)", "export it as UTF-8", column=name
        ) from None
    return text
