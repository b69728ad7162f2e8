"""Which parts of two rulesets mean the same, so that nothing need be asked about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.engines.reading import roots
from ssi_rules.proving.rules import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class PillarChange:
    """What differs in a pillar that two rulesets have.

    Attributes:
        criteria: The numbers of criteria that both have, and that do not mean the same.
        before: The numbers of criteria of the old one that the new one lacks or has otherwise.
        after: The same of the new one.
        frame: Whether caps, deductions, the worth or what becomes of missing points differ.
    """

    criteria: tuple[tuple[int, int], ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    frame: bool

    @property
    def nothing(self) -> bool:
        """Whether the pillars mean the same."""
        return self.nothing_else and not self.criteria

    @property
    def nothing_else(self) -> bool:
        """Whether pillars are alike if the criteria are that both have."""
        return not self.frame and len(self.before) == len(self.after) == len(self.criteria)


class Alike:
    """Two rulesets and what their expressions mean.

    Args:
        old: One.
        new: The other.
    """

    def __init__(self, old: model.Ruleset, new: model.Ruleset) -> None:
        self._old, self._new = rules_of(old).meaning, rules_of(new).meaning

    def changed(self, old: model.Pillar, new: model.Pillar) -> PillarChange:
        """What differs between two pillars."""
        ours = {each.id: (number, each) for number, each in enumerate(old.criteria)}
        theirs = {each.id: (number, each) for number, each in enumerate(new.criteria)}
        pairs = [(ours[name], theirs[name]) for name in ours if name in theirs]
        differing = tuple((a[0], b[0]) for a, b in pairs if not self._same(a[1], b[1]))
        before = {number for name, (number, _) in ours.items() if name not in theirs}
        after = {number for name, (number, _) in theirs.items() if name not in ours}
        return PillarChange(
            differing,
            tuple(sorted(before | {each for each, _ in differing})),
            tuple(sorted(after | {each for _, each in differing})),
            self._frames_differ(old, new, pairs_of(ours, theirs)),
        )

    def _same(self, old: model.Criterion, new: model.Criterion) -> bool:
        """Whether two criteria give every member the same points."""
        ours = (old.applies, old.needs, old.measure)
        theirs = (new.applies, new.needs, new.measure)
        return old.award == new.award and all(
            (a is None) == (b is None) and (a is None or b is None or self._old(a) == self._new(b))
            for a, b in zip(ours, theirs, strict=True)
        )

    def _frames_differ(
        self,
        old: model.Pillar,
        new: model.Pillar,
        pairs: tuple[tuple[model.Criterion, model.Criterion], ...],
    ) -> bool:
        policies = any((a.missing, a.worth) != (b.missing, b.worth) for a, b in pairs)
        ours = [(type(each), _amount(each), self._old(each.when)) for each in old.adjustments]
        theirs = [(type(each), _amount(each), self._new(each.when)) for each in new.adjustments]
        return policies or old.worth != new.worth or ours != theirs


def pairs_of(
    ours: dict[str, tuple[int, model.Criterion]], theirs: dict[str, tuple[int, model.Criterion]]
) -> tuple[tuple[model.Criterion, model.Criterion], ...]:
    """The criteria that both have."""
    return tuple((ours[name][1], theirs[name][1]) for name in ours if name in theirs)


def _amount(adjustment: model.Adjustment) -> int:
    return adjustment.at if isinstance(adjustment, model.Cap) else adjustment.points


# What both declare.


def differing_declaration(old: model.Ruleset, new: model.Ruleset) -> str | None:
    """Why nobody can be held against both: a fact or column that is of another type in one of them."""
    return next(_differing(old, new), None)


def _differing(old: model.Ruleset, new: model.Ruleset) -> Iterator[str]:
    shared = set(rules_of(old).read(roots(old))) & set(rules_of(new).read(roots(new)))
    for name in sorted(shared):
        one, other = (each.catalogue.facts.get(name) for each in (old, new))
        if one is not None and other is not None and one.type is not other.type:
            yield f"{name} is of another type in each"
        mine, theirs = (each.catalogue.tables.get(name) for each in (old, new))
        if (one is None) != (other is None) or (mine is None) != (theirs is None):
            yield f"{name} is a fact in one and a table in the other"
        elif mine is not None and theirs is not None:
            yield from _tables(mine, theirs)


def _tables(one: model.Table, other: model.Table) -> Iterator[str]:
    if one.dated != other.dated:
        yield f"table {one.name} is dated by another column in each"
    for column in one.columns:
        found = other.column(column.name)
        if found is not None and found.type is not column.type:
            yield f"{one.name}.{column.name} is of another type in each"
