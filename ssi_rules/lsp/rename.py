"""Gives a thing another name, in every file of the project that says the old one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules.checking.expressions import declared_expressions, walk, walk_market
from ssi_rules.codes import Category, Severity
from ssi_rules.diagnostics import Edit
from ssi_rules.lsp.index import Kind, Occurrence, Sheet, Thing, everywhere
from ssi_rules.syntax import ast
from ssi_rules.syntax.build.literals import RESERVED
from ssi_rules.syntax.trouble import keywords
from ssi_rules.workspace.edits import edited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.lsp.desk import Desk
    from ssi_rules.text import Source

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_GIVEN_BY_DATA = (Kind.FACT, Kind.TABLE, Kind.COLUMN)
"""What is called as data calls it may share a word with the language: `title`, `source`."""


class CannotRename(Exception):  # noqa: N818 - named for what it is to the person, as everywhere here
    """The reason, as a sentence."""


def renamable(sheet: Sheet, offset: int) -> Occurrence:
    """The name that a rename at a place would replace.

    Raises:
        CannotRename: Nothing there has a name, or none that can be given another.
    """
    found = sheet.at(offset)
    if found is None:
        raise CannotRename("There is no name here.")
    if found.thing.kind is Kind.FILE:
        raise CannotRename("This is a path: rename the file, and write its new path here.")
    return found


def rename(sheet: Sheet, offset: int, name: str, others: Sequence[Sheet]) -> list[Edit]:
    """What to write where, in which files.

    Args:
        sheet: The file.
        offset: The place, in characters.
        name: The new name.
        others: Every file of the project, this one among them.

    Raises:
        CannotRename: The thing cannot be renamed, or cannot be called that.
    """
    thing = renamable(sheet, offset).thing
    if name == thing.name:
        return []
    _check_name(name, thing)
    _check_origin(thing, others)
    _check_readable(thing, others)
    _check_markets(thing, others)
    return [Edit(each.span, name) for each in everywhere(thing, others)]


def rename_on(desk: Desk, path: Path, offset: int, name: str) -> list[Edit]:
    """The same, tried out on another desk first, so that nothing means anything else afterwards.

    Raises:
        CannotRename: The reason.
    """
    before = list(desk.sheets(path))
    edits = rename(desk.sheet(path), offset, name, before)
    texts = {each: text for source, text in renamed(edits).items() if (each := desk.path_of(source))}
    trial = desk.with_texts(texts)
    known = {_told(error) for each in texts for error in _errors(desk, each)}
    new = [error for each in texts for error in _errors(trial, each) if _told(error) not in known]
    confirm(before, list(trial.sheets(path)), new)
    return edits


def renamed(edits: Iterable[Edit]) -> dict[Source, str]:
    """The texts after the edits, by what they are now."""
    by_source: dict[Source, list[Edit]] = {}
    for each in edits:
        by_source.setdefault(each.span.source, []).append(each)
    return {source: edited(source.text, several) for source, several in by_source.items()}


def _errors(desk: Desk, path: Path) -> list[Diagnostic]:
    return [each for each in desk.findings(path) if each.severity is Severity.ERROR]


def _told(error: Diagnostic) -> tuple[str, str]:
    return error.code.number, error.span.origin


def confirm(before: Sequence[Sheet], after: Sequence[Sheet], new: Iterable[Diagnostic]) -> None:
    """See that everything still means what it meant.

    Args:
        before: Every file of the project as it is.
        after: The same files with the edits made, in the same order.
        new: Errors that the edits brought.

    Raises:
        CannotRename: Something does not.
    """
    for error in new:
        raise CannotRename(f"{error.span.origin} would be wrong: {error.message}")
    for old, renamed in zip(before, after, strict=True):
        if [_meant(each) for each in old.occurrences] != [_meant(each) for each in renamed.occurrences]:
            raise CannotRename(f"Something in {old.source.path} would mean something else under that name.")


def _meant(found: Occurrence) -> tuple[int, str, str, str]:
    """What a place says, whatever the names are; a rename leaves every line where it is."""
    return found.span.line, found.role.value, found.thing.kind.value, found.thing.span.origin


def _check_name(name: str, thing: Thing) -> None:
    if not _NAME.fullmatch(name):
        raise CannotRename(
            f"`{name}` cannot be a name: use letters a to z, digits and _, and begin with a letter."
        )
    if name in RESERVED or (name in keywords() and thing.kind not in _GIVEN_BY_DATA):
        raise CannotRename(f"`{name}` is a word of the language.")


def _check_origin(thing: Thing, sheets: Iterable[Sheet]) -> None:
    """What came with the program keeps its names: other people's rules say them."""
    if any(each.unit.shipped for each in sheets if each.source is thing.span.source):
        raise CannotRename(f"`{thing.path}` came with ssi, in {thing.span.source.path}.")


def _check_readable(thing: Thing, sheets: Iterable[Sheet]) -> None:
    """Where a text cannot be read, a place could be missed."""
    said = re.compile(rf"\b{thing.name}\b")
    for each in sheets:
        lost = any(found.code.category is Category.SYNTAX for found in each.unit.problems.found)
        if lost and said.search(each.source.text):
            raise CannotRename(f"A part of {each.source.path} cannot be read; mend it first.")


def _check_markets(thing: Thing, sheets: Iterable[Sheet]) -> None:
    """Lines of a market read columns of whichever table they are asked about, by name."""
    if thing.kind is not Kind.COLUMN:
        return
    for sheet in sheets:
        for market in _markets_over(thing, sheet):
            raise CannotRename(
                f"Market `{market.name.text}` reads a column of this name ({market.name.span.origin}), "
                f"and {sheet.source.path} asks it about `{thing.owner}`."
            )


def _markets_over(column: Thing, sheet: Sheet) -> Iterator[ast.Market]:
    """The markets asked about a column's table that have a line on the column besides the one they are asked with."""
    waiting, seen = list(_asked_about(column.owner or "", sheet)), set[str]()
    while waiting:
        market = sheet.draft.markets.get(waiting.pop())
        if market is None or market.name.text in seen:
            continue
        seen.add(market.name.text)
        waiting += (each.text for each in walk_market(market))
        asked_with = {each.column.text for each in market.clauses if not each.negated}
        if column.name in {each.column.text for each in market.clauses} - asked_with:
            yield market


def _asked_about(table: str, sheet: Sheet) -> Iterator[str]:
    for declaration in sheet.unit.file.declarations:
        for expression in declared_expressions(declaration):
            for each, row in walk(expression):
                if isinstance(each, ast.IsMarket) and row is not None and row.table.text == table:
                    yield each.market.text
