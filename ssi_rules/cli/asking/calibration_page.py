"""What calibration found, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.bulk.privacy import MINIMUM
from ssi_rules.calibration.written import steps_words
from ssi_rules.cli.asking.figures import KEPT_BACK, RECONSTRUCTION, correlation, left_out, outcome, share
from ssi_rules.cli.asking.pages import Part, Rows
from ssi_rules.cli.counts import several
from ssi_rules.language.numbers import format_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.calibration.bands import BandTable
    from ssi_rules.calibration.findings import Calibrated, CriterionFound
    from ssi_rules.calibration.suggest import Suggestion
    from ssi_rules.calibration.trial import Trial
    from ssi_rules.cli.asking.calibrating import Answer

_RARE = f"Fewer than {MINIMUM} members have the rarer outcome: so few that the intervals here are too narrow."
_CAUSES = "Going together is not causing: who scores high may differ in other ways."


def parts_of(answer: Answer) -> Iterator[Part]:
    """The page, part by part."""
    found = answer.found
    yield _whole(answer)
    yield _scores(answer)
    yield _criteria(answer)
    for each in filter(_has_points, found.criteria):
        yield _bands(found, each)
    if any(row.members is None for each in found.criteria for row in each.bands.rows):
        yield Part("What is kept back", (_ORDER,))
    if found.shifted:
        yield _stability(found)
    yield _suggestions(answer)
    if answer.trial is not None:
        yield _trial(answer.trial)


def _whole(answer: Answer) -> Part:
    found = answer.found
    lines = [
        f"{several(found.known, 'member')} with an outcome and a score; their mean outcome is {outcome(found.outcome, found.unit)}.",
        *left_out(found.members - found.known, "without an outcome, or without a score,"),
        *([_circular(found)] if found.scored_by else []),
        *([_RARE] if found.is_rare else []),
        _CAUSES,
        RECONSTRUCTION,
    ]
    return Part(
        f"{answer.ruleset.title}: does a higher score go with more of `{found.column}`?", tuple(lines)
    )


def _circular(found: Calibrated) -> str:
    return (
        f"`{found.column}` is itself a part of the score, in {', '.join(found.scored_by)}: that they go together is "
        "the rules' doing and no finding. Ask about something that came of it later."
    )


def _scores(answer: Answer) -> Part:
    found = answer.found
    total = found.total.correlation
    if total is None:
        said = "The total is the same for everyone: nothing can go together with it."
    elif total.is_above_zero:
        said = "Members with a higher total have, as a rule, a higher outcome."
    elif total.is_below_zero:
        said = "Members with a higher total have, as a rule, a lower outcome."
    else:
        said = "Nothing shows that a higher total goes with a higher outcome, or a lower one."
    rows = tuple(
        (each.title, _members(each.members), correlation(each.correlation))
        for each in (found.total, *found.pillars)
    )
    note = "Rank correlation: 1 where the order is the same, 0 where there is none, -1 where it is turned round; the interval is what chance leaves open, 95 times of 100."
    return Part("Total and pillars", (said,), Rows(("Score", "Members", "Rank correlation"), rows), (note,))


def _criteria(answer: Answer) -> Part:
    found = answer.found
    rows = tuple(
        (
            each.title,
            *map(correlation, (each.measure, each.points, each.added)),
        )
        for each in found.criteria
        if _has_points(each)
    )
    head = ("Criterion", "Measure", "Points", "Beyond others")
    return Part("Criteria", (), Rows(head, rows), tuple(_beside_criteria(answer)))


def _beside_criteria(answer: Answer) -> Iterator[str]:
    found, contrary = answer.found, answer.suggested.contrary
    if found.too_many:
        yield "What each criterion adds to the others cannot be told: that takes ten members for each."
    else:
        yield "Beyond others: what is left of it among members who are alike in all other criteria."
        if any(_has_points(each) and each.bands.unscored != 0 for each in found.criteria):
            yield "There, who has no points in a criterion is taken as having the mean of those who have."
    if without := [each.id for each in found.criteria if not _has_points(each)]:
        yield f"Nobody has points in: {', '.join(without)}."
    if contrary:
        yield f"More points go with lower outcomes in: {', '.join(contrary)}. No cut-points are suggested for what goes against its points."


def _bands(found: Calibrated, criterion: CriterionFound) -> Part:
    table, title = criterion.bands, f"{criterion.title} ({criterion.id})"
    if all(each.members is None for each in table.rows):
        return Part(title, (_KEPT_BACK,))
    rows = tuple(
        (
            each.title,
            each.points,
            _members(each.members),
            share(each.below),
            outcome(each.outcome, found.unit),
        )
        for each in table.rows
    )
    head = ("Values", "Points", "Members", "Lower values", "Mean outcome")
    return Part(title, (), Rows(head, rows), tuple(_beside(found, table)))


_KEPT_BACK = (
    f"Kept back: beside what is told of other criteria, its bands would tell of fewer than {MINIMUM} members."
)


_ORDER = (
    "Bands are told of the criteria that go with the outcome most, as long as nothing about fewer than "
    f"{MINIMUM} members follows from all that is told together. More members allow more."
)


def _beside(found: Calibrated, table: BandTable) -> Iterator[str]:
    if table.nobody:
        yield f"Nobody is in: {', '.join(table.nobody)}."
    if table.unscored is None:
        yield "Some have no points here."
    elif table.unscored:
        mean = outcome(table.outcome, found.unit)
        yield f"{several(table.unscored, 'member')} without points here; the mean outcome of the others is {mean}."


def _has_points(criterion: CriterionFound) -> bool:
    return criterion.members != 0


def _members(found: int | None) -> str:
    return KEPT_BACK if found is None else f"{found:,}"


def _stability(found: Calibrated) -> Part:
    rows = tuple((each.title, f"{each.index:.3f}", each.words) for each in found.shifted)
    note = "Population stability index between the earlier data and this; below 0.1 is customarily called steady, above 0.25 much shifted."
    table = Rows(("Spread", "Index", ""), rows, frozenset({0, 2}))
    return Part("Since the earlier period", (), table, (note,))


def _suggestions(answer: Answer) -> Part:
    found = answer.suggested
    if not found.suggestions:
        return Part("Suggestions", (_NONE,))
    first = f"Found on {several(found.found_on, 'member')}, tried on {found.held_out:,} others. To be reviewed; nothing is applied."
    return Part("Suggestions", (first, *map(_suggestion, found.suggestions)))


_NONE = "None: no other cut-points or worths go clearly better with the outcome among members that they were not found on."


def _suggestion(each: Suggestion) -> str:
    worth = format_points(each.criterion.worth)
    if each.worth != each.criterion.worth:
        worth += f" → {format_points(each.worth)}"
    gain = "" if each.gained is None else f"; its rank correlation grows by {correlation(each.gained)}"
    return f"{each.pillar}.{each.criterion.id}, worth {worth}: {steps_words(each)}{gain}"


def _trial(trial: Trial) -> Part:
    return Part(
        "Held-out check",
        (
            f"Scored again by all suggestions together, {several(trial.members, 'member')} that they were not found on:",
        ),
        Rows(
            ("Total", "Rank correlation"),
            (
                ("as it is", correlation(trial.now)),
                ("as suggested", correlation(trial.suggested)),
                ("change", correlation(trial.change)),
            ),
        ),
        (
            "They also decided what is suggested, so the change is rather too good: later data is the better test.",
        ),
    )
