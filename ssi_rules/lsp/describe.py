"""What a name stands for, in a few lines of Markdown: meaning, type, origin, value, worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.constants import constant_number
from ssi_rules.checking.expressions import column_of
from ssi_rules.checking.infer import infer_declarations
from ssi_rules.diagnostics import Problems
from ssi_rules.engines.wording import value_words
from ssi_rules.language.numbers import format_points
from ssi_rules.lsp.index import Kind
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.draft import Draft
    from ssi_rules.checking.flat import FlatCriterion
    from ssi_rules.lsp.index import Sheet, Thing
    from ssi_rules.text import Span

_MOST_PHRASES = 6
_MOST_COLUMNS = 20


def describe(thing: Thing, sheet: Sheet) -> str:
    """What a thing is as it stands at the end of a file; what was removed from it, as it stood before."""
    draft = sheet.draft
    told = list(_told(thing, draft))
    if not told and sheet.before is not None:
        told = list(_told(thing, sheet.before))
    origin = thing.span.origin if thing.kind is not Kind.FILE else thing.span.source.path
    return "\n\n".join([*(told or [f"**{thing.kind.value}** `{thing.path}`"]), f"*{origin}*"])


def _told(thing: Thing, draft: Draft) -> Iterator[str]:  # noqa: C901 - one case for each kind
    match thing.kind:
        case Kind.FACT | Kind.TABLE | Kind.LET:
            yield from _value(draft.values.get(thing.name), draft)
        case Kind.COLUMN:
            yield from _column(thing, draft)
        case Kind.MARKET:
            market = draft.markets.get(thing.name)
            yield from () if market is None else _market(market)
        case Kind.PILLAR:
            yield from _pillar(thing.name, draft)
        case Kind.CRITERION:
            pillar = draft.pillars.get(thing.owner or "")
            criteria = () if pillar is None else pillar.criteria
            for each in (found for found in criteria if found.name.text == thing.name):
                yield from _criterion(each, thing)
        case Kind.LEVEL:
            level = draft.levels.get(thing.name)
            if level is not None:
                yield _head(thing, level.title.text)
                yield f"from {format_points(level.start.hundredths)} points"
        case Kind.ACTION:
            action = draft.actions.get(thing.name)
            if action is not None:
                yield _head(thing, action.title.text)
                yield _code("\n".join(part.span.text for part in action.parts))
        case Kind.RULESET:
            yield from _ruleset(thing, draft)
        case Kind.FILE:
            yield f"**file** {thing.span.source.path}"


def _head(thing: Thing, title: str) -> str:
    return f"**{thing.kind.value}** `{thing.path}` {title}".rstrip()


def _flush(span: Span) -> str:
    """The author's words, without the indentation that the first of them has."""
    return span.text.replace("\n" + " " * (span.column - 1), "\n")


def _code(text: str) -> str:
    return f"```ssi\n{text}\n```"


def _value(node: ast.FactDeclaration | ast.TableDeclaration | ast.Let | None, draft: Draft) -> Iterator[str]:
    match node:
        case ast.FactDeclaration(name, type_, title):
            yield f"**fact** `{name.text} : {type_.value}`"
            yield from () if title is None else (title.text,)
        case ast.TableDeclaration(name, dated, title, columns):
            yield f"**table** `{name.text}`" + ("" if dated is None else f" dated `{dated.text}`")
            yield from () if title is None else (title.text,)
            shown = columns[:_MOST_COLUMNS]
            yield _code("\n".join(f"{each.name.text} : {each.type.value}" for each in shown))
        case ast.Let(name, value):
            yield f"**let** `{name.text}`"
            yield _code(f"let {name.text} = {value.span.text}")
            yield from _worked_out(name.text, draft)
        case None:
            pass


def _worked_out(name: str, draft: Draft) -> Iterator[str]:
    """The type of a let, and its value where that is the same for every member."""
    names = infer_declarations(draft.facts, draft.tables, draft.markets, draft.lets, Problems())
    typed = names.lets.get(name)
    if typed is None:
        return
    kind = typed.type.value
    known: dict[str, int] = {}
    for each, expression in names.lets.items():
        value = constant_number(expression, known)
        if value is not None:
            known[each] = value
    if name in known:
        yield f"{kind}, always {value_words(known[name], typed.type)}"
    elif isinstance(typed, model.Constant):
        yield f"{kind}, always {value_words(typed.value, typed.type)}"
    else:
        yield f"{kind}, worked out for each member"


def _column(thing: Thing, draft: Draft) -> Iterator[str]:
    column = column_of(draft.tables.get(thing.owner or ""), thing.name)
    if column is not None:
        yield f"**column** `{thing.path} : {column.type.value}`"
        yield from () if column.title is None else (column.title.text,)


def _market(market: ast.Market) -> Iterator[str]:
    title = "" if market.title is None else market.title.text
    yield f"**market** `{market.name.text}` {title}".rstrip()
    if market.expression is not None:
        yield _code(f"market {market.name.text} = {market.expression.span.text}")
        return
    for clause in market.clauses:
        phrases = ", ".join(f'"{each.text}"' for each in clause.phrases[:_MOST_PHRASES])
        more = len(clause.phrases) - _MOST_PHRASES
        verb = "not" if clause.negated else "has"
        yield f"`{clause.column.text} {verb}` {phrases}" + (f" and {more} more" if more > 0 else "")


def _pillar(name: str, draft: Draft) -> Iterator[str]:
    pillar = draft.pillars.get(name)
    if pillar is None:
        return
    yield f"**pillar** `{name}` {pillar.title.text}"
    yield f"worth {format_points(pillar.worth.hundredths)}"
    yield "\n".join(
        f"- `{each.name.text}` {each.title.text}, worth {format_points(each.worth.hundredths)}"
        for each in pillar.criteria
    )


def _criterion(criterion: FlatCriterion, thing: Thing) -> Iterator[str]:
    yield _head(thing, criterion.title.text)
    worth = f"worth {format_points(criterion.worth.hundredths)}"
    most = _most(criterion.award)
    differs = most is not None and most != criterion.worth.hundredths
    yield f"{worth}, earns at most {format_points(most)}" if differs and most is not None else worth
    written = (criterion.applies, criterion.measure, criterion.needs, criterion.award)
    yield _code("\n".join(_flush(each.span) for each in written if each is not None))
    yield from () if criterion.advice is None else (criterion.advice.text.text,)


def _most(award: ast.Award | None) -> int | None:
    """The hundredths that an award gives at most."""
    match award:
        case ast.Bands(steps) | ast.Ramp(steps):
            return max((each.points.hundredths for each in steps), default=None)
        case ast.EarnsWhen(points, _):
            return points.hundredths
        case None:
            return None


def _ruleset(thing: Thing, draft: Draft) -> Iterator[str]:
    header = draft.header
    if header is None or header.name.text != thing.name:
        return
    yield _head(thing, header.title.text)
    version = "" if header.version is None else f"version {header.version.text}, "
    worth = "100" if draft.worth is None else format_points(draft.worth.hundredths)
    yield f"{version}worth {worth}"
    yield from () if header.about is None else (header.about.text,)
