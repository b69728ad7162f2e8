"""Problems are values: what is wrong, where, why, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from ssi_rules.codes import Code, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.text import Span


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that says why: where a fact was declared, where a worth was stated."""

    span: Span
    message: str


class Safety(Enum):
    """Whether a fix keeps the meaning of the rules: safe ones do, unsafe ones are for the author to judge."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Edit:
    """What to write in place of a span; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend a finding that a machine can carry out.

    Attributes:
        title: What it does, as an editor's menu shows it: ``Write `90%` ``.
        edits: Of one file, in order of place, none touching another.
    """

    title: str
    edits: tuple[Edit, ...]
    safety: Safety


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about a rule file.

    Attributes:
        code: Its entry in the catalogue (number, slug, severity).
        message: One sentence in the author's words.
        span: The place to mend.
        labels: Second places, each with its reason.
        help: What to type instead, apart from the fault; None when nothing safe can be said.
        fix: The same as edits; None when a person has to think.
        level: The severity that the project's configuration gives it; None leaves the catalogue's.
    """

    code: Code
    message: str
    span: Span
    labels: tuple[Label, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    level: Severity | None = None

    @property
    def severity(self) -> Severity:
        """What the configuration says, else the catalogue's."""
        return self.level or self.code.severity

    @property
    def key(self) -> tuple[str, int, int, str, str]:
        """Order of findings in every output: path, line, column, code, message."""
        return (
            self.span.source.repository_path,
            self.span.line,
            self.span.column,
            self.code.number,
            self.message,
        )


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Every distinct finding by path, line, column and code."""
    return sorted(dict.fromkeys(diagnostics), key=lambda each: each.key)


@dataclass
class Problems:
    """Collects diagnostics; a pass adds to it and goes on."""

    found: list[Diagnostic] = field(default_factory=list)

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep one finding."""
        self.found.append(diagnostic)

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops scoring."""
        return any(each.severity is Severity.ERROR for each in self.found)

    def __iter__(self) -> Iterator[Diagnostic]:
        """Every distinct finding, in output order."""
        return iter(ordered(self.found))

    def __len__(self) -> int:
        return len(set(self.found))
