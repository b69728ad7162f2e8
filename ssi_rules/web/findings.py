"""A finding as the bench lists it, with its place as a browser counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.report.inert import inert
from ssi_rules.web import words

if TYPE_CHECKING:
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.report.languages.language import Language
    from ssi_rules.text import Source, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where to put the cursor, and how the place is called.

    Attributes:
        start: In UTF-16 units from the beginning of the text, as a text field counts; None in another file.
        end: Where the selection ends.
    """

    line: int
    shown: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Note:
    """A second place of a finding."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; ``kind`` is ``error``, ``warning`` or ``info``."""

    kind: str
    severity: str
    message: str
    help: str
    code: str
    place: Place
    notes: tuple[Note, ...]


def finding(found: Diagnostic, source: Source, language: Language) -> Finding:
    """A finding of a text.

    Args:
        found: The finding.
        source: The text on the bench; places in other files are named, and cannot be gone to.
        language: Of the words around it.
    """
    return Finding(
        kind=found.severity.value,
        severity=words.severity(found.severity, language),
        message=inert(found.message),
        help=inert(found.help or ""),
        code=f"{found.code.number} {found.code.slug}",
        place=_place(found.span, source, language),
        notes=tuple(Note(_place(each.span, source, language), inert(each.message)) for each in found.labels),
    )


def _place(span: Span, source: Source, language: Language) -> Place:
    line, column = str(span.line), str(span.column)
    if span.source is not source:
        return Place(span.line, f"{inert(span.source.path)}:{line}", None, None)
    shown = language.text("line {line}, column {column}", line=line, column=column)
    return Place(span.line, shown, _units(source.text, span.start), _units(source.text, span.end))


def _units(text: str, offset: int) -> int:
    """Characters as a browser counts them: those beyond the basic plane twice."""
    before = text[:offset]
    return len(before) if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2
