"""A ruleset applied to data, as several commands do it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import tee
from typing import TYPE_CHECKING

from ssi_rules import api
from ssi_rules.cli.members import find_member
from ssi_rules.cli.streams import say
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from ssi_rules.report.inert import inert
from ssi_rules.sources.dataset import Counted
from ssi_rules.sources.open import resolve_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from ssi_rules.cli.remembering import Taking
    from ssi_rules.engines.cells import Cell
    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Dataset, Member


@dataclass
class Run:
    """One ruleset, one dataset, and what is to be told about them at the end.

    Attributes:
        as_of: The day that was asked for; None takes the data's.
    """

    ruleset: Ruleset
    dataset: Dataset
    as_of: date | None
    _days: Counter[date | None] = field(default_factory=Counter)

    @classmethod
    def open(
        cls,
        ruleset: str,
        data: Path,
        *,
        as_of: date | None,
        maps: Sequence[Path],
        rejects: bool,
        labels: Sequence[str] = (),
    ) -> Run:
        """Load the rules first, so that a wrong rule is told before data is read.

        Args:
            ruleset: Its name, or its file.
            data: What is scored.
            as_of: The day that was asked for.
            maps: Column maps.
            rejects: Whether rows that do not fit are set aside.
            labels: Columns to keep as labels beside name and team.

        Raises:
            RulesetError: The ruleset has errors.
            DataError: The data cannot be read.
        """
        rules = api.load_ruleset(ruleset)
        dataset = api.open_dataset(data, rules.catalogue, maps=maps, rejects=rejects, labels=labels)
        return cls(rules, dataset, as_of)

    def scorecards(self) -> Iterator[Scorecard]:
        """Every member's scorecard, one at a time."""
        return self._scored(self.dataset.members())

    def scorecard(self, member: str | None, *, ahead: int | None = None, plan: bool = False) -> Scorecard:
        """The scorecard of one member: the one named, or the only one.

        Raises:
            Trouble: There is none, or no telling which.
        """
        return next(self._scored([find_member(self.dataset.members(), member)], ahead, plan=plan))

    def rows(self, detail: Detail, keep: Taking | None = None) -> Iterator[tuple[Cell, ...]]:
        """Every member's row of the wide result, one at a time.

        Args:
            detail: How much is told of each.
            keep: Takes their scorecards on the way; without it none are made, which is several times faster.
        """
        wide = WideRows(Evaluator(self.ruleset), detail)
        if keep is None:
            for member in self.dataset.members():
                day = resolve_as_of(member, self.as_of, self.ruleset.catalogue)
                self._days[day] += 1
                yield wide.row(member, day)
        else:
            ours, theirs = tee(self.dataset.members())
            for member, card in zip(ours, keep(self._scored(theirs)), strict=True):
                yield wide.row(member, card.as_of)

    def report(self) -> None:
        """Say what the data was read as: the day, where nobody gave it, and what was passed over."""
        for day, count in sorted(self._days.items(), key=str):
            if day is not None and day != self.as_of:
                say(f"as of {day.isoformat()}, the day the data gives{_shared(count, self._days)}")
        for notice in self.dataset.notices():
            say(f"note: {inert(notice)}")
        if not self._days:
            say("note: the data has no members")

    def _scored(
        self, members: Iterable[Member], ahead: int | None = None, *, plan: bool = False
    ) -> Iterator[Scorecard]:
        return self.counted(api.score_members(self.ruleset, members, self.as_of, ahead=ahead, plan=plan))

    def expected(self) -> int | None:
        """How many members there will be, as far as the data can tell by now."""
        return self.dataset.expected if isinstance(self.dataset, Counted) else None

    def counted(self, cards: Iterable[Scorecard]) -> Iterator[Scorecard]:
        """Scorecards that were made elsewhere from this data, on their way to where they are shown."""
        for card in cards:
            self.looked_from(card.as_of)
            yield card

    def looked_from(self, day: date | None) -> None:
        """Note from which day a member was looked at."""
        self._days[day] += 1


def _shared(count: int, days: Counter[date | None]) -> str:
    return "" if len(days) == 1 else f" for {count} of {days.total()} members"
