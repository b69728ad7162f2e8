"""GitHub's workflow commands: findings beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from ssi_rules.codes import Severity
from ssi_rules.formats import concise
from ssi_rules.formats.gravest import gravest_first
from ssi_rules.formats.tally import tally
from ssi_rules.formats.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source, Span

SHOWN = 10
"""How many annotations of one kind GitHub shows of a step."""
_KIND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(
    diagnostics: Iterable[Diagnostic],
    files: Sequence[Source] = (),
    *,
    colour: bool = False,  # noqa: ARG001 - machines see no colour
) -> str:
    """As many annotations as GitHub shows, the gravest first; then the other findings for the log; last, the total."""
    found = gravest_first(diagnostics)
    shown, rest = _parted(found)
    lines = [*map(_command, shown), *_quoted(concise.render(rest)), f"{_total(found, rest, len(files))}\n"]
    return "".join(lines)


def _parted(found: list[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings GitHub has room for, and those it has not."""
    seen: Counter[Severity] = Counter()
    parts: tuple[list[Diagnostic], list[Diagnostic]] = ([], [])
    for each in found:
        seen[each.severity] += 1
        parts[seen[each.severity] > SHOWN].append(each)
    return parts


def _command(each: Diagnostic) -> str:
    told = [each.message, *(f"help: {each.help}".split("\n") if each.help else [])]
    return annotation(_KIND[each.severity], f"{each.code.number} {each.code.slug}", each.span, told)


def annotation(kind: str, title: str, span: Span | None, said: Iterable[str]) -> str:
    """One workflow command, which GitHub shows beside a line, or beside the whole step.

    Args:
        kind: ``error``, ``warning`` or ``notice``.
        title: What stands over it.
        span: The place; None for none.
        said: Its lines.
    """
    given = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in _properties(title, span))
    text = "\n".join(map(visible, said))
    return f"::{kind} {given}::{text.translate(_IN_MESSAGE)}\n"


def logged(text: str) -> str:
    """Text for the log, in which nothing is taken for a command."""
    return "".join(_quoted(text))


def _properties(title: str, span: Span | None) -> Iterator[tuple[str, str]]:
    yield "title", visible(title)
    if span is None:
        return
    yield "file", visible(span.source.repository_path)
    yield "line", str(span.line)
    yield "endLine", str(span.end_line)
    if span.line == span.end_line:  # else GitHub takes no columns
        yield "col", str(span.column)
        yield "endColumn", str(span.end_column)


def _quoted(text: str) -> Iterator[str]:
    """Text in which nothing is taken for a command; its end is marked by a word that cannot stand in it: its own hash."""
    if text:
        token = sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
        yield f"::stop-commands::{token}\n{text}::{token}::\n"


def _total(found: list[Diagnostic], rest: list[Diagnostic], files: int) -> str:
    place = f" in {files} {'file' if files == 1 else 'files'}" if files else ""
    unmarked = f"; {len(rest)} of them are only in this log" if rest else ""
    return f"ssi: {tally(found)}{place}{unmarked}"
