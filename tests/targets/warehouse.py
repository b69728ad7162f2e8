"""Members as a warehouse holds them: tables of their own types, exact decimals, and verdicts of the one matcher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from ssi_rules.bulk.dictionary import question_key
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from ssi_rules.language.types import Type
from tests.engines.differential.group import with_all_tables
from tests.engines.differential.relations import answer, as_decimals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ssi_rules.engines.columnar.texts import TextColumn
    from ssi_rules.language.types import Value
    from ssi_rules.model import Table
    from ssi_rules.sources.dataset import Member
    from ssi_rules.targets.sql.view import View
    from ssi_rules.targets.sql.wanted import Wanted

Loaded: TypeAlias = "tuple[str, dict[str, str], list[tuple[Any, ...]]]"
"""A table's name, its columns with their types, and its rows."""

_TYPES = {
    Type.COUNT: "BIGINT",
    Type.FLAG: "BOOLEAN",
    Type.TEXT: "VARCHAR",
    Type.DATE: "DATE",
}


def having_all_tables(person: Member, tables: Mapping[str, Table]) -> Member:
    """The member as a warehouse knows her: of a table in which she has no row, nobody can say that it is not hers."""
    columns = {name: [each.name for each in table.columns] for name, table in tables.items()}
    return with_all_tables(person, columns)


def loaded(view: View, people: Sequence[Member], day: date | None) -> Iterator[Loaded]:
    """The tables that a view reads."""
    wanted = view.wanted
    if wanted.by_day:
        yield "parameters", {"as_of": "DATE"}, [(day,)]
    yield (
        "members",
        _columns(wanted.facts),
        [
            (each.id, *(as_decimals(each.facts.get(name), of) for name, of in wanted.facts.items()))
            for each in people
        ],
    )
    for name, columns in wanted.tables.items():
        yield name, _columns(columns), [row for each in people for row in _rows(each, name, columns)]
    if view.matched:
        yield _verdicts(view.matched, people)


def expected(wanted: Wanted, people: Sequence[Member], day: date | None) -> list[tuple[Any, ...]]:
    """What the reference engine makes of them, less what a warehouse knows itself."""
    wide = WideRows(Evaluator(wanted.ruleset), wanted.detail)
    rows = (wide.row(each, day) for each in people)
    return [(row[0], *row[3:]) for row in rows]


def _columns(types: Mapping[str, Type]) -> dict[str, str]:
    return {"member_id": "VARCHAR", **{name: _TYPES.get(of, "DECIMAL(19, 6)") for name, of in types.items()}}


def _rows(person: Member, table: str, columns: Mapping[str, Type]) -> Iterator[tuple[Any, ...]]:
    rows = person.tables[table]
    for at in range(rows.count):
        yield (person.id, *(as_decimals(rows.columns[name][at], of) for name, of in columns.items()))


def _verdicts(texts: Sequence[TextColumn], people: Sequence[Member]) -> Loaded:
    rows = {
        (question_key(question), str(each)): answer(question, str(each))
        for text in texts
        for question in text.questions
        for person in people
        for each in _texts(text, person)
        if each is not None
    }
    columns = {"question": "VARCHAR", "text": "VARCHAR", "answer": "BOOLEAN"}
    return "verdicts", columns, [(*key, answer) for key, answer in rows.items()]


def _texts(text: TextColumn, person: Member) -> Sequence[Value | None]:
    if text.table is None:
        return [person.facts.get(text.column)]
    return person.tables[text.table].columns[text.column]
