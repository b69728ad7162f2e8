"""One member under two rulesets: which lines of the score differ, by how much and why; the differences add up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member.own import own
from ssi_rules.report.member.standing import score, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from ssi_rules.scorecard import Criterion, Pillar, Scorecard


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the score under both rulesets.

    Attributes:
        more: Points that the second brings more than the first; negative where fewer.
        signed: The same as it is shown.
        first: What it is under the first: points and the member's own value; empty where there is no such line.
        second: The same under the second.
    """

    title: str
    more: Decimal
    signed: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scores of one member and every line that tells them apart.

    Attributes:
        headline: Both totals and the difference.
        columns: Headings: what differs, titles of the first and the second ruleset, and how much more.
        same: How many lines give the same points, in a sentence.
        together: What the differences add up to, its word and its number.
    """

    headline: str
    columns: tuple[str, str, str, str]
    differences: tuple[Difference, ...]
    same: str
    total: Decimal
    together: tuple[str, str]


def compare(first: Scorecard, second: Scorecard, language: Language = ENGLISH) -> Comparison:
    """What makes the second score differ from the first.

    Args:
        first: A member's scorecard with a total.
        second: The same member's under other rules, with a total.
        language: What it is said in.
    """
    lines = list(_lines(first, second, language))
    apart = tuple(each for each in lines if each.more)
    total = (second.total.points or Decimal(0)) - (first.total.points or Decimal(0))
    return Comparison(
        headline=language.text(
            "{who}: {first} and {second}, {change}",
            who=who(first),
            first=score(first.total, language),
            second=score(second.total, language),
            change=language.signed(total),
        ),
        columns=(
            language.text("What differs"),
            words.ruled(first.ruleset.title, language),
            words.ruled(second.ruleset.title, language),
            language.text("More"),
        ),
        differences=apart,
        same=language.plural(
            "{count} other line gives the same points.",
            "{count} other lines give the same points.",
            len(lines) - len(apart),
        ),
        total=total,
        together=(language.text("Together"), language.signed(total)),
    )


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print every line that differs; they add up to the difference of the totals."""
    console.print(Text(comparison.headline, "bold"), highlight=False)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, show_footer=True)
    what, first, second, more = comparison.columns
    together, total = comparison.together
    table.add_column(Text(what), overflow="fold", footer=Text(together))
    table.add_column(Text(first), overflow="fold")
    table.add_column(Text(second), overflow="fold")
    table.add_column(Text(more), justify="right", footer=Text(total), no_wrap=True)
    for each in comparison.differences:
        table.add_row(*map(Text, (each.title, each.first, each.second, each.signed)))
    console.print(table)
    console.print(Text(comparison.same), highlight=False)


def _lines(first: Scorecard, second: Scorecard, language: Language) -> Iterator[Difference]:
    """Every criterion and adjustment of either scorecard, in the order of the first."""
    before, after = _by_line(first, language), _by_line(second, language)
    nothing = _Line("", Decimal(0), language.text("not in these rules"))
    for key in before | after:
        left, right = before.get(key, nothing), after.get(key, nothing)
        titles = dict.fromkeys(each.title for each in (left, right) if each.title)
        more = right.points - left.points
        yield Difference(" / ".join(titles), more, language.signed(more), left.told, right.told)


@dataclass(frozen=True, slots=True)
class _Line:
    title: str
    points: Decimal
    told: str


def _by_line(card: Scorecard, language: Language) -> dict[tuple[str, str], _Line]:
    lines: dict[tuple[str, str], _Line] = {}
    for pillar in card.pillars:
        lines |= {(pillar.id, each.id): _of_criterion(each, language) for each in pillar.criteria}
        lines[pillar.id, "*adjustments"] = _of_adjustments(pillar, language)
    shared = sum((-each.cost for each in card.adjustments), Decimal(0))
    between = language.text("Spread between pillars")
    lines["*", "*adjustments"] = _Line(between, shared, words.points(shared, language))
    return lines


def _of_criterion(criterion: Criterion, language: Language) -> _Line:
    points = criterion.points or Decimal(0)
    told = language.text(
        "{points} of {worth}: {own}{place}",
        points=language.number(points),
        worth=language.number(criterion.worth),
        own=own(criterion, language),
        place=_place(criterion, language),
    )
    return _Line(words.ruled(criterion.title, language), points, told)


def _place(criterion: Criterion, language: Language) -> str:
    """The band the value stands in; a ramp has none."""
    here = next((each.at for each in criterion.cut_points if each.here), None)
    if here is None or criterion.award != "bands":
        return ""
    return language.text(", in the band from {value}", value=words.of_criterion(here, criterion, language))


def _of_adjustments(pillar: Pillar, language: Language) -> _Line:
    cost = sum((-each.cost for each in pillar.adjustments), Decimal(0))
    title = language.text(
        "Caps, deductions and spread in {pillar}", pillar=words.ruled(pillar.title, language)
    )
    return _Line(title, cost, words.points(cost, language))
