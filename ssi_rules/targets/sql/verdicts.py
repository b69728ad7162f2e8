"""The warehouse's table of verdicts: the file that ``ssi match --dictionary`` keeps, a row for each question and text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from ssi_rules.bulk.dictionary import question_key
from ssi_rules.bulk.verdicts import ANSWER, QUESTION
from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.names import TEXT, question_name
from ssi_rules.model import Comparison

if TYPE_CHECKING:
    from ssi_rules.engines.columnar.texts import Question, TextColumn
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.targets.sql.sources import Sources

VERDICTS = "verdicts"
"""The table."""


@dataclass(frozen=True)
class Verdicts:
    """What it says of one column of texts."""

    sources: Sources
    text: TextColumn

    def answers(self) -> exp.Select:
        """One row a text, one column a question."""
        query = self._by_text()
        for number, question in enumerate(self.text.questions):
            answer = sql.named(self._answer(question), question_name(number))
            answer.add_comments([f" {about(question)} "])
            query = query.select(answer)
        return query

    def answered(self) -> exp.Select:
        """The texts that have an answer to every question."""
        found = exp.Count(this=exp.Distinct(expressions=[self.sources.column(QUESTION)]))
        whole = sql.integer(len({*map(question_key, self.text.questions)}))
        return self._by_text().having(sql.compare(Comparison.EQUAL, found, whole))

    def _by_text(self) -> exp.Select:
        text = self.sources.column(TEXT)
        keys = dict.fromkeys(map(question_key, self.text.questions))
        asked = exp.In(this=self.sources.column(QUESTION), expressions=[sql.text(key) for key in keys])
        query = exp.select(sql.named(text, TEXT)).from_(self.sources.table(VERDICTS))
        return query.where(asked).group_by(text.copy())

    def _answer(self, question: Question) -> Sql:
        """Yes, no, or unknown: there is one answer, but no dialect has a word for the only one."""
        asked = sql.compare(Comparison.EQUAL, self.sources.column(QUESTION), sql.text(question_key(question)))
        yes = self.sources.column(ANSWER)
        found = sql.when(
            [
                (sql.both(asked, yes), sql.integer(1)),
                (sql.both(asked.copy(), sql.negate(yes.copy())), sql.integer(0)),
            ]
        )
        return sql.compare(Comparison.EQUAL, sql.largest(found), sql.integer(1))


def about(question: Question) -> str:
    """A question in words."""
    market = question.market
    if question.vetoes is not None:
        return f"{market.name}: whether it rules a row out"
    return f"{market.name}: {market.title}" if market.title else market.name
