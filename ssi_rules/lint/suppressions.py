"""Comments that leave a finding out: ``# ssi: ignore[slug, slug] reason``.

One counts for the line it stands on; on a line of its own, for the next line that says something. Where that line opens a
block, it counts for the whole block. Errors cannot be left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.codes import CATALOGUE, Category, Code, Severity
from ssi_rules.diagnostics import Edit
from ssi_rules.lint import problems_suppressions as say
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source

MARK = "ssi:"
"""What a text must hold to be worth looking through."""

_IGNORE = "ignore"
_SIGN = re.compile(r'"(?:[^"\\\n]|\\.)*"|(?P<comment>#[^\n]*)|(?P<brace>[{}])')
_DIRECTIVE = re.compile(
    r"#[ \t]*ssi:[ \t]*(?P<word>[\w-]*)(?:[ \t]*\[(?P<names>[^\]\n]*)\])?(?P<reason>[^\n]*)", re.IGNORECASE
)
_NAME = re.compile(r"[^\s,]+")
_SAYS_SOMETHING = re.compile(r"[ \t]*[^ \t\n#]")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One such comment.

    Attributes:
        span: From its ``#`` to the end of the line.
        word: ``ignore``, or what stands in its place.
        names: What it names, each with its place; None without brackets.
        reason: Why; empty when it does not say.
        first: The line it counts for, counted from 1.
        last: The last line it counts for: the same, or where the block ends that opens there.
    """

    span: Span
    word: str
    names: tuple[Span, ...] | None
    reason: str
    first: int
    last: int

    @property
    def is_ignore(self) -> bool:
        """Whether its word is the one that there is."""
        return self.word.casefold() == _IGNORE

    def covers(self, line: int) -> bool:
        """Whether it counts for a line."""
        return self.first <= line <= self.last

    @property
    def codes(self) -> dict[str, Code]:
        """What it leaves out: codes by the name that it gives them."""
        found = {name.text: code_named(name.text) for name in self.names or ()}
        return {name: code for name, code in found.items() if code is not None and can_be_suppressed(code)}


def code_named(name: str) -> Code | None:
    """The code of a slug or a number."""
    return CATALOGUE.get(name) or next(
        (each for each in CATALOGUE.values() if each.number == name.upper()), None
    )


def can_be_suppressed(code: Code) -> bool:
    """Whether a comment can leave it out: no error, and nothing about comments."""
    return code.severity is not Severity.ERROR and code.category is not Category.SUPPRESSIONS


def leaving_out(source: Source, slugs: Mapping[int, Iterable[str]], reason: str) -> list[Edit]:
    """Comments that leave codes out: more names in one that counts for a line already, else one above the line.

    Args:
        source: A file.
        slugs: What to leave out, by line.
        reason: What new comments say; empty for the author to write one.
    """
    there = {each.first: each for each in suppressions(source) if each.names and each.is_ignore}
    return [
        _joined(there[line], names) if line in there else _above(source, line, names, reason)
        for line, names in slugs.items()
    ]


def _above(source: Source, line: int, names: Iterable[str], reason: str) -> Edit:
    at, text = source.line_starts[line - 1], source.line(line)
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    listed = ", ".join(dict.fromkeys(names))
    return Edit(Span(source, at, at), f"{indent}# {MARK} {_IGNORE}[{listed}] {reason}\n")


def _joined(comment: Suppression, names: Iterable[str]) -> Edit:
    last = (comment.names or ())[-1]
    return Edit(Span(last.source, last.end, last.end), "".join(f", {each}" for each in dict.fromkeys(names)))


def suppress(
    source: Source, found: Iterable[Diagnostic], is_judged: Callable[[Code], bool]
) -> list[Diagnostic]:
    """Leave out what comments say, and tell what is wrong with the comments.

    Args:
        source: A file.
        found: Findings, in this file and in others.
        is_judged: Whether a comment for this code can be called unused: the code was looked for and is wanted.

    Returns:
        The findings that are left, and those about comments.
    """
    comments = suppressions(source)
    used: set[tuple[Suppression, Code]] = set()
    left = [each for each in found if not _is_left_out(each, source, comments, used)]
    for comment in comments:
        left += _faults(comment)
        idle = [
            name for name, code in comment.codes.items() if (comment, code) not in used and is_judged(code)
        ]
        if idle:
            left.append(say.unused(comment, idle, _without(comment, idle)))
    return left


def _is_left_out(
    diagnostic: Diagnostic,
    source: Source,
    comments: list[Suppression],
    used: set[tuple[Suppression, Code]],
) -> bool:
    if diagnostic.span.source is not source or not comments:
        return False
    line = diagnostic.span.line
    for comment in reversed(comments):  # the innermost block's comes last
        if comment.covers(line) and diagnostic.code in comment.codes.values():
            used.add((comment, diagnostic.code))
            return True
    return False


def _faults(comment: Suppression) -> Iterator[Diagnostic]:
    if not comment.is_ignore:
        yield say.unknown_word(comment)
    elif not comment.names:
        yield say.names_nothing(comment)
    else:
        for name in comment.names:
            code = code_named(name.text)
            if code is None:
                yield say.unknown_name(name)
            elif not can_be_suppressed(code):
                yield say.not_suppressible(name, code)
        if not comment.reason:
            yield say.without_reason(comment)


def suppressions(source: Source) -> list[Suppression]:
    """Every such comment of a file, in order."""
    if MARK not in source.text.casefold():
        return []
    ends = _block_ends(source)
    found = []
    for sign in _SIGN.finditer(source.text):
        directive = _DIRECTIVE.search(source.text, sign.start(), sign.end()) if sign["comment"] else None
        if directive is not None:
            found.append(_suppression(source, directive, ends))
    return found


def _suppression(source: Source, found: re.Match[str], ends: dict[int, int]) -> Suppression:
    line = source.position(found.start())[0]
    first = line if _SAYS_SOMETHING.match(source.line(line)) else _next_line(source, line)
    names = None
    if found["names"] is not None:
        at = found.start("names")
        names = tuple(
            Span(source, at + each.start(), at + each.end()) for each in _NAME.finditer(found["names"])
        )
    span = Span(source, found.start(), found.start() + len(found[0].rstrip()))
    return Suppression(
        span, found["word"], names, found["reason"].strip(" \t:-"), first, ends.get(first, first)
    )


def _next_line(source: Source, line: int) -> int:
    """The next line that says something; the same when none does."""
    following = range(line + 1, len(source.line_starts) + 1)
    return next((each for each in following if _SAYS_SOMETHING.match(source.line(each))), line)


def _block_ends(source: Source) -> dict[int, int]:
    """The last line of each block that goes on past the line it opens on, by that line."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for sign in _SIGN.finditer(source.text):
        if sign["brace"] == "{":
            opened.append(source.position(sign.start())[0])
        elif sign["brace"] and opened:
            first = opened.pop()
            ends[first] = source.position(sign.start())[0]
    return ends


def _without(comment: Suppression, idle: list[str]) -> tuple[Span, str]:
    """What to write in place of what, so that the idle names are gone; of the comment, when nothing is left of it."""
    names = comment.names or ()
    left = [each.text for each in names if each.text not in idle]
    if left:
        return Span(comment.span.source, names[0].start, names[-1].end), ", ".join(left)
    text, start = comment.span.source.text, comment.span.start
    while start and text[start - 1] in " \t":
        start -= 1
    stands_alone = start == 0 or text[start - 1] == "\n"
    end = comment.span.end
    while end < len(text) and text[end] in " \t":
        end += 1
    return Span(comment.span.source, start, min(end + stands_alone, len(text))), ""
