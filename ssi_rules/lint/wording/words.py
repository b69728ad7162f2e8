"""What a rule file says in words, whoever reads it: names, titles, and sentences for members and reviewers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.lint.subject import Subject

WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A declaration with its name and title.

    Attributes:
        kind: What is declared: ``criterion``, ``pillar``, ``fact`` and so on; of a change, what it changes is not told.
        name: Under which it is known; None for a test or a claim.
        title: What people read; None where the language asks for none and nobody gave one.
    """

    kind: str
    name: ast.Name | None
    title: ast.String | None


@dataclass(frozen=True, slots=True)
class Said:
    """A text for people.

    Attributes:
        kind: What it is, after "this": ``title``, ``advice``, ``reason``, ``note`` and so on.
        text: The text.
        of: What declares it, for a title; else None.
    """

    kind: str
    text: ast.String
    of: str | None = None


def titled(subject: Subject) -> Iterator[Titled]:
    """Everything the file itself declares or retitles, in the order written."""
    for declaration in subject.file.declarations:
        yield from _titled(declaration)


def said(subject: Subject) -> Iterator[Said]:
    """Every text for people in the file itself, titles first within each declaration."""
    for declaration in subject.file.declarations:
        yield from (Said("title", each.title, each.kind) for each in _titled(declaration) if each.title)
        yield from _sentences(declaration)


def _titled(declaration: ast.Declaration) -> Iterator[Titled]:
    match declaration:
        case ast.Facts(items):
            for item in items:
                yield from _fact(item)
        case ast.Pillar(name, title, items=items):
            yield Titled("pillar", name, title)
            yield from _criteria(items)
        case ast.InPillar(items=items):
            yield from _criteria(items)
        case ast.ChangeParts(owner, criterion, parts):
            titles = (part.text for part in parts if isinstance(part, ast.TitlePart))
            yield from (Titled("change", criterion or owner, title) for title in titles)
        case _:
            yield from _plainly(declaration)


def _plainly(declaration: ast.Declaration) -> Iterator[Titled]:
    """What has one name and one title at most."""
    match declaration:
        case ast.RulesetHeader(name, title):
            yield Titled("ruleset", name, title)
        case ast.Market(name, title):
            yield Titled("market", name, title)
        case ast.ChangeMarket(ast.Market(name, title)):
            yield Titled("change", name, title)
        case ast.Let(name):
            yield Titled("let", name, None)
        case ast.Level(name, title):
            yield Titled("level", name, title)
        case ast.Action(name, title):
            yield Titled("action", name, title)
        case ast.Test(title):
            yield Titled("test", None, title)
        case ast.Claim(title):
            yield Titled("claim", None, title)
        case _:
            pass


def _fact(item: ast.FactDeclaration | ast.TableDeclaration) -> Iterator[Titled]:
    if isinstance(item, ast.FactDeclaration):
        yield Titled("fact", item.name, item.title)
        return
    yield Titled("table", item.name, item.title)
    yield from (Titled("column", each.name, each.title) for each in item.columns)


def _criteria(items: Iterable[ast.PillarItem]) -> Iterator[Titled]:
    criteria = (item for item in items if isinstance(item, ast.Criterion))
    return (Titled("criterion", each.name, each.title) for each in criteria)


def _sentences(declaration: ast.Declaration) -> Iterator[Said]:
    match declaration:
        case ast.RulesetHeader(about=about, source=source):
            yield from (Said("description", about),) if about else ()
            yield from (Said("source", source),) if source else ()
        case ast.Pillar(items=items) | ast.InPillar(items=items):
            for item in items:
                yield from _parts(item.parts)
        case ast.ChangeParts(parts=parts):
            yield from _parts(parts)
        case _:
            pass


def _parts(parts: Iterable[ast.Node]) -> Iterator[Said]:
    for part in parts:
        match part:
            case ast.Advice(text):
                yield Said("advice", text)
            case ast.Because(text):
                yield Said("reason", text)
            case ast.Citation(text):
                yield Said("source", text)
            case ast.BasisNote(note=ast.String() as text):
                yield Said("note", text)
            case _:
                pass
