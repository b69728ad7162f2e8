"""Something a test gives that makes no difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.checking.reading import walk
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety
from ssi_rules.lint.trials.tests import own_tests
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.syntax import ast


def unused_given(subject: Subject) -> Iterator[Diagnostic]:
    """Every fact and table of a test that the rules do not read."""
    tests = own_tests(subject.file)
    if subject.ruleset is None or not tests:
        return
    read = set(_read(subject.ruleset))
    for test in tests:
        yield from (_unused(each, subject.ruleset) for each in test.given if each.name.text not in read)


def _read(ruleset: model.Ruleset) -> Iterator[str]:
    """Names of the facts and tables that scoring asks for."""
    for root in _expressions(ruleset):
        for node in walk(root):
            match node:
                case model.FactValue(name):
                    yield name
                case model.Aggregated(table=table):
                    yield table
                case _:
                    pass


def _expressions(ruleset: model.Ruleset) -> Iterator[model.Expression]:
    yield from (each.value for each in ruleset.lets)
    for pillar in ruleset.pillars:
        for criterion in pillar.criteria:
            parts = (criterion.applies, criterion.needs, criterion.measure)
            yield from (each for each in parts if each is not None)
        yield from (each.when for each in pillar.adjustments)


def _unused(given: ast.Given, ruleset: model.Ruleset) -> Diagnostic:
    return Diagnostic(
        codes.UNUSED_GIVEN,
        f"Ruleset `{ruleset.id}` does not read `{given.name.text}`.",
        given.name.span,
        help="remove it, or give what the rules read instead",
        fix=_removal(given),
    )


def _removal(given: ast.Given) -> Fix | None:
    """Its lines taken out; none where something else, a comment, stands on them."""
    text = given.span.source.text
    start = text.rfind("\n", 0, given.span.start) + 1
    end = text.find("\n", given.span.end)
    if end < 0 or text[start : given.span.start].strip() or text[given.span.end : end].strip():
        return None
    lines = Span(given.span.source, start, end + 1)
    return Fix(f"Remove `given {given.name.text}`", (Edit(lines, ""),), Safety.SAFE)
