"""Advice on markets and their phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.markets.contained_market import contained_market
from ssi_rules.lint.markets.dead_phrase import dead_phrase
from ssi_rules.lint.markets.duplicate_phrase import duplicate_phrase
from ssi_rules.lint.markets.false_friend import false_friend
from ssi_rules.lint.markets.ignored_market_line import ignored_market_line
from ssi_rules.lint.markets.overlapping_markets import overlapping_markets
from ssi_rules.lint.markets.self_defeating_not import self_defeating_not
from ssi_rules.lint.markets.shadowed_phrase import shadowed_phrase

if TYPE_CHECKING:
    from ssi_rules.lint.rule import Rule

RULES: tuple[Rule, ...] = (
    overlapping_markets,
    contained_market,
    shadowed_phrase,
    self_defeating_not,
    false_friend,
    duplicate_phrase,
    dead_phrase,
    ignored_market_line,
)
"""In order of their codes."""
