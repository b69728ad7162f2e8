"""What ``infer`` makes of a flat ruleset: every expression that has a type, as the model says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules import model
    from ssi_rules.checking.flat import Flat, FlatCriterion, FlatPillar
    from ssi_rules.syntax import ast


@dataclass(frozen=True, slots=True)
class TypedCriterion:
    """A criterion with its expressions; None where there is none, or where it has no type.

    Attributes:
        award: With cut-points worked out; None when one of them could not be.
    """

    flat: FlatCriterion
    applies: model.Expression | None
    measure: model.Expression | None
    needs: model.Expression | None
    award: model.Award | None

    @property
    def complete(self) -> bool:
        """Whether everything that is written has a type, and nothing that must be written lacks."""
        flat = self.flat
        return (
            self.measure is not None
            and self.award is not None
            and (self.applies is not None or flat.applies is None)
            and (self.needs is not None or flat.needs is None)
        )


@dataclass(frozen=True, slots=True)
class TypedAdjustment:
    """A cap or a deduction with its condition."""

    written: ast.Cap | ast.Deduct
    when: model.Expression | None


@dataclass(frozen=True, slots=True)
class TypedPillar:
    """A pillar with its parts, in their order."""

    flat: FlatPillar
    criteria: tuple[TypedCriterion, ...]
    adjustments: tuple[TypedAdjustment, ...]


@dataclass(frozen=True, slots=True)
class TypedClaim:
    """A claim with its conditions, in their order."""

    written: ast.Claim
    assumptions: tuple[model.Expression | None, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A flat ruleset with a type for every expression that has one.

    Attributes:
        lets: In an order in which each uses only earlier ones; those without a type are left out.
    """

    flat: Flat
    lets: Mapping[str, model.Expression]
    pillars: tuple[TypedPillar, ...]
    claims: tuple[TypedClaim, ...] = ()
