"""The questions that a query asks of texts, gathered by the column that the texts stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.steps import Joined
from ssi_rules.engines.columnar.texts import PLAIN, TEXT, Question, TextColumn, question_name, relation_name
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
    """All questions so far."""

    _columns: dict[tuple[str | None, str], _Column] = field(default_factory=dict)
    _brought: dict[tuple[int, str, str], str] = field(default_factory=dict)
    _steps: list[Steps] = field(default_factory=list)

    def answer(self, steps: Steps, table: str | None, column: str, question: Question) -> Sql:
        """The answer for the text in a column of what the steps read first."""
        asked = self._columns.setdefault((table, column), _Column())
        if question not in asked.questions:
            asked.questions.append(question)
        return self._bring(steps, table, column, question_name(asked.questions.index(question)))

    def plain(self, steps: Steps, table: str | None, column: str) -> Sql:
        """The plain form of the text in a column of what the steps read first."""
        self._columns.setdefault((table, column), _Column()).plain = True
        return self._bring(steps, table, column, PLAIN)

    def columns(self) -> tuple[TextColumn, ...]:
        """What was asked, by column."""
        return tuple(
            TextColumn(relation_name(table, column), table, column, tuple(each.questions), each.plain)
            for (table, column), each in self._columns.items()
        )

    def _bring(self, steps: Steps, table: str | None, column: str, there: str) -> Sql:
        """Join the answers where the texts are read; once for each column and query."""
        relation = relation_name(table, column)
        key = (id(steps), relation, there)
        if key not in self._brought:
            own = steps.fresh(f"{column}_{there}")
            self._brought[key] = own
            self._steps.append(steps)  # kept, so that no other takes its identity
            steps.bring(_joined(steps.alias, relation, column), {own: there})
        return sql.column(self._brought[key])


def _joined(alias: str, relation: str, column: str) -> Joined:
    on = sql.compare(Comparison.EQUAL, sql.column(TEXT, relation), sql.column(column, alias))
    return Joined(relation, sql.relation(relation), on, {})
