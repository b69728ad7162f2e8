"""One member under two rulesets: which lines of the score differ, by how much and why; the differences add up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from ssi_rules.report import words
from ssi_rules.report.inert import inert
from ssi_rules.report.reasons import own
from ssi_rules.report.standing import score, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from ssi_rules.scorecard import Criterion, Pillar, Scorecard


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the score under both rulesets.

    Attributes:
        more: Points that the second brings more than the first; negative where fewer.
        first: What it is under the first: points and the member's own value; empty where there is no such line.
        second: The same under the second.
    """

    title: str
    more: Decimal
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scores of one member and every line that tells them apart.

    Attributes:
        headline: Both totals and the difference.
        rulesets: Titles of the first and the second.
        same: How many lines give the same points.
    """

    headline: str
    rulesets: tuple[str, str]
    differences: tuple[Difference, ...]
    same: int
    total: Decimal


def compare(first: Scorecard, second: Scorecard) -> Comparison:
    """What makes the second score differ from the first.

    Args:
        first: A member's scorecard with a total.
        second: The same member's under other rules, with a total.
    """
    lines = list(_lines(first, second))
    apart = tuple(each for each in lines if each.more)
    total = (second.total.points or Decimal(0)) - (first.total.points or Decimal(0))
    return Comparison(
        headline=f"{who(first)}: {score(first.total)} and {score(second.total)}, {words.signed(total)}",
        rulesets=(inert(first.ruleset.title), inert(second.ruleset.title)),
        differences=apart,
        same=len(lines) - len(apart),
        total=total,
    )


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print every line that differs; they add up to the difference of the totals."""
    console.print(Text(comparison.headline, "bold"), highlight=False)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, show_footer=True)
    table.add_column("What differs", overflow="fold", footer=Text("Together"))
    for title in comparison.rulesets:
        table.add_column(Text(title), overflow="fold")
    table.add_column("More", justify="right", footer=Text(words.signed(comparison.total)), no_wrap=True)
    for each in comparison.differences:
        table.add_row(*map(Text, (each.title, each.first, each.second, words.signed(each.more))))
    console.print(table)
    console.print(
        Text(f"{words.several(comparison.same, 'other line')} give the same points."), highlight=False
    )


def _lines(first: Scorecard, second: Scorecard) -> Iterator[Difference]:
    """Every criterion and adjustment of either scorecard, in the order of the first."""
    before, after = _by_line(first), _by_line(second)
    for key in before | after:
        left, right = before.get(key, _NOTHING), after.get(key, _NOTHING)
        titles = dict.fromkeys(each.title for each in (left, right) if each.title)
        yield Difference(" / ".join(titles), right.points - left.points, left.told, right.told)


@dataclass(frozen=True, slots=True)
class _Line:
    title: str
    points: Decimal
    told: str


_NOTHING = _Line("", Decimal(0), "not in these rules")


def _by_line(card: Scorecard) -> dict[tuple[str, str], _Line]:
    lines: dict[tuple[str, str], _Line] = {}
    for pillar in card.pillars:
        lines |= {(pillar.id, each.id): _of_criterion(each) for each in pillar.criteria}
        lines[pillar.id, "*adjustments"] = _of_adjustments(pillar)
    shared = sum((-each.cost for each in card.adjustments), Decimal(0))
    lines["*", "*adjustments"] = _Line("Spread between pillars", shared, words.points(shared))
    return lines


def _of_criterion(criterion: Criterion) -> _Line:
    points = criterion.points or Decimal(0)
    told = f"{words.plain(points)} of {words.plain(criterion.worth)}: {own(criterion)}{_place(criterion)}"
    return _Line(inert(criterion.title), points, told)


def _place(criterion: Criterion) -> str:
    """The band the value stands in; a ramp has none."""
    here = next((each.at for each in criterion.cut_points if each.here), None)
    if here is None or criterion.award != "bands":
        return ""
    return f", in the band from {words.of_criterion(here, criterion)}"


def _of_adjustments(pillar: Pillar) -> _Line:
    cost = sum((-each.cost for each in pillar.adjustments), Decimal(0))
    return _Line(f"Caps, deductions and spread in {inert(pillar.title)}", cost, words.points(cost))
