"""Cells that are texts and stand for something else: decoded in Python, by the rules that every engine shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import pyarrow as pa

from ssi_rules.distributed.decoding import canonical
from ssi_rules.distributed.sql import quoted
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.sources.decode import CellError, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyspark.sql import DataFrame

    from ssi_rules.language.types import Value

FAULT = "{}#fault"
ROUNDED = "{}#rounded"
ABOVE = "{}#above"
"""Columns beside a decoded one: the cell where it does not fit, whether it was rounded, whether it is above 100 %."""

_ARROW = {Type.FLAG: pa.bool_(), Type.DATE: pa.date32()}


@dataclass(frozen=True, slots=True)
class Told:
    """What a text came to."""

    value: Value | None
    fault: str | None = None
    rounded: bool = False
    above: bool = False


_Batches: TypeAlias = "Iterable[pa.RecordBatch]"
_Map: TypeAlias = Callable[[_Batches], "Iterator[pa.RecordBatch]"]


def decode_texts(frame: DataFrame, types: Sequence[tuple[str, Type]]) -> DataFrame:
    """A frame with some columns of texts decoded, and what is to be said of each beside it.

    Args:
        frame: All columns that are to be kept.
        types: The columns to decode, with the declared types.
    """
    if not types:
        return frame
    schema = _schema(frame, types)
    mapped: _Map = partial(_decoded, tuple(types))
    return frame.mapInArrow(mapped, schema)


def _schema(frame: DataFrame, types: Sequence[tuple[str, Type]]) -> str:
    kinds = {each.name: each.dataType.simpleString() for each in frame.schema.fields}
    for name, type_ in types:
        beside = {
            FAULT.format(name): "string",
            ROUNDED.format(name): "boolean",
            ABOVE.format(name): "boolean",
        }
        kinds |= {name: canonical(type_).simpleString()} | beside
    return ", ".join(f"{quoted(name)} {kind}" for name, kind in kinds.items())


def _decoded(types: Sequence[tuple[str, Type]], batches: _Batches) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        columns = dict(zip(batch.schema.names, batch.columns, strict=True))
        for name, type_ in types:
            columns |= _columns(name, type_, columns[name])
        yield pa.RecordBatch.from_pydict(columns)


def _columns(name: str, type_: Type, texts: pa.Array) -> dict[str, pa.Array]:
    """Each distinct text of a batch is decoded once."""
    coded = texts.dictionary_encode()
    told = [tell(text, type_) for text in coded.dictionary.to_pylist()]

    def column(values: list[Value | None] | list[str | None] | list[bool], kind: pa.DataType) -> pa.Array:
        return pa.array(values, kind).take(coded.indices)

    return {
        name: column([each.value for each in told], _ARROW.get(type_, pa.int64())),
        FAULT.format(name): column([each.fault for each in told], pa.string()),
        ROUNDED.format(name): column([each.rounded for each in told], pa.bool_()),
        ABOVE.format(name): column([each.above for each in told], pa.bool_()),
    }


def tell(text: str, type_: Type) -> Told:
    """What a text comes to, as the query reads it: counts as whole numbers, other numbers in millionths."""
    rounded: list[None] = []
    try:
        value = decode(text, type_, lambda: rounded.append(None))
    except CellError:
        return Told(None, text)
    above = type_ is Type.PERCENT and isinstance(value, int) and value > SCALE
    if type_ is Type.COUNT and isinstance(value, int):
        value //= SCALE
    return Told(value, None, bool(rounded), above and not text.rstrip().endswith("%"))
