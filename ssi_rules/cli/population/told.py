"""What is told of a population at the end of a run, and nothing of a few people in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.cli.counts import several
from ssi_rules.cli.streams import say
from ssi_rules.language.numbers import format_points
from ssi_rules.report.team.privacy import MINIMUM, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.bulk.outcome import Outcome
    from ssi_rules.bulk.summary import Spread, Summary
    from ssi_rules.bulk.target import Target
    from ssi_rules.model import Ruleset

_STATES = {"scored": "scored", "not_applicable": "not applicable", "too_few": "too few", "unknown": "unknown"}


def tell_result(ruleset: Ruleset, outcome: Outcome, target: Target) -> None:
    """Say where the result is, how long it took, and how it is spread."""
    summary = outcome.summary
    if summary is None:
        return
    pace = f", {round(summary.members / outcome.seconds):,} a second" if outcome.seconds else ""
    say(f"{target.told}: {several(summary.members, 'member')} in {outcome.seconds:.1f} s{pace}")
    for line in summary_lines(ruleset, summary):
        say(line)


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
