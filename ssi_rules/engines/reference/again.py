"""A member scored again after a change: only the tables that differ are gone through once more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from ssi_rules.engines.reading import aggregates_of
from ssi_rules.engines.reference.generate import generate
from ssi_rules.engines.walk import outside_row, walk
from ssi_rules.model import Aggregated, FactValue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.score import Score
    from ssi_rules.language.types import Value
    from ssi_rules.sources.dataset import Member

    Fact = Callable[[str], Value | None]
    Scoring = Callable[[Fact, Sequence[Value | None], date | None], Score]


@dataclass(frozen=True, eq=False)
class Again:
    """Scores changed members under one ruleset; equal to scoring them afresh."""

    evaluator: Evaluator

    def score(self, record: Record, changed: Member) -> Score:
        """The score of the record's member as changed, on the record's day."""
        before = record.member.tables
        if not self._is_simple or before.keys() - changed.tables.keys():
            return self.evaluator.score(changed, record.as_of)
        tables = {name: rows for name, rows in changed.tables.items() if before.get(name) is not rows}
        read = self.evaluator.record(replace(changed, tables=tables), record.as_of)
        values = [(read if each.table in tables else record).value(each) for each in self._aggregates]
        return self._scoring(changed.facts.get, values, record.as_of)

    @cached_property
    def _aggregates(self) -> tuple[Aggregated, ...]:
        return tuple(aggregates_of(self.evaluator.ruleset))

    @cached_property
    def _is_simple(self) -> bool:
        """Whether what rows count for depends on nothing but themselves."""
        lets = {each.name: each.value for each in self.evaluator.ruleset.lets}
        conditions = [each.where for each in self._aggregates if each.where is not None]
        outside = (each for where in conditions for part in outside_row(where) for each in walk(part, lets))
        return bool(self._aggregates) and not any(
            isinstance(each, FactValue | Aggregated) for each in outside
        )

    @cached_property
    def _scoring(self) -> Scoring:
        evaluator = self.evaluator
        given = generate(evaluator.ruleset, evaluator.matchers.of, recording=False, given=self._aggregates)
        return cast("Scoring", given.compiled())
