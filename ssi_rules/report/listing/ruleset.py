"""A ruleset written out flat: nothing used, extended or changed is left, and every part cites its file and line."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.language.numbers import SCALE, format_number, format_percent, format_points
from ssi_rules.language.types import Type
from ssi_rules.report.listing.effort import action_text
from ssi_rules.report.listing.expressions import expression_text, quoted
from ssi_rules.report.listing.layout import aligned, block, cited
from ssi_rules.report.listing.markets import market_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def ruleset_text(ruleset: model.Ruleset) -> str:
    """The ruleset as one rule file that means the same: it checks clean and has the same fingerprint.

    Args:
        ruleset: A checked ruleset; its tests are left out, they belong to its own file.
    """
    parts = chain(
        [_header(ruleset)],
        _facts(ruleset.catalogue),
        (market_text(name, market) for name, market in ruleset.markets.items()),
        ["\n".join(_let(each) for each in ruleset.lets)] if ruleset.lets else [],
        map(_pillar, ruleset.pillars),
        ["\n".join(_level(each) for each in ruleset.levels)] if ruleset.levels else [],
        (action_text(each, ruleset.catalogue) for each in ruleset.actions),
    )
    return "\n\n".join(parts) + "\n"


def _header(ruleset: model.Ruleset) -> str:
    texts = {
        "version": ruleset.version,
        "status": ruleset.status,
        "about": ruleset.about,
        "source": ruleset.source,
    }
    items = [(name, quoted(text)) for name, text in texts.items() if text is not None]
    items += [("worth", format_points(ruleset.worth)), ("missing", ruleset.missing.value)]
    head = f"# {ruleset.fingerprint}\n# {ruleset.path}\nruleset {ruleset.id} {quoted(ruleset.title)}"
    return block(head, aligned(items))


def _facts(catalogue: model.Catalogue) -> Iterator[str]:
    facts = [
        cited(f"{each.name} : {each.type.value} {quoted(each.title)}", each.span)
        for each in catalogue.facts.values()
    ]
    tables = [_table(each) for each in catalogue.tables.values()]
    if facts or tables:
        yield block("facts", chain(facts, *(["", *table] for table in tables)))


def _table(table: model.Table) -> list[str]:
    dated = f" dated {table.dated}" if table.dated else ""
    columns = [f"{each.name} : {each.type.value}" for each in table.columns]
    head = cited(f"table {table.name}{dated} {quoted(table.title)} {{", table.span)
    return [head, *(f"  {column}" for column in columns), "}"]


def _let(let: model.Let) -> str:
    return cited(f"let {let.name} = {expression_text(let.value)}", let.span)


def _level(level: model.Level) -> str:
    return cited(f"level {level.id} {quoted(level.title)} from {format_points(level.start)}", level.span)


def _pillar(pillar: model.Pillar) -> str:
    head = f"pillar {pillar.id} {quoted(pillar.title)} worth {format_points(pillar.worth)}"
    inner = chain(
        *(["", *_criterion(each)] for each in pillar.criteria),
        *(["", *_adjustment(each)] for each in pillar.adjustments),
    )
    return block(head, inner, pillar.span)


def _criterion(criterion: model.Criterion) -> Iterator[str]:
    worth = format_points(criterion.worth)
    yield cited(f"criterion {criterion.id} {quoted(criterion.title)} worth {worth} {{", criterion.span)
    yield from (f"  {line}" for line in _criterion_lines(criterion))
    yield "}"


def _criterion_lines(criterion: model.Criterion) -> Iterator[str]:
    if criterion.applies is not None:
        yield f"applies when {expression_text(criterion.applies)}"
    yield f"measure {expression_text(criterion.measure)}"
    if criterion.needs is not None:
        yield f"needs {expression_text(criterion.needs)}"
    yield from _award(criterion.award, criterion.measure.type)
    yield f"missing {criterion.missing.value}"
    if criterion.advice is not None:
        yield f"advice {quoted(criterion.advice)}"
    yield from _authority(criterion)


def _award(award: model.Award, type_: Type) -> Iterator[str]:
    match award:
        case model.EarnsWhen(points=points, when=when):
            yield f"earns {format_points(points)} when {'yes' if when else 'no'}"
        case model.Bands(steps=steps):
            yield from _steps("bands", "from ", steps, type_)
        case model.Ramp(steps=steps):
            yield from _steps("ramp", "", steps, type_)
        case _:
            assert_never(award)


def _steps(name: str, word: str, steps: Sequence[model.Step], type_: Type) -> Iterator[str]:
    # A ratio compares with percents and with numbers; above 1 a percent would only be harder to read.
    in_percent = type_ is Type.PERCENT or (type_ is Type.RATIO and steps[-1].cut <= SCALE)
    yield f"{name} {{"
    for each in steps:
        cut = format_percent(each.cut) if in_percent else format_number(each.cut)
        yield cited(f"  {word}{cut} earns {format_points(each.points)}", each.span)
    yield "}"


def _adjustment(adjustment: model.Adjustment) -> Iterator[str]:
    when = expression_text(adjustment.when)
    match adjustment:
        case model.Cap(at=at):
            head = f"cap at {format_points(at)} when {when}"
        case model.Deduct(points=points):
            head = f"deduct {format_points(points)} when {when}"
        case _:
            assert_never(adjustment)
    because = [f"because {quoted(adjustment.because)}"] if adjustment.because is not None else []
    lines = [*because, *_authority(adjustment)]
    yield cited(f"{head} {{" if lines else head, adjustment.span)
    if lines:
        yield from (f"  {line}" for line in lines)
        yield "}"


def _authority(part: model.Criterion | model.Adjustment) -> Iterator[str]:
    if part.basis is not None:
        yield f"basis {part.basis.value}{f' {quoted(part.basis_note)}' if part.basis_note else ''}"
    if part.source is not None:
        yield f"source {quoted(part.source)}"
