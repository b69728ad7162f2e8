"""What calibration found, as a JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from ssi_rules.calibration.written import steps_words
from ssi_rules.cli.asking.documents import AskedRuleset, EstimateOut, asked, estimate, figure, perhaps
from ssi_rules.language.numbers import POINT_SCALE, as_decimal
from ssi_rules.scorecard import Document, Exact

if TYPE_CHECKING:
    from ssi_rules.calibration.bands import Band
    from ssi_rules.calibration.findings import CriterionFound, Relation, Shifted
    from ssi_rules.calibration.suggest import Suggestion
    from ssi_rules.calibration.trial import Trial
    from ssi_rules.cli.asking.calibrating import Answer


class OutcomeOut(Document):
    """The column that says what came of it; the mean of yes and no is the share of yes.

    Attributes:
        is_rare: Whether fewer than ten have the rarer of yes and no: intervals are then too narrow.
        scored_by: Criteria, and pillars, that read this column themselves: they go with it by the rules alone.
    """

    column: str
    unit: Literal["yes or no", "percent", "number"]
    mean: EstimateOut
    is_rare: bool
    scored_by: tuple[str, ...]


class CalibratedMembers(Document):
    """How many there are, and how many of them have an outcome and a score."""

    all: int | None
    with_outcome: int


class RelationOut(Document):
    """How a score goes with the outcome, by Spearman's rank correlation; null where it is the same for everyone."""

    title: str
    members: int | None
    rank_correlation: EstimateOut | None


class BandOut(Document):
    """A band, or neighbours that are told of together.

    Attributes:
        values: In words: "5 to below 10".
        points: What is earned in it, in words: "2", "0 to 3".
        lower_values: The share of the criterion's members below it.
    """

    values: str
    points: str
    members: int | None
    lower_values: float | None
    mean_outcome: EstimateOut | None


class CriterionOut(Document):
    """A criterion: the rank correlations of its points and its measure with the outcome, and its bands.

    Attributes:
        members: Those with points.
        beyond_the_others: What is left of the points' correlation when all other criteria are held.
        mean_outcome: Of those with points.
        nobody_in: Bands of the ruleset that no member is in.
    """

    id: str
    title: str
    members: int | None
    mean_outcome: EstimateOut | None
    points: EstimateOut | None
    measure: EstimateOut | None
    beyond_the_others: EstimateOut | None
    bands: tuple[BandOut, ...]
    without_points: int | None
    nobody_in: tuple[str, ...]


class StabilityOut(Document):
    """How far a spread shifted since the earlier period: the population stability index, and what is customarily said of it."""

    title: str
    index: float
    said: Literal["steady", "somewhat shifted", "much shifted"]


class WorthOut(Document):
    """What a criterion is worth, and what is suggested."""

    now: Exact
    suggested: Exact


class SuggestionOut(Document):
    """What a criterion might earn instead.

    Attributes:
        would_earn: As a rule file would say it, on one line.
        gain: By how much its rank correlation grows among the members it was not found on; null where only its worth changes.
    """

    criterion: str
    worth: WorthOut
    would_earn: str
    gain: EstimateOut | None


class Halves(Document):
    """Members that suggestions were found on, and those they were tried on."""

    found_on: int
    held_out: int


class HeldOutCheck(Document):
    """The total's rank correlation among the members that suggestions were not found on: as it is, and with all of them."""

    members: int
    now: EstimateOut | None
    suggested: EstimateOut | None
    change: EstimateOut | None


class CalibrateDocument(Document):
    """What ``ssi calibrate --format json`` prints: what goes with an outcome, which is not what causes it.

    Null is what cannot be told, or is kept back because it would tell of fewer than ten members.

    Attributes:
        causal: Always false.
        stability: Since an earlier period; empty where none was given.
        against_points: Criteria whose points go with lower outcomes.
        held_out_check: Null where nothing is suggested.
    """

    schema_: Annotated[Literal["ssi.calibrate/1"], Field(serialization_alias="schema")] = "ssi.calibrate/1"
    ruleset: AskedRuleset
    outcome: OutcomeOut
    members: CalibratedMembers
    causal: Literal[False] = False
    total: RelationOut
    pillars: tuple[RelationOut, ...]
    criteria: tuple[CriterionOut, ...]
    stability: tuple[StabilityOut, ...]
    suggestions: tuple[SuggestionOut, ...]
    against_points: tuple[str, ...]
    halves: Halves
    held_out_check: HeldOutCheck | None


def document(answer: Answer) -> CalibrateDocument:
    """The document of an answer."""
    found, suggested = answer.found, answer.suggested
    return CalibrateDocument(
        ruleset=asked(answer.ruleset),
        outcome=OutcomeOut(
            column=found.column,
            unit=found.unit.value,
            mean=estimate(found.outcome),
            is_rare=found.is_rare,
            scored_by=found.scored_by,
        ),
        members=CalibratedMembers(all=found.told_members, with_outcome=found.known),
        total=_relation(found.total),
        pillars=tuple(map(_relation, found.pillars)),
        criteria=tuple(map(_criterion, found.criteria)),
        stability=tuple(map(_stability, found.shifted)),
        suggestions=tuple(map(_suggestion, suggested.suggestions)),
        against_points=suggested.contrary,
        halves=Halves(found_on=suggested.found_on, held_out=suggested.held_out),
        held_out_check=None if answer.trial is None else _trial(answer.trial),
    )


def _relation(found: Relation) -> RelationOut:
    return RelationOut(title=found.title, members=found.members, rank_correlation=perhaps(found.correlation))


def _criterion(found: CriterionFound) -> CriterionOut:
    return CriterionOut(
        id=found.id,
        title=found.title,
        members=found.members,
        mean_outcome=perhaps(found.bands.outcome),
        points=perhaps(found.points),
        measure=perhaps(found.measure),
        beyond_the_others=perhaps(found.added),
        bands=tuple(map(_band, found.bands.rows)),
        without_points=found.bands.unscored,
        nobody_in=found.bands.nobody,
    )


def _band(band: Band) -> BandOut:
    return BandOut(
        values=band.title,
        points=band.points,
        members=band.members,
        lower_values=None if band.below is None else figure(band.below),
        mean_outcome=perhaps(band.outcome),
    )


def _stability(found: Shifted) -> StabilityOut:
    return StabilityOut(title=found.title, index=figure(found.index), said=found.words)


def _suggestion(each: Suggestion) -> SuggestionOut:
    now, then = (as_decimal(worth, POINT_SCALE) for worth in (each.criterion.worth, each.worth))
    return SuggestionOut(
        criterion=f"{each.pillar}.{each.criterion.id}",
        worth=WorthOut(now=now, suggested=then),
        would_earn=steps_words(each),
        gain=perhaps(each.gained),
    )


def _trial(trial: Trial) -> HeldOutCheck:
    return HeldOutCheck(
        members=trial.members,
        now=perhaps(trial.now),
        suggested=perhaps(trial.suggested),
        change=perhaps(trial.change),
    )
