"""Findings for machines: the document ``ssi.diagnostics/1``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypedDict

from ssi_rules.diagnostics import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.diagnostics import Diagnostic, Label

SCHEMA = "ssi.diagnostics/1"
"""Name and version of the document; a field never changes its meaning under one version."""


class LabelEntry(TypedDict):
    """A second place and what it has to do with the finding."""

    path: str
    line: int
    column: int
    message: str


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


def render(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:  # noqa: ARG001 - machines see no colour
    """The whole document, plain ASCII."""
    document = {"schema": SCHEMA, "diagnostics": [_entry(each) for each in ordered(diagnostics)]}
    return json.dumps(document, indent=2) + "\n"


def _entry(each: Diagnostic) -> Entry:
    return {
        "code": each.code.number,
        "slug": each.code.slug,
        "severity": each.severity.value,
        "path": each.span.source.path,
        "line": each.span.line,
        "column": each.span.column,
        "end_line": each.span.end_line,
        "end_column": each.span.end_column,
        "message": each.message,
        "help": each.help,
        "labels": [_label(label) for label in each.labels],
    }


def _label(label: Label) -> LabelEntry:
    span = label.span
    return {"path": span.source.path, "line": span.line, "column": span.column, "message": label.message}
