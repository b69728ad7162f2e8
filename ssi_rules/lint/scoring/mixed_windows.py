from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.expressions import scored_expressions, walk
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Label, Safety
from ssi_rules.lint.windows import duration, worded
from ssi_rules.syntax import ast
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.flat import Flat
    from ssi_rules.language.windows import Length
    from ssi_rules.lint.subject import Subject

_NEAR = 20
"""Windows are nearly equal when they differ by less than one part in so many."""


def mixed_windows(subject: Subject) -> Iterator[Diagnostic]:
    """Windows over one table that differ by a few days only because their units do: 90 days and 3 months."""
    if subject.flat is None:
        return
    first: dict[str, list[tuple[Length, ast.Aggregate]]] = {}
    for node in sorted(_windowed(subject.flat), key=lambda each: _order(each, subject)):
        if node.window is not None:
            length, standing = node.window.length, first.setdefault(node.table.text, [])
            other = next((each for each in standing if _near(each[0], length)), None)
            if other is not None:
                yield _problem(node, length, *other)
            standing.append((length, node))


def _windowed(flat: Flat) -> Iterator[ast.Aggregate]:
    """Every aggregate of what scores, and of lets."""
    roots = [*(each.value for each in flat.lets.values()), *scored_expressions(flat.pillars)]
    for root in roots:
        yield from (each for each, _ in walk(root) if isinstance(each, ast.Aggregate))


def _order(node: ast.Aggregate, subject: Subject) -> tuple[bool, str, int]:
    """What other files say comes first, then the file's own from its top."""
    return node.span.source is subject.source, node.span.source.path, node.span.start


def _near(one: Length, other: Length) -> bool:
    """Nearly equal, and not equal, in different units."""
    a, b = duration(one), duration(other)
    return one.unit is not other.unit and 0 < abs(a - b) * _NEAR < max(a, b)


def _problem(node: ast.Aggregate, length: Length, other: Length, standing: ast.Aggregate) -> Diagnostic:
    window, before = worded(length), worded(other)
    return Diagnostic(
        codes.MIXED_WINDOWS,
        f"`over {window}` is nearly `over {before}`, which is asked of `{node.table.text}` elsewhere.",
        node.window_span or node.span,
        (Label(standing.window_span or standing.span, f"`over {before}` here"),),
        f"write `over {before}` in both places",
        _fix(node, before),
    )


def _fix(node: ast.Aggregate, before: str) -> Fix | None:
    """The length alone: how long ago the window ends stays."""
    if node.window_span is None or "#" in node.window_span.text:
        return None
    start, words = node.window_span.start, node.window_span.text.split("ending")[0].rstrip()
    edit = Edit(Span(node.span.source, start, start + len(words)), f"over {before}")
    return Fix(f"Write `over {before}`", (edit,), Safety.UNSAFE)
