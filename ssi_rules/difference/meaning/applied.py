"""Some of the changes between two rulesets, carried out."""

from __future__ import annotations

from dataclasses import replace
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, TypeVar, cast

from ssi_rules import model
from ssi_rules.checking.fingerprint import fingerprint
from ssi_rules.checking.reading import walk
from ssi_rules.difference.meaning.aligned import Aligned, read_names
from ssi_rules.difference.meaning.parts import (
    Awarded,
    Expressed,
    Heading,
    Key,
    Policy,
    Role,
    Words,
    Worth,
    named_in,
    rebuilt,
)
from ssi_rules.engines.reading import roots

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ssi_rules.difference.meaning.aligned import Name
    from ssi_rules.difference.meaning.change import Change
    from ssi_rules.difference.meaning.parts import Declared, Part, Parts

_Name = TypeVar("_Name")


def applied(old: model.Ruleset, changes: Sequence[Change]) -> model.Ruleset:
    """The old ruleset with these changes: a ruleset that any engine can score with.

    With all of them its fingerprint is that of the new one. With some its sums may not add up (a criterion may be worth more than
    is left in its pillar); engines do not ask for that.

    Args:
        old: What the changes were found against.
        changes: Some of those found against one other ruleset, in any order.
    """
    new = next((each.new for each in changes if each.new is not None), None)
    if new is None:
        return old
    aligned = Aligned(old, new)
    parts = dict(aligned.was)
    for key in (key for each in changes for key in each.keys):
        if key in aligned.now:
            parts[key] = aligned.now[key]
        else:
            parts.pop(key, None)
    return _put_together(aligned, parts)


def _put_together(aligned: Aligned, parts: Parts) -> model.Ruleset:
    old, new = aligned.old.ruleset, aligned.new.ruleset
    ids = merged([each.id for each in old.pillars], [each.id for each in new.pillars])
    made = replace(
        old,
        worth=cast("Worth", parts[Key(Role.WORTH)]).hundredths,
        missing=cast("Policy", parts[Key(Role.MISSING)]).missing,
        pillars=tuple(_pillar(aligned, parts, each) for each in ids if Key(Role.PILLAR, each) in parts),
        levels=tuple(sorted(_all(parts, model.Level), key=lambda each: each.start)),
        actions=tuple(_all(parts, model.Action)),
    )
    made = _with_names(aligned, parts, made)
    return replace(made, fingerprint=fingerprint(made))


def merged(old: Sequence[_Name], new: Sequence[_Name]) -> list[_Name]:
    """All names in the new order; those that are gone stand after what they stood after."""
    order = list(new)
    for at, name in enumerate(old):
        if name not in order:
            order.insert(order.index(old[at - 1]) + 1 if at else 0, name)
    return order


_Part = TypeVar("_Part", model.Level, model.Action)


def _all(parts: Parts, of: type[_Part]) -> Iterable[_Part]:
    return [each for each in parts.values() if isinstance(each, of)]


# Pillars.


def _pillar(aligned: Aligned, parts: Parts, name: str) -> model.Pillar:
    heading = cast("Heading", parts[Key(Role.PILLAR, name)])
    ids = merged(
        *([each.id for each in _criteria(side.ruleset, name)] for side in (aligned.old, aligned.new))
    )
    adjustments = {key.slot: parts[key] for key in parts if key.role is Role.ADJUSTMENT and key.name == name}
    return model.Pillar(
        name,
        heading.title,
        heading.worth,
        tuple(_criterion(parts, name, each) for each in ids if Key(Role.MEASURE, name, each) in parts),
        tuple(cast("model.Adjustment", adjustments[slot]) for slot in sorted(filter(None, adjustments))),
        heading.span,
    )


def _criteria(ruleset: model.Ruleset, pillar: str) -> tuple[model.Criterion, ...]:
    return next((each.criteria for each in ruleset.pillars if each.id == pillar), ())


def _criterion(parts: Parts, pillar: str, name: str) -> model.Criterion:
    def part(role: Role) -> Part | None:
        return parts.get(Key(role, pillar, name))

    words, awarded = cast("Words", part(Role.WORDS)), cast("Awarded", part(Role.AWARD))
    measure = cast("Expressed", part(Role.MEASURE))
    applies, needs = (cast("Expressed | None", part(role)) for role in (Role.APPLIES, Role.NEEDS))
    return model.Criterion(
        id=name,
        title=words.title,
        worth=awarded.worth,
        applies=applies.node if applies else None,
        measure=measure.node,
        needs=needs.node if needs else None,
        award=awarded.award,
        missing=cast("Policy", part(Role.POLICY)).missing,
        advice=words.advice,
        basis=words.basis,
        basis_note=words.basis_note,
        source=words.source,
        span=words.span,
        measure_text=measure.text,
        places=_places(measure, awarded, applies, needs),
    )


def _places(
    measure: Expressed, awarded: Awarded, applies: Expressed | None, needs: Expressed | None
) -> model.CriterionPlaces | None:
    if measure.span is None or awarded.span is None:
        return None
    return model.CriterionPlaces(
        measure.span, awarded.span, applies.span if applies else None, needs.span if needs else None
    )


# What the rest names: the lets, markets, facts and tables.


def _with_names(aligned: Aligned, parts: Parts, made: model.Ruleset) -> model.Ruleset:
    lets, markets = _reached(aligned, parts, roots(made))
    catalogue = _catalogue(aligned, parts)
    nodes = [node for root in (*roots(made), *(each.value for each in lets.values())) for node in walk(root)]
    read = {node.market for node in nodes if isinstance(node, model.InMarket)}
    dated = (isinstance(node, model.Aggregated) and catalogue.tables[node.table].dated for node in nodes)
    return replace(
        made,
        lets=tuple(lets.values()),
        markets={name: each for name, each in markets.items() if name in read},
        catalogue=catalogue,
        reads_dates=any(isinstance(node, model.AsOfValue) for node in nodes) or any(map(bool, dated)),
    )


def _reached(
    aligned: Aligned, parts: Parts, expressions: Iterable[model.Expression]
) -> tuple[dict[str, model.Let], dict[str, model.Market]]:
    """The lets and markets that expressions read, each after those that it is made of."""
    uses: dict[Name, list[Name]] = {}
    waiting = sorted({name for root in expressions for name in read_names(root)}, key=_place)
    while waiting:
        each = waiting.pop()
        if each not in uses:
            uses[each] = _uses(_named(aligned, parts, *each))
            waiting += uses[each]
    lets: dict[str, model.Let] = {}
    markets: dict[str, model.Market] = {}
    for role, name in TopologicalSorter(uses).static_order():
        part = _named(aligned, parts, role, name)
        if isinstance(part, model.Let):
            lets[name] = part
        else:
            markets[name] = (
                part
                if isinstance(part, model.PhraseMarket)
                else replace(part, market=rebuilt(part.market, markets))
            )
    return lets, markets


def _place(name: Name) -> tuple[str, str]:
    return name[0].value, name[1]


def _named(aligned: Aligned, parts: Parts, role: Role, name: str) -> model.Let | Declared:
    """A let or market of the parts; what they have not got comes with what reads it."""
    key = Key(role, name)
    return cast("model.Let | Declared", parts[key] if key in parts else aligned.now[key])


def _uses(part: model.Let | Declared) -> list[Name]:
    if isinstance(part, model.Let):
        return sorted(read_names(part.value), key=_place)
    return [(Role.MARKET, each) for each in named_in(part)]


def _catalogue(aligned: Aligned, parts: Parts) -> model.Catalogue:
    """What the parts declare, and what only the new ruleset does."""
    both: Mapping[Key, Part] = {**aligned.now, **parts}
    facts = {key.name: each for key, each in both.items() if isinstance(each, model.Fact)}
    tables = {key.name: each for key, each in both.items() if isinstance(each, model.Table)}
    for name, table in tables.items():
        other = aligned.now.get(Key(Role.TABLE, name))
        if isinstance(other, model.Table) and other is not table:
            known = {each.name for each in table.columns}
            more = (each for each in other.columns if each.name not in known)
            tables[name] = replace(table, columns=(*table.columns, *more))
    return model.Catalogue(facts, tables)
