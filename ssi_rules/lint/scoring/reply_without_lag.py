from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.checking.reading import walk
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety
from ssi_rules.lint.linkedin import DAYS_TO_ANSWER
from ssi_rules.lint.scored import lets, pillars, through
from ssi_rules.lint.windows import worded_window
from ssi_rules.lint.written import expressions
from ssi_rules.model import Function, Operator
from ssi_rules.syntax import ast
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.lint.subject import Subject


def reply_without_lag(subject: Subject) -> Iterator[Diagnostic]:
    """Rates of answers whose window ends today, when the latest could not have been answered yet."""
    values = lets(subject)
    found: dict[Span, tuple[model.Aggregated, str]] = {}
    for root in _roots(subject):
        for node in through(root, values, rows=False):
            for counted, column in _rates(node, values):
                if counted.span is not None:
                    found.setdefault(counted.span, (counted, column))
    for place, (counted, column) in found.items():
        yield _problem(subject, place, counted, column)


def _roots(subject: Subject) -> Iterator[model.Expression]:
    for pillar in pillars(subject):
        for criterion in pillar.typed.criteria:
            yield from (
                each for each in (criterion.measure, criterion.needs, criterion.applies) if each is not None
            )
        yield from (each.when for each in pillar.typed.adjustments)


def _rates(
    node: model.Expression, values: Mapping[str, model.Expression]
) -> Iterator[tuple[model.Aggregated, str]]:
    """The aggregates of a rate whose window ends today, with the column that tells of an answer."""
    match node:
        case model.Aggregated(Function.SHARE):
            parts, column = [node], _answers(node)
        case model.Calculation(Operator.DIVIDE, left, right):
            above, below = _count(left, values), _count(right, values)
            if above is None or below is None or above.table != below.table:
                return
            parts, column = [above, below], _answers(above)
        case _:
            return
    if column is not None:
        yield from ((each, column) for each in parts if each.window is not None and each.window.lag is None)


def _count(side: model.Expression, values: Mapping[str, model.Expression]) -> model.Aggregated | None:
    """The count of rows that a side of a quotient is, through its lets."""
    while isinstance(side, model.LetValue):
        side = values[side.name]
    return side if isinstance(side, model.Aggregated) and side.function is Function.COUNT else None


def _answers(node: model.Aggregated) -> str | None:
    """The column of its condition that tells of an answer."""
    columns = () if node.where is None else walk(node.where)
    names = (each.column for each in columns if isinstance(each, model.ColumnValue))
    return next((name for name in names if name in DAYS_TO_ANSWER), None)


def _problem(subject: Subject, place: Span, counted: model.Aggregated, column: str) -> Diagnostic:
    lag, window = f"ending {DAYS_TO_ANSWER[column]} days ago", worded_window(counted.window).strip()
    return Diagnostic(
        codes.REPLY_WITHOUT_LAG,
        f"`{window}` takes in `{counted.table}` of today, which nobody has had time to answer.",
        place,
        help=f"write `{window} {lag}`, above and below in a quotient",
        fix=_fix(subject, place, lag),
    )


def _fix(subject: Subject, place: Span, lag: str) -> Fix | None:
    """Behind the window, where it stands in the file itself."""
    for each in expressions(subject):
        if isinstance(each, ast.Aggregate) and each.span == place and each.window_span is not None:
            end = Span(place.source, each.window_span.end, each.window_span.end)
            return Fix(f"Write `{lag}`", (Edit(end, f" {lag}"),), Safety.UNSAFE)
    return None
