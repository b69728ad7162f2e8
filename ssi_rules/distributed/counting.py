"""A result counted by Spark: how often each value stands in the columns that a summary tells of, in one pass."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from pyspark.sql import functions as f

from ssi_rules.bulk.result import Result
from ssi_rules.bulk.summary import Summary, counted_columns, summary_of
from ssi_rules.distributed.sql import quoted
from ssi_rules.distributed.trouble import working
from ssi_rules.engines.wide import Kind

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset


def summarise(rows: DataFrame, ruleset: Ruleset, detail: Detail) -> Summary:
    """Count a result.

    Args:
        rows: A row a member.
        ruleset: What it was scored by.
        detail: How much of each member it holds.

    Raises:
        SparkTrouble: It cannot be read back.
    """
    result = Result((), ruleset, detail)
    wanted = counted_columns(result)
    kinds = {each.name: each.kind for each in result.columns if each.name in wanted}
    counts: dict[str, dict[object, int]] = defaultdict(dict)
    cells = f.array(*(f.struct(f.lit(name).alias("name"), _text(name).alias("text")) for name in kinds))
    with working("count the result"):
        found = rows.select(f.inline(cells)).groupBy("name", "text").count().collect()
    for name, text, count in found:
        counts[name][_value(kinds[name], text)] = count
    return summary_of(counts.__getitem__, result.pillars(), result.criteria())


def _text(name: str) -> Column:
    return f.col(quoted(name)).cast("string")


def _value(kind: Kind, text: str | None) -> object:
    if text is None:
        return None
    match kind:
        case Kind.DAY:
            return date.fromisoformat(text)
        case Kind.POINTS | Kind.NUMBER:
            return Decimal(text)
        case Kind.ROWS:
            return int(text)
        case Kind.FLAG:
            return text == "true"
        case Kind.TEXT:
            return text
        case _:
            assert_never(kind)
