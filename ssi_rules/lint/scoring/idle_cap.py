from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.language.numbers import format_points
from ssi_rules.lint.scored import pillars
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.scored import ScoredPillar
    from ssi_rules.lint.subject import Subject


def idle_cap(subject: Subject) -> Iterator[Diagnostic]:
    """Caps at all that a pillar is worth, and caps after a cap as low that acts whenever they do."""
    for pillar in pillars(subject):
        stood: list[tuple[model.Cap, ast.Cap]] = []
        for written, typed in zip(pillar.written.adjustments, pillar.typed.adjustments, strict=True):
            if isinstance(written, ast.Cap) and isinstance(typed, model.Cap):
                yield from _idle(pillar, written, typed, stood)
                stood.append((typed, written))


def _idle(
    pillar: ScoredPillar, written: ast.Cap, typed: model.Cap, stood: list[tuple[model.Cap, ast.Cap]]
) -> Iterator[Diagnostic]:
    at, worth, name = format_points(typed.at), format_points(pillar.typed.worth), pillar.typed.id
    if typed.at >= pillar.typed.worth:
        yield Diagnostic(
            codes.IDLE_CAP,
            f"A cap at {at} takes nothing from pillar `{name}`, which can earn {worth} points at most.",
            written.at.span,
            (Label(pillar.written.worth.span, f"`{name}` is worth {worth}"),),
            f"cap below {worth}, or delete the cap",
        )
        return
    lower = next((other for cap, other in stood if cap.when == typed.when and cap.at <= typed.at), None)
    if lower is not None:
        standing = format_points(lower.at.hundredths)
        yield Diagnostic(
            codes.IDLE_CAP,
            f"A cap at {at} takes nothing where pillar `{name}` is capped at {standing} on the same condition.",
            written.at.span,
            (Label(lower.at.span, f"capped at {standing} here"),),
            "delete one of the two caps, or mend its condition",
        )
