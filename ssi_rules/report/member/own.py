"""The member's own number of a criterion, in a phrase and in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member import counting
from ssi_rules.scorecard import Whole

if TYPE_CHECKING:
    from ssi_rules.scorecard import Criterion, Measure


def own(criterion: Criterion, language: Language = ENGLISH) -> str:
    """The member's own value with what it was made from: ``3 of 24 InMails, which is 12.5%``."""
    measure = criterion.measure
    if measure.value is None:
        # Only what was redacted has points for a value that is not there.
        return language.text("not known") if criterion.points is None else language.text("withheld")
    value = words.of_criterion(measure.value, criterion, language)
    parts = _parts(measure, language)
    return language.text("{parts}, which is {value}", parts=parts, value=value) if parts else value


def yours(criterion: Criterion, language: Language = ENGLISH) -> str:
    """The same as a sentence: that she sent 24 InMails and 3 were answered, which is 12.5%."""
    return words.sentence(_clause(criterion, language) or own(criterion, language))


def told(criterion: Criterion, language: Language = ENGLISH) -> str:
    """The criterion by its title, and the member's own number."""
    title = words.ruled(criterion.title, language)
    clause = _clause(criterion, language)
    if clause:
        return words.joined(words.sentence(title), words.sentence(clause))
    return language.text("{title}: {value}.", title=title, value=own(criterion, language))


def is_part(measure: Measure) -> bool:
    """Whether the numerator counts some of what the denominator counts."""
    top, bottom = measure.numerator, measure.denominator
    return top is not None and bottom is not None and top <= bottom and whole(measure) is not None


def whole(measure: Measure) -> Whole | None:
    """What the numerator is a part of; of documents that do not say, only what they say of the rows above the line."""
    if measure.whole is None and measure.counted is not None:
        return Whole(table=measure.counted.table)
    return measure.whole


def _parts(measure: Measure, language: Language) -> str:
    top, bottom = measure.numerator, measure.denominator
    if top is None or bottom is None:
        return ""
    first, second = language.number(top), language.number(bottom)
    of = whole(measure)
    if of is None or not is_part(measure):
        if not top:
            return ""  # nothing, divided by whatever it is
        return language.text("{top} divided by {bottom}", top=first, bottom=second)
    rows = second if of.table is None else counting.rows(of.table, bottom, language)
    return language.text("{part} of {rows}", part=first, rows=rows)


def _clause(criterion: Criterion, language: Language) -> str | None:
    """``you sent 24 InMails and 3 were answered: 12.5%``; None where the rows have no such words."""
    measure = criterion.measure
    if (
        measure.counted is None
        or measure.value is None
        or measure.left_out
        or isinstance(measure.value, bool | str)
        or _is_held(measure)
    ):
        return None
    if measure.numerator is None or measure.denominator is None:
        return counting.owned(measure.counted, measure.value, language)
    return _part_clause(criterion, language) if is_part(measure) else None


def _is_held(measure: Measure) -> bool:
    """Whether rows of some days only are counted of what one has: ``you have 3 connections`` would be said of all days."""
    return bool(measure.windows) and measure.counted is not None and measure.counted.table == "connections"


def _part_clause(criterion: Criterion, language: Language) -> str | None:
    measure = criterion.measure
    counted, value, top, bottom = measure.counted, measure.value, measure.numerator, measure.denominator
    if counted is None or value is None or top is None or bottom is None:
        return None
    whole = counting.owned(counted.model_copy(update={"column": None, "market": None}), bottom, language)
    part = counting.singled_out(counted, top, language)
    if whole is None or part is None:
        return None
    shown = words.of_criterion(value, criterion, language)
    return language.text("{whole} and {part}: {value}", whole=whole, part=part, value=shown)
