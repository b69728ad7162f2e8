"""One row a member, in DuckDB: points on every rung, and what is counted of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.bulk.privacy import runs
from ssi_rules.bulk.sql import parquet
from ssi_rules.difference.data.levels import Direction, direction
from ssi_rules.language.numbers import POINT_SCALE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.model import Ruleset

LABELS = "labels"
"""The relation that says of members which cohorts they are in."""

_MOVES = "moves"


@dataclass(frozen=True, slots=True)
class Alike:
    """Members of whom every count says the same.

    Attributes:
        members: How many they are.
        before: Whether they have a score under the old ruleset.
        after: The same of the new one.
        sign: 1 where they have more points than before, -1 where fewer; 0 without both scores.
        level_before: Id of their level under the old ruleset.
        level_after: The same under the new one.
        turn: Where their level went; None without both scores.
        labels: What each column says of them; None where it says nothing.
        signs: 1 where a part brought them points, -1 where it took some, else 0; by part.
        parts: Points that each part brought them all together.
    """

    members: int
    before: bool
    after: bool
    sign: int
    level_before: str | None
    level_after: str | None
    turn: Direction | None
    labels: tuple[str | None, ...]
    signs: tuple[int, ...]
    parts: tuple[int, ...]

    @property
    def compared(self) -> bool:
        """Whether they have a score under both."""
        return self.before and self.after


@dataclass(frozen=True, slots=True)
class Row:
    """A member: points under the old ruleset and after each part, and both levels' ids."""

    member: str
    points: tuple[int, ...]
    level_before: str | None
    level_after: str | None


@dataclass(frozen=True)
class Table:
    """The members of a comparison.

    Attributes:
        connection: Has ``LABELS``, where there are any.
        files: Scores on every rung, the old ruleset's first.
        rulesets: The old and the new one.
        labels: How many columns of labels there are.
        minimum: Members to whom a part brings something at least, if it does to any, and from whom it takes something.
    """

    connection: DuckDBPyConnection
    files: Sequence[Path]
    rulesets: tuple[Ruleset, Ruleset]
    labels: int
    minimum: int

    def make(self) -> None:
        """Put the rungs side by side.

        Where a rung gives a member no score, the rung before still stands: the one that gives a score again brings all of it.
        """
        query = f"SELECT {', '.join(self._columns())} FROM {self._sources()}"  # noqa: S608 - columns of ours
        self.connection.execute(f"CREATE TEMP TABLE {_MOVES} AS {query}")

    def _columns(self) -> Iterator[str]:
        last = len(self.files) - 1
        yield "r0.member AS member"
        yield "r0.total IS NOT NULL AS before"
        yield f"r{last}.total IS NOT NULL AS after"
        yield "r0.level AS level_before"
        yield f"r{last}.level AS level_after"
        yield f"r0.as_of IS DISTINCT FROM r{last}.as_of AS other_day"
        yield from (f"{LABELS}.l{place} AS l{place}" for place in range(self.labels))
        totals = [f"CAST(r{rung}.total * {POINT_SCALE} AS BIGINT)" for rung in range(last + 1)]
        for rung in range(last + 1):
            known = f"coalesce({', '.join(reversed(totals[: rung + 1]))})"
            yield f"CASE WHEN before AND after THEN {known} END AS t{rung}"

    def _sources(self) -> str:
        first, *others = (f"{parquet([file])} AS r{rung}" for rung, file in enumerate(self.files))
        joined = [
            f" JOIN {source} ON r{rung}.member = r0.member" for rung, source in enumerate(others, start=1)
        ]
        labels = f" LEFT JOIN {LABELS} ON {LABELS}.member = r0.member" if self.labels else ""
        return "".join([first, *joined, labels])

    @cached_property
    def parts(self) -> tuple[range, ...]:
        """Rungs, by their places from 0, that are told as one: neighbours, where to few one alone would bring something, or from few take it.

        What rungs bring is what totals differ by between the ends of a run of them, so that runs add up as rungs do.
        """
        return tuple(runs(len(self.files) - 1, self._is_tellable))

    def _is_tellable(self, start: int, end: int) -> bool:
        """Whether those who gain between two rungs are nobody, or enough, and those who lose."""
        sides = self._numbers(", ".join(f"count(*) FILTER (WHERE t{start} {sign} t{end})" for sign in "<>"))
        return not any(0 < each < self.minimum for each in sides)

    def other_days(self) -> int:
        """How many members the two rulesets look at from different days."""
        return self._numbers("count(*) FILTER (WHERE other_day)")[0]

    def alike(self) -> Iterator[Alike]:
        """Everybody, those together of whom nothing that is counted differs."""
        last, labels, parts = len(self.files) - 1, self.labels, self._parts()
        told = [
            *("before", "after", f"coalesce(sign(t{last} - t0), 0)", "level_before", "level_after"),
            *(f"l{place}" for place in range(labels)),
            *(f"coalesce(sign({each}), 0)" for each in parts),
        ]
        sums = [f"coalesce(sum({each}), 0)" for each in parts]
        found = self.connection.execute(
            f"SELECT {', '.join([*told, 'count(*)', *sums])} FROM {_MOVES} GROUP BY ALL ORDER BY ALL"  # noqa: S608 - columns of ours
        ).fetchall()
        for before, after, sign, was, now, *rest in found:
            yield Alike(
                members=int(rest[labels + len(parts)]),
                before=bool(before),
                after=bool(after),
                sign=int(sign),
                level_before=was,
                level_after=now,
                turn=direction(*self.rulesets, was, now) if before and after else None,
                labels=tuple(rest[:labels]),
                signs=tuple(map(int, rest[labels : labels + len(parts)])),
                parts=tuple(map(int, rest[labels + len(parts) + 1 :])),
            )

    def extremes(self) -> list[tuple[int, int]]:
        """The largest gain and the largest loss by each part, then by all together; both from 0 up."""
        parts = [*self._parts(), f"(t{len(self.files) - 1} - t0)"]
        asked = [
            each for part in parts for each in (f"coalesce(max({part}), 0)", f"coalesce(min({part}), 0)")
        ]
        found = self._numbers(", ".join(asked))
        return [(max(most, 0), max(-least, 0)) for most, least in zip(found[::2], found[1::2], strict=True)]

    def movers(self, most: int, signs: Sequence[int]) -> list[Row]:
        """Those who moved most, the largest move first.

        Args:
            most: How many at most.
            signs: Whom: 1 for those who gained, -1 for those who lost.
        """
        last = len(self.files) - 1
        points = ", ".join(f"t{rung}" for rung in (0, *(each.stop for each in self.parts)))
        within = ", ".join(map(str, signs)) or "NULL"
        found = self.connection.execute(
            f"SELECT member, level_before, level_after, {points} FROM {_MOVES} WHERE sign(t{last} - t0) IN ({within}) "  # noqa: S608 - columns of ours
            f"ORDER BY abs(t{last} - t0) DESC, member LIMIT {most}"
        ).fetchall()
        return [Row(str(member), tuple(map(int, points)), was, now) for member, was, now, *points in found]

    def _parts(self) -> list[str]:
        """What each part brings, in SQL."""
        return [f"(t{each.stop} - t{each.start})" for each in self.parts]

    def _numbers(self, asked: str) -> list[int]:
        found = self.connection.execute(f"SELECT {asked} FROM {_MOVES}").fetchone() or ()  # noqa: S608 - columns of ours
        return list(map(int, found))
