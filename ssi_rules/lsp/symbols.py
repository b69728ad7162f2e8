"""The outline of a file, and the names of a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.lsp.index import Kind, Role
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.lsp.index import Occurrence, Sheet
    from ssi_rules.text import Span


@dataclass(frozen=True, slots=True)
class Symbol:
    """One entry of an outline.

    Attributes:
        name: As listed.
        detail: A few words beside it.
        kind: What it is; None for a test or a claim, which has a title and no name.
        span: All of it.
        selected: What the editor marks when it is chosen; inside ``span``.
        inside: What is listed under it.
    """

    name: str
    detail: str
    kind: Kind | None
    span: Span
    selected: Span
    inside: tuple[Symbol, ...] = ()


def outline(file: ast.File) -> list[Symbol]:
    """What a file declares and changes, in the order written."""
    return [symbol for each in file.declarations for symbol in _symbols(each)]


def _symbols(node: ast.Declaration) -> Iterator[Symbol]:  # noqa: C901, PLR0912 - one case for each kind
    match node:
        case ast.Use():
            pass
        case ast.RulesetHeader(name, title):
            yield Symbol(name.text, title.text, Kind.RULESET, node.span, name.span)
        case ast.Facts(items):
            yield from map(_fact, items)
        case ast.Market(name, title):
            yield Symbol(name.text, _title(title), Kind.MARKET, node.span, name.span)
        case ast.ChangeMarket(market):
            yield Symbol(f"change {market.name.text}", "", Kind.MARKET, node.span, market.name.span)
        case ast.Let(name, value):
            yield Symbol(name.text, _one_line(value.span), Kind.LET, node.span, name.span)
        case ast.ChangeLet(let):
            yield Symbol(
                f"change {let.name.text}", _one_line(let.value.span), Kind.LET, node.span, let.name.span
            )
        case ast.Pillar(name, title, items=items):
            yield Symbol(name.text, title.text, Kind.PILLAR, node.span, name.span, tuple(map(_item, items)))
        case ast.InPillar(pillar, items):
            inside = tuple(map(_item, items))
            yield Symbol(f"in {pillar.text}", "", Kind.PILLAR, node.span, pillar.span, inside)
        case ast.Level(name, title):
            yield Symbol(name.text, title.text, Kind.LEVEL, node.span, name.span)
        case ast.Action(name, title):
            yield Symbol(name.text, title.text, Kind.ACTION, node.span, name.span)
        case ast.Test(title):
            yield Symbol(title.text or "test", "", None, node.span, title.span)
        case ast.Claim(title):
            yield Symbol(title.text or "claim", "", None, node.span, title.span)
        case ast.ChangeParts(owner, criterion) | ast.Remove(owner, criterion):
            verb = "remove" if isinstance(node, ast.Remove) else "change"
            yield _about(f"{verb} ", owner, criterion, node.span)


def _about(verb: str, owner: ast.Name, criterion: ast.Name | None, span: Span) -> Symbol:
    if criterion is None:
        return Symbol(verb + owner.text, "", Kind.PILLAR, span, owner.span)
    return Symbol(
        f"{verb}{owner.text}.{criterion.text}", "", Kind.CRITERION, span, owner.span.to(criterion.span)
    )


def _fact(item: ast.FactDeclaration | ast.TableDeclaration) -> Symbol:
    if isinstance(item, ast.FactDeclaration):
        return Symbol(item.name.text, item.type.value, Kind.FACT, item.span, item.name.span)
    columns = tuple(
        Symbol(each.name.text, each.type.value, Kind.COLUMN, each.span, each.name.span)
        for each in item.columns
    )
    return Symbol(item.name.text, _title(item.title), Kind.TABLE, item.span, item.name.span, columns)


def _item(item: ast.PillarItem) -> Symbol:
    if isinstance(item, ast.Criterion):
        return Symbol(item.name.text, item.title.text, Kind.CRITERION, item.span, item.name.span)
    word = "cap" if isinstance(item, ast.Cap) else "deduct"
    return Symbol(word, _one_line(item.when.span), Kind.CRITERION, item.span, item.when.span)


def _title(title: ast.String | None) -> str:
    return "" if title is None else title.text


def _one_line(span: Span) -> str:
    return " ".join(span.text.split())


def find(query: str, sheets: Iterable[Sheet]) -> Iterator[Occurrence]:
    """The declarations whose names hold the letters of a query in its order, in any case."""
    letters = query.casefold()
    for sheet in sheets:
        for each in sheet.occurrences:
            if each.role is Role.DECLARES and _holds(each.thing.path.casefold(), letters):
                yield each


def _holds(name: str, letters: str) -> bool:
    """Whether the letters stand in a name in their order."""
    rest = iter(name)
    return all(letter in rest for letter in letters)
