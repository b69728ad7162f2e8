"""Members scored for their pages, by several processes where there are many."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.explain.later import AHEAD
from ssi_rules.planning import Planner, planned
from ssi_rules.report.batch.processes import in_chunks, pool
from ssi_rules.sources.open import resolve_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Member

_FEW = 100
"""Members that are scored before it pays to start further processes."""


@dataclass(frozen=True)
class Scorer:
    """Scores members under one ruleset.

    Attributes:
        as_of: The day to look from; None for the data's own.
        wanted: Whose pages are made, which takes a look ahead and a plan; empty for everybody.
    """

    ruleset: Ruleset
    as_of: date | None = None
    wanted: frozenset[str] = frozenset()

    def cards(self, members: Iterable[Member], processes: int | None = None) -> Iterator[Scorecard]:
        """Every member's scorecard, in order.

        Args:
            members: Taken one at a time.
            processes: At most so many; None for as many as there are processors.

        Raises:
            DataError: The data cannot be read.
            AsOfNeeded: The ruleset reads dates and there is no day.
        """
        several = processes or os.cpu_count() or 1
        rest, planner = iter(members), Planner(Evaluator(self.ruleset))
        for member in rest if several == 1 else islice(rest, _FEW):
            yield self.card(planner, member)
        first = next(rest, None)
        if first is not None:
            with pool(several, _begin, self) as executor:
                yield from chain.from_iterable(in_chunks(executor, _score, chain([first], rest), several))

    def card(self, planner: Planner, member: Member) -> Scorecard:
        """One member's scorecard, with all that a page shows where one is made."""
        day = resolve_as_of(member, self.as_of, self.ruleset.catalogue)
        if self.wanted and member.id not in self.wanted:
            return planner.evaluator.scorecard(member, day)
        return planned(planner, member, planner.evaluator.scorecard(member, day, ahead=AHEAD))


_scorers: list[tuple[Scorer, Planner]] = []
"""The one of a process that was started to score."""


def _begin(scorer: Scorer) -> None:
    _scorers.append((scorer, Planner(Evaluator(scorer.ruleset))))


def _score(members: list[Member]) -> list[Scorecard]:
    scorer, planner = _scorers[0]
    return [scorer.card(planner, each) for each in members]
