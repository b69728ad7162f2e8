"""A ruleset made ready for many questions: its evaluator, its lets, and what its expressions read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.fingerprint import expression_hash
from ssi_rules.engines.reading import needs_day
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.walk import outside_row, walk
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


@dataclass(frozen=True, eq=False)
class Rules:
    """One ruleset under question."""

    ruleset: model.Ruleset
    _answers: dict[tuple[str, str], bool | None] = field(default_factory=dict)

    @cached_property
    def evaluator(self) -> Evaluator:
        """The reference engine, which has the last word."""
        return Evaluator(self.ruleset)

    @cached_property
    def meaning(self) -> Callable[[model.Expression], str]:
        """What an expression means: the same for two that are written otherwise, in whichever ruleset."""
        return expression_hash(self.ruleset)

    @cached_property
    def lets(self) -> Mapping[str, model.Expression]:
        """The named expressions."""
        return {each.name: each.value for each in self.ruleset.lets}

    @cached_property
    def needs_day(self) -> bool:
        """Whether there is no score without an as-of day."""
        return needs_day(self.ruleset)

    def within(self, node: model.Expression) -> Iterator[model.Expression]:
        """The node and all it is computed from, through lets and into the conditions of aggregates."""
        waiting, seen = [node], set[model.Aggregated]()
        while waiting:
            for each in walk(waiting.pop(), self.lets):
                yield each
                if isinstance(each, model.Aggregated) and each.where is not None and each not in seen:
                    seen.add(each)
                    waiting.append(each.where)
                    waiting.extend(outside_row(each.where))

    def read(self, nodes: Iterable[model.Expression]) -> tuple[str, ...]:
        """The facts and tables that expressions are computed from, each once."""
        found: dict[str, None] = {}
        for node in nodes:
            for each in self.within(node):
                match each:
                    case model.FactValue(name) | model.Aggregated(table=name):
                        found[name] = None
                    case _:
                        pass
        return tuple(found)

    def in_market(self, name: str, text: str) -> bool | None:
        """What a market says of a text alone."""
        key = (name, text)
        if key not in self._answers:
            node = model.InMarket(model.Constant(text, Type.TEXT), name, None)
            self._answers[key] = self.evaluator.matchers.of(node).match(text)
        return self._answers[key]


_ready: dict[int, Rules] = {}
_MOST_READY = 8


def rules_of(ruleset: model.Ruleset) -> Rules:
    """The ruleset made ready; the last few are kept, since questions come in numbers."""
    found = _ready.get(id(ruleset))
    if found is None:
        while len(_ready) >= _MOST_READY:
            del _ready[next(iter(_ready))]
        found = _ready[id(ruleset)] = Rules(ruleset)
    return found
