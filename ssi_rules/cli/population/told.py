"""What is told of a population at the end of a run, and nothing of a few people in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.bulk.privacy import MINIMUM, joined
from ssi_rules.cli.counts import several
from ssi_rules.cli.streams import say
from ssi_rules.language.numbers import format_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ssi_rules.bulk.summary import Spread, Summary
    from ssi_rules.model import Ruleset

_STATES = {"scored": "scored", "not_applicable": "not applicable", "too_few": "too few", "unknown": "unknown"}


def tell_result(ruleset: Ruleset, summary: Summary | None, where: str, seconds: float = 0) -> None:
    """Say where the result is, how long it took, and how it is spread.

    Args:
        ruleset: What it was scored by.
        summary: The result, counted; None where it was not.
        where: Where it is.
        seconds: How long it took; 0 is not told.
    """
    if summary is None:
        return
    pace = f" in {seconds:.1f} s, {round(summary.members / seconds):,} a second" if seconds else ""
    say(f"{where}: {several(summary.members, 'member')}{pace}")
    for line in summary_lines(ruleset, summary):
        say(line)


def tell_days(summary: Summary | None, asked: date | None) -> None:
    """Say which days members were looked at from, where the data gave them."""
    days = {} if summary is None else summary.days
    if not days:
        say("note: the data has no members")
    told = {day: count for day, count in days.items() if day is not None and day != asked}
    for day, count in sorted(told.items())[:_DAYS]:
        shared = "" if len(days) == 1 else f" for {count:,} of {sum(days.values()):,} members"
        say(f"as of {day.isoformat()}, the day the data gives{shared}")
    if len(told) > _DAYS:
        say(f"and {len(told) - _DAYS:,} other days")


_DAYS = 5
"""Days that are told one by one."""


def summary_lines(ruleset: Ruleset, summary: Summary) -> Iterator[str]:
    """The result in a few lines.

    Levels and states that too few members have are told together with their neighbours, so that what is not told cannot be
    worked out from what is.
    """
    if summary.members < MINIMUM:
        if summary.members:
            yield f"fewer than {MINIMUM} members: nothing is told of how they are spread"
        return
    yield from _levels(ruleset, summary)
    yield from _points(ruleset, summary)
    yield from _states(summary)


def _levels(ruleset: Ruleset, summary: Summary) -> Iterator[str]:
    names: dict[str | None, str] = {None: "no level"}
    names.update((each.id, each.title) for each in sorted(ruleset.levels, key=lambda level: level.start))
    if ruleset.levels:
        yield "levels:"
        yield from _bins({name: summary.levels.get(id_, 0) for id_, name in names.items()}, summary.members)


def _bins(counts: Mapping[str, int], members: int) -> Iterator[str]:
    names, sizes = list(counts), list(counts.values())
    for group in joined(sizes, MINIMUM):
        held = [i for i in group if sizes[i]]
        count = sum(sizes[i] for i in held)
        yield f"  {' or '.join(names[i] for i in held)}: {count:,} ({_percent(count, members)})"


def _percent(count: int, members: int) -> str:
    return f"{100 * count / members:.1f} %"


def _points(ruleset: Ruleset, summary: Summary) -> Iterator[str]:
    yield "medians:"
    worths = {**{each.id: each.worth for each in ruleset.pillars}, "total": ruleset.worth}
    titles = {**{each.id: each.title for each in ruleset.pillars}, "total": "total"}
    for name, spread in summary.points.items():
        yield f"  {titles[name]}: {_median(spread)} of {format_points(worths[name])}"


def _median(spread: Spread) -> str:
    if spread.median is None or spread.members < MINIMUM:
        return f"fewer than {MINIMUM} members have points"
    return f"{spread.median.normalize():f}"


def _states(summary: Summary) -> Iterator[str]:
    if summary.states:
        yield "states:"
    for criterion, counts in summary.states.items():
        groups = _together({_STATES[state]: count for state, count in counts.items()})
        told = ", ".join(f"{name} {count:,}" for name, count in groups)
        yield f"  {criterion}: {told}"


def _together(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Groups by size, the largest first; those too small to be told join the next."""
    names = sorted(counts, key=lambda each: -counts[each])
    for group in joined([counts[each] for each in names], MINIMUM):
        yield " or ".join(names[i] for i in group), sum(counts[names[i]] for i in group)
