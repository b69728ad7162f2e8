"""Findings for machines: the document ``ssi.diagnostics/1``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypedDict

from ssi_rules.diagnostics import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Label
    from ssi_rules.text import Source

SCHEMA = "ssi.diagnostics/1"
"""Name and version of the document; a field never changes its meaning under one version."""


class LabelEntry(TypedDict):
    """A second place and what it has to do with the finding."""

    path: str
    line: int
    column: int
    message: str


class EditEntry(TypedDict):
    """What to write in place of a stretch; an empty stretch inserts."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class FixEntry(TypedDict):
    """A way to mend a finding; the edits are of ``path`` alone, in order of place."""

    title: str
    safety: str
    path: str
    edits: list[EditEntry]


class Entry(TypedDict):
    """One finding; lines and columns count from 1, the end is exclusive."""

    code: str
    slug: str
    severity: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str | None
    labels: list[LabelEntry]
    category: str
    fix: FixEntry | None


def render(
    diagnostics: Iterable[Diagnostic],
    files: Sequence[Source] = (),  # noqa: ARG001 - what is clean is not shown
    *,
    colour: bool = False,  # noqa: ARG001 - machines see no colour
) -> str:
    """The whole document, plain ASCII."""
    document = {"schema": SCHEMA, "diagnostics": [_entry(each) for each in ordered(diagnostics)]}
    return json.dumps(document, indent=2) + "\n"


def _entry(each: Diagnostic) -> Entry:
    return {
        "code": each.code.number,
        "slug": each.code.slug,
        "severity": each.severity.value,
        "path": each.span.source.repository_path,
        "line": each.span.line,
        "column": each.span.column,
        "end_line": each.span.end_line,
        "end_column": each.span.end_column,
        "message": each.message,
        "help": each.help,
        "labels": [_label(label) for label in each.labels],
        "category": each.code.category.value,
        "fix": _fix(each.fix) if each.fix and each.fix.edits else None,
    }


def _label(label: Label) -> LabelEntry:
    span = label.span
    return {
        "path": span.source.repository_path,
        "line": span.line,
        "column": span.column,
        "message": label.message,
    }


def _fix(fix: Fix) -> FixEntry:
    return {
        "title": fix.title,
        "safety": fix.safety.value,
        "path": fix.edits[0].span.source.repository_path,
        "edits": [_edit(each) for each in fix.edits],
    }


def _edit(edit: Edit) -> EditEntry:
    span = edit.span
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "text": edit.text,
    }
