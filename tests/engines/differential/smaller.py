"""Makes what engines differ on small: one member, and of the rules only what it takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ssi_rules.engines.walk import children
from ssi_rules.model import (
    Aggregated,
    And,
    Bands,
    Calculation,
    Cap,
    Compared,
    EarnsWhen,
    Known,
    LetValue,
    Not,
    Or,
    Otherwise,
    Ramp,
)
from tests.engines.differential.written import checked, rule_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules.language.types import Value
    from ssi_rules.model import Adjustment, Award, Criterion, Expression, Pillar, Ruleset
    from ssi_rules.sources.dataset import Member, Rows
    from tests.engines.differential.group import Group

Differs: TypeAlias = "Callable[[Ruleset, Group], bool]"
Thing = TypeVar("Thing")

_MOST_ATTEMPTS = 1500
_SHORTEST_AWARD = {Bands: 1, Ramp: 2}


def smaller(ruleset: Ruleset, group: Group, differs: Differs) -> tuple[Ruleset, Group]:
    """The same difference from less.

    Args:
        ruleset: A checked one.
        group: One member is enough.
        differs: Whether engines differ on other rules and another member; asked a limited number of times.
    """
    attempts = iter(range(_MOST_ATTEMPTS))

    def found(rules: Ruleset, people: Group) -> bool:
        return next(attempts, None) is not None and differs(rules, people)

    def shrunk(rules: Ruleset) -> Ruleset | None:
        made = checked("\n".join(rule_file(rules)))
        return made if made is not None and found(made, group) else None

    member = group.members[0]
    while True:
        group = replace(group, members=(member,))
        rules = next((made for each in _of_ruleset(ruleset) if (made := shrunk(each))), None)
        less = next(
            (each for each in _of_member(member) if found(ruleset, replace(group, members=(each,)))), None
        )
        if rules is None and less is None:
            return ruleset, group
        ruleset = rules or ruleset
        if less is not None and (rules is None or found(ruleset, replace(group, members=(less,)))):
            member = less


# Rules.


def _of_ruleset(ruleset: Ruleset) -> Iterator[Ruleset]:
    for pillars in _without_one(ruleset.pillars):
        yield _summed(replace(ruleset, pillars=pillars))
    for place, pillar in enumerate(ruleset.pillars):
        for less in _of_pillar(pillar):
            yield _summed(replace(ruleset, pillars=_with(ruleset.pillars, place, less)))
    if ruleset.levels:
        yield replace(ruleset, levels=())
    for name in ruleset.markets:
        yield replace(ruleset, markets={each: it for each, it in ruleset.markets.items() if each != name})
    for place, let in enumerate(ruleset.lets):
        for value in _of_expression(let.value, ruleset):
            yield replace(ruleset, lets=_with(ruleset.lets, place, replace(let, value=value)))
    for place, pillar in enumerate(ruleset.pillars):
        for less in _rewritten(pillar, ruleset):
            yield _summed(replace(ruleset, pillars=_with(ruleset.pillars, place, less)))


def _summed(ruleset: Ruleset) -> Ruleset:
    """With worths that add up again."""
    pillars = tuple(_summed_pillar(each) for each in ruleset.pillars)
    worth = sum(each.worth for each in pillars)
    return replace(
        ruleset,
        pillars=pillars,
        worth=worth,
        levels=tuple(each for each in ruleset.levels if each.start <= worth),
    )


def _summed_pillar(pillar: Pillar) -> Pillar:
    worth = sum(each.worth for each in pillar.criteria)
    changes = (
        replace(each, at=min(each.at, worth)) if isinstance(each, Cap) else each
        for each in pillar.adjustments
    )
    return replace(pillar, worth=worth, adjustments=tuple(changes))


def _of_pillar(pillar: Pillar) -> Iterator[Pillar]:
    yield from (replace(pillar, criteria=each) for each in _without_one(pillar.criteria))
    for place in range(len(pillar.adjustments)):
        yield replace(pillar, adjustments=(*pillar.adjustments[:place], *pillar.adjustments[place + 1 :]))
    for place, criterion in enumerate(pillar.criteria):
        for less in _of_criterion(criterion):
            yield replace(pillar, criteria=_with(pillar.criteria, place, less))


def _of_criterion(criterion: Criterion) -> Iterator[Criterion]:
    if criterion.applies is not None:
        yield replace(criterion, applies=None)
    if criterion.needs is not None:
        yield replace(criterion, needs=None)
    for award in _of_award(criterion.award):
        best = award.points if isinstance(award, EarnsWhen) else max(each.points for each in award.steps)
        if best:
            yield replace(criterion, award=award, worth=best)


def _of_award(award: Award) -> Iterator[Award]:
    if isinstance(award, EarnsWhen):
        return
    for steps in _without_one(award.steps):
        if len(steps) >= _SHORTEST_AWARD[type(award)]:
            yield replace(award, steps=steps)


def _rewritten(pillar: Pillar, ruleset: Ruleset) -> Iterator[Pillar]:
    """Its expressions from less."""
    for place, criterion in enumerate(pillar.criteria):
        for less in _of_parts(criterion, ruleset):
            yield replace(pillar, criteria=_with(pillar.criteria, place, less))
    for place, adjustment in enumerate(pillar.adjustments):
        for when in _of_expression(adjustment.when, ruleset):
            changed: Adjustment = replace(adjustment, when=when)
            yield replace(pillar, adjustments=_with(pillar.adjustments, place, changed))


def _of_parts(criterion: Criterion, ruleset: Ruleset) -> Iterator[Criterion]:
    yield from (replace(criterion, measure=each) for each in _of_expression(criterion.measure, ruleset))
    if criterion.applies is not None:
        yield from (replace(criterion, applies=each) for each in _of_expression(criterion.applies, ruleset))
    if criterion.needs is not None:
        yield from (replace(criterion, needs=each) for each in _of_expression(criterion.needs, ruleset))


def _of_expression(node: Expression, ruleset: Ruleset) -> Iterator[Expression]:
    """What it is made of, and itself with one part made of less; the checker says which have the right type."""
    yield from children(node)
    match node:
        case LetValue(name):
            yield next(each.value for each in ruleset.lets if each.name == name)
        case Not(operand) | Known(operand):
            yield from (replace(node, operand=each) for each in _of_expression(operand, ruleset))
        case And(left, right) | Or(left, right) | Compared(_, left, right) | Calculation(_, left, right):
            yield from (replace(node, left=each) for each in _of_expression(left, ruleset))
            yield from (replace(node, right=each) for each in _of_expression(right, ruleset))
        case Otherwise(value, fallback):
            yield from (replace(node, value=each) for each in _of_expression(value, ruleset))
            yield from (replace(node, fallback=each) for each in _of_expression(fallback, ruleset))
        case Aggregated(window=window, where=where):
            yield from () if window is None else (replace(node, window=None),)
            yield from () if where is None else (replace(node, where=None),)
            yield from (
                replace(node, where=each)
                for each in (() if where is None else _of_expression(where, ruleset))
            )
        case _:
            return


# Members.


def _of_member(member: Member) -> Iterator[Member]:
    if member.labels:
        yield replace(member, labels={})
    for name in member.tables:
        yield replace(member, tables={each: rows for each, rows in member.tables.items() if each != name})
    for name in member.facts:
        yield replace(member, facts={each: value for each, value in member.facts.items() if each != name})
    for name, rows in member.tables.items():
        for less in _of_rows(rows):
            yield replace(member, tables={**member.tables, name: less})


def _of_rows(rows: Rows) -> Iterator[Rows]:
    size = rows.count
    while size:
        for start in range(0, rows.count, size):
            kept = [place for place in range(rows.count) if not start <= place < start + size]
            columns = {name: [cells[place] for place in kept] for name, cells in rows.columns.items()}
            yield replace(rows, columns=columns, count=len(kept))
        size //= 2
    for name, cells in rows.columns.items():
        if any(cell is not None for cell in cells):
            nothing: list[Value | None] = [None] * rows.count
            yield replace(rows, columns={**rows.columns, name: nothing})


def _without_one(things: tuple[Thing, ...]) -> Iterator[tuple[Thing, ...]]:
    if len(things) > 1:
        for place in range(len(things)):
            yield (*things[:place], *things[place + 1 :])


def _with(things: tuple[Thing, ...], place: int, thing: Thing) -> tuple[Thing, ...]:
    return (*things[:place], thing, *things[place + 1 :])
