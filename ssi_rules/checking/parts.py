"""Putting the parts of a criterion where they belong, whether it declares them or a change does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from ssi_rules.checking import problems_reuse as reuse
from ssi_rules.checking.flat import FlatCriterion, FlatPillar
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.diagnostics import Problems
    from ssi_rules.text import Span

ChangePart: TypeAlias = ast.CriterionPart | ast.TitlePart | ast.WorthPart | ast.FromPart | ast.ActionPart
AnyPart: TypeAlias = ChangePart | ast.Because

_NAMES: dict[type[ast.Node], str] = {
    ast.AppliesWhen: "`applies when`",
    ast.Measure: "measure",
    ast.Needs: "`needs`",
    ast.Bands: "award",
    ast.Ramp: "award",
    ast.EarnsWhen: "award",
    ast.MissingPolicy: "missing policy",
    ast.Advice: "advice",
    ast.BasisNote: "basis",
    ast.Citation: "source",
    ast.Because: "reason",
    ast.TitlePart: "title",
    ast.WorthPart: "worth",
    ast.FromPart: "`from`",
    ast.AddsRows: "effect",
    ast.AddsTo: "effect",
    ast.Sets: "effect",
    ast.Takes: "`takes`",
    ast.Limit: "`limit`",
}

EFFECTS = (ast.AddsRows, ast.AddsTo, ast.Sets)
"""The parts of an action that may stand more than once."""


def part_name(part: AnyPart) -> str:
    """What a part is called; parts of one name take each other's place."""
    return _NAMES[type(part)]


def once(parts: Iterable[AnyPart], problems: Problems) -> Iterator[AnyPart]:
    """The parts without those that repeat an earlier one, which are reported; effects may be many."""
    first: dict[str, AnyPart] = {}
    for part in parts:
        name = part_name(part)
        if name in first and not isinstance(part, EFFECTS):
            problems.add(reuse.repeated_part(name, part.span, first[name].span))
        else:
            first.setdefault(name, part)
            yield part


def criterion_of(written: ast.Criterion, problems: Problems) -> FlatCriterion:
    """A criterion as declared."""
    made = FlatCriterion(
        name=written.name,
        title=written.title,
        worth=written.worth,
        applies=None,
        measure=None,
        needs=None,
        award=None,
        missing=None,
        advice=None,
        basis=None,
        source=None,
        span=written.span,
        partial=written.partial,
    )
    for part in once(written.parts, problems):
        made = with_part(made, part) or made
    return made


_FIELDS: dict[type[ast.Node], str] = {
    ast.AppliesWhen: "applies",
    ast.Measure: "measure",
    ast.Needs: "needs",
    ast.Bands: "award",
    ast.Ramp: "award",
    ast.EarnsWhen: "award",
    ast.MissingPolicy: "missing",
    ast.Advice: "advice",
    ast.BasisNote: "basis",
    ast.Citation: "source",
    ast.TitlePart: "title",
    ast.WorthPart: "worth",
}


def with_part(criterion: FlatCriterion, part: AnyPart) -> FlatCriterion | None:
    """The criterion with that part in place of its own; None when criteria have no such part."""
    field = _FIELDS.get(type(part))
    if field is None:
        return None
    new: dict[str, Any] = {field: _held(part)}  # every part is held in the field of its own type
    return replace(criterion, **new)


def _held(part: AnyPart) -> ast.Node:
    """What of a part is kept: a title and a worth stand without their keyword."""
    match part:
        case ast.TitlePart(text):
            return text
        case ast.WorthPart(points):
            return points
        case _:
            return part


def standing_part(criterion: FlatCriterion, part: AnyPart) -> ast.Node | None:
    """What stands where that part would go."""
    standing: ast.Node | None = getattr(criterion, _FIELDS[type(part)])
    return standing


Target: TypeAlias = FlatCriterion | FlatPillar | ast.Level | ast.Action
"""What ``change NAME { … }`` and ``change PILLAR.CRITERION { … }`` reach."""

Whole: TypeAlias = FlatPillar | ast.Level | ast.Action


def has_part(target: Target, part: AnyPart) -> bool:
    """Whether such a thing has such a part."""
    match target, part:
        case FlatCriterion(), _:
            return with_part(target, part) is not None
        case _, ast.TitlePart():
            return True
        case FlatPillar(), ast.WorthPart():
            return True
        case ast.Level(), ast.FromPart():
            return True
        case ast.Action(), ast.AddsRows() | ast.AddsTo() | ast.Sets() | ast.Takes() | ast.Limit():
            return True
        case _:
            return False


def whole_part(target: Whole, part: AnyPart, parts: Sequence[AnyPart]) -> ast.Node | None:
    """What stands where one part of a change would go, in a pillar, a level or an action.

    Effects take each other's place all together, so one stands already only if all of them do.
    """
    match target, part:
        case _, ast.TitlePart():
            return target.title
        case FlatPillar(worth=worth), _:
            return worth
        case ast.Level(start=start), _:
            return start
        case ast.Action(parts=standing), _ if isinstance(part, EFFECTS):
            before = [each for each in standing if isinstance(each, EFFECTS)]
            same = before == [each for each in parts if isinstance(each, EFFECTS)]
            return before[before.index(part)] if same else None
        case ast.Action(parts=standing), _:
            return next((each for each in standing if type(each) is type(part)), None)


def whole_with(target: Whole, parts: Iterable[AnyPart], place: Span) -> Whole:
    """The pillar, level or action with those parts in place of its own; effects take the place of all effects."""
    changed = target
    for part in parts:
        match changed, part:
            case _, ast.TitlePart(text):
                changed = replace(changed, title=text)
            case FlatPillar(), ast.WorthPart(points):
                changed = replace(changed, worth=points, changed=place)
            case ast.Level(), ast.FromPart(points):
                changed = replace(changed, start=points)
            case _:
                pass
    if isinstance(changed, ast.Action):
        return replace(changed, parts=_action_parts(changed, parts))
    return changed


def _action_parts(action: ast.Action, parts: Iterable[AnyPart]) -> tuple[ast.ActionPart, ...]:
    new = [
        part
        for part in parts
        if isinstance(part, ast.AddsRows | ast.AddsTo | ast.Sets | ast.Takes | ast.Limit)
    ]
    named = {part_name(part) for part in new}
    return (*(part for part in action.parts if part_name(part) not in named), *new)
