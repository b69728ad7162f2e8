"""What a person is told about what the pointer is on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.lsp.describe import describe
from ssi_rules.lsp.index import Occurrence, Role, everywhere
from ssi_rules.lsp.keywords import keyword_help
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssi_rules.lsp.index import Sheet, Thing

_WORD = re.compile(r"[A-Za-z_]\w*")
_SKIPPED = re.compile(r'"(?:[^"\\\n]|\\.)*"?|#.*')


@dataclass(frozen=True, slots=True)
class Hover:
    """Markdown about a stretch of the text."""

    span: Span
    text: str


def hover(sheet: Sheet, offset: int, others: Callable[[], Iterable[Sheet]]) -> Hover | None:
    """What there is to say about a place.

    Args:
        sheet: The file.
        offset: The place, in characters.
        others: Gives every file of the project, this one among them: they may change what is pointed at.
    """
    found = sheet.at(offset)
    if found is not None:
        parts = [describe(found.thing, sheet), *_changes(found, everywhere(found.thing, others()))]
        return Hover(found.span, "\n\n".join(parts))
    return _keyword(sheet, offset)


def _changes(found: Occurrence, places: Iterable[Occurrence]) -> Iterator[str]:
    """Who overrides it; at a change, what that overrides."""
    thing = found.thing
    if found.role in (Role.CHANGES, Role.REMOVES):
        yield f"This {found.role.value} what {thing.span.origin} says:\n\n{_quoted(thing)}"
    for each in places:
        if each.role in _DONE and each != found:
            yield f"{_DONE[each.role]} {each.span.origin}"


_DONE = {Role.CHANGES: "Changed by", Role.REMOVES: "Removed by", Role.EXTENDS: "Added to by"}


def _quoted(thing: Thing) -> str:
    """The declaration of a thing as its author wrote it: its line, and its block if it has one."""
    source, number = thing.span.source, thing.span.line
    lines = [source.line(number)]
    indent = _indent(lines[0])
    if lines[0].rstrip().endswith("{"):
        last = source.position(len(source.text))[0]
        for each in (source.line(below) for below in range(number + 1, last + 1)):
            lines.append(each)
            if _indent(each) <= indent and each.strip():
                break
    return "```ssi\n" + "\n".join(each[indent:] for each in lines[:_MOST_LINES]) + "\n```"


_MOST_LINES = 24


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _keyword(sheet: Sheet, offset: int) -> Hover | None:
    text = sheet.source.text
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0]
    place = offset - start
    for each in _SKIPPED.finditer(line):
        if each.start() < place < each.end() or (each[0].startswith("#") and place > each.start()):
            return None
    word = next((each for each in _WORD.finditer(line) if each.start() <= place <= each.end()), None)
    told = None if word is None else keyword_help(word[0], line[: word.start()].strip())
    if word is None or told is None:
        return None
    return Hover(Span(sheet.source, start + word.start(), start + word.end()), told)
