"""What a scorecard is read into: documents, or the text that these documents would be written as.

Readers say what stands where, once; a medium makes it. The text is for whole populations: it costs a tenth of building
documents and having them written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic_core import to_json

from ssi_rules.engines.reference.explain.forms import Form, Ready
from ssi_rules.engines.reference.explain.record import as_document_value
from ssi_rules.language.numbers import POINT_SCALE, SCALE, as_decimal, as_points

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ssi_rules.engines.reference.explain.forms import Ready
    from ssi_rules.language.types import Value

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True, eq=False)
class Medium(Generic[Part]):
    """Makes the parts of a document.

    Attributes:
        nothing: What is absent.
        empty: A list of nothing.
        number: From millionths.
        points: From hundredths.
        whole: A number of rows.
        flag: True or false.
        text: Of a text that many members share.
        own: Of a text that is a member's alone.
        day: A calendar day, or that there is none.
        value: What a measure came to.
        several: A list.
        named: Texts by name.
        ready: What was made before any member was read.
        filled: A form whose blanks are filled, in their order.
        filling: What fills a form with so many arguments; by blank, the place of the one that fills it.
        steps: What makes numbers, counted in so many millionths.
        kept: Of how many values of a measure a criterion keeps its part: a text is small, a document is not.
    """

    nothing: Part
    empty: Part
    number: Callable[[int], Part]
    points: Callable[[int], Part]
    whole: Callable[[int], Part]
    flag: Callable[[bool], Part]
    text: Callable[[str | None], Part]
    own: Callable[[str], Part]
    day: Callable[[date | None], Part]
    value: Callable[[Value | None], Part]
    several: Callable[[Sequence[Part]], Part]
    named: Callable[[Mapping[str, str]], Part]
    ready: Callable[[Ready], Part]
    filled: Callable[[Form, Sequence[Part]], Part]
    filling: Callable[[Form, int, tuple[int, ...]], Callable[..., Part]]
    steps: Callable[[int], Callable[[int], Part]]
    kept: int


def _as_it_is(value: object) -> object:
    return value


DOCUMENTS: Medium[object] = Medium(
    nothing=None,
    empty=(),
    number=as_decimal,
    points=as_points,
    whole=_as_it_is,
    flag=_as_it_is,
    text=_as_it_is,
    own=_as_it_is,
    day=_as_it_is,
    value=as_document_value,
    several=tuple,
    named=dict,
    ready=lambda made: made.value,
    filled=Form.document,
    filling=lambda form, _, places: lambda *given: form.document([given[each] for each in places]),
    steps=lambda size: lambda number: as_decimal(number * size),
    kept=1,
)
"""Makes documents."""


def _json(value: object) -> str:
    return to_json(value).decode()


def _number(millionths: int) -> str:
    """A whole number without a point, another by the shortest text of the nearest float."""
    return _fraction(millionths) if millionths % SCALE else str(millionths // SCALE)


@lru_cache(maxsize=4096)
def _fraction(millionths: int) -> str:
    """Remembered: most are percents, and of those there are few."""
    return to_json(millionths / SCALE).decode()


@lru_cache(maxsize=4096)
def _points(hundredths: int) -> str:
    return _number(hundredths * (SCALE // POINT_SCALE))


def _flag(answer: bool) -> str:  # noqa: FBT001 - the value itself
    return "true" if answer else "false"


def _day(day: date | None) -> str:
    return "null" if day is None else f'"{day.isoformat()}"'


def _value(value: Value | None) -> str:
    match value:
        case bool():
            return _flag(value)
        case int():
            return _number(value)
        case str():
            return _json(value)
        case _:
            return _day(value)


JSON: Medium[str] = Medium(
    nothing="null",
    empty="[]",
    number=_number,
    points=_points,
    whole=str,
    flag=_flag,
    text=lru_cache(maxsize=4096)(_json),
    own=_json,
    day=_day,
    value=_value,
    several=lambda parts: f"[{','.join(parts)}]",
    named=_json,
    ready=lambda made: made.text,
    filled=Form.written,
    filling=Form.writing,
    steps=lambda size: str if size == SCALE else lambda number: _number(number * size),
    kept=256,
)
"""Makes the JSON text of documents, to the byte."""
