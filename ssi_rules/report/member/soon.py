"""What a week without anything new takes from a criterion: rows leave its windows by themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member import counting
from ssi_rules.report.member.own import is_part

if TYPE_CHECKING:
    from ssi_rules.scorecard import Criterion


def soon(criterion: Criterion, language: Language = ENGLISH) -> str:
    """What leaves the window by itself and what that costs or brings; empty where the points stay."""
    then = criterion.later
    if then is None or criterion.points is None or (then.points or Decimal(0)) == criterion.points:
        return ""
    values = {"day": language.day(then.as_of), "becomes": _becomes(criterion, language)}
    if then.points is None:
        return language.text(
            "By {day}, without new ones, too little is left to judge this by: {points} less.",
            points=words.points(criterion.points, language),
            **values,
        )
    change = words.points(abs(then.points - criterion.points), language)
    if then.points > criterion.points:
        return language.text("By {day}, without new ones, {becomes}: {points} more.", points=change, **values)
    return language.text("By {day}, without new ones, {becomes}: {points} less.", points=change, **values)


def _becomes(criterion: Criterion, language: Language) -> str:
    measure, then = criterion.measure, criterion.later
    if then is None or measure.value is None or then.value is None:
        return language.text("the value is no longer known")
    after = words.of_criterion(then.value, criterion, language)
    if isinstance(measure.value, Decimal) and measure.counted is not None and measure.type == "count":
        now = counting.counted_rows(measure.counted, measure.value, language)
        return language.plural(
            "{now} becomes {then}", "{now} become {then}", measure.value, now=now, then=after
        )
    now = words.of_criterion(measure.value, criterion, language)
    if then.numerator is not None and then.denominator is not None and is_part(measure):
        return language.text(
            "{now} becomes {then} ({part} of {whole})",
            now=now,
            then=after,
            part=language.number(then.numerator),
            whole=language.number(then.denominator),
        )
    return language.text("{now} becomes {then}", now=now, then=after)
