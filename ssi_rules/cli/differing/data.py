"""Rulesets compared by what they do to the members of some data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.cli.population.meter import meter
from ssi_rules.cli.population.request import check_threads
from ssi_rules.cli.pseudonyms import pseudonyms_with
from ssi_rules.cli.streams import say
from ssi_rules.cli.trouble import Trouble, sentence
from ssi_rules.difference.data.compare import Shown, moved
from ssi_rules.difference.data.conditions import ConditionError, read_condition
from ssi_rules.difference.data.ladder import ladder
from ssi_rules.difference.data.scored import Asked
from ssi_rules.report.inert import inert
from ssi_rules.report.movement import view
from ssi_rules.report.movement.document import document
from ssi_rules.report.team.pseudonyms import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from typing import TypeVar

    from ssi_rules.bulk.connection import Limits
    from ssi_rules.difference.data.conditions import Condition, Judged
    from ssi_rules.difference.data.figures import Moved
    from ssi_rules.difference.meaning.compare import Comparison
    from ssi_rules.report.movement import MovementView
    from ssi_rules.report.movement.document import MovementDocument

    Result = TypeVar("Result")


MOVERS = 10
"""Members who are shown unless more or fewer are asked for."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of data.

    Attributes:
        data: Where the members are.
        by: Columns that they are put together by.
        fail_if: Conditions to fail on.
        movers: How many of those who move most are shown.
        as_of: The day to look from; None takes the data's.
        rejects: Whether rows that do not fit are set aside.
        maps: Column maps.
        limits: What may be taken of the machine.
        salt: The secret of pseudonyms.
    """

    data: Path
    by: tuple[str, ...]
    fail_if: tuple[Condition, ...]
    movers: int
    as_of: date | None
    rejects: bool
    maps: tuple[Path, ...]
    limits: Limits
    salt: Path | None

    @classmethod
    def of(  # noqa: D417 - the others are the attributes
        cls,
        data: Path,
        *,
        by: Sequence[str],
        fail_if: Sequence[str],
        movers: int,
        as_of: date | None,
        rejects: bool,
        maps: Sequence[Path],
        limits: Limits,
        salt: Path | None,
    ) -> Request:
        """Read what was given.

        Args:
            by: Columns, or several with commas between them, as ``ssi audit`` takes them.
            fail_if: Conditions as they were written.

        Raises:
            Trouble: One is none, or there are more threads than can be.
        """
        conditions = _troubled(lambda: tuple(map(read_condition, fail_if)))
        columns = tuple(
            dict.fromkeys(name for each in by for part in each.split(",") if (name := part.strip()))
        )
        check_threads(limits.threads)
        return cls(data, columns, conditions, movers, as_of, rejects, tuple(maps), limits, salt)


@dataclass(frozen=True, slots=True)
class Movement:
    """Who moves from one ruleset to the other.

    Attributes:
        request: What was asked.
        comparison: The two.
        moved: What came out.
        pseudonyms: What stands for its movers.
        judged: Conditions, and what came out of them.
    """

    request: Request
    comparison: Comparison
    moved: Moved
    pseudonyms: Mapping[str, str]
    judged: tuple[Judged, ...]

    @property
    def fails(self) -> bool:
        """Whether a condition to fail on holds."""
        return any(each.holds for each in self.judged)

    @property
    def is_unanswered(self) -> bool:
        """Whether it cannot be told of a condition whether it holds."""
        return any(each.holds is None for each in self.judged)

    @property
    def most(self) -> tuple[int, int]:
        """How far totals moved up and down at most, in hundredths, as far as it is told; 0 where it is not."""
        return self.moved.largest_gain or 0, -(self.moved.largest_loss or 0)

    @property
    def page(self) -> MovementView:
        """What is said of it."""
        return view(self.request.data.name, self.moved, self.pseudonyms, self.judged)

    @property
    def document(self) -> MovementDocument:
        """The same for programs."""
        return document(
            self.request.data.name, self.moved, self.pseudonyms, self.judged, self.comparison.changes
        )


def movement(comparison: Comparison, request: Request) -> Movement:
    """Score everyone by both rulesets, and see who moves.

    Raises:
        Trouble: A condition cannot be judged, or the secret of pseudonyms cannot be had.
        DataError: The data cannot be read.
        AsOfNeeded: A ruleset reads dates, and somebody has no day.
    """
    rungs = ladder(comparison.old, comparison.new, comparison.changes)
    with meter() as watcher:
        asked = Asked(request.data, request.as_of, request.rejects, request.limits, request.maps, watcher)
        found = moved(comparison.old, rungs, asked, Shown(request.by, request.movers))
    judged = _troubled(lambda: tuple(each.judged(found) for each in request.fail_if))
    members = [each.member for each in found.movers]
    names = pseudonyms_with(request.salt or Path(FILE), members) if members else {}
    return Movement(request, comparison, found, names, judged)


def say_notices(movements: Iterable[Movement]) -> None:
    """Say what was passed over in the data, once however many rulesets passed it over."""
    for notice in dict.fromkeys(notice for each in movements for notice in each.moved.notices):
        say(f"note: {inert(notice)}")


def _troubled(action: Callable[[], Result]) -> Result:
    """What conditions have to say, told as trouble."""
    try:
        return action()
    except ConditionError as error:
        raise Trouble(sentence(str(error)), sentence(error.help)) from error
