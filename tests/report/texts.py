"""Every text of a member's view, so that a rendering can be held to show all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.report.member.view import (
        Changes,
        CriterionView,
        Explanation,
        Line,
        PillarView,
        Reason,
        SumLine,
        Trend,
    )


def texts(explanation: Explanation) -> Iterator[str]:
    """All that a rendering has to say: not what describes a picture, and not what a renderer may do without."""
    view = explanation
    yield from (view.headline, *view.story, view.claim)
    for bar in view.lifts:
        yield from (bar.text, bar.points)
    yield from _reasons((*view.reasons, *view.unseen))
    if view.together is not None:
        yield from (view.together.heading, view.together.lead, view.together.note)
        for work in view.together.works:
            yield from (work.action, work.effort)
    if view.plan:
        yield from (view.headings.alone, view.headings.alone_told)
    for step in view.plan:
        yield from (step.action, step.effort, step.brings, step.text)
    for pillar in view.pillars:
        yield from _pillar(pillar)
    yield from _sums(view.sums)
    yield from _lines((*view.unknown, *view.provenance))
    yield from view.notices
    if view.trend is not None:
        yield from _trend(view.trend)
    if view.changes is not None:
        yield from _changes(view.changes)
    yield from _headings(view)


def squeezed(text: str) -> str:
    """Without white space, which renderings lay out as they like, and without what shows nothing."""
    return re.sub(r"\s+|\N{WORD JOINER}", "", text)


def _headings(view: Explanation) -> Iterator[str]:
    words = view.headings
    shown = {
        words.pillars: view.pillars,
        words.lifts: view.lifts,
        words.reasons: view.reasons,
        words.unseen: view.unseen,
        words.plan: view.plan or view.together,
        words.sums: view.sums,
        words.unknown: view.unknown,
        words.data: view.notices,
        words.trend: view.trend,
        words.changes: view.changes,
        words.provenance: view.provenance,
    }
    yield from (heading for heading, part in shown.items() if part)


def _reasons(reasons: Iterable[Reason]) -> Iterator[str]:
    for each in reasons:
        yield from (each.points, each.text)


def _pillar(pillar: PillarView) -> Iterator[str]:
    yield from (pillar.title, pillar.points)
    yield from (each for each in (pillar.range, pillar.last, pillar.peers) if each)
    for each in pillar.criteria:
        yield from _criterion(each)
    yield from _sums(pillar.sums)


def _criterion(criterion: CriterionView) -> Iterator[str]:
    yield from (criterion.title, criterion.state, criterion.points)
    for step in criterion.steps:
        yield from (step.at, step.earns)
    yield from _lines(criterion.lines)


def _sums(sums: Iterable[SumLine]) -> Iterator[str]:
    for each in sums:
        yield from (each.text, each.points)


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    for each in lines:
        yield from (each.label, each.text)


def _trend(trend: Trend) -> Iterator[str]:
    yield from trend.columns
    for series in trend.series:
        yield from (series.title, series.note)
        for each in series.readings:
            yield from (each.day, each.points, each.level, each.note)


def _changes(changes: Changes) -> Iterator[str]:
    yield from (changes.headline, changes.told)
    yield from changes.columns if changes.split else (changes.columns[0], changes.columns[3])
    for each in (*changes.lines, changes.total):
        yield from (each.title, each.together, each.text)
        if changes.split:
            yield from (each.you, each.rules)
