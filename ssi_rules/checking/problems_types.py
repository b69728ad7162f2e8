"""What is said about types (SSI3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.language.numbers import POINT_SCALE, SCALE, format_number, format_percent
from ssi_rules.language.types import Type
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from ssi_rules.text import Span

_LONGEST_QUOTE = 40

_KINDS = {
    Type.COUNT: "a count",
    Type.NUMBER: "a number",
    Type.PERCENT: "a percent",
    Type.RATIO: "a ratio",
    Type.FLAG: "a flag",
    Type.TEXT: "a text",
    Type.DATE: "a date",
}
_PLURALS = {
    Type.COUNT: "counts",
    Type.NUMBER: "numbers",
    Type.PERCENT: "percents",
    Type.RATIO: "ratios",
    Type.FLAG: "flags",
    Type.TEXT: "texts",
    Type.DATE: "dates",
}
_OPERATIONS = {"+": "added", "-": "subtracted", "*": "multiplied", "/": "divided"}


def kind(of: Type) -> str:
    """A type in a sentence: "a percent"."""
    return _KINDS[of]


def quoted(span: Span, otherwise: str = "this") -> str:
    """The author's words in backticks, where they are short enough to be read in a sentence."""
    text = span.text
    short = len(text) <= _LONGEST_QUOTE and "\n" not in text
    return f"`{text}`" if short else otherwise


def is_label(node: ast.Node, of: Type) -> Label:
    """What a part is, told at its place."""
    plain = isinstance(node, ast.Number) and not node.percent
    return Label(node.span, f"{quoted(node.span)} is {'a plain number' if plain else kind(of)}")


def _two(left: Type, right: Type) -> str:
    """The subject of a sentence about two values."""
    if left is right:
        return f"Two {_PLURALS[left]} are"
    return f"{kind(left).capitalize()} and {kind(right)} are"


def mixed_arithmetic(node: ast.Arithmetic, left: Type, right: Type) -> Diagnostic:
    """Two values are calculated with that do not go together."""
    return Diagnostic(
        codes.MIXED_ARITHMETIC,
        f"{_two(left, right)} {_OPERATIONS[node.operator]}, which has no meaning.",
        node.span,
        (is_label(node.left, left), is_label(node.right, right)),
        _arithmetic_help(node, left, right),
    )


def _arithmetic_help(node: ast.Arithmetic, left: Type, right: Type) -> str | None:
    if {left, right} == {Type.DATE}:
        return "dates can be subtracted, which gives days, and compared"
    if Type.DATE in (left, right):
        return "subtract two dates to get days: `as_of - a_date`"
    if Type.FLAG in (left, right):
        return "a flag is yes or no, not 1 or 0: use it as a condition"
    if Type.PERCENT in (left, right):
        return percent_for(node.right if left is Type.PERCENT else node.left)
    return None


def uncomparable(
    node: ast.Node, left: ast.Expression, is_: Type, right: ast.Expression, with_: Type
) -> Diagnostic:
    """Two values are compared that do not go together."""
    percent = {is_, with_} <= {Type.PERCENT, Type.COUNT, Type.NUMBER}
    other = "a plain number" if percent and with_ is not Type.PERCENT else kind(with_)
    this = "a plain number" if percent and is_ is not Type.PERCENT else kind(is_)
    return Diagnostic(
        codes.PERCENT_AND_NUMBER if percent else codes.MIXED_COMPARISON,
        f"{this.capitalize()} is compared with {other}.",
        node.span,
        (is_label(left, is_), is_label(right, with_)),
        percent_help(left, is_, right) if percent else _comparison_help(is_, with_),
    )


def percent_help(left: ast.Expression, is_: Type, right: ast.Expression) -> str | None:
    """The literal as the other kind, whichever side it stands on."""
    percent, plain = (left, right) if is_ is Type.PERCENT else (right, left)
    if isinstance(percent, ast.Number):
        return f"write `{format_number(percent.value * POINT_SCALE)}`, or divide to compare a share"
    return percent_for(plain)


def percent_for(plain: ast.Expression) -> str | None:
    """The percent that someone meant who wrote a plain number."""
    if not isinstance(plain, ast.Number):
        return "divide the number by another to get a ratio, which goes with percents"
    as_written = format_percent(plain.value // POINT_SCALE)
    if plain.value % POINT_SCALE or 0 < abs(plain.value) < SCALE:
        return f"write `{format_percent(plain.value)}`"
    if plain.value == SCALE:
        return f"write `{as_written}`, or `100%` if all of it is meant"
    return f"write `{as_written}`"


def _comparison_help(left: Type, right: Type) -> str | None:
    pair = {left, right}
    if Type.FLAG in pair and len(pair) == 2:  # noqa: PLR2004 (two different types)
        return "a flag is compared with `yes` or `no`"
    if pair == {Type.DATE, Type.TEXT}:
        return "write a date without quotes: `2026-06-30`"
    if pair & {Type.TEXT} and pair & {Type.COUNT, Type.NUMBER, Type.PERCENT, Type.RATIO}:
        return "write a number without quotes"
    if Type.DATE in pair:
        return "subtract two dates to get days: `as_of - a_date`"
    return None


def not_ordered(
    node: ast.Compare | ast.Between, left: ast.Expression, right: ast.Expression, of: Type
) -> Diagnostic:
    """Flags or texts are compared by size."""
    return Diagnostic(
        codes.NOT_ORDERED,
        f"{_PLURALS[of].capitalize()} have no order; they are the same or not.",
        node.span,
        (is_label(left, of), is_label(right, of)),
        "use `=` or `!=`" if of is Type.FLAG else "use `=`, `!=` or `is MARKET`",
    )


def not_a_condition(node: ast.Expression, of: Type, place: str) -> Diagnostic:
    """A condition is neither yes nor no; ``place`` names the word before it."""
    compare = f"compare it: {quoted(node.span, '`…`')[:-1]} > …`"
    return Diagnostic(
        codes.NOT_A_CONDITION,
        f"`{place}` asks for yes or no, and {quoted(node.span)} is {kind(of)}.",
        node.span,
        help=compare if of.is_numeric else "compare it with `=`",
    )


def mixed_else(node: ast.Else, value: Type, fallback: Type) -> Diagnostic:
    """The two sides of ``else`` do not go together."""
    percent = Type.PERCENT in (value, fallback)
    return Diagnostic(
        codes.MIXED_ELSE,
        f"`else` puts {kind(fallback)} in the place of {kind(value)}.",
        node.span,
        (is_label(node.value, value), is_label(node.fallback, fallback)),
        percent_for(node.fallback) if percent and isinstance(node.fallback, ast.Number) else None,
    )


def not_a_text(node: ast.IsMarket, of: Type) -> Diagnostic:
    """Something other than a text is looked up in a market."""
    return Diagnostic(
        codes.NOT_A_TEXT,
        f"A market is made of texts, and {quoted(node.value.span)} is {kind(of)}.",
        node.value.span,
        (Label(node.market.span, "this is a market"),),
    )


def column_type(node: ast.Aggregate, column: ast.Name, declared: ast.ColumnDeclaration) -> Diagnostic:
    """An aggregate reads a column whose type it cannot work on."""
    return Diagnostic(
        codes.COLUMN_TYPE,
        f"`{node.function} of` works on numbers{_or_dates(node.function)}, and `{column.text}` is {kind(declared.type)}.",
        column.span,
        (Label(declared.span, "declared here"),),
        _column_help(node, column, declared.type),
    )


def _or_dates(function: str) -> str:
    return " and dates" if function in ("largest", "smallest") else ""


def _column_help(node: ast.Aggregate, column: ast.Name, of: Type) -> str | None:
    table = node.table.text
    if of is Type.FLAG:
        word = "share" if node.function == "average" else "count"
        return f"write `{word} of {table} where {column.text}`"
    if of is Type.TEXT:
        return f"write `count distinct {table}.{column.text}` to count different texts"
    return f"write `days since last {table}`, or `largest of {table}.{column.text}` for the latest day"


def unneeded_column(node: ast.Aggregate, column: ast.Name) -> Diagnostic:
    """An aggregate of rows names a column."""
    table = node.table.text
    known = f"`count of {table} where {column.text} is known` or `count distinct {table}.{column.text}`"
    return Diagnostic(
        codes.UNNEEDED_COLUMN,
        f"`{_called(node.function)}` is about rows, not about the values of a column.",
        column.span,
        help=f"write {known}" if node.function == "count" else f"leave out `.{column.text}`",
    )


def _called(function: str) -> str:
    return function if function in ("count distinct", "days since last") else f"{function} of"


def column_needed(node: ast.Aggregate, columns: tuple[str, ...]) -> Diagnostic:
    """An aggregate of values names no column; ``columns`` are those that would do."""
    table = node.table.text
    return Diagnostic(
        codes.COLUMN_NEEDED,
        f"`{_called(node.function)}` needs a column of `{table}`.",
        node.table.span,
        help=f"write `{table}.{columns[0]}`" if columns else "write `count of` to count rows",
    )


def share_without_where(node: ast.Aggregate) -> Diagnostic:
    """A share does not say which rows it is of."""
    return Diagnostic(
        codes.SHARE_WITHOUT_WHERE,
        f"`share of {node.table.text}` does not say which rows are counted.",
        node.span,
        help="add `where` and a condition on the rows",
    )


def undated_table(node: ast.Aggregate, table: ast.TableDeclaration) -> Diagnostic:
    """A window or ``days since last`` on a table without dates."""
    asks = "`over`" if node.function != "days since last" else "`days since last`"
    return Diagnostic(
        codes.UNDATED_TABLE,
        f"{asks} needs dates, and the rows of `{table.name.text}` have none.",
        node.window_span or node.span,
        (Label(table.name.span, "declared here without `dated`"),),
        "add `dated COLUMN` to the table, or leave the days out",
    )


def empty_window(node: ast.Aggregate) -> Diagnostic:
    """A window has no length."""
    return Diagnostic(
        codes.EMPTY_WINDOW,
        "A window of 0 holds no row.",
        node.window_span or node.span,
        help="`over 1 day` is the as-of day alone",
    )


def dated_type(dated: ast.Name, column: ast.ColumnDeclaration) -> Diagnostic:
    """The column a table is dated by does not hold dates."""
    return Diagnostic(
        codes.DATED_TYPE,
        f"A table is dated by a date, and `{dated.text}` is {kind(column.type)}.",
        dated.span,
        (Label(column.span, "declared here"),),
        f"declare `{dated.text} : date`",
    )
