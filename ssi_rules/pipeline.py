"""The passes in order, from parsed files to a ruleset that can score. Come back here when lost.

A pass takes what the one before made, adds what it finds to the problems, and hands on what it has; none stops the
others. What one pass has reported, later ones pass over in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.checking.bounds import bounds
from ssi_rules.checking.brought import Level, at_changes
from ssi_rules.checking.circles import check_circles
from ssi_rules.checking.flatten import flatten
from ssi_rules.checking.infer import infer, infer_declarations
from ssi_rules.checking.lower import lower
from ssi_rules.checking.resolve import resolve
from ssi_rules.checking.scoring import scoring
from ssi_rules.checking.structure import check_file, check_structure
from ssi_rules.checking.trials import check_trials
from ssi_rules.checking.unused import check_unused
from ssi_rules.checking.values import check_values
from ssi_rules.codes import Severity
from ssi_rules.diagnostics import Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules import model
    from ssi_rules.checking.draft import Draft
    from ssi_rules.checking.flat import Flat
    from ssi_rules.checking.units import Unit
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.syntax import ast


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file.

    Attributes:
        draft: Everything that stands at its end.
        flat: The same as a ruleset; None for a file without one.
        ruleset: What engines work on; None for a file without one or with errors.
        problems: What was found in it, and what of the files it draws on keeps it from working.
    """

    draft: Draft
    flat: Flat | None
    ruleset: model.Ruleset | None
    problems: Problems

    @property
    def file(self) -> ast.File:
        """What the file says."""
        return self.draft.unit.file


@dataclass(frozen=True, slots=True)
class Named:
    """A file after the passes that read names."""

    draft: Draft
    problems: Problems


Names: TypeAlias = dict["Unit", Named]
"""What is known of the files of a run, so that a file many others draw on is read for names once."""


def compile_unit(unit: Unit, names: Names) -> Outcome:
    """Run every pass over a file and over the files it draws on; never raises.

    Args:
        unit: The file.
        names: Kept for the whole run.
    """
    problems = Problems()
    for each in unit.closure():
        problems.found += check_names(each, names).problems.found
    draft = names[unit].draft
    check_unused(draft, problems)
    flat = None if draft.header is None else draft.freeze(draft.header)
    meaning = Problems()
    ruleset = check_meaning(draft, flat, meaning)
    problems.found += at_changes(meaning.found, [_level(each, names) for each in _row(unit)])
    found = _for_author(unit, problems)
    return Outcome(draft, flat, None if found.has_errors else ruleset, found)


def check_names(unit: Unit, names: Names) -> Named:
    """The passes that read names: one file against what it draws on."""
    if unit not in names:
        problems = Problems(list(unit.problems.found))
        check_file(unit, problems)
        draft = flatten(unit, problems)
        resolve(draft, problems)
        check_circles(draft, problems)
        check_structure(draft, problems)
        check_trials(draft, problems)
        names[unit] = Named(draft, problems)
    return names[unit]


def check_meaning(draft: Draft, flat: Flat | None, problems: Problems) -> model.Ruleset | None:
    """The passes that read types and numbers, over everything that stands after all changes."""
    if flat is None:
        infer_declarations(draft.facts, draft.tables, draft.markets, draft.lets, problems)
        check_values(draft.facts, draft.tables, draft.actions.values(), (), problems)
        return None
    typed = infer(flat, problems)
    check_values(flat.facts, flat.tables, flat.actions, flat.tests, problems)
    scoring(typed, problems)
    bounds(typed, problems)
    return lower(typed)


def _row(unit: Unit) -> list[Unit]:
    """The rulesets that a file builds on, the first of all first, and the file itself."""
    row = [unit]
    while (before := row[0].base or row[0].tested) is not None:
        row.insert(0, before)
    return row


def _level(unit: Unit, names: Names) -> Level:
    draft = names[unit].draft

    @cache
    def found() -> Sequence[Diagnostic]:
        problems = Problems()
        check_meaning(draft, None if draft.header is None else draft.freeze(draft.header), problems)
        return problems.found

    return Level(draft, found)


def _for_author(unit: Unit, problems: Problems) -> Problems:
    """Errors wherever they are, and what else was found in the file itself: who uses a file cannot mend it."""
    return Problems(
        [
            each
            for each in problems.found
            if each.severity is Severity.ERROR or each.span.source is unit.source
        ]
    )
