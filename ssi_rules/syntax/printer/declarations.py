"""Whole declarations and files."""

from __future__ import annotations

from itertools import groupby
from typing import assert_never

from ssi_rules.syntax import ast
from ssi_rules.syntax.printer.expressions import print_expression, print_market_expression
from ssi_rules.syntax.printer.layout import Block, Item, Row, laid_out, row
from ssi_rules.syntax.printer.parts import expectation, given, part, path, points, string


def print_file(file: ast.File) -> str:
    """The text of a file; reading it gives an equal one. One-line declarations of a kind stand together."""
    groups: list[str] = []
    for _kind, run in groupby(file.declarations, type):
        groups += ["\n".join(lines) + "\n" for lines in paragraphs([declaration(node) for node in run])]
    return "\n".join(groups)


def paragraphs(items: list[Item]) -> list[list[str]]:
    """Rows that follow each other in one paragraph, each block in its own."""
    found: list[list[str]] = []
    for is_row, run in groupby(items, lambda item: isinstance(item, Row)):
        group = list(run)
        found += [laid_out(group, airy=False)] if is_row else [laid_out([item], airy=False) for item in group]
    return found


def declaration(node: ast.Declaration) -> Item:  # noqa: C901, PLR0912 - one case for each kind
    """One declaration as rows and blocks, to be laid out."""
    match node:
        case ast.Use(target):
            return row(f"use {string(target)}")
        case ast.RulesetHeader():
            return _ruleset(node)
        case ast.Facts(items):
            return Block("facts", tuple(map(_fact, items)), airy=True)
        case ast.Market():
            return _market(node)
        case ast.Let(name, value):
            return row(f"let {name.text} = {print_expression(value)}")
        case ast.Pillar(name, title, worth, items):
            head = f"pillar {name.text} {string(title)} worth {points(worth)}"
            return Block(head, tuple(map(_pillar_item, items)), airy=True, opens_airy=bool(items))
        case ast.Level(name, title, start):
            return row("level", name.text, string(title), f"from {points(start)}")
        case ast.Action(name, title, parts):
            return Block(f"action {name.text} {string(title)}", tuple(map(part, parts)))
        case ast.Test():
            return _test(node)
        case ast.Claim(title, assumptions, expectations):
            lines = (
                *(row("assume " + print_expression(each.condition)) for each in assumptions),
                *map(expectation, expectations),
            )
            return Block(f"claim {string(title)}", lines)
        case ast.ChangeParts(owner, criterion, parts):
            return Block(f"change {path(owner, criterion)}", tuple(map(part, parts)))
        case ast.ChangeMarket(market):
            return _changed(_market(market))
        case ast.ChangeLet(let):
            return _changed(declaration(let))
        case ast.Remove(owner, criterion):
            return row(f"remove {path(owner, criterion)}")
        case ast.InPillar(pillar, items):
            return Block(f"in {pillar.text}", tuple(map(_pillar_item, items)), airy=True)
        case _:
            assert_never(node)


def _changed(item: Item) -> Item:
    match item:
        case Row(cells):
            return row(f"change {cells[0]}")
        case Block(head, items):
            return Block(f"change {head}", items)


def _ruleset(node: ast.RulesetHeader) -> Block:
    texts = [(word, getattr(node, word)) for word in ("extends", "version", "status", "about", "source")]
    lines = [row(word, string(text)) for word, text in texts if text]
    lines += [row("worth", points(node.worth))] if node.worth else []
    lines += [row("missing", node.missing.policy.value)] if node.missing else []
    return Block(f"ruleset {node.name.text} {string(node.title)}", tuple(lines))


def _fact(node: ast.FactDeclaration | ast.TableDeclaration) -> Item:
    match node:
        case ast.FactDeclaration():
            return row(node.name.text, f": {node.type.value}", string(node.title))
        case ast.TableDeclaration(name, dated, title, columns):
            by = f" dated {dated.text}" if dated else ""
            lines = (row(each.name.text, f": {each.type.value}", string(each.title)) for each in columns)
            return Block(f"table {name.text}{by} {string(title)}".rstrip(), tuple(lines))
        case _:
            assert_never(node)


def _market(node: ast.Market) -> Item:
    head = f"market {node.name.text} {string(node.title)}".rstrip()
    if node.expression is not None:
        return row(f"{head} = {print_market_expression(node.expression)}")
    return Block(head, tuple(map(_clause, node.clauses)))


def _clause(node: ast.MarketClause) -> Row:
    return row(node.column.text, "not" if node.negated else "has", ", ".join(map(string, node.phrases)))


def _pillar_item(node: ast.PillarItem) -> Item:
    match node:
        case ast.Criterion(name, title, worth, parts):
            return Block(
                f"criterion {name.text} {string(title)} worth {points(worth)}", tuple(map(part, parts))
            )
        case ast.Cap(limit, when, reasons):
            head = f"cap at {points(limit)} when {print_expression(when)}"
        case ast.Deduct(taken, when, reasons):
            head = f"deduct {points(taken)} when {print_expression(when)}"
        case _:
            assert_never(node)
    return Block(head, tuple(map(part, reasons))) if reasons else row(head)


def _test(node: ast.Test) -> Block:
    day = [row(f"as of {node.as_of.value.isoformat()}")] if node.as_of else []
    return Block(
        f"test {string(node.title)}", (*day, *map(given, node.given), *map(expectation, node.expectations))
    )
