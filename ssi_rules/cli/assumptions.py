"""What ``--assume`` says of everybody, as conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.trying import read_edits
from ssi_rules.formats.visible import visible
from ssi_rules.formatting import SyntaxFaults
from ssi_rules.language.types import Type
from ssi_rules.planning.edits import Add, Provide, Remove, Set, Word
from ssi_rules.ruletest.given import given_block
from ssi_rules.sources.dataset import Member
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.planning.edits import Edit, Given


def assumed(texts: Sequence[str], ruleset: model.Ruleset) -> tuple[model.Expression, ...]:
    """The conditions that arguments write, each as an edit that sets a fact or provides a table.

    Raises:
        Trouble: One cannot be read, is no such edit, or says something else of what another is about.
    """
    edits = tuple(_edit(each, ruleset) for each in texts)
    _agree(texts, edits)
    return tuple(_condition(text, edit) for text, edit in zip(texts, edits, strict=True))


def _edit(text: str, ruleset: model.Ruleset) -> Edit:
    try:
        (found,) = read_edits([text], ruleset)
    except Trouble as trouble:
        raise _said_of_assumptions(text, trouble, ruleset.catalogue) from trouble
    return found


def _said_of_assumptions(text: str, trouble: Trouble, catalogue: model.Catalogue) -> Trouble:
    """What is wrong with an edit, said of an assumption: by that nothing changes, and nothing is done."""
    name = next(iter(re.findall(r"\w+", text.partition("=")[0])), "")
    if not name:
        return Trouble(f"`{visible(text)}` is no assumption.", _FACT, trouble.place)
    if name not in {**catalogue.facts, **catalogue.tables}:
        near = nearest(name, [*catalogue.facts, *catalogue.tables])
        help_ = (
            f"Did you mean {near}?"
            if near
            else "Assume something of a fact or a table that the rules declare."
        )
        return Trouble(f"There is no fact or table `{name}`.", help_, trouble.place)
    message = trouble.message if "=" in text else f"`{visible(text)}` does not say what is so."
    return Trouble(message, _TABLE.format(name) if name in catalogue.tables else trouble.help, trouble.place)


_FACT = "Say what a fact is, as in seat=no or referrals=12."
_TABLE = (
    "Assume {0}={{}}, that it has no rows, or {0}=none, that it is not there. What holds of its rows, a claim in the rule file says: "
    "assume (count of {0}) <= 3."
)


def _agree(texts: Sequence[str], edits: Sequence[Edit]) -> None:
    """Of nobody, everything can be proved: to assume two values of one fact is a mistake."""
    first: dict[str, tuple[str, Edit]] = {}
    for text, edit in zip(texts, edits, strict=True):
        match edit:
            case Set(fact):
                about = fact.name
            case Provide(table):
                about = table.name
            case _:
                continue
        other, same = first.setdefault(about, (text, edit))
        if same != edit:
            raise Trouble(
                f"`{other}` and `{text}` hold of nobody together.", f"Assume one thing of `{about}`."
            )


def _condition(text: str, edit: Edit) -> model.Expression:
    match edit:
        case Set(fact, value):
            if isinstance(value, str):
                _can_be_written(text, fact, value)
            return _has(fact, value)
        case Provide(table, is_there):
            rows = model.Aggregated(model.Function.COUNT, table.name, None, None, None, Type.COUNT)
            none = model.Compared(model.Comparison.EQUAL, rows, model.Constant(0, Type.COUNT))
            return none if is_there else model.Not(model.Known(rows))
        case _:
            about = edit.table.name if isinstance(edit, Add | Remove) else None
            raise Trouble(
                f"`{text}` is no assumption.",
                _TABLE.format(about) if about else _FACT,
            )


def _can_be_written(text: str, fact: model.Fact, value: str) -> None:
    """Whoever is shown is shown as lines of a rule file, which holds no line breaks and nothing that cannot be seen."""
    try:
        given_block(Member("", None, {fact.name: value}), None, model.Catalogue({fact.name: fact}, {}))
    except SyntaxFaults as faults:
        raise Trouble(
            f"`{visible(text)}` assumes a text that no rule file can hold.",
            "Write it without line breaks, tabs and signs that cannot be seen.",
        ) from faults


def _has(fact: model.Fact, value: Given) -> model.Expression:
    """Whether a fact has a value."""
    held = model.FactValue(fact.name, fact.type)
    match value:
        case Word.UNKNOWN:
            return model.Not(model.Known(held))
        case Word.AS_OF:
            return model.Compared(model.Comparison.EQUAL, held, model.AsOfValue())
        case bool():
            return held if value else model.Not(held)
        case _:
            return model.Compared(model.Comparison.EQUAL, held, model.Constant(value, fact.type))
