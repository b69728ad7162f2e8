"""The same findings for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.calibration.written import steps_words
from ssi_rules.language.numbers import POINT_SCALE

if TYPE_CHECKING:
    from ssi_rules.calibration.bands import Band
    from ssi_rules.calibration.findings import CriterionFound, Relation
    from ssi_rules.calibration.statistics import Estimate
    from ssi_rules.calibration.suggest import Suggestion
    from ssi_rules.cli.asking.calibrating import Answer, Trial

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_DIGITS = 6


def calibration_document(answer: Answer) -> Json:
    """What calibration found; null is what cannot be told or is kept back."""
    found, suggested = answer.found, answer.suggested
    return {
        "kind": "calibration",
        "ruleset": {"id": answer.ruleset.id, "fingerprint": answer.ruleset.fingerprint},
        "outcome": {"column": found.column, "unit": found.unit.value, "mean": estimate(found.outcome)},
        "members": {"all": found.members, "with_outcome": found.known},
        "causal": False,
        "total": _relation(found.total),
        "pillars": [_relation(each) for each in found.pillars],
        "criteria": [_criterion(each) for each in found.criteria],
        "stability": [
            {"title": each.title, "index": round(each.index, _DIGITS), "said": each.words}
            for each in found.shifted
        ],
        "suggestions": [_suggestion(each) for each in suggested.suggestions],
        "against_points": list(suggested.contrary),
        "halves": {"found_on": suggested.found_on, "held_out": suggested.held_out},
        "held_out_check": None if answer.trial is None else _trial(answer.trial),
    }


def estimate(found: Estimate | None) -> Json:
    """A figure with its interval."""
    if found is None:
        return None
    return {name: round(getattr(found, name), _DIGITS) for name in ("value", "low", "high")}


def _relation(found: Relation) -> Json:
    return {
        "title": found.title,
        "members": found.members,
        "rank_correlation": estimate(found.correlation),
    }


def _criterion(found: CriterionFound) -> Json:
    # How many have points says how many have none, which may be too few to be told of.
    is_told = found.bands.unscored is not None
    return {
        "id": found.id,
        "title": found.title,
        "members": found.points.members if is_told else None,
        "points": estimate(found.points.correlation),
        "measure": estimate(found.measure.correlation),
        "beyond_the_others": estimate(found.added),
        "bands": [_band(each) for each in found.bands.rows],
        "without_points": found.bands.unscored,
        "nobody_in": list(found.bands.nobody),
    }


def _band(band: Band) -> Json:
    return {
        "values": band.title,
        "points": band.points,
        "members": band.members,
        "lower_values": None if band.below is None else round(band.below, _DIGITS),
        "mean_outcome": estimate(band.outcome),
    }


def _suggestion(each: Suggestion) -> Json:
    return {
        "criterion": f"{each.pillar}.{each.criterion.id}",
        "worth": {"now": each.criterion.worth / POINT_SCALE, "suggested": each.worth / POINT_SCALE},
        "would_earn": steps_words(each),
        "gain": estimate(each.gained),
    }


def _trial(trial: Trial) -> Json:
    return {
        "members": trial.members,
        "now": estimate(trial.now),
        "suggested": estimate(trial.suggested),
        "change": estimate(trial.change),
    }
