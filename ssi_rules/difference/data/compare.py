"""The door: two rulesets, what lies between them, and data; out comes who moves, and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ssi_rules.bulk.connection import connected
from ssi_rules.bulk.faults import blaming
from ssi_rules.bulk.privacy import MINIMUM
from ssi_rules.bulk.target import Form, Target
from ssi_rules.difference.data.cohorts import put_labels
from ssi_rules.difference.data.figures import Level, Moved, Mover, Part
from ssi_rules.difference.data.groups import Groups, truth
from ssi_rules.difference.data.levels import both, same_starts
from ssi_rules.difference.data.scored import score_each
from ssi_rules.difference.data.table import Table
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.difference.data.figures import Group
    from ssi_rules.difference.data.ladder import Rung
    from ssi_rules.difference.data.scored import Asked, Scored
    from ssi_rules.difference.data.table import Row
    from ssi_rules.model import Ruleset


@dataclass(frozen=True, slots=True)
class Shown:
    """What is wanted of a comparison.

    Attributes:
        by: Columns that members are put together by; the first has the first claim to its cohorts.
        movers: How many of those who moved most are told one by one.
        minimum: Members a figure about a group rests on at least.
    """

    by: tuple[str, ...] = ()
    movers: int = 10
    minimum: int = MINIMUM


def moved(old: Ruleset, rungs: Sequence[Rung], asked: Asked, shown: Shown) -> Moved:
    """Score everyone by both rulesets and by what lies between, and compare.

    Args:
        old: The ruleset as it was.
        rungs: The way to the new one, which is the last of them.
        asked: Whose scores, and how they come about.
        shown: What is wanted of it.

    Raises:
        DataError: The data cannot be read or does not fit, or the two look at members from different days.
        AsOfNeeded: A ruleset reads dates, and somebody has no day.
    """
    with TemporaryDirectory(prefix="ssi-diff-") as made:
        room = Path(made)
        scored = score_each([old, *(each.ruleset for each in rungs)], asked, room)
        told = blaming(str(asked.data), Target(room / "moves.parquet", Form.PARQUET), room)
        with told, connected(room, asked.limits) as connection:
            if shown.by:
                put_labels(connection, shown.by, asked, rungs[-1].ruleset.catalogue, scored.files[0])
            table = Table(connection, scored.files, (old, rungs[-1].ruleset), len(shown.by), shown.minimum)
            table.make()
            _see_that_days_agree(table, asked)
            return _Comparison(table, rungs, scored, shown).moved()


def _see_that_days_agree(table: Table, asked: Asked) -> None:
    count = table.other_days()
    if count:
        raise DataError(
            str(asked.data),
            f"the two rulesets take different days from the data for {count} of its members, so that more than rules differs",
            help="name one day for both with --as-of",
        )


@dataclass(frozen=True)
class _Comparison:
    """A comparison whose table is made."""

    table: Table
    rungs: Sequence[Rung]
    scored: Scored
    shown: Shown

    def moved(self) -> Moved:
        """Figures, in the order of their claim to be told."""
        alike = [*self.table.alike()]
        groups = Groups(alike, self.shown.minimum)
        *extremes, whole = self.table.extremes()
        everyone = groups.everyone()
        parts = tuple(self._parts(groups, everyone, extremes))
        cohorts = tuple(groups.cohorts(name, place) for place, name in enumerate(self.shown.by))
        levels = tuple(self._levels(groups, everyone))
        gain, loss = groups.largest(None, *whole)
        return Moved(
            truth=truth(alike, whole),
            members=groups.members(),
            everyone=everyone,
            unscored=groups.unscored(),
            largest_gain=gain,
            largest_loss=loss,
            worth=max(each.worth for each in self.table.rulesets),
            has_same_levels=same_starts(*self.table.rulesets),
            parts=parts,
            cohorts=cohorts,
            levels=levels,
            movers=tuple(self._movers(everyone, gain, loss)),
            minimum=self.shown.minimum,
            notices=self.scored.notices,
            rejected=self.scored.rejected,
        )

    def _parts(
        self, groups: Groups, everyone: Group | None, extremes: Sequence[tuple[int, int]]
    ) -> Iterator[Part]:
        nets = everyone.parts if everyone is not None else None
        for part, rungs in enumerate(self.table.parts):
            changes = tuple(change for rung in rungs for change in self.rungs[rung].changes)
            net = None if nets is None else nets[part]
            yield Part(changes, groups.touched(part), net, *groups.largest(part, *extremes[part]))

    def _movers(self, everyone: Group | None, gain: int | None, loss: int | None) -> Iterator[Mover]:
        """Those who moved most among enough who moved as they did; a list of them all would count who is not to be counted."""
        if everyone is None:
            return
        most = (
            self.shown.movers if everyone.gained is not None else min(self.shown.movers, self.shown.minimum)
        )
        signs = [sign for sign, largest in ((1, gain), (-1, loss)) if largest]
        has_levels = everyone.levels_changed is not None
        for row in self.table.movers(most, signs):
            yield self._mover(row, has_levels=has_levels)

    def _levels(self, groups: Groups, everyone: Group | None) -> Iterator[Level]:
        """How many have which; the two columns together tell who comes to another level."""
        titles: dict[str | None, str] = {**dict(both(*self.table.rulesets)), None: ""}
        are_told = everyone is not None and everyone.levels_changed is not None
        for id_, title in titles.items():
            yield Level(id_, title, *(groups.level(id_) if are_told else (None, None)))

    def _mover(self, row: Row, *, has_levels: bool) -> Mover:
        old, new = ({each.id: each.title for each in ruleset.levels} for ruleset in self.table.rulesets)
        return Mover(
            row.member,
            row.points[0],
            row.points[-1],
            (old.get(row.level_before or ""), new.get(row.level_after or "")) if has_levels else None,
            tuple(high - low for low, high in pairwise(row.points)),
        )
