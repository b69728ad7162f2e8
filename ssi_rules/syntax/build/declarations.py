"""What a file declares beside the scoring itself: uses, the ruleset's header, facts, markets, lets, levels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from ssi_rules.language.types import Type
from ssi_rules.syntax import ast, problems
from ssi_rules.syntax.build.literals import name, points, string
from ssi_rules.syntax.reading import fault, span

if TYPE_CHECKING:
    from ssi_rules.syntax.reading import Word
    from ssi_rules.text import Span


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line of a ruleset's header: its keyword and what it says."""

    keyword: str
    value: ast.String | ast.Points | ast.MissingPolicy


def use(word: Word, path: Word) -> ast.Use:
    """``use "path"``."""
    return ast.Use(string(path), span=span(word, path))


def ruleset(first: Word, identifier: Word, title: Word, _open: Word, *rest: object) -> ast.RulesetHeader:
    """``ruleset id "Title" { … }``; a line said twice is a fault."""
    place = span(first, cast("Word", rest[-1]))
    lines = tuple(map(_header_line, rest[:-1]))
    for index, line in enumerate(lines):
        before = next((other for other in lines[:index] if other.keyword == line.keyword), None)
        if before is not None:
            fault(problems.repeated_line(line.value.span, line.keyword, before.value.span))
    return with_lines(ast.RulesetHeader(name(identifier), string(title), span=place), lines)


def with_lines(header: ast.RulesetHeader, lines: tuple[object, ...]) -> ast.RulesetHeader:
    """A header that says what its lines say."""
    said: dict[str, Any] = {line.keyword: line.value for line in map(_header_line, lines)}
    return replace(header, **said)


def _header_line(line: object) -> HeaderLine:
    match line:
        case ast.WorthPart():
            return HeaderLine("worth", line.points)
        case ast.MissingPolicy():
            return HeaderLine("missing", line)
        case _:  # the builders make nothing else of a header's lines
            return cast("HeaderLine", line)


def ruleset_text(keyword: Word, text: Word) -> HeaderLine:
    """``extends``, ``version``, ``status``, ``about`` or ``source``, and a text."""
    return HeaderLine(str(keyword), string(text))


def worth(first: Word, amount: Word) -> ast.WorthPart:
    """``worth N``."""
    return ast.WorthPart(points(amount), span=span(first, amount))


def facts(first: Word, _open: Word, *rest: ast.FactDeclaration | ast.TableDeclaration | Word) -> ast.Facts:
    """``facts { … }``."""
    items = tuple(item for item in rest if not isinstance(item, str))
    return ast.Facts(items, span=span(first, rest[-1]))


def fact(named: ast.Name, _colon: Word, kind: HeldType, title: Word | None = None) -> ast.FactDeclaration:
    """``name : type "Meaning"``."""
    place = named.span.to(span(title) if title else kind.span)
    return ast.FactDeclaration(named, kind.type, string(title) if title else None, span=place)


def column(named: ast.Name, _colon: Word, kind: HeldType, title: Word | None = None) -> ast.ColumnDeclaration:
    """``name : type`` in a table."""
    place = named.span.to(span(title) if title else kind.span)
    return ast.ColumnDeclaration(named, kind.type, string(title) if title else None, span=place)


def table(first: Word, identifier: Word, *rest: ast.ColumnDeclaration | Word) -> ast.TableDeclaration:
    """``table name dated column "Title" { columns }``."""
    words = [part for part in rest if isinstance(part, str)]
    dated = words[1] if words[0] == "dated" else None
    return ast.TableDeclaration(
        name(identifier),
        name(dated) if dated else None,
        _title(words[-3:][0]),
        tuple(part for part in rest if isinstance(part, ast.ColumnDeclaration)),
        span=span(first, rest[-1]),
    )


def declared_name(word: Word) -> ast.Name:
    """The name of a fact or a column."""
    return name(word)


@dataclass(frozen=True, slots=True)
class HeldType:
    """A type with its place."""

    type: Type
    span: Span


def type_(word: Word) -> HeldType:
    """One of the types that can be declared."""
    return HeldType(Type(word), span(word))


def market_clauses(first: Word, identifier: Word, *rest: ast.MarketClause | Word) -> ast.Market:
    """``market name "Title" { clauses }``."""
    clauses = tuple(part for part in rest if isinstance(part, ast.MarketClause))
    return ast.Market(name(identifier), _title(rest[0]), clauses, None, span=span(first, rest[-1]))


def market_formula(first: Word, identifier: Word, *rest: ast.MarketExpression | Word) -> ast.Market:
    """``market name = expression``."""
    formula = cast("ast.MarketExpression", rest[-1])
    return ast.Market(name(identifier), _title(rest[0]), (), formula, span=span(first, formula))


def _title(part: ast.Node | Word) -> ast.String | None:
    return string(part) if isinstance(part, str) and part.startswith('"') else None


def clause(column: Word, verb: Word, *phrases: Word) -> ast.MarketClause:
    """``column has "phrase", …`` or ``column not "phrase", …``."""
    texts = tuple(string(phrase) for phrase in phrases if phrase != ",")
    return ast.MarketClause(name(column), verb == "not", texts, span=span(column, phrases[-1]))


def let(first: Word, identifier: Word, _equals: Word, value: ast.Expression) -> ast.Let:
    """``let name = expression``."""
    return ast.Let(name(identifier), value, span=span(first, value))


def level(first: Word, identifier: Word, title: Word, _from: Word, start: Word) -> ast.Level:
    """``level name "Title" from N``."""
    return ast.Level(name(identifier), string(title), points(start), span=span(first, start))
