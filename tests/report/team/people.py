"""Summaries of invented members, made without scoring anybody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.team.summary import CriterionRule, PillarRule, Rules, Standing, Summary
from ssi_rules.report.team.view import team_view
from ssi_rules.report.team.whole import TeamOptions
from ssi_rules.scorecard import LevelInfo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ssi_rules.report.team.moves import Move
    from ssi_rules.report.team.parts import Part, TeamView

FIND, ENGAGE = 0, 1

RULES = Rules(
    name="tour",
    title="A tour",
    version="1.0.0",
    fingerprint="sha256:0123",
    worth=Decimal(100),
    pillars=(
        PillarRule(
            "find",
            "Find the right people",
            Decimal(50),
            (
                CriterionRule("People searches", Decimal(30), "Search once a day."),
                CriterionRule("Days active", Decimal(20), None),
            ),
        ),
        PillarRule(
            "engage",
            "Engage with insights",
            Decimal(50),
            (CriterionRule("Replies", Decimal(50), "Write to fewer people."),),
        ),
    ),
    levels=(
        LevelInfo(id="low", title="Getting started", start=Decimal(0)),
        LevelInfo(id="high", title="Steady", start=Decimal(45)),
    ),
)


def member(  # noqa: PLR0913 - a member by hand, of which each test cares for something else
    name: str,
    find: str | None = "10",
    engage: str | None = "20",
    *,
    labels: Mapping[str, str] | None = None,
    move: Move | None = None,
    rules: Rules = RULES,
) -> Summary:
    """A member with so many points in each pillar; all points of a pillar are its first criterion's."""
    pillars = tuple(
        _standing(points, each.worth) for points, each in zip((find, engage), rules.pillars, strict=True)
    )
    known = [each.points for each in pillars if each.points is not None]
    total = sum(known, Decimal(0)) if known else None
    open_ = any(each.points is None for each in pillars)
    level = None if total is None else "high" if total >= rules.levels[1].start else "low"
    return Summary(
        member=name,
        labels=dict(labels or {}),
        as_of=date(2026, 6, 30),
        rules=rules,
        total=Standing(total, total, Decimal(100) if open_ else total, "scored" if known else "unknown"),
        level=level,
        pillars=pillars,
        left=tuple(
            tuple(
                None if each.points is None else max(criterion.worth - each.points, Decimal(0))
                for criterion in rule.criteria
            )
            for each, rule in zip(pillars, rules.pillars, strict=True)
        ),
        open=sum(each.points is None for each in pillars),
        move=move,
    )


def _standing(points: str | None, worth: Decimal) -> Standing:
    if points is None:
        return Standing(None, Decimal(0), worth, "unknown")
    return Standing(Decimal(points), Decimal(points), Decimal(points), "scored")


def people(count: int, **labels: Sequence[str]) -> list[Summary]:
    """So many members with points all over; labels are given out one after the other, round and round."""
    return [
        member(
            f"id-{i:03}",
            str(i * 7 % 51),
            str(i * 13 % 51),
            labels={name: values[i % len(values)] for name, values in labels.items()},
        )
        for i in range(count)
    ]


def view_of(
    summaries: Sequence[Summary], options: TeamOptions | None = None, language: Language = ENGLISH
) -> TeamView:
    return team_view(summaries, options or TeamOptions(), language, lambda each: f"Member {each.member}")


def part(view: TeamView, key: str) -> Part:
    found = view.part(key)
    assert found is not None, [each.key for each in view.parts]
    return found


def texts(view: TeamView) -> str:
    """Everything the page says, in one text."""
    said = [view.title, view.headline, *view.story, view.claim]
    for each in view.parts:
        said += [each.title, *each.told, each.withheld]
        said += [text for one in each.advice for text in (one.title, one.text, one.brings)]
        if each.table is not None:
            said += [each.table.caption, *(column.title for column in each.table.columns)]
            said += [text for row in each.table.rows for cell in row for text in (cell.text, cell.note)]
    return "\n".join([*said, *(f"{each.label} {each.text}" for each in view.provenance)])
