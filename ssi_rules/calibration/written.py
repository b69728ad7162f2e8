"""Suggestions as a rule file: what extends the ruleset and changes only what calibration would have changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.wording import value_words
from ssi_rules.language.numbers import format_points
from ssi_rules.language.states import Basis
from ssi_rules.model import Bands, EarnsWhen, Ramp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.calibration.suggest import Suggested, Suggestion
    from ssi_rules.language.types import Type
from ssi_rules.model import Award, Ruleset

_LONGEST_TITLE = 80


def written(ruleset: Ruleset, suggested: Suggested, base: str, column: str) -> str:
    """The text of a rule file; its layout is left to the formatter.

    Args:
        ruleset: What is extended.
        suggested: What to change.
        base: The path to it, as ``extends`` takes it.
        column: What the outcome's column is called.
    """
    return "\n".join(_lines(ruleset, suggested, base, column)) + "\n"


def _lines(ruleset: Ruleset, suggested: Suggested, base: str, column: str) -> Iterator[str]:
    members = f"{suggested.found_on + suggested.held_out:,} members"
    yield f"# Suggested by `ssi calibrate` from the outcome `{_plain(column)}` of {members}."
    yield "# These numbers went together with that outcome; that does not mean that they cause it."
    yield "# Nothing of this is in force: read each change, keep what makes sense to you, and test it."
    yield ""
    yield f'ruleset {ruleset.id}_calibrated "{_title(ruleset)}" {{'
    yield f'  extends "{base}"'
    yield '  version "0.1.0"'
    yield '  status  "draft"'
    yield f'  about   "Suggested from outcomes of {members}: to be reviewed before use."'
    yield "}"
    for each in suggested.suggestions:
        yield ""
        yield from _change(each, members)


def _change(suggestion: Suggestion, members: str) -> Iterator[str]:
    yield f"change {suggestion.pillar}.{suggestion.criterion.id} {{"
    if suggestion.worth != suggestion.criterion.worth:
        yield f"  worth {format_points(suggestion.worth)}"
    yield from _award(suggestion.award, suggestion.criterion.measure.type)
    note = f"Suggested from the outcomes of {members}"
    # To change something to what it is already is a fault: these may be suggestions about suggestions.
    if (suggestion.criterion.basis, suggestion.criterion.basis_note) != (Basis.INFERRED, note):
        yield f'  basis inferred "{note}"'
    yield "}"


def steps_words(suggestion: Suggestion) -> str:
    """What would be earned, on one line."""
    return " ".join(each.strip() for each in _award(suggestion.award, suggestion.criterion.measure.type))


def _award(award: Award, of: Type) -> Iterator[str]:
    match award:
        case EarnsWhen(points, when):
            yield f"  earns {format_points(points)} when {'yes' if when else 'no'}"
        case Bands(steps):
            yield "  bands {"
            for each in steps:
                yield f"    from {value_words(each.cut, of)} earns {format_points(each.points)}"
            yield "  }"
        case Ramp(steps):
            yield "  ramp {"
            for each in steps:
                yield f"    {value_words(each.cut, of)} earns {format_points(each.points)}"
            yield "  }"
        case _:
            assert_never(award)


def _title(ruleset: Ruleset) -> str:
    whole = f"{ruleset.title}, as outcomes suggest"
    return (whole if len(whole) <= _LONGEST_TITLE else "As outcomes suggest").replace('"', "'")


def _plain(text: str) -> str:
    """A column's name, which may be anything, on one line of a comment."""
    return re.sub(r"[^\w .-]", "?", text, flags=re.ASCII)[:60]
