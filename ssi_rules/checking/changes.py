"""``change``, ``remove`` and ``in``: each is judged against what stands before it, and then done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules import codes
from ssi_rules.checking import problems_names as names
from ssi_rules.checking import problems_reuse as reuse
from ssi_rules.checking.draft import Draft, Named, Space
from ssi_rules.checking.parts import (
    AnyPart,
    Target,
    criterion_of,
    has_part,
    once,
    part_name,
    standing_part,
    whole_part,
    whole_with,
    with_part,
)
from ssi_rules.language.states import Missing
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ssi_rules.checking.flat import FlatCriterion, FlatPillar
    from ssi_rules.diagnostics import Problems

Change: TypeAlias = ast.ChangeParts | ast.ChangeMarket | ast.ChangeLet | ast.Remove | ast.InPillar


_WORDS_OF_A_NAME = 4
_REMOVABLE = (Space.PILLAR, Space.LEVEL, Space.VALUE, Space.MARKET, Space.ACTION)
"""Where ``remove NAME`` looks, in this order."""


def apply(draft: Draft, change: Change, problems: Problems) -> None:
    """Do what a change says to what stands now, or report why it cannot be done."""
    match change:
        case ast.ChangeParts():
            _change_parts(draft, change, problems)
        case ast.ChangeMarket(market):
            _change_market(draft, market, problems)
        case ast.ChangeLet(let):
            _change_let(draft, let, problems)
        case ast.Remove():
            _remove(draft, change, problems)
        case ast.InPillar():
            _add_to_pillar(draft, change, problems)
        case _:
            assert_never(change)


# Looking for the target.


def _missing(draft: Draft, name: ast.Name, verb: str, spaces: Sequence[Space], problems: Problems) -> None:
    """Report a target that does not exist, unless it may stand in a text that could not be read."""
    if draft.may_declare(name.text):
        return
    removed = next(
        (draft.removed[key] for space in spaces if (key := (space, name.text)) in draft.removed), None
    )
    known = {each.name.text: each for space in spaces for each in _changeable(draft, space)}
    problems.add(reuse.unknown_target(_any_of(spaces), name, verb, known, removed))


def _changeable(draft: Draft, space: Space) -> Iterator[Named]:
    """Of facts, tables and lets only lets can be changed."""
    if space is Space.VALUE:
        yield from draft.lets.values()
    else:
        yield from draft.held(space).values()


def _any_of(spaces: Sequence[Space]) -> str:
    """The kinds of thing in some namespaces: "pillar, level or action"."""
    *first, last = ("let" if space is Space.VALUE else space.value for space in spaces)
    return f"{', '.join(first)} or {last}" if first else last


def _pillar_named(draft: Draft, name: ast.Name, verb: str, problems: Problems) -> FlatPillar | None:
    pillar = draft.pillars.get(name.text)
    if pillar is None:
        _missing(draft, name, verb, [Space.PILLAR], problems)
    return pillar


def _criterion_named(
    draft: Draft, pillar: FlatPillar, name: ast.Name, verb: str, problems: Problems
) -> FlatCriterion | None:
    found = next((each for each in pillar.criteria if each.name.text == name.text), None)
    if found is None and not pillar.partial and not draft.may_declare(name.text):
        removed = draft.removed.get((Space.CRITERION, f"{pillar.name.text}.{name.text}"))
        problems.add(reuse.unknown_target_criterion(name, verb, pillar, removed))
    return found


# change NAME { … }, change PILLAR.CRITERION { … }


def _change_parts(draft: Draft, change: ast.ChangeParts, problems: Problems) -> None:
    if change.criterion is not None:
        _change_criterion(draft, change, change.criterion, problems)
        return
    name = change.owner.text
    target = draft.pillars.get(name) or draft.levels.get(name) or draft.actions.get(name)
    if target is None:
        _missing(draft, change.owner, "change", [Space.PILLAR, Space.LEVEL, Space.ACTION], problems)
        return
    parts = _fitting(target, change, problems)
    _judge(
        change,
        f"`{name}`",
        target,
        [_Before(part, whole_part(target, part, parts)) for part in parts],
        problems,
    )
    draft.put(whole_with(target, parts, change.span))


def _change_criterion(draft: Draft, change: ast.ChangeParts, name: ast.Name, problems: Problems) -> None:
    pillar = _pillar_named(draft, change.owner, "change", problems)
    criterion = _criterion_named(draft, pillar, name, "change", problems) if pillar else None
    if pillar is None or criterion is None:
        return
    parts = _fitting(criterion, change, problems)
    before = [_Before(part, _standing(draft, criterion, part)) for part in parts]
    _judge(change, f"`{change.owner.text}.{name.text}`", criterion, before, problems)
    changed = replace(criterion, changed=change.span, partial=criterion.partial or change.partial)
    for part in parts:
        changed = with_part(changed, part) or changed
    criteria = tuple(changed if each is criterion else each for each in pillar.criteria)
    worth = next((part.span for part in parts if isinstance(part, ast.WorthPart)), pillar.changed)
    draft.put(replace(pillar, criteria=criteria, changed=worth))


def _fitting(target: Target, change: ast.ChangeParts, problems: Problems) -> list[AnyPart]:
    """The parts of a change that its target has, each once; the others are reported."""
    fitting = []
    for part in once(change.parts, problems):
        if has_part(target, part):
            fitting.append(part)
        else:
            problems.add(reuse.misplaced_part(part_name(part), part.span, target))
    return fitting


@dataclass(frozen=True, slots=True)
class _Before:
    """A part of a change beside what stands in its place."""

    part: AnyPart
    standing: ast.Node | None

    @property
    def is_void(self) -> bool:
        """Whether the part says what stands already."""
        match self.part:
            case ast.TitlePart(text):
                return text == self.standing
            case ast.WorthPart(points) | ast.FromPart(points):
                return points == self.standing
            case _:
                return self.part == self.standing


def _standing(draft: Draft, criterion: FlatCriterion, part: AnyPart) -> ast.Node | None:
    """What stands where a part would go; a policy that nobody wrote is the ruleset's, or zero."""
    standing = standing_part(criterion, part)
    if isinstance(part, ast.MissingPolicy) and standing is None:
        return draft.missing or ast.MissingPolicy(Missing.ZERO, span=criterion.name.span)
    return standing


def _judge(
    change: ast.ChangeParts, what: str, target: Target, parts: Sequence[_Before], problems: Problems
) -> None:
    """Report a change that changes nothing, or the parts of it that do not."""
    void = [each for each in parts if each.is_void]
    if change.partial or (change.parts and not parts):
        return
    if len(void) == len(parts):
        place = change.owner.span.to(change.criterion.span) if change.criterion else change.owner.span
        stands = void[0].standing if void else None
        problems.add(reuse.void_change(what, place, stands.span if stands else target.name.span))
        return
    for each in void:
        stands = each.standing
        problems.add(reuse.partly_void_change(part_name(each.part), each.part.span, (stands or target).span))


# change market, change let


def _change_market(draft: Draft, market: ast.Market, problems: Problems) -> None:
    before = draft.markets.get(market.name.text)
    if before is None:
        _missing(draft, market.name, "change", [Space.MARKET], problems)
        return
    same_title = market.title is None or market.title == before.title
    if same_title and _same_market(market, before):
        problems.add(reuse.void_change(f"market `{market.name.text}`", market.name.span, before.name.span))
    elif market.title is not None and before.title is not None and same_title:
        problems.add(reuse.partly_void_change("title", market.title.span, before.title.span))
    draft.put(replace(market, title=market.title or before.title))


def _same_market(left: ast.Market, right: ast.Market) -> bool:
    """Whether two markets hold the same, the order of lines and phrases aside."""
    return left.expression == right.expression and _lines(left) == _lines(right)


def _lines(market: ast.Market) -> set[tuple[str, bool, frozenset[str]]]:
    return {
        (clause.column.text, clause.negated, frozenset(phrase.text for phrase in clause.phrases))
        for clause in market.clauses
    }


def _change_let(draft: Draft, let: ast.Let, problems: Problems) -> None:
    before = draft.values.get(let.name.text)
    if not isinstance(before, ast.Let):
        _missing(draft, let.name, "change", [Space.VALUE], problems)
        return
    if let.value == before.value:
        problems.add(reuse.void_change(f"let `{let.name.text}`", let.name.span, before.name.span))
    draft.put(let)


# remove


def _remove(draft: Draft, change: ast.Remove, problems: Problems) -> None:
    if change.criterion is not None:
        _remove_criterion(draft, change, change.criterion, problems)
        return
    target = _removable(draft, change.owner.text)
    if target is None:
        _missing(draft, change.owner, "remove", _REMOVABLE, problems)
        return
    draft.take(target, change.span)


def _removable(draft: Draft, name: str) -> Named | None:
    """What ``remove NAME`` takes: a pillar before anything else of that name."""
    let = draft.values.get(name)
    return (
        draft.pillars.get(name)
        or draft.levels.get(name)
        or (let if isinstance(let, ast.Let) else None)
        or draft.markets.get(name)
        or draft.actions.get(name)
    )


def _remove_criterion(draft: Draft, change: ast.Remove, name: ast.Name, problems: Problems) -> None:
    pillar = _pillar_named(draft, change.owner, "remove", problems)
    criterion = _criterion_named(draft, pillar, name, "remove", problems) if pillar else None
    if pillar is None or criterion is None:
        return
    criteria = tuple(each for each in pillar.criteria if each is not criterion)
    draft.put(replace(pillar, criteria=criteria, changed=change.span))
    draft.removed[Space.CRITERION, f"{pillar.name.text}.{name.text}"] = change.span


# in PILLAR { … }


def _add_to_pillar(draft: Draft, addition: ast.InPillar, problems: Problems) -> None:
    pillar = draft.pillars.get(addition.pillar.text)
    if pillar is None:
        _no_pillar_to_fill(draft, addition.pillar, problems)
        return
    if not addition.items and not addition.partial:
        problems.add(reuse.void_addition(addition.pillar))
    grown = with_items(pillar, addition.items, problems)
    partial = grown.partial or addition.partial
    draft.put(replace(grown, changed=addition.pillar.span, partial=partial))


def _no_pillar_to_fill(draft: Draft, name: ast.Name, problems: Problems) -> None:
    removed = draft.removed.get((Space.PILLAR, name.text))
    if removed is not None:
        problems.add(names.removed_name(name.text, name.span, removed, codes.UNKNOWN_PILLAR))
    elif not draft.may_declare(name.text):
        problems.add(names.unknown_pillar(name, draft.pillars))


def with_items(pillar: FlatPillar, items: Iterable[ast.PillarItem], problems: Problems) -> FlatPillar:
    """The pillar with criteria, caps and deductions added at its end."""
    criteria = {each.name.text: each for each in pillar.criteria}
    adjustments, partial = list(pillar.adjustments), pillar.partial
    for item in items:
        if isinstance(item, ast.Criterion):
            made = criterion_of(item, problems)
            standing = criteria.setdefault(item.name.text, made)
            if standing is not made:
                partial = True  # whichever of the two was meant, sums over one of them would mislead
                free = _name_from(item.title.text, criteria)
                problems.add(reuse.repeated_criterion(item.name, pillar.name.text, standing.name, free))
        else:
            list(once(item.parts, problems))
            adjustments.append(item)
    return replace(pillar, criteria=tuple(criteria.values()), adjustments=tuple(adjustments), partial=partial)


def _name_from(title: str, taken: Collection[str]) -> str | None:
    """A name made of the first words of a title, when it is one and nothing has it."""
    name = "_".join(re.findall(r"[a-z0-9]+", title.casefold())[:_WORDS_OF_A_NAME])
    return name if name.isidentifier() and name not in taken else None
