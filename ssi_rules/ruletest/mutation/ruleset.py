"""All mutants of a ruleset, in the order of its parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from ssi_rules import model
from ssi_rules.ruletest.mutation.adjustments import adjustment_slips
from ssi_rules.ruletest.mutation.formulas import same_markets
from ssi_rules.ruletest.mutation.mutant import Kind, Mutant, Slip
from ssi_rules.ruletest.mutation.parts import (
    criterion_slips,
    let_slips,
    level_slips,
    other_policy,
)
from ssi_rules.ruletest.mutation.reach import ranges_of
from ssi_rules.ruletest.scope import clauses, with_market

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.ranges import Ranges
    from ssi_rules.ruletest.scope import Clause

_Part = TypeVar("_Part")


def mutants(ruleset: model.Ruleset) -> Iterator[Mutant]:
    """Every small change of what counts for a ruleset that some member could tell.

    Args:
        ruleset: A checked ruleset from a rule file; what has no place in its own file is left alone.
    """
    ranges = ranges_of(ruleset)
    yield from _policy(ruleset, ranges)
    yield from _markets(ruleset)
    yield from _lets(ruleset, ranges)
    for at in range(len(ruleset.pillars)):
        yield from _pillar(ruleset, at, ranges)
    yield from _levels(ruleset)


def _mutant(ruleset: model.Ruleset, slip: Slip) -> Mutant:
    return Mutant(ruleset, slip.kind, slip.summary, slip.span)


def _put(parts: tuple[_Part, ...], at: int, slip: Slip) -> tuple[_Part, ...]:
    """The parts with a slip's part in one place, or without that."""
    instead = () if slip.part is None else (cast("_Part", slip.part),)
    return (*parts[:at], *instead, *parts[at + 1 :])


def _policy(ruleset: model.Ruleset, ranges: Ranges) -> Iterator[Mutant]:
    changed = other_policy(ruleset, ranges)
    if changed is not None:
        span = ruleset.span or ruleset.pillars[0].span
        yield Mutant(changed, Kind.MISSING, f"the ruleset made missing {changed.missing.value}", span)


def _markets(ruleset: model.Ruleset) -> Iterator[Mutant]:
    """Without a clause each; one that decides nothing in what the ruleset reads of the market is left out."""
    for clause in clauses(ruleset):
        changed = with_market(ruleset, clause.without)
        if not same_markets(ruleset.markets, changed.markets):
            summary = f"market {clause.market.name}: {_clause_words(clause)} dropped"
            yield Mutant(changed, Kind.MARKET, summary, clause.span)


def _clause_words(clause: Clause) -> str:
    """The operand as written; of a line its first phrase."""
    if isinstance(clause.market, model.PhraseMarket):
        line = next(each for each in clause.market.lines if each.span == clause.span)
        more = ", …" if len(line.phrases) > 1 else ""
        return f'`{line.column} {"not" if line.vetoes else "has"} "{line.phrases[0]}"{more}`'
    return f"`{' '.join(clause.span.text.split())}`"


def _lets(ruleset: model.Ruleset, ranges: Ranges) -> Iterator[Mutant]:
    for at, let in enumerate(ruleset.lets):
        for slip in let_slips(ruleset, let, ranges):
            yield _mutant(replace(ruleset, lets=_put(ruleset.lets, at, slip)), slip)


def _pillar(ruleset: model.Ruleset, at: int, ranges: Ranges) -> Iterator[Mutant]:
    pillar = ruleset.pillars[at]
    for place, criterion in enumerate(pillar.criteria):
        for slip in criterion_slips(ruleset, f"{pillar.id}.{criterion.id}", criterion, ranges):
            changed = replace(pillar, criteria=_put(pillar.criteria, place, slip))
            yield _mutant(_with_pillar(ruleset, at, changed), slip)
    for place, adjustment in enumerate(pillar.adjustments):
        for slip in adjustment_slips(ruleset, pillar, adjustment, ranges):
            changed = replace(pillar, adjustments=_put(pillar.adjustments, place, slip))
            yield _mutant(_with_pillar(ruleset, at, changed), slip)


def _with_pillar(ruleset: model.Ruleset, at: int, pillar: model.Pillar) -> model.Ruleset:
    return replace(ruleset, pillars=(*ruleset.pillars[:at], pillar, *ruleset.pillars[at + 1 :]))


def _levels(ruleset: model.Ruleset) -> Iterator[Mutant]:
    for at, level in enumerate(ruleset.levels):
        for slip in level_slips(ruleset, level):
            levels = sorted(_put(ruleset.levels, at, slip), key=lambda each: each.start)
            yield _mutant(replace(ruleset, levels=tuple(levels)), slip)
