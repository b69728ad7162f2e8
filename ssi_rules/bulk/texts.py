"""Texts of a population: each distinct one is matched once, and the verdicts are a relation that the query joins."""

from __future__ import annotations

import os
from collections import deque
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from ssi_rules.bulk.dictionary import Dictionary, question_key
from ssi_rules.bulk.matching import asked_in_turn, processes_for
from ssi_rules.bulk.portions import portions_of
from ssi_rules.bulk.sql import literal, quoted
from ssi_rules.bulk.verdicts import ANSWER, QUESTION
from ssi_rules.engines.columnar.names import MEMBERS, PLAIN, TEXT, question_name
from ssi_rules.engines.columnar.texts import Question
from ssi_rules.language.texts import plain_text
from ssi_rules.markets.dictionary import phrase_markets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.relation import Relation
    from ssi_rules.bulk.portions import Column
    from ssi_rules.engines.columnar.texts import TextColumn
    from ssi_rules.model import Market

_AT_ONCE = 8192
"""Texts matched together."""

_TEXTS: Final = "_texts"
_KNOWN: Final = "_texts_known"
_GIVEN: Final = "_texts_given"
"""Relations on the way; tables of a ruleset cannot be called so."""


def make_texts(
    connection: DuckDBPyConnection,
    columns: Iterable[TextColumn],
    *,
    dictionary: Path | None = None,
    relation: Callable[[str | None], Relation] | None = None,
) -> None:
    """Make the verdict relations of columns of texts, in place of those that are there.

    A relation leaves out texts that every question answers with no, unless their plain form is wanted.

    Args:
        connection: Has the relations that the columns are in.
        columns: The columns, and what is asked of each.
        dictionary: Where verdicts are kept: only texts that it does not know are matched, and added to it.
        relation: Gives what a table, or members, are read from, so that the dictionary knows files again whose texts it
            has all seen; in those none is looked for.

    Raises:
        DataError: The dictionary is something else, or is damaged.
        OSError: The dictionary cannot be read or written.
        duckdb.Error: The data cannot be read.
    """
    kept = None if dictionary is None else Dictionary(dictionary)
    for column in columns:
        if kept is None:
            _ask(connection, column)
        elif (
            column.plain or relation is None
        ):  # plain forms are wanted of every text of the data, and are not kept
            _complete(connection, column, kept)
        else:
            _recall(connection, column, kept, portions_of(relation(column.table), column.column))
    if kept is not None:
        kept.write()


def keep_texts(dictionary: Path, markets: Iterable[Market], texts: Iterable[str]) -> int:
    """Let a dictionary know texts: all that markets can ask of a text, in their own column or in another.

    Args:
        dictionary: Its file, which may be there already.
        markets: The markets.
        texts: Any texts, exactly as they stand in the data.

    Returns:
        How many texts it did not know.

    Raises:
        DataError: The dictionary is something else, or is damaged.
        OSError: The dictionary cannot be read or written.
    """
    kept = Dictionary(dictionary)
    asked = {question_key(question): question for question in _questions(markets)}
    known = [{*kept.known([key]).column(TEXT).to_pylist()} for key in asked]
    if not asked:
        return 0
    known_to_all = set[str].intersection(*known)
    new = [text for text in dict.fromkeys(texts) if text not in known_to_all]
    batches = [new[start : start + _AT_ONCE] for start in range(0, len(new), _AT_ONCE)]
    processes = processes_for(len(new), os.cpu_count() or 1)
    told = asked_in_turn([*asked.values()], batches, processes)
    for batch, answers in zip(batches, told, strict=True):
        for key, answer in zip(asked, answers, strict=True):
            kept.keep(key, pa.array(batch, pa.string()), pa.array(answer, pa.bool_()))
    kept.write()
    return len(new)


def _questions(markets: Iterable[Market]) -> Iterator[Question]:
    for market in chain.from_iterable(map(phrase_markets, markets)):
        yield Question(market)
        for other in dict.fromkeys(line.column for line in market.lines if line.column != market.has_column):
            yield Question(market, vetoes=other)


def _ask(connection: DuckDBPyConnection, column: TextColumn) -> None:
    gather_texts(connection, column, quoted(column.table or MEMBERS))
    _create(connection, column, _asked(connection, column, f"FROM {_TEXTS}"))


def _complete(connection: DuckDBPyConnection, column: TextColumn, kept: Dictionary) -> None:
    """Answer all texts of a column, with what is kept."""
    gather_texts(connection, column, quoted(column.table or MEMBERS))
    kept_too = _batches(connection, f"FROM {_TEXTS} JOIN {_KNOWN} USING ({TEXT})")
    new = _learned(connection, column, kept)
    _create(connection, column, chain(new, (_with_plain(column, batch) for batch in kept_too)))


def _recall(connection: DuckDBPyConnection, column: TextColumn, kept: Dictionary, parts: Column) -> None:
    """Answer texts of a column from what is kept, which first learns those that stand in portions it has not seen."""
    keys = [question_key(question) for question in column.questions]
    told = kept.told(keys, parts.states)
    if told is not None:
        _fill(connection, column.relation, _told(keys), told)
        return
    kept.known(keys)
    gather_texts(connection, column, f"({parts.rows(kept.unseen(keys, parts.states))})")
    new = _learned(connection, column, kept)
    _create(connection, column, chain(new, _batches(connection, f"FROM {_KNOWN}")))
    kept.note(keys, parts.states)


def gather_texts(connection: DuckDBPyConnection, column: TextColumn, rows: str) -> None:
    """Make a relation of the distinct texts that a column has in some rows.

    Raises:
        duckdb.Error: The rows cannot be read.
    """
    name = quoted(column.column)
    texts = f"SELECT DISTINCT {name} AS {TEXT} FROM {rows} WHERE {name} IS NOT NULL"  # noqa: S608 - names are quoted
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_TEXTS} AS {texts}")


def _learned(
    connection: DuckDBPyConnection, column: TextColumn, kept: Dictionary
) -> Iterator[pa.RecordBatch]:
    """The answers for texts that the dictionary does not know, which learns them; what it knew is a relation then."""
    keys = [question_key(question) for question in column.questions]
    _fill(connection, _KNOWN, _complete_rows(keys), kept.known(keys))
    for batch in _asked(connection, column, f"FROM {_TEXTS} ANTI JOIN {_KNOWN} USING ({TEXT})"):
        yield batch
        for at, key in enumerate(keys):
            kept.keep(key, batch.column(TEXT), batch.column(question_name(at)))


def _complete_rows(keys: Sequence[str]) -> str:
    """SQL of the texts for which answers to all questions are given."""
    told = "".join(f", {_answer(key)} AS {question_name(at)}" for at, key in enumerate(keys))
    all_told = f"count(DISTINCT {QUESTION}) = {len({*keys})}"
    return f"SELECT {TEXT}{told} FROM {_GIVEN} GROUP BY {TEXT} HAVING {all_told}"  # noqa: S608 - names of ours


def _told(keys: Sequence[str]) -> str:
    """SQL of the texts that not every question answers with no; what is not given is no."""
    told = "".join(
        f", CASE WHEN bool_or({QUESTION} = {literal(key)}) THEN {_answer(key)} ELSE false END AS {question_name(at)}"
        for at, key in enumerate(keys)
    )
    return f"SELECT {TEXT}{told} FROM {_GIVEN} WHERE {ANSWER} IS DISTINCT FROM false GROUP BY {TEXT}"  # noqa: S608 - names of ours


def _answer(key: str) -> str:
    return f"any_value({ANSWER}) FILTER (WHERE {QUESTION} = {literal(key)})"


def _batches(connection: DuckDBPyConnection, query: str) -> Iterator[pa.RecordBatch]:
    """A query's rows, so many at once as are best matched together."""
    for batch in pa.RecordBatchReader.from_stream(connection.sql(query)):
        for start in range(0, len(batch), _AT_ONCE):
            yield batch.slice(start, _AT_ONCE)


def _asked(connection: DuckDBPyConnection, column: TextColumn, texts: str) -> Iterator[pa.RecordBatch]:
    """The answers for the texts of a query, a batch at a time."""
    names = [TEXT, *map(question_name, range(len(column.questions)))]
    taken: deque[pa.Array] = deque()

    def batches() -> Iterator[list[str]]:
        for batch in _batches(connection, texts):
            taken.append(batch.column(TEXT))
            yield taken[-1].to_pylist()

    for told in asked_in_turn(column.questions, batches(), _processes(connection, texts)):
        answers = [pa.array(each, pa.bool_()) for each in told]
        yield _with_plain(column, pa.RecordBatch.from_arrays([taken.popleft(), *answers], names))


def _processes(connection: DuckDBPyConnection, texts: str) -> int:
    ((count, threads),) = connection.execute(
        f"SELECT count(*), current_setting('threads') {texts}"
    ).fetchall()
    return processes_for(count, min(threads, os.cpu_count() or 1))


def _with_plain(column: TextColumn, batch: pa.RecordBatch) -> pa.RecordBatch:
    if not column.plain:
        return batch
    plain = [plain_text(text) for text in batch.column(TEXT).to_pylist()]
    return batch.append_column(PLAIN, pa.array(plain, pa.string()))


def _create(connection: DuckDBPyConnection, column: TextColumn, batches: Iterable[pa.RecordBatch]) -> None:
    made = pa.Table.from_batches((_telling(column, batch) for batch in batches), _schema(column))
    _fill(connection, column.relation, f"FROM {_GIVEN}", made)


def _fill(connection: DuckDBPyConnection, relation: str, rows: str, given: pa.Table) -> None:
    """Make a relation of rows of a table of Arrow's."""
    # The statement also ends a result of which somebody read but one row: it would hold the connection.
    connection.execute(f"DROP TABLE IF EXISTS {quoted(relation)}")
    connection.register(_GIVEN, given)
    try:
        connection.execute(f"CREATE TEMP TABLE {quoted(relation)} AS {rows}")
    finally:
        connection.unregister(_GIVEN)


def _telling(column: TextColumn, batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows that say more than no."""
    if column.plain or not column.questions:
        return batch
    told = [
        pc.fill_null(batch.column(question_name(at)), fill_value=True) for at in range(len(column.questions))
    ]
    return batch.filter(reduce(pc.or_, told))


def _schema(column: TextColumn) -> pa.Schema:
    names = map(question_name, range(len(column.questions)))
    plain = [(PLAIN, pa.string())] if column.plain else []
    return pa.schema([(TEXT, pa.string()), *((name, pa.bool_()) for name in names), *plain])
