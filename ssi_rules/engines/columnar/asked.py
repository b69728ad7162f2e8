"""The questions that a query asks of texts, gathered by the column that the texts stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.names import PLAIN, TEXT, question_name, texts_of
from ssi_rules.engines.columnar.steps import Joined
from ssi_rules.engines.columnar.texts import Absent, Question, TextColumn
from ssi_rules.model import Comparison

if TYPE_CHECKING:
    from ssi_rules.engines.columnar.steps import Steps
    from ssi_rules.engines.columnar.vocabulary import Sql


@dataclass
class _Column:
    questions: list[Question] = field(default_factory=list)
    plain: bool = False


@dataclass
class Asked:
    """All questions so far.

    Attributes:
        absent: What is meant by a text that its verdict relation does not hold.
    """

    absent: Absent
    _columns: dict[tuple[str | None, str], _Column] = field(default_factory=dict)

    def answer(self, steps: Steps, table: str | None, column: str, question: Question) -> Sql:
        """The answer for the text in a column of what the steps read first."""
        asked = self._columns.setdefault((table, column), _Column())
        if question not in asked.questions:
            asked.questions.append(question)
        relation = _beside(steps, table, column)
        name = question_name(asked.questions.index(question))
        there, text = sql.column(name, relation), sql.column(column, steps.alias)
        if self.absent is Absent.UNKNOWN:  # as is whatever is joined to nothing
            return steps.base(f"{column}_{name}", there)
        not_there = sql.both(sql.unknown(sql.column(TEXT, relation)), sql.known(text))
        return steps.base(f"{column}_{name}", sql.when([(not_there, sql.flag(value=False))], there))

    def plain(self, steps: Steps, table: str | None, column: str) -> Sql:
        """The plain form of the text in a column of what the steps read first."""
        self._columns.setdefault((table, column), _Column()).plain = True
        relation = _beside(steps, table, column)
        return steps.base(f"{column}_{PLAIN}", sql.column(PLAIN, relation))

    def columns(self) -> tuple[TextColumn, ...]:
        """What was asked, by column."""
        return tuple(
            TextColumn(texts_of(table, column), table, column, tuple(each.questions), each.plain)
            for (table, column), each in self._columns.items()
        )


def _beside(steps: Steps, table: str | None, column: str) -> str:
    """Join the answers where the texts are read; says what they are called there."""
    relation = texts_of(table, column)
    on = sql.compare(Comparison.EQUAL, sql.column(TEXT, relation), sql.column(column, steps.alias))
    steps.bring(Joined(relation, sql.relation(relation), on, {}), {})
    return relation
