"""Spark gives what the reference engine gives, to the last digit of every column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules import api
from ssi_rules.distributed.frames import scores
from ssi_rules.distributed.places import Source
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from ssi_rules.engines.wide import Detail, wide_columns
from ssi_rules.sources.open import resolve_as_of
from tests.distributed.data import crowd, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from pyspark.sql import SparkSession

    from ssi_rules.model import Ruleset


def reference(ruleset: Ruleset, folder: Path, detail: Detail, day: date | None) -> list[tuple[object, ...]]:
    """The same data, as the readers of members and the reference engine have it."""
    wide, found = WideRows(Evaluator(ruleset), detail), api.open_dataset(folder, ruleset.catalogue).members()
    return sorted(wide.row(each, resolve_as_of(each, day, ruleset.catalogue)) for each in found)


def by_spark(
    spark: SparkSession, ruleset: Ruleset, folder: Path, detail: Detail, day: date | None
) -> list[tuple[object, ...]]:
    found = scores(spark, ruleset, Source(str(folder)), as_of=day, detail=detail).result
    return sorted(tuple(row) for row in found.collect())


def differences(
    expected: Sequence[tuple[object, ...]], actual: Sequence[tuple[object, ...]], names: Sequence[str]
) -> list[str]:
    assert [row[0] for row in actual] == [row[0] for row in expected]
    return [
        f"{one[0]} {name}: {a!r}, by Spark {b!r}"
        for one, other in zip(expected, actual, strict=True)
        for name, a, b in zip(names, one, other, strict=True)
        if a != b or type(a) is not type(b)
    ]


@pytest.mark.parametrize(
    ("name", "seed", "detail"),
    [
        ("selling-to-financial-advisors", 2, Detail.FULL),  # each has a day of one's own
        ("linkedin-ssi-2013", 3, Detail.TOTAL),  # one day for all
    ],
)
def test_shipped_rulesets(spark: SparkSession, tmp_path: Path, name: str, seed: int, detail: Detail) -> None:
    ruleset = api.load_ruleset(name)
    group = crowd(ruleset, 60, seed)
    write(group, ruleset, tmp_path)
    expected = reference(ruleset, tmp_path, detail, group.day)
    actual = by_spark(spark, ruleset, tmp_path, detail, group.day)
    names = [each.name for each in wide_columns(ruleset, detail)]
    assert differences(expected, actual, names) == []
