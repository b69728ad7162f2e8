"""A rule file as lints see it, what one rule says about it, and what is left of it once that is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.codes import Severity
from ssi_rules.lint.subject import Subject
from ssi_rules.pipeline import compile_unit
from ssi_rules.workspace.load import Loader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.lint.rule import Rule


def compiled(
    folder: Path, text: str, *, name: str = "rules.ssi", beside: Mapping[str, str] | None = None
) -> Subject:
    """A rule text as a subject; it must have no errors. What it uses lies ``beside`` it, or is shipped.

    Limits, tests and the ruleset before are set with ``dataclasses.replace``.
    """
    for path, content in {**(beside or {}), name: text}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return compiled_file(folder / name)


def compiled_file(path: Path) -> Subject:
    """A rule file as a subject; it must have no errors."""
    outcome = compile_unit(Loader().load(path), {})
    errors = [each.message for each in outcome.problems if each.severity is Severity.ERROR]
    assert not errors, errors
    return Subject(outcome)


def findings(rule: Rule, subject: Subject) -> list[Diagnostic]:
    """What one rule says about the file itself, in order of output."""
    own = [each for each in rule(subject) if each.span.source is subject.source]
    return sorted(own, key=lambda each: each.key)


def mended(diagnostic: Diagnostic) -> str:
    """The whole text after the edits of a finding's fix."""
    assert diagnostic.fix is not None, "nothing to carry out"
    text = diagnostic.span.source.text
    ends = [len(text)]
    for edit in reversed(diagnostic.fix.edits):
        assert edit.span.source is diagnostic.span.source
        assert edit.span.start <= edit.span.end <= ends[-1], "edits in order, none touching another"
        ends.append(edit.span.start)
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
