"""Why a criterion has no points, in one sentence with the member's own number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.engines.wording import value_words, words
from ssi_rules.language.states import State
from ssi_rules.language.types import Type
from ssi_rules.model import And, Compared, Comparison, Expression, FactValue, LetValue, Not, Or, Ruleset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.explain.unknowns import Gap
    from ssi_rules.model import Criterion

_ASKED = {
    Comparison.EQUAL: "exactly {}",
    Comparison.DIFFERENT: "anything but {}",
    Comparison.LESS: "less than {}",
    Comparison.AT_MOST: "at most {}",
    Comparison.MORE: "more than {}",
    Comparison.AT_LEAST: "at least {}",
}

_DEEPEST = 3
"""Layers of and, or and names that a sentence can carry."""


def wanting(gaps: tuple[Gap, ...]) -> str:
    """The reason for an unknown state."""
    return f"Not known: {'; '.join(f'{each.title} ({each.reason})' for each in gaps)}."


@dataclass(frozen=True)
class Reasons:
    """Puts refusals into words."""

    ruleset: Ruleset
    lets: Mapping[str, Expression]

    def refusal(self, criterion: Criterion, state: State, record: Record) -> str:
        """The reason for a condition that came to no."""
        if state is State.NOT_APPLICABLE and criterion.applies is not None:
            return f"Does not apply: {self._unmet(criterion.applies, record)}."
        if state is State.TOO_FEW and criterion.needs is not None:
            return f"Too few to judge: {self._unmet(criterion.needs, record)}."
        raise AssertionError(f"no condition refused: {criterion.id} is {state.value}")

    def _unmet(self, node: Expression, record: Record, depth: int = 0) -> str:
        """Why a condition that came to no did so; beyond a few layers it is only quoted."""
        match node:
            case _ if depth > _DEEPEST:
                return f"it takes {words(node)}"
            case FactValue():
                return f"{self._subject(node)} is no"
            case Not(FactValue() as fact):
                return f"{self._subject(fact)} is yes"
            case Not(Compared() as test):
                return self._comparison(replace(test, comparison=test.comparison.negated), record)
            case LetValue() if self.lets[node.name].type is Type.FLAG:
                return self._unmet(self.lets[node.name], record, depth + 1)
            case And(left, right):
                return self._unmet(left if record.value(left) is False else right, record, depth + 1)
            case Or(left, right):
                sides = (self._unmet(each, record, depth + 1) for each in (left, right))
                return ", and ".join(dict.fromkeys(sides))
            case Compared():
                return self._comparison(node, record)
            case _:
                return f"it takes {words(node)}"

    def _comparison(self, node: Compared, record: Record) -> str:
        """The member's own value, and what was asked for."""
        left, right = record.value(node.left), record.value(node.right)
        asked = _ASKED[node.comparison].format(value_words(right, _shown_as(node.right, node.left)))
        return f"{self._subject(node.left)} is {value_words(left, _shown_as(node.left, node.right))}, and it takes {asked}"

    def _subject(self, node: Expression) -> str:
        match node:
            case FactValue():
                return self.ruleset.catalogue.facts[node.fact].title or node.fact
            case LetValue():
                return node.name.replace("_", " ")
            case _:
                return words(node)


def _shown_as(node: Expression, beside: Expression) -> Type:
    """A ratio is shown as what it is compared with."""
    return beside.type if node.type is Type.RATIO and beside.type is not Type.RATIO else node.type
