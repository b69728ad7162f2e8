"""What scores in a ruleset: every criterion as written beside the same with types, and what its values can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.constants import constant_number
from ssi_rules.checking.ranges import Ranges
from ssi_rules.checking.reading import parts
from ssi_rules.diagnostics import Problems
from ssi_rules.language.types import Type
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.checking.flat import FlatCriterion, FlatPillar
    from ssi_rules.lint.subject import Subject
    from ssi_rules.text import Span


@dataclass(frozen=True, slots=True)
class Scored:
    """A criterion as its author wrote it, after all changes, and as engines see it."""

    pillar: FlatPillar
    written: FlatCriterion
    typed: model.Criterion

    @property
    def measure(self) -> Span:
        """Where its measure is written."""
        return self.written.span if self.written.measure is None else self.written.measure.value.span

    @property
    def unit(self) -> Type:
        """How to show what it measures: a ratio like its cut-points."""
        award = self.written.award
        steps = award.steps if isinstance(award, ast.Bands | ast.Ramp) else ()
        plain = any(isinstance(step.cut, ast.Number) and not step.cut.percent for step in steps)
        kind = self.typed.measure.type
        return Type.NUMBER if kind is Type.RATIO and plain else kind


@dataclass(frozen=True, slots=True)
class ScoredPillar:
    """A pillar as written, after all changes, and as engines see it; parts stand in the same order in both."""

    written: FlatPillar
    typed: model.Pillar


def pillars(subject: Subject) -> Iterator[ScoredPillar]:
    """The pillars of a file's ruleset; none for a file without one."""
    if subject.flat is not None and subject.ruleset is not None:
        for written, typed in zip(subject.flat.pillars, subject.ruleset.pillars, strict=True):
            yield ScoredPillar(written, typed)


def criteria(subject: Subject) -> Iterator[Scored]:
    """The criteria of a file's ruleset, pillar by pillar."""
    for pillar in pillars(subject):
        for written, typed in zip(pillar.written.criteria, pillar.typed.criteria, strict=True):
            yield Scored(pillar.written, written, typed)


def lets(subject: Subject) -> dict[str, model.Expression]:
    """What the lets that score stand for, each after those it uses."""
    return {} if subject.ruleset is None else {each.name: each.value for each in subject.ruleset.lets}


def constants(values: Mapping[str, model.Expression]) -> dict[str, int]:
    """The millionths of those lets that are the same for every member."""
    found: dict[str, int] = {}
    for name, value in values.items():
        number = constant_number(value, found)
        if number is not None:
            found[name] = number
    return found


def value_ranges(subject: Subject) -> Ranges:
    """What every expression of a ruleset can come to."""
    values = lets(subject)
    tables = {} if subject.flat is None else subject.flat.tables
    ranges = Ranges(values, tables, Problems())
    ranges.prepare(set(values))
    return ranges


def through(
    root: model.Expression, values: Mapping[str, model.Expression], *, rows: bool = True
) -> Iterator[model.Expression]:
    """Every expression inside, itself first, and what its lets stand for, each let once.

    Args:
        root: Where to begin.
        values: What lets stand for.
        rows: Whether to look into the conditions of aggregates.
    """
    seen: set[str] = set()
    stack = [root]
    while stack:
        each = stack.pop()
        yield each
        if isinstance(each, model.LetValue) and each.name in values and each.name not in seen:
            seen.add(each.name)
            stack.append(values[each.name])
        if rows or not isinstance(each, model.Aggregated):
            stack.extend(reversed(parts(each)))
