"""Findings in a compact form that can be kept or sent, and back: only texts, numbers and lists, as JSON has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.codes import CATALOGUE
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Label, Safety
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ssi_rules.text import Source

Place: TypeAlias = "tuple[int, int, int]"
"""Which file, by its index, and from where to where in it."""

Entry: TypeAlias = "tuple[str, str, Place, list[tuple[Place, str]], str | None, tuple[str, list[tuple[Place, str]], str] | None]"
"""Slug, message, place, labels, help, fix."""


@dataclass(frozen=True, slots=True)
class Record:
    """What was found in one file.

    Attributes:
        marked: Whether comments of the file may leave findings out.
        files: Real paths of the files that findings point into.
        entries: The findings, in order of output.
    """

    marked: bool
    files: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to report, whatever anybody chooses."""
        return not self.marked and not self.entries


@dataclass(slots=True)
class _Packing:
    """Numbers the files that findings point into."""

    paths: Mapping[Source, Path]
    files: dict[str, int] = field(default_factory=dict)

    def place(self, span: Span) -> Place:
        path = str(self.paths[span.source])
        return (self.files.setdefault(path, len(self.files)), span.start, span.end)

    def entry(self, each: Diagnostic) -> Entry:
        labels = [(self.place(label.span), label.message) for label in each.labels]
        fix = None if each.fix is None else self.fix(each.fix)
        return (each.code.slug, each.message, self.place(each.span), labels, each.help, fix)

    def fix(self, fix: Fix) -> tuple[str, list[tuple[Place, str]], str]:
        return (fix.title, [(self.place(edit.span), edit.text) for edit in fix.edits], fix.safety.value)


def packed(found: Iterable[Diagnostic], paths: Mapping[Source, Path], *, marked: bool) -> Record:
    """Findings as a record; they have no level of their own yet.

    Args:
        found: In order of output.
        paths: The real path of each file they point into.
        marked: Whether comments may leave some out.

    Raises:
        KeyError: One points into another file.
    """
    packing = _Packing(paths)
    entries = tuple(map(packing.entry, found))
    return Record(marked, tuple(packing.files), entries)


def unpacked(record: Record, source: Callable[[Path], Source]) -> list[Diagnostic]:
    """The findings of a record.

    Args:
        record: Of files that still read as they did.
        source: Reads a file by its real path; always the same object for one path.
    """
    sources = [source(Path(each)) for each in record.files]

    def span(place: Place) -> Span:
        index, start, end = place
        return Span(sources[index], start, end)

    def diagnostic(entry: Entry) -> Diagnostic:
        slug, message, place, labels, help_, fix = entry
        return Diagnostic(
            CATALOGUE[slug],
            message,
            span(place),
            tuple(Label(span(at), said) for at, said in labels),
            help_,
            fix and Fix(fix[0], tuple(Edit(span(at), text) for at, text in fix[1]), Safety(fix[2])),
        )

    return [diagnostic(each) for each in record.entries]
