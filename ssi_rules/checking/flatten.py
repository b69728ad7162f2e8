"""Works off ``use``, ``extends`` and, in source order, everything a file declares, changes and removes."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.checking import changes
from ssi_rules.checking import problems_reuse as reuse
from ssi_rules.checking.draft import Draft, Named, space_of
from ssi_rules.checking.flat import FlatPillar
from ssi_rules.checking.parts import once
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.units import Unit, Used
    from ssi_rules.diagnostics import Problems

_RESERVED = ("total", "level")


def flatten(unit: Unit, problems: Problems) -> Draft:
    """Everything that stands at the end of a file, inherited and used declarations included.

    Names inside expressions are not looked at; a declaration that cannot take its name is reported and left out.
    """
    if unit.tested is not None:
        return _tested(unit, unit.tested, problems)
    draft = _inherited(unit, problems)
    for used in unit.uses:
        _bring_in(draft, used, problems)
    for declaration in unit.file.declarations:
        _apply(draft, declaration, problems)
    return draft


def _tested(unit: Unit, tested: Unit, problems: Problems) -> Draft:
    """A test file stands on the ruleset that it tests."""
    draft = flatten(tested, problems)
    draft.unit = unit
    return draft


def _inherited(unit: Unit, problems: Problems) -> Draft:
    """What a file starts from."""
    draft = Draft(unit) if unit.base is None else flatten(unit.base, problems)
    draft.unit = unit
    draft.hidden.clear()
    draft.removed.clear()
    header = draft.header
    if header is not None:
        draft.worth = header.worth or draft.worth
        draft.missing = header.missing or draft.missing
    return draft


def _bring_in(draft: Draft, used: Used, problems: Problems) -> None:
    """Add the declarations of a used file, and hidden ones of the files that it uses in turn."""
    if used.unit is None:
        return
    for unit in reversed(used.unit.closure()):
        for node in exported(unit):
            _bring_one(draft, used, node, problems)
            key = (space_of(node), node.name.text)
            if unit is used.unit:
                draft.hidden.pop(key, None)
            elif key not in draft.declared:
                draft.hidden[key] = unit
            draft.declared.setdefault(key, node)


def _bring_one(draft: Draft, used: Used, node: Named, problems: Problems) -> None:
    space, name = space_of(node), node.name.text
    standing = draft.held(space).get(name)
    if standing is None:
        draft.put(node)
    elif (
        draft.declared.get((space, name)) is not node
        and standing.name.span.source is not node.name.span.source
    ):
        problems.add(reuse.used_clash(used.use, node, standing))


def exported(unit: Unit) -> Iterator[Named]:
    """What a file declares that another may use."""
    for declaration in unit.file.declarations:
        match declaration:
            case ast.Facts(items):
                yield from items
            case ast.Market() | ast.Let() | ast.Level() | ast.Action():
                yield declaration
            case _:
                pass


def _apply(draft: Draft, declaration: ast.Declaration, problems: Problems) -> None:
    match declaration:
        case ast.Use() | ast.RulesetHeader() | ast.Test() | ast.Claim():
            pass
        case ast.Facts(items):
            for item in items:
                _declare(draft, item, problems)
        case ast.Market() | ast.Let() | ast.Level():
            _declare(draft, declaration, problems)
        case ast.Action():
            list(once(declaration.parts, problems))
            _declare(draft, declaration, problems)
        case ast.Pillar():
            _pillar(draft, declaration, problems)
        case ast.ChangeParts() | ast.ChangeMarket() | ast.ChangeLet() | ast.Remove() | ast.InPillar():
            if draft.header is not None:
                changes.apply(draft, declaration, problems)
        case _:
            assert_never(declaration)


def _declare(draft: Draft, node: Named, problems: Problems) -> None:
    """Let a name stand for a declaration of the file itself, unless it is taken."""
    space, name = space_of(node), node.name
    standing = draft.held(space).get(name.text)
    if standing is None:
        draft.put(node)
        draft.declared[space, name.text] = node
        draft.hidden.pop((space, name.text), None)
        return
    draft.clashed = True
    draft.hidden.pop(
        (space, name.text), None
    )  # said once: whoever says the name means the clashing declaration
    if standing.name.span.source is name.span.source:
        problems.add(reuse.duplicate(name, standing))
    else:
        problems.add(reuse.clash(name, standing, _way_to_change(node, standing)))


def _way_to_change(node: Named, standing: Named) -> str | None:
    """What to write to change what stands, where such a declaration can be changed."""
    name = node.name.text
    match node, standing:
        case ast.Let(), ast.Let():
            return f"change let {name} = …"
        case ast.Market(), ast.Market():
            return f"change market {name} …"
        case (FlatPillar(), FlatPillar()) | (ast.Level(), ast.Level()) | (ast.Action(), ast.Action()):
            return f"change {name} {{ … }}"
        case _:
            return None


def _pillar(draft: Draft, written: ast.Pillar, problems: Problems) -> None:
    if written.name.text in _RESERVED:
        problems.add(reuse.reserved_pillar(written.name))
    empty = FlatPillar(
        name=written.name,
        title=written.title,
        worth=written.worth,
        criteria=(),
        adjustments=(),
        span=written.span,
        partial=written.partial,
    )
    _declare(draft, changes.with_items(empty, written.items, problems), problems)
