"""Code frames: the finding, the author's own line with the place underlined, the reasons, the help."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import ordered
from ssi_rules.formats.palette import Palette
from ssi_rules.formats.visible import visible, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source, Span

_LONGEST = 160
_LEAD = 60
_CUT = "…"
_UNDER_HELP = len(" = help: ")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to show: its span, the sign it is underlined with and what is said beside it."""

    span: Span
    sign: str
    message: str


def render(
    diagnostics: Iterable[Diagnostic],
    files: Sequence[Source] = (),  # noqa: ARG001 - what is clean is not shown
    *,
    colour: bool = False,
) -> str:
    """Every finding with its frames, an empty line after each."""
    return "".join(finding(each, Palette(colour)) for each in ordered(diagnostics))


def finding(
    each: Diagnostic, palette: Palette, named: Callable[[Source], str] = attrgetter("repository_path")
) -> str:
    """One finding with its frames and an empty line; ``named`` says how its files are called."""
    marks = [Mark(each.span, "^", ""), *(Mark(label.span, "-", label.message) for label in each.labels)]
    gutter = max(len(str(mark.span.line)) for mark in marks)
    lines = [_headline(each, palette), *_frames(each, marks, gutter, palette, named)]
    if each.help is not None:
        first, *more = map(visible, each.help.split("\n"))
        lines.append(f"{' ' * gutter} {palette.frame('=')} {palette.help('help:')} {first}")
        lines += [f"{' ' * (gutter + _UNDER_HELP)}{line}" for line in more]
    return "\n".join(lines) + "\n\n"


def _headline(each: Diagnostic, palette: Palette) -> str:
    kind = palette.severity(f"{each.severity.value}[{each.code.number}]", each.severity)
    return f"{kind} {each.code.slug}: {palette.strong(visible(each.message))}"


def _frames(
    each: Diagnostic, marks: list[Mark], gutter: int, palette: Palette, named: Callable[[Source], str]
) -> Iterator[str]:
    """The frame of each mark; a place is named where the file changes, and where the file has no text to show."""
    source: Source | None = None
    edge = f"{' ' * gutter} {palette.frame('|')}"
    for mark in marks:
        if mark.span.source is not source:
            arrow = "-->" if mark.span is each.span else ":::"
            source = mark.span.source
            yield f"{' ' * gutter}{palette.frame(arrow)} {visible(named(source))}:{mark.span.line}:{mark.span.column}"
        if source.text:
            yield edge
            yield from _excerpt(mark, each, gutter, palette)


def _excerpt(mark: Mark, each: Diagnostic, gutter: int, palette: Palette) -> Iterator[str]:
    before, under, after = _parts(mark.span)
    underline = mark.sign * max(1, width(under))
    coloured = palette.severity(underline, each.severity) if mark.sign == "^" else palette.frame(underline)
    bar = palette.frame("|")
    yield f"{palette.frame(str(mark.span.line).rjust(gutter))} {bar} {before}{under}{after}".rstrip()
    yield f"{' ' * gutter} {bar} {' ' * width(before)}{coloured} {visible(mark.message)}".rstrip()


def _parts(span: Span) -> tuple[str, str, str]:
    """The visible line before, in and after a span; of a span over several lines, its first line."""
    line = span.source.line(span.line)
    start = span.column - 1
    end = min(len(line), start + max(0, span.end - span.start))
    lead, tail = max(0, start - _LEAD), min(len(line), start + _LONGEST)
    if len(line) <= _LONGEST:
        lead, tail = 0, len(line)
    before = (_CUT if lead else "") + visible(line[lead:start])
    under = visible(line[start : min(end, tail)])
    after = visible(line[min(end, tail) : tail]) + (_CUT if tail < len(line) else "")
    return before, under, after
