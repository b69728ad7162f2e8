"""Claims as proofs take them: with all that their assumptions read, whether anything scores by it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.lower_trials import lower_expectation
from ssi_rules.checking.reading import Reads, reads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.checking.typed import Typed, TypedClaim


def lower_claim(claim: TypedClaim, typed: Typed, markets: Mapping[str, model.Market]) -> model.Claim | None:
    """A claim about a ruleset; None when an assumption has no type, or a market that it reads does not stand up.

    Args:
        claim: With its conditions typed.
        typed: The ruleset.
        markets: Those of the ruleset that stand up.
    """
    assumptions = tuple(each for each in claim.assumptions if each is not None)
    if len(assumptions) < len(claim.assumptions):
        return None
    read = reads(assumptions, typed.lets, typed.flat.tables)
    used = read_markets(read, markets)
    if used is None:
        return None
    return model.Claim(
        claim.written.title.text,
        assumptions,
        tuple(lower_expectation(each) for each in claim.written.expectations),
        claim.written.span,
        read_lets(read, typed),
        used,
        read.as_of,
    )


def read_lets(read: Reads, typed: Typed) -> tuple[model.Let, ...]:
    """The lets that are read, in an order in which each uses only earlier ones."""
    return tuple(
        model.Let(name, value, typed.flat.lets[name].span)
        for name, value in typed.lets.items()
        if name in read.lets
    )


def read_markets(read: Reads, markets: Mapping[str, model.Market]) -> Mapping[str, model.Market] | None:
    """The markets that are read; None when one of them does not stand up."""
    used = {name: each for name, each in markets.items() if name in read.markets}
    return used if len(used) == len(read.markets) else None
