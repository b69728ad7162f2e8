"""One trial: a ruleset and members made from a seed, on two engines, at every detail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from ssi_rules.engines.wide import Detail
from tests.engines.differential import author
from tests.engines.differential.case import as_json, case_of
from tests.engines.differential.compare import Difference, differences
from tests.engines.differential.engines import REFERENCE
from tests.engines.differential.people import Crowd
from tests.engines.differential.smaller import smaller
from tests.engines.differential.written import checked, rule_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.model import Ruleset
    from tests.engines.differential.engines import Engine
    from tests.engines.differential.group import Group

_LESS = (Detail.TOTAL, Detail.PILLARS, Detail.CRITERIA)


@dataclass(frozen=True, slots=True)
class Failure:
    """Engines that differ, from as little as that takes.

    Attributes:
        seed: What made the ruleset and the members.
        found: All differences, of all members.
        least: What is left of them once rules and member are small.
        case: The small ones as a conformance case in JSON.
    """

    seed: int
    detail: Detail
    found: tuple[Difference, ...]
    least: Difference
    case: str

    def __str__(self) -> str:
        """For the person who has to mend it."""
        return (
            f"seed {self.seed}, {self.detail.value}: {len(self.found)} values differ; the first: {self.found[0]}\n"
            f"  the least that does: {self.least}\n  {self.case}"
        )


def ruleset_of(rng: Random) -> Ruleset:
    """The next ruleset that the checker accepts."""
    while True:
        made = checked("\n".join(rule_file(author.ruleset(rng))))
        if made is not None:
            return made


@dataclass(frozen=True, slots=True)
class _Trial:
    """Two engines, and how much is asked of them."""

    engine: Engine
    reference: Engine
    detail: Detail

    def differences(self, ruleset: Ruleset, group: Group) -> list[Difference]:
        return differences(self.engine, ruleset, group, self.detail, self.reference)

    def differ(self, ruleset: Ruleset, group: Group) -> bool:
        return bool(self.differences(ruleset, group))


def run(
    engine: Engine, seed: int, members: int, *, every: bool = False, reference: Engine = REFERENCE
) -> Failure | None:
    """Hold an engine against the reference engine; None where it is equal.

    Args:
        engine: The engine.
        seed: Makes a ruleset and members.
        members: How many.
        every: Whether at every detail; else at FULL, which tells most, and one other.
        reference: What it must equal.
    """
    rng = Random(seed)
    ruleset = ruleset_of(rng)
    group = Crowd(ruleset, rng).group(members)
    for detail in (Detail.FULL, *(_LESS if every else (_LESS[seed % len(_LESS)],))):
        trial = _Trial(engine, reference, detail)
        found = trial.differences(ruleset, group)
        if found:
            return _failure(trial, seed, (ruleset, group), found)
    return None


def _failure(trial: _Trial, seed: int, tried: tuple[Ruleset, Group], found: list[Difference]) -> Failure:
    ruleset, group = tried
    alone = next((each for each in _alone(group, found[0].member) if trial.differ(ruleset, each)), None)
    if alone is not None:
        ruleset, group = smaller(ruleset, alone, trial.differ)
    least = next(iter(trial.differences(ruleset, group)), found[0])  # it may be gone the second time
    return Failure(seed, trial.detail, tuple(found), least, as_json(case_of(ruleset, group, f"seed {seed}")))


def _alone(group: Group, member: str | None) -> Iterator[Group]:
    """The one member; where none could be scored, each of them."""
    for each in group.members:
        if member in (None, each.id):
            yield replace(group, members=(each,))
