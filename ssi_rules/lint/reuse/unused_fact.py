from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.checking.reading import walk
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def unused_fact(subject: Subject) -> Iterator[Diagnostic]:
    """A fact or table that a ruleset declares for itself and that nothing scored reads; a file of facts serves others."""
    if subject.ruleset is None or subject.outcome.draft.unit.is_test:
        return
    read = set(_read(subject.ruleset))
    for declaration in subject.file.declarations:
        for item in declaration.items if isinstance(declaration, ast.Facts) else ():
            if item.name.text not in read:
                yield _unused(item)


def _read(ruleset: model.Ruleset) -> Iterator[str]:
    for expression in _expressions(ruleset):
        for each in walk(expression):
            match each:
                case model.FactValue(name) | model.Aggregated(table=name):
                    yield name
                case _:
                    pass


def _expressions(ruleset: model.Ruleset) -> Iterator[model.Expression]:
    yield from (let.value for let in ruleset.lets)
    for pillar in ruleset.pillars:
        for criterion in pillar.criteria:
            found = criterion.measure, criterion.applies, criterion.needs
            yield from (each for each in found if each is not None)
        yield from (each.when for each in pillar.adjustments)


def _unused(item: ast.FactDeclaration | ast.TableDeclaration) -> Diagnostic:
    kind = "fact" if isinstance(item, ast.FactDeclaration) else "table"
    return Diagnostic(
        codes.UNUSED_FACT,
        f"Nothing that scores reads the {kind} `{item.name.text}`, so data would be asked for in vain.",
        item.name.span,
        (),
        "measure something with it, or delete its declaration",
    )
