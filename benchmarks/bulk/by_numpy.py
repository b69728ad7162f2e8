"""The card by hand in NumPy, between pyarrow's read and write: columns at once, a mask for what is missing."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.bulk.warm import begun
from benchmarks.card import CAPPED_WITHOUT, CARD, COUNTS, FLAGS, LEVELS, NAMES, Group, Line
from ssi_rules.language.numbers import SCALE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.int64]
    Mask: TypeAlias = NDArray[np.bool_]
    Codes: TypeAlias = NDArray[np.int8]
    Columns: TypeAlias = Mapping[str, tuple[Numbers, Mask]]

STATES = ("scored", "unknown", "too_few", "not_applicable")
_SCORED, _UNKNOWN, _TOO_FEW, _NOT_APPLICABLE = range(4)


def ready(members: str, out: str) -> Callable[[], None]:
    begun(_run)
    return partial(_run, Path(members), Path(out))


def _run(members: Path, out: Path) -> None:
    table = pq.read_table(members)
    facts = {name: _column(table, name) for name in NAMES}
    made = dict(_scored(facts))
    total = made["total"]
    rows = table.num_rows
    columns = {
        "member": table.column("member_id"),
        **{name: pa.nulls(rows, pa.string()) for name in ("name", "team")},
        "as_of": pa.nulls(rows, pa.date32()),
        **{name: made.pop(name) for name in ("total", "low", "high")},
        "worth": _hundredths(np.full(rows, 10_000)),
        "level": _named(
            np.searchsorted([at for _, at in LEVELS], _raw(total), side="right") - 1,
            tuple(n for n, _ in LEVELS),
        ),
        **made,
    }
    pq.write_table(pa.table(columns), out, store_decimal_as_integer=True)


def _raw(column: pa.Array) -> Numbers:
    return np.frombuffer(column.buffers()[1], np.int64)


def _column(table: pa.Table, name: str) -> tuple[Numbers, Mask]:
    column = table.column(name).combine_chunks()
    known = np.asarray(pc.is_valid(column))
    values = np.asarray(pc.fill_null(column, fill_value=False if name in FLAGS else 0))
    if name not in COUNTS and name not in FLAGS:
        values = np.rint(values * SCALE)
    return values.astype(np.int64), known


def _scored(facts: Columns) -> Iterator[tuple[str, pa.Array]]:
    groups = {group.id: {line.id: _criterion(line, facts) for line in group.lines} for group in CARD}
    sums = {group.id: _sums(group, groups[group.id].values(), facts) for group in CARD}
    for place, name in enumerate(("total", "low", "high")):
        yield name, _hundredths(np.sum([each[place] for each in sums.values()], axis=0))
    states = [state for group in groups.values() for _, state in group.values()]
    yield "open", pa.array(np.sum([_open(state) for state in states], axis=0))
    for group, lines in groups.items():
        for place, end in enumerate(("", ".low", ".high")):
            yield group + end, _hundredths(sums[group][place])
        for name, (points, state) in lines.items():
            yield f"{group}.{name}", _hundredths(points, state == _SCORED)
            yield f"{group}.{name}.state", _named(state, STATES)


def _criterion(line: Line, facts: Columns) -> tuple[Numbers, Codes]:
    value = (
        np.sum([facts[name][0] for name in line.facts], axis=0)
        if len(line.facts) > 1
        else facts[line.facts[0]][0]
    )
    known = np.logical_and.reduce([facts[name][1] for name in line.facts])
    state = np.where(known, _SCORED, _UNKNOWN).astype(np.int8)
    if line.needs:
        needed, is_known = facts[line.needs.fact]
        state[needed < line.needs.value] = _TOO_FEW
        state[~is_known] = _UNKNOWN
    if line.seat:
        seat, is_known = facts["seat"]
        state[seat == 0] = _NOT_APPLICABLE
        state[~is_known] = _UNKNOWN
    return np.where(state == _SCORED, _award(line, value), 0), state


def _award(line: Line, value: Numbers) -> Numbers:
    if not line.steps:
        return value * line.worth
    if not line.ramp:
        earned = np.array([0, *(step.points for step in line.steps)])
        found: Numbers = earned[np.searchsorted([step.at for step in line.steps], value, side="right")]
        return found
    award = np.full(value.shape, line.steps[0].points)
    for (x0, y0), (x1, y1) in pairwise(line.steps):
        along = y0 + (2 * (value - x0) * (y1 - y0) + x1 - x0) // (2 * (x1 - x0))
        award = np.where(value >= x0, along, award)
    capped: Numbers = np.minimum(award, line.steps[-1].points)
    return capped


def _sums(
    group: Group, lines: Iterable[tuple[Numbers, Codes]], facts: Columns
) -> tuple[Numbers, Numbers, Numbers]:
    pairs = list(zip(group.lines, lines, strict=True))
    earned = np.sum([points for _, (points, _) in pairs], axis=0)
    high = earned + np.sum([_open(state) * line.worth for line, (_, state) in pairs], axis=0)
    low = earned
    if group.cap is not None:
        sent, known = facts[CAPPED_WITHOUT]
        capped = np.minimum(earned, group.cap)
        fires = known & (sent == 0)
        low = np.where(fires | ~known, capped, earned)
        earned = np.where(fires, capped, earned)
        high = np.where(fires, np.minimum(high, group.cap), high)
    return earned, low, high


def _open(state: Codes) -> Numbers:
    still_open: Numbers = ((state == _UNKNOWN) | (state == _TOO_FEW)).astype(np.int64)
    return still_open


def _hundredths(values: Numbers, known: Mask | None = None) -> pa.Array:
    valid = None if known is None else pa.py_buffer(np.packbits(known, bitorder="little"))
    return pa.Array.from_buffers(
        pa.decimal64(18, 2), len(values), [valid, pa.py_buffer(np.ascontiguousarray(values))]
    )


def _named(codes: NDArray[np.int64] | Codes, names: tuple[str, ...]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8)), pa.array(names))
