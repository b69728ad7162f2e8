"""Advice on rules that are valid: many small rules, each one module with one function over a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.lint.rule import Rule
    from ssi_rules.lint.subject import Subject


def lint(subject: Subject) -> Iterator[Diagnostic]:
    """What every rule has to say about a file, as far as it stands in the file itself."""
    for rule in rules():
        yield from (each for each in rule(subject) if each.span.source is subject.source)


def rules() -> tuple[Rule, ...]:
    """Every rule, by category."""
    # Loaded only now: a run whose findings are all kept from before needs none of them.
    from ssi_rules.lint import markets, reuse, scoring, trials, wording  # noqa: PLC0415

    return (*scoring.RULES, *wording.RULES, *reuse.RULES, *markets.RULES, *trials.RULES)
