"""The card by hand in Polars: one lazy query from file to file."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from benchmarks.bulk.warm import begun
from benchmarks.card import CAPPED_WITHOUT, CARD, COUNTS, FLAGS, LEVELS, LINES, NAMES, Group, Line
from ssi_rules.language.numbers import SCALE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STATES = pl.Enum(["scored", "unknown", "too_few", "not_applicable"])


def ready(members: str, out: str) -> Callable[[], None]:
    begun(_run)
    return partial(_run, Path(members), Path(out))


def _run(members: Path, out: Path) -> None:
    held = pl.scan_parquet(members).with_columns(
        (pl.col(name) * SCALE).round().cast(pl.Int64)
        for name in NAMES
        if name not in COUNTS and name not in FLAGS
    )
    stated = held.with_columns(_state(line).alias(f"{line.id}.state") for line in LINES)
    lines = stated.with_columns(_points(line).alias(line.id) for line in LINES)
    sums = lines.with_columns(each for group in CARD for each in _sums(group))
    sums.select(*_columns()).sink_parquet(out, compression="snappy")


def _columns() -> Iterator[pl.Expr]:
    yield pl.col("member_id").alias("member")
    for name in ("name", "team"):
        yield pl.lit(None, pl.String).alias(name)
    yield pl.lit(None, pl.Date).alias("as_of")
    totals = {end: pl.sum_horizontal(group.id + end for group in CARD) for end in ("", ".low", ".high")}
    for name, each in zip(("total", "low", "high"), totals.values(), strict=True):
        yield _hundredths(each).alias(name)
    yield _hundredths(pl.lit(10_000)).alias("worth")
    yield _level(totals[""]).alias("level")
    yield pl.sum_horizontal(_open(line).cast(pl.Int64) for line in LINES).alias("open")
    for group in CARD:
        for end in ("", ".low", ".high"):
            yield _hundredths(pl.col(group.id + end)).alias(group.id + end)
        for line in group.lines:
            yield _hundredths(pl.col(line.id)).alias(f"{group.id}.{line.id}")
            yield pl.col(f"{line.id}.state").alias(f"{group.id}.{line.id}.state")


def _hundredths(points: pl.Expr) -> pl.Expr:
    return (points.cast(pl.Decimal(18, 2)) / 100).cast(pl.Decimal(18, 2))


def _level(total: pl.Expr) -> pl.Expr:
    (lowest, _), *higher = LEVELS
    named = pl.lit(lowest)
    for name, at in higher:
        named = pl.when(total >= at).then(pl.lit(name)).otherwise(named)
    return named.cast(pl.Enum([name for name, _ in LEVELS]))


def _state(line: Line) -> pl.Expr:
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in line.facts)
    state = pl.when(known).then(pl.lit("scored")).otherwise(pl.lit("unknown"))
    if line.needs:
        needed = pl.col(line.needs.fact)
        state = (
            pl.when(needed.is_null())
            .then(pl.lit("unknown"))
            .when(needed < line.needs.value)
            .then(pl.lit("too_few"))
            .otherwise(state)
        )
    if line.seat:
        seat = pl.col("seat")
        state = (
            pl.when(seat.is_null())
            .then(pl.lit("unknown"))
            .when(~seat)
            .then(pl.lit("not_applicable"))
            .otherwise(state)
        )
    return state.cast(STATES)


def _points(line: Line) -> pl.Expr:
    value = pl.col(line.facts[0])
    for name in line.facts[1:]:
        value += pl.col(name)
    return pl.when(pl.col(f"{line.id}.state") == "scored").then(_award(line, value))


def _award(line: Line, value: pl.Expr) -> pl.Expr:
    if not line.steps:
        return pl.when(value).then(line.worth).otherwise(0)
    award = pl.lit(line.steps[0].points if line.ramp else 0, pl.Int64)
    if line.ramp:
        for (x0, y0), (x1, y1) in pairwise(line.steps):
            along = y0 + (2 * (value - x0) * (y1 - y0) + x1 - x0) // (2 * (x1 - x0))
            award = pl.when(value >= x0).then(along).otherwise(award)
    for at, points in line.steps[-1:] if line.ramp else line.steps:
        award = pl.when(value >= at).then(points).otherwise(award)
    return award


def _open(line: Line) -> pl.Expr:
    return pl.col(f"{line.id}.state").is_in(["unknown", "too_few"])


def _sums(group: Group) -> Iterator[pl.Expr]:
    earned = pl.sum_horizontal(pl.col(line.id).fill_null(0) for line in group.lines)
    high = earned + pl.sum_horizontal(_open(line).cast(pl.Int64) * line.worth for line in group.lines)
    low = earned
    if group.cap is not None:
        fires = pl.col(CAPPED_WITHOUT) == 0
        capped = pl.min_horizontal(earned, pl.lit(group.cap))
        low = pl.when(fires.fill_null(value=True)).then(capped).otherwise(earned)
        high = pl.when(fires).then(pl.min_horizontal(high, pl.lit(group.cap))).otherwise(high)
        earned = pl.when(fires).then(capped).otherwise(earned)
    yield earned.alias(group.id)
    yield low.alias(f"{group.id}.low")
    yield high.alias(f"{group.id}.high")
