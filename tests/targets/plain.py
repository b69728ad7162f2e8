"""Members and scores as plain values: what goes into a compiled module, and what must come out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import as_decimal

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.language.types import Value
    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Pillar, Points
    from ssi_rules.sources.dataset import Member


def given(member: Member, as_of: date | None) -> dict[str, Any]:
    """What ``score`` of a compiled module takes, as JSON holds it."""
    day = as_of or member.as_of
    return {
        "facts": {name: plain(value) for name, value in member.facts.items()},
        "tables": {
            name: [
                {column: plain(cells[at]) for column, cells in rows.columns.items()}
                for at in range(rows.count)
            ]
            for name, rows in member.tables.items()
        },
        "as_of": None if day is None else day.isoformat(),
    }


def plain(value: Value | None) -> bool | str | None:
    """A value as JSON holds it; numbers as texts, which no reader rounds."""
    if value is None or isinstance(value, bool | str):
        return value
    return format(as_decimal(value), "f") if isinstance(value, int) else value.isoformat()


def expected(ruleset: Ruleset, member: Member, as_of: date | None) -> dict[str, Any]:
    """What the reference engine makes of the member, in the shape of a compiled module's result."""
    card = Evaluator(ruleset).scorecard(member, as_of)
    return {
        "ruleset": {"id": ruleset.id, "version": ruleset.version, "fingerprint": ruleset.fingerprint},
        "as_of": None if card.as_of is None else card.as_of.isoformat(),
        **_points(card.total),
        "level": card.level,
        "pillars": {each.id: _pillar(each) for each in card.pillars},
    }


def _points(points: Points) -> dict[str, str | None]:
    return {name: _text(getattr(points, name)) for name in ("points", "low", "high", "worth")}


def _pillar(pillar: Pillar) -> dict[str, Any]:
    written = [each for each in pillar.adjustments if each.kind != "redistributed"]
    return {
        **_points(pillar),
        "criteria": {
            each.id: {
                "points": _text(each.points),
                "worth": _text(each.worth),
                "state": each.state,
                "value": _text(each.measure.value),
            }
            for each in pillar.criteria
        },
        "adjustments": [
            {
                "kind": each.kind,
                "points": _text(each.limit),
                "when": None if each.open else each.fired,
                "cost": _text(each.cost),
            }
            for each in written
        ],
    }


def _text(value: Any) -> Any:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value
