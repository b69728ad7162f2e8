"""Actions written back in the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.report.listing.expressions import quoted, value_text
from ssi_rules.report.listing.layout import block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.language.types import Type, Value


def action_text(action: model.Action, catalogue: model.Catalogue) -> str:
    """The declaration of an action; the catalogue says in which unit its values are written."""
    return block(f"action {action.id} {quoted(action.title)}", _lines(action, catalogue), action.span)


def _lines(action: model.Action, catalogue: model.Catalogue) -> Iterator[str]:
    yield from (_effect(each, catalogue) for each in action.effects)
    if action.minutes is not None:
        yield f"takes {action.minutes} minutes"
    if action.limit is not None:
        count, unit = action.limit
        yield f"limit {count} per {unit}"


def _effect(effect: model.Effect, catalogue: model.Catalogue) -> str:
    match effect:
        case model.AddTo(fact=fact, amount=amount):
            return f"adds {value_text(amount, catalogue.facts[fact].type)} to {fact}"
        case model.SetTo(fact=fact, value=value):
            return f"sets {fact} to {value_text(value, catalogue.facts[fact].type)}"
        case model.AddRows(count=count, table=name, cells=cells):
            table = catalogue.tables[name]
            columns = {each.name: each.type for each in table.columns}
            inner = ", ".join(f"{column} = {_cell(cell, columns[column])}" for column, cell in cells)
            return f"adds {count} {'row' if count == 1 else 'rows'} to {name}{f' {{ {inner} }}' if inner else ''}"
        case _:
            assert_never(effect)


def _cell(value: Value | None, type_: Type) -> str:
    return "as_of" if value is None else value_text(value, type_)
