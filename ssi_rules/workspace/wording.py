"""The words of rule files that members read: titles, advice, reasons; and where they stand, for translators."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ssi_rules.syntax import ast
from ssi_rules.workspace.load import Loader
from ssi_rules.workspace.places import Home, home_of, real_path, shipped_home
from ssi_rules.workspace.rulesets import RulesetError, located

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DRAWN_ON = re.compile(r'\b(?:use|extends)\s+"([^"\n]+)"')


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that members read.

    Attributes:
        text: As the file has it.
        what: What it is in the language of rule files: title, advice, because, basis, about, status.
        path: The file as it is shown to people.
        line: Its line, from 1.
    """

    text: str
    what: str
    path: str
    line: int


def wordings(path: str | Path) -> tuple[Wording, ...]:
    """The words that stand in one rule file itself, in its order; those of tests, phrases and sources are no members' reading.

    Raises:
        RulesetError: There is no such file, or it cannot be read.
    """
    unit = Loader().load(located(path))
    if unit.problems.has_errors:
        raise RulesetError(unit.problems)
    return tuple(_wording(what, each) for what, each in _read_by_members(unit.file) if each.text.strip())


def ruleset_files(path: str | Path) -> tuple[Path, ...]:
    """The files of a ruleset by their real paths: its own first, then those it extends or uses, the nearest first.

    They are looked through for names, not read: that takes no time, and faults in them are told elsewhere.

    Raises:
        RulesetError: There is no such file.
    """
    named = located(path)
    home, found = home_of(named), [real_path(named)]
    for file in found:  # grows while it is gone through
        its_home = shipped_home() if shipped_home().holds(file) else home
        below = (_at(name, file.parent, its_home) for name in _DRAWN_ON.findall(_text(file)))
        found += [each for each in dict.fromkeys(below) if each is not None and each not in found]
    return tuple(found)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _at(name: str, folder: Path, home: Home) -> Path | None:
    """The file that a rule file in a folder means by a name: beside it, else shipped."""
    for its_home, target in ((home, folder / name), (shipped_home(), shipped_home().folder / name)):
        try:
            real = real_path(target)
            if its_home.holds(real) and real.is_file():
                return real
        except (OSError, ValueError):  # no such name can be
            return None
    return None


def _wording(what: str, text: ast.String) -> Wording:
    return Wording(text.text, what, text.span.source.path, text.span.line)


def _read_by_members(node: ast.Node) -> Iterator[tuple[str, ast.String]]:
    """Texts that members read, each with what it is."""
    match node:
        case ast.Test() | ast.Claim() | ast.Market() | ast.ColumnDeclaration():
            return
        case ast.BasisNote(note=ast.String() as note):
            yield "basis", note
        case ast.Advice(text=text):
            yield "advice", text
        case ast.Because(text=text):
            yield "because", text
        case ast.TitlePart(text=text):
            yield "title", text
        case ast.RulesetHeader(title=title, status=status, about=about):
            texts = (("title", title), ("status", status), ("about", about))
            yield from ((what, text) for what, text in texts if text is not None)
        case _:
            titled = getattr(node, "title", None)
            if isinstance(titled, ast.String):
                yield "title", titled
            for below in _below(node):
                yield from _read_by_members(below)


def _below(node: ast.Node) -> Iterator[ast.Node]:
    for each in fields(node):
        value = getattr(node, each.name)
        for below in value if isinstance(value, tuple) else (value,):
            if isinstance(below, ast.Node):
                yield below
