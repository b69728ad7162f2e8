"""The public doors: a text in, the same text in the one layout out."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from ssi_rules.codes import TAB
from ssi_rules.diagnostics import Diagnostic, Problems
from ssi_rules.formatting.heads import with_plain_heads
from ssi_rules.formatting.items import Items
from ssi_rules.formatting.outline import Places
from ssi_rules.formatting.stretches import Text
from ssi_rules.formatting.tokens import tokens_of
from ssi_rules.syntax import ast
from ssi_rules.syntax.decode import decode, report_invisible
from ssi_rules.syntax.parser import parse
from ssi_rules.syntax.printer.layout import laid_out
from ssi_rules.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.formatting.tokens import Token


class SyntaxFaults(Exception):  # noqa: N818 - named for what there are
    """A text cannot be formatted, because it cannot be read.

    Attributes:
        diagnostics: Why, in the order of output.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Keep the findings."""
        self.diagnostics = diagnostics
        super().__init__(diagnostics[0].message)


def format_text(source: Source) -> str:
    """The text of a rule file in the one layout.

    Args:
        source: Its text as read, line ends made one.

    Returns:
        The same words and comments in the same order, tabs between them made blanks; nothing, or lines that all end in
        a line feed.

    Raises:
        SyntaxFaults: It cannot be read; there is no layout for what may mean something else.
    """
    problems = Problems()
    report_invisible(source, problems)
    file = parse(source, problems)
    _refuse(each for each in problems if each.code is not TAB)
    written = "".join(f"{line}\n" for line in _lines(file))
    if "\t" in written:  # in a text or a comment, where it is not ours to replace
        _refuse(problems)
    if not _says_the_same(Source(source.path, written), file):
        raise RuntimeError(f"formatting {source.path} would lose something")
    return written


def _says_the_same(source: Source, file: ast.File) -> bool:
    """Whether a text has the meaning and the comments of a file; nobody's rules are replaced unless it has."""
    problems = Problems()
    same = parse(source, problems).declarations == file.declarations
    return same and not problems.found and _said(source.text) == _said(file.source.text)


def format_bytes(data: bytes, shown: str) -> str:
    """The same from a file's bytes: what is no UTF-8 with line feeds and without a byte order mark is made so.

    Args:
        data: The file's bytes.
        shown: How the file is named to people.

    Returns:
        The text to write in its place.

    Raises:
        SyntaxFaults: It cannot be read.
    """
    problems = Problems()
    source = decode(data, shown, problems)
    if source is None:
        raise SyntaxFaults(tuple(problems))
    return format_text(source)


def _refuse(faults: Iterable[Diagnostic]) -> None:
    found = tuple(faults)
    if found:
        raise SyntaxFaults(found)


def _lines(file: ast.File) -> list[str]:
    read = tokens_of(file.source.text)
    places = Places.of(read)
    tokens = with_plain_heads(file, read, places)
    text = Text(file.source.text, tokens, places, frozenset(_signs(file, tokens, places)))
    items = Items(text)
    entries = places.entries(file)
    end = len(tokens) - 1
    return [*laid_out(items.of(entries), airy=True), *items.below(end, opens=not entries)]


def _signs(file: ast.File, tokens: Sequence[Token], places: Places) -> Iterator[int]:
    """The numbers of minus signs that belong to numbers."""
    if all(token.text != "-" for token in tokens):
        return
    for number in filter(lambda node: isinstance(node, ast.Number), _nodes(file)):
        first = places.first(number)
        while tokens[first].text == "(":
            first += 1
        if tokens[first].text == "-":
            yield first


def _nodes(node: ast.Node) -> Iterator[ast.Node]:
    """A node and all nodes in it."""
    yield node
    for each in fields(node):
        value = getattr(node, each.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, ast.Node):
                yield from _nodes(inner)


def _said(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and its comments."""
    tokens = tokens_of(text)
    return [token.text for token in tokens], [each.text for token in tokens for each in token.comments]
