"""Distinct texts, matched in Spark's workers by the one matcher: never once per row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import pyarrow as pa
from pyspark.sql import functions as f

from ssi_rules.bulk.matching import asked
from ssi_rules.distributed.sql import quoted
from ssi_rules.engines.columnar.names import PLAIN, TEXT, question_name
from ssi_rules.language.texts import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyspark.sql import DataFrame

    from ssi_rules.engines.columnar.texts import Question, TextColumn

_BROADCAST = 1_000_000
"""Up to so many texts, every worker is given all of them, and no row of the table travels to meet its text."""

_Map: TypeAlias = "Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]"


def verdicts(rows: DataFrame, column: TextColumn) -> DataFrame:
    """The verdict relation of a column of texts, kept for as long as the session is.

    Texts that every question answers with no are left out: the query takes a text that is not there for such a one.

    Args:
        rows: The table.
        column: The column, and what is asked.
    """
    session = rows.sparkSession
    texts = rows.select(f.col(quoted(column.column)).alias(TEXT)).where(f.col(TEXT).isNotNull()).distinct()
    # Matching is work for all cores, however few bytes the texts are.
    spread = texts.repartition(max(session.sparkContext.defaultParallelism, 1) * 4)
    answer: _Map = partial(_answered, column.questions, column.plain)
    found = spread.mapInArrow(answer, _schema(column)).persist()
    return f.broadcast(found) if found.count() <= _BROADCAST else found


def _schema(column: TextColumn) -> str:
    answers = [f"{question_name(at)} boolean" for at in range(len(column.questions))]
    return ", ".join([f"{TEXT} string", *answers, *([f"{PLAIN} string"] if column.plain else [])])


def _answered(
    questions: tuple[Question, ...],
    plain: bool,  # noqa: FBT001 - by position, since it travels
    batches: Iterable[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        texts: list[str] = batch.column(0).to_pylist()
        told = asked(questions, texts)
        kept = [at for at in range(len(texts)) if plain or any(each[at] is not False for each in told)]
        columns = {TEXT: pa.array([texts[at] for at in kept], pa.string())}
        for number, answers in enumerate(told):
            columns[question_name(number)] = pa.array([answers[at] for at in kept], pa.bool_())
        if plain:
            columns[PLAIN] = pa.array([plain_text(texts[at]) for at in kept], pa.string())
        yield pa.RecordBatch.from_pydict(columns)
