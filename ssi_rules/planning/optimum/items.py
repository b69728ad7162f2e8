"""What earns or costs points, and what of a member each such thing reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.engines.walk import walk
from ssi_rules.language.states import Missing
from ssi_rules.model import Aggregated, Criterion, EarnsWhen, Expression, FactValue, Pillar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.model import Ruleset

Input: TypeAlias = str | Aggregated
"""A fact by its name, or an aggregate."""


@dataclass(frozen=True, eq=False)
class Item:
    """A criterion, or the condition of a cap or deduction (then ``criterion`` earns 1 when it holds).

    Attributes:
        pillar: Its place in the ruleset.
        place: Its place among the pillar's criteria or adjustments.
        is_condition: Whether it is a condition.
        inputs: What it reads.
        within: What conditions on rows read besides the row.
    """

    pillar: int
    place: int
    is_condition: bool
    criterion: Criterion
    inputs: frozenset[Input]
    within: frozenset[Input]

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables it reads."""
        return frozenset(each.table for each in self.inputs | self.within if isinstance(each, Aggregated))

    @property
    def facts(self) -> frozenset[str]:
        """Names of the facts it reads."""
        return frozenset(each for each in self.inputs | self.within if isinstance(each, str))


def items_of(ruleset: Ruleset) -> tuple[Item, ...]:
    """All criteria and conditions of a ruleset, in the order written."""
    lets = {each.name: each.value for each in ruleset.lets}
    return tuple(
        Item(number, place, is_condition, criterion, *_read(criterion, lets))
        for number, pillar in enumerate(ruleset.pillars)
        for place, is_condition, criterion in _lines(pillar)
    )


def _lines(pillar: Pillar) -> Iterator[tuple[int, bool, Criterion]]:
    for place, criterion in enumerate(pillar.criteria):
        yield place, False, criterion
    for place, adjustment in enumerate(pillar.adjustments):
        yield place, True, earning_when(adjustment.when, pillar)


def earning_when(condition: Expression, pillar: Pillar) -> Criterion:
    """A criterion that earns a hundredth when the condition holds, and has no points where it is unknown."""
    return replace(
        pillar.criteria[0],
        worth=1,
        applies=None,
        needs=None,
        measure=condition,
        award=EarnsWhen(1, when=True),
        missing=Missing.ZERO,
    )


def _read(criterion: Criterion, lets: Mapping[str, Expression]) -> tuple[frozenset[Input], frozenset[Input]]:
    given = (criterion.applies, criterion.needs, criterion.measure)
    direct = frozenset(_inputs([each for each in given if each is not None], lets))
    return direct, frozenset(_within(direct, lets))


def _inputs(expressions: Iterable[Expression], lets: Mapping[str, Expression]) -> Iterator[Input]:
    for root in expressions:
        for each in walk(root, lets):
            if isinstance(each, FactValue):
                yield each.fact
            elif isinstance(each, Aggregated):
                yield each


def _within(inputs: Iterable[Input], lets: Mapping[str, Expression]) -> Iterator[Input]:
    """What the conditions of aggregates read, however deep."""
    for each in inputs:
        if isinstance(each, Aggregated) and each.where is not None:
            inner = tuple(_inputs([each.where], lets))
            yield from inner
            yield from _within(inner, lets)


def alone(ruleset: Ruleset, criteria: Iterable[Criterion]) -> Ruleset:
    """The ruleset with nothing but these criteria, in one pillar: their points are those of its only pillar's criteria."""
    pillar = replace(ruleset.pillars[0], criteria=tuple(criteria), adjustments=())
    return replace(ruleset, pillars=(pillar,), levels=())
