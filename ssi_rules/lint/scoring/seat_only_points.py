from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety
from ssi_rules.language.numbers import format_points
from ssi_rules.language.states import Missing
from ssi_rules.lint.linkedin import PAID_FACTS, PAID_TABLES, SEAT, SEAT_WORDS, is_standard
from ssi_rules.lint.scored import Scored, criteria, lets, through
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.lint.subject import Subject


def seat_only_points(subject: Subject) -> Iterator[Diagnostic]:
    """Criteria that read nothing but what a paid account counts, and are asked of everybody.

    With ``missing redistribute`` a criterion without data costs nobody anything, so it may be asked.
    """
    if subject.ruleset is None:
        return
    catalogue, values = subject.ruleset.catalogue, lets(subject)
    for each in criteria(subject):
        if _pays_for_seat(each, catalogue, values):
            yield _seat_itself(each)
            continue
        read = _read(each.typed.measure, values)
        paid = {name for name in read if _is_paid(name, catalogue)}
        spread = each.typed.missing is Missing.REDISTRIBUTE
        if paid and paid == read and not spread and not _asks(each, paid, values):
            yield _problem(each, SEAT in catalogue.facts)


def _pays_for_seat(each: Scored, catalogue: model.Catalogue, values: Mapping[str, model.Expression]) -> bool:
    """Whether a condition earns its points only where the standard seat is held."""
    award, seat = each.typed.award, catalogue.facts.get(SEAT)
    if not isinstance(award, model.EarnsWhen) or not award.when or seat is None or not is_standard(seat.span):
        return False
    stack = [each.typed.measure]
    while stack:
        match stack.pop():
            case model.And(left, right):
                stack += [left, right]
            case model.LetValue(name):
                stack.append(values[name])
            case model.FactValue(name) if name == SEAT:
                return True
            case _:
                pass
    return False


def _seat_itself(each: Scored) -> Diagnostic:
    points = format_points(each.typed.worth)
    return Diagnostic(
        codes.SEAT_ONLY_POINTS,
        f"Criterion `{each.typed.id}` gives {points} points for the account itself, which a free member cannot earn.",
        each.measure,
        help=f"measure what is done with it, and ask `applies when {SEAT}`",
    )


def _read(root: model.Expression, values: Mapping[str, model.Expression]) -> set[str]:
    """The facts and tables that an expression reads."""
    found = set()
    for node in through(root, values):
        match node:
            case model.FactValue(name) | model.Aggregated(table=name):
                found.add(name)
            case _:
                pass
    return found


def _is_paid(name: str, catalogue: model.Catalogue) -> bool:
    declared = catalogue.facts.get(name) or catalogue.tables.get(name)
    return name in PAID_FACTS | PAID_TABLES and declared is not None and is_standard(declared.span)


def _asks(each: Scored, paid: set[str], values: Mapping[str, model.Expression]) -> bool:
    """Whether ``applies when`` asks for a paid account, or whether there is any of what it counts."""
    asked = set() if each.typed.applies is None else _read(each.typed.applies, values)
    return bool(asked & paid) or any(word in name for name in asked for word in SEAT_WORDS)


def _problem(each: Scored, has_seat: bool) -> Diagnostic:  # noqa: FBT001 (whether the standard fact is in sight)
    points = format_points(each.typed.worth)
    line = f"applies when {SEAT}"
    return Diagnostic(
        codes.SEAT_ONLY_POINTS,
        f"Criterion `{each.typed.id}`, worth {points}, can be earned only by who pays for an account.",
        each.measure,
        help=(
            f"add `{line}`, so that the report tells others why they earn nothing here"
            if has_seat
            else "say in `applies when` who holds a seat, so that the report tells others why they earn nothing here"
        ),
        fix=_fix(each, line) if has_seat and each.typed.applies is None else None,
    )


def _fix(each: Scored, line: str) -> Fix | None:
    """On a line of its own above the measure."""
    measure = each.written.measure
    if measure is None:
        return None
    source, start = measure.span.source, measure.span.start
    before = source.line(measure.span.line)[: measure.span.column - 1]
    text = f"{line}\n{before}" if not before.strip() else f"{line} "
    return Fix(f"Add `{line}`", (Edit(Span(source, start, start), text),), Safety.UNSAFE)
