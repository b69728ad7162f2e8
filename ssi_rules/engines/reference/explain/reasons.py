"""Why a criterion has no points, in one sentence with the member's own number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.wording import value_words, words
from ssi_rules.language.states import State
from ssi_rules.language.types import Type
from ssi_rules.model import And, Compared, Comparison, Expression, FactValue, LetValue, Not, Or, Ruleset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.scorecard import Unknown

_ASKED = {
    Comparison.EQUAL: "exactly {}",
    Comparison.DIFFERENT: "anything but {}",
    Comparison.LESS: "less than {}",
    Comparison.AT_MOST: "at most {}",
    Comparison.MORE: "more than {}",
    Comparison.AT_LEAST: "at least {}",
}

_OPPOSITES = {
    Comparison.EQUAL: Comparison.DIFFERENT,
    Comparison.DIFFERENT: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_MOST: Comparison.MORE,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.AT_LEAST: Comparison.LESS,
}


@dataclass(frozen=True)
class Reasons:
    """Puts refusals into words."""

    ruleset: Ruleset
    lets: Mapping[str, Expression]

    def sentence(
        self, state: State, condition: Expression | None, unknown: tuple[Unknown, ...], record: Record
    ) -> str:
        """The reason for a state; ``condition`` is what was not met."""
        match state:
            case State.SCORED:
                raise AssertionError("a scored criterion needs no reason")
            case State.NOT_APPLICABLE:
                return f"Does not apply: {self._unmet(condition, record)}."
            case State.TOO_FEW:
                return f"Too few to judge: {self._unmet(condition, record)}."
            case State.UNKNOWN:
                return f"Not known: {'; '.join(f'{each.title} ({each.reason})' for each in unknown)}."
            case _:
                assert_never(state)

    def _unmet(self, node: Expression | None, record: Record) -> str:
        """Why a condition that came to no did so."""
        match node:
            case None:
                return "a condition is not met"
            case FactValue():
                return f"{self._subject(node)} is no"
            case Not(FactValue() as fact):
                return f"{self._subject(fact)} is yes"
            case Not(Compared() as test):
                return self._comparison(replace(test, comparison=_OPPOSITES[test.comparison]), record)
            case LetValue() if self.lets[node.name].type is Type.FLAG:
                return self._unmet(self.lets[node.name], record)
            case And(left, right):
                return self._unmet(left if record.value(left) is False else right, record)
            case Or(left, right):
                return f"{self._unmet(left, record)}, and {self._unmet(right, record)}"
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
