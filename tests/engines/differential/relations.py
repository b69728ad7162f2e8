"""Members as the canonical relations that the columnar engine reads, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.engines.columnar.names import (
    AS_OF,
    DAYS,
    MEMBER_ID,
    MEMBERS,
    PLAIN,
    TEXT,
    bounds_names,
    has_table,
    question_name,
)
from ssi_rules.language.numbers import SCALE, as_decimal
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.markets.compile import compile_phrases
from ssi_rules.markets.match import answer_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.engines.columnar.population import Population
    from ssi_rules.engines.columnar.texts import Question, TextColumn
    from ssi_rules.language.types import Value
    from ssi_rules.model import Catalogue
    from tests.engines.differential.group import Group

Cells: TypeAlias = "Sequence[Value | None]"
Relation: TypeAlias = "dict[str, tuple[str, Cells]]"
"""Columns by name: the type that SQL has for them, and their cells."""

_TYPES = {Type.COUNT: "BIGINT", Type.FLAG: "BOOLEAN", Type.TEXT: "VARCHAR", Type.DATE: "DATE"}
_STRANGER = "nobody"
"""Of whom there are rows, though no member is called so."""


def relations(catalogue: Catalogue, group: Group, asked: Population) -> dict[str, Relation]:
    """All relations by name."""
    found = given(catalogue, group)
    for column in asked.texts:
        found[column.relation] = _answers(column, found[column.table or MEMBERS][column.column][1])
    if group.day is None:
        found[DAYS] = _days(group, asked)
    return found


def given(catalogue: Catalogue, group: Group) -> dict[str, Relation]:
    """What the data itself holds: the members and the tables."""
    tables = {name: _table(catalogue, group, name) for name in group.tables}
    return {MEMBERS: _members(catalogue, group), **tables}


def _members(catalogue: Catalogue, group: Group) -> Relation:
    people, provided = group.members, group.provided
    found: Relation = {MEMBER_ID: ("VARCHAR", [each.id for each in people])}
    if group.day is None:
        found[AS_OF] = ("DATE", [each.as_of for each in people])
    for label in sorted(provided.labels):
        found[label] = ("VARCHAR", [each.labels.get(label) for each in people])
    for name in sorted(group.facts):
        of = catalogue.facts[name].type
        found[name] = (_TYPES.get(of, "BIGINT"), [_held(each.facts.get(name), of) for each in people])
    for name, table in provided.tables.items():
        if table.per_member:
            found[has_table(name)] = ("BOOLEAN", [name in each.tables for each in people])
    return found


def _table(catalogue: Catalogue, group: Group, name: str) -> Relation:
    rows = [(each.id, each.tables[name]) for each in group.members if name in each.tables]
    found: Relation = {
        MEMBER_ID: ("VARCHAR", [*(who for who, of in rows for _ in range(of.count)), _STRANGER])
    }
    for column in catalogue.tables[name].columns:
        if column.name in group.tables[name]:
            cells = [_held(cell, column.type) for _, of in rows for cell in of.columns[column.name]]
            found[column.name] = (_TYPES.get(column.type, "BIGINT"), [*cells, None])
    return found


def _held(value: Value | None, of: Type) -> Value | None:
    """Counts are held as the whole numbers they are."""
    return value // SCALE if of is Type.COUNT and isinstance(value, int) else value


def as_decimals(value: Value | None, of: Type) -> object:
    """A value as files and warehouses hold it: numbers as decimals, counts as the whole numbers they are."""
    if of is not Type.COUNT and of.is_numeric and isinstance(value, int):
        return as_decimal(value)
    return _held(value, of)


def _answers(column: TextColumn, cells: Cells) -> Relation:
    """The answers for all texts; what gets nothing but noes may be left out, and here every other one is."""
    texts = list(dict.fromkeys(cell for cell in cells if isinstance(cell, str)))
    answers = {text: [answer(each, text) for each in column.questions] for text in texts}
    if not column.plain:
        texts = [each for each in texts if len(each) % 2 or any(one is not False for one in answers[each])]
    found: Relation = {TEXT: ("VARCHAR", texts)}
    for number in range(len(column.questions)):
        found[question_name(number)] = ("BOOLEAN", [answers[each][number] for each in texts])
    if column.plain:
        found[PLAIN] = ("VARCHAR", [plain_text(each) for each in texts])
    return found


def answer(question: Question, text: str) -> bool | None:
    """What the one matcher says."""
    compiled = compile_phrases(question.market)
    if question.vetoes is None:
        return answer_text(compiled, text, {})
    return answer_text(compiled, None, {question.vetoes: text}) is False


def _days(group: Group, asked: Population) -> Relation:
    days = sorted({each.as_of for each in group.members if each.as_of is not None})
    found: Relation = {AS_OF: ("DATE", days)}
    for number, window in enumerate(asked.windows):
        for end, name in enumerate(bounds_names(number)):
            found[name] = ("DATE", [window.bounds(day)[end] for day in days])
    return found


def statements(found: dict[str, Relation]) -> Iterator[tuple[str, str, list[tuple[Value | None, ...]]]]:
    """For each relation its name, what creates it, and its rows."""
    for name, relation in found.items():
        columns = ", ".join(f'"{column}" {of}' for column, (of, _) in relation.items())
        yield (
            name,
            f'CREATE TABLE "{name}" ({columns})',
            list(zip(*(cells for _, cells in relation.values()), strict=True)),
        )
