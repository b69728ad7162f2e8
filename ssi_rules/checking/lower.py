"""From a typed ruleset to the model that everything behind it works on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ssi_rules import model
from ssi_rules.checking.fingerprint import fingerprint
from ssi_rules.checking.lower_claims import lower_claim, read_lets, read_markets
from ssi_rules.checking.lower_markets import lower_markets
from ssi_rules.checking.lower_trials import lower_action, lower_test
from ssi_rules.checking.reading import reads
from ssi_rules.language.numbers import POINT_SCALE
from ssi_rules.language.states import Missing
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.checking.flat import Flat, FlatCriterion
    from ssi_rules.checking.typed import Typed, TypedAdjustment, TypedCriterion, TypedPillar
    from ssi_rules.language.states import Basis

DEFAULT_WORTH = 100 * POINT_SCALE
"""What a ruleset is worth that does not say, in hundredths."""

_Part = TypeVar("_Part")


def lower(typed: Typed) -> model.Ruleset | None:
    """The model of a ruleset; None when a part of it has no type or does not stand up, which was told before."""
    flat = typed.flat
    missing = Missing.ZERO if flat.missing is None else flat.missing.policy
    pillars = _all(_pillar(each, missing) for each in typed.pillars)
    actions = _all(lower_action(each, flat) for each in flat.actions)
    tests = _all(lower_test(each, flat) for each in flat.tests)
    standing = _markets(flat.markets)
    claims = _all(lower_claim(each, typed, standing) for each in typed.claims)
    if pillars is None or actions is None or tests is None or claims is None:
        return None
    read = reads(_roots(pillars), typed.lets, flat.tables)
    markets = read_markets(read, standing)
    if markets is None:
        return None
    header = flat.header
    ruleset = model.Ruleset(
        id=header.name.text,
        title=header.title.text,
        version=_text(header.version) or "",
        status=_text(header.status),
        about=_text(header.about),
        source=_text(header.source),
        path=flat.source.path,
        worth=worth(flat),
        missing=missing,
        catalogue=lower_catalogue(flat.facts, flat.tables),
        markets=markets,
        lets=read_lets(read, typed),
        pillars=pillars,
        levels=_levels(flat.levels),
        actions=actions,
        tests=tests,
        fingerprint="",
        reads_dates=read.as_of,
        span=header.name.span,
        uses=flat.uses,
        claims=claims,
        places=model.RulesetPlaces(
            worth=None if flat.worth is None else flat.worth.span,
            missing=None if flat.missing is None else flat.missing.span,
        ),
    )
    return replace(ruleset, fingerprint=fingerprint(ruleset))


def worth(flat: Flat) -> int:
    """What a ruleset is worth, in hundredths."""
    return DEFAULT_WORTH if flat.worth is None else flat.worth.hundredths


def lower_catalogue(
    facts: Mapping[str, ast.FactDeclaration], tables: Mapping[str, ast.TableDeclaration]
) -> model.Catalogue:
    """The facts and tables that data may provide."""
    return model.Catalogue(
        {
            name: model.Fact(name, each.type, _text(each.title) or name, each.span)
            for name, each in facts.items()
        },
        {name: _table(each) for name, each in tables.items()},
    )


def _table(declared: ast.TableDeclaration) -> model.Table:
    name = declared.name.text
    return model.Table(
        name,
        None if declared.dated is None else declared.dated.text,
        _text(declared.title) or name,
        tuple(model.Column(each.name.text, each.type) for each in declared.columns),
        declared.span,
    )


def _all(parts: Iterable[_Part | None]) -> tuple[_Part, ...] | None:
    """All of them, or None when one is None."""
    found = tuple(parts)
    whole = tuple(each for each in found if each is not None)
    return whole if len(whole) == len(found) else None


def _text(node: ast.String | None) -> str | None:
    return None if node is None else node.text


def _roots(pillars: Iterable[model.Pillar]) -> Iterator[model.Expression]:
    for pillar in pillars:
        for criterion in pillar.criteria:
            conditions = criterion.applies, criterion.needs
            yield criterion.measure
            yield from (each for each in conditions if each is not None)
        yield from (each.when for each in pillar.adjustments)


def _markets(written: Mapping[str, ast.Market]) -> Mapping[str, model.Market]:
    """The markets that stand up, in the order written."""
    lowered = lower_markets(written)
    return {name: lowered[name] for name in written if name in lowered}


def _pillar(typed: TypedPillar, missing: Missing) -> model.Pillar | None:
    flat = typed.flat
    criteria = _all(_criterion(each, missing) for each in typed.criteria)
    adjustments: tuple[model.Adjustment, ...] | None = _all(map(_adjustment, typed.adjustments))
    if criteria is None or adjustments is None:
        return None
    return model.Pillar(
        flat.name.text, flat.title.text, flat.worth.hundredths, criteria, adjustments, flat.span
    )


def _criterion(typed: TypedCriterion, missing: Missing) -> model.Criterion | None:
    flat = typed.flat
    if not typed.complete or typed.measure is None or typed.award is None or flat.measure is None:
        return None
    return model.Criterion(
        id=flat.name.text,
        title=flat.title.text,
        worth=flat.worth.hundredths,
        applies=typed.applies,
        measure=typed.measure,
        needs=typed.needs,
        award=typed.award,
        missing=missing if flat.missing is None else flat.missing.policy,
        advice=None if flat.advice is None else flat.advice.text.text,
        basis=None if flat.basis is None else flat.basis.kind,
        basis_note=None if flat.basis is None else _text(flat.basis.note),
        source=None if flat.source is None else flat.source.text.text,
        span=flat.span,
        measure_text=" ".join(flat.measure.value.span.text.split()),
        places=_places(flat),
    )


def _places(flat: FlatCriterion) -> model.CriterionPlaces | None:
    if flat.measure is None or flat.award is None:
        return None
    return model.CriterionPlaces(
        measure=flat.measure.span,
        award=flat.award.span,
        applies=None if flat.applies is None else flat.applies.span,
        needs=None if flat.needs is None else flat.needs.span,
        missing=None if flat.missing is None else flat.missing.span,
    )


def _adjustment(typed: TypedAdjustment) -> model.Adjustment | None:
    if typed.when is None:
        return None
    match typed.written:
        case ast.Cap(at, _, written):
            return model.Cap(at.hundredths, typed.when, *_reasons(written), typed.written.span)
        case ast.Deduct(points, _, written):
            return model.Deduct(points.hundredths, typed.when, *_reasons(written), typed.written.span)


def _reasons(
    written: Iterable[ast.Because | ast.BasisNote | ast.Citation],
) -> tuple[str | None, Basis | None, str | None, str | None]:
    """Because, basis, its note and source."""
    because: str | None = None
    source: str | None = None
    basis: ast.BasisNote | None = None
    for part in written:
        match part:
            case ast.Because(text):
                because = text.text
            case ast.BasisNote():
                basis = part
            case ast.Citation(text):
                source = text.text
    if basis is None:
        return because, None, None, source
    return because, basis.kind, _text(basis.note), source


def _levels(written: Iterable[ast.Level]) -> tuple[model.Level, ...]:
    """Ascending, however they are written."""
    levels = (
        model.Level(each.name.text, each.title.text, each.start.hundredths, each.span) for each in written
    )
    return tuple(sorted(levels, key=lambda each: each.start))
