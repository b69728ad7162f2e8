"""What can be wrong with a name that is used: one function a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.flat import FlatCriterion, FlatPillar
from ssi_rules.checking.shipped import CATALOGUE, MARKETS, declaring
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Label, Safety
from ssi_rules.suggest import nearest
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ssi_rules.checking.draft import Named
    from ssi_rules.codes import Code
    from ssi_rules.text import Span


def kind_of(node: Named | FlatCriterion) -> str:
    """What a declaration is called, with its article."""
    match node:
        case ast.FactDeclaration():
            return "a fact"
        case ast.TableDeclaration():
            return "a table"
        case ast.Let():
            return "a let"
        case ast.Market():
            return "a market"
        case ast.Level():
            return "a level"
        case ast.Action():
            return "an action"
        case FlatCriterion():
            return "a criterion"
        case FlatPillar():
            return "a pillar"


def bare_kind(node: Named | FlatCriterion) -> str:
    """What a declaration is called, without an article."""
    return kind_of(node).split(" ", 1)[1]


def declared_here(node: Named | FlatCriterion) -> Label:
    """The place of a declaration."""
    return Label(node.name.span, f"{bare_kind(node)} `{node.name.text}` is declared here")


_KNOWN = "whether something is missing is asked for with `not (… is known)`"
_MISSING = ("null", "none", "nil", "nan", "unknown", "missing", "empty", "blank")
_FOREIGN = {
    "true": "write `yes`",
    "false": "write `no`",
    **dict.fromkeys(_MISSING, _KNOWN),
    **dict.fromkeys(("today", "now"), "write `as_of`, the day of scoring"),
}
"""What other languages call a value that this one says otherwise."""


def write_instead(place: Span, near: str | None) -> Fix | None:
    """Writes the nearest name, if one is near: the author may still have meant another."""
    return Fix(f"Write `{near}`", (Edit(place, near),), Safety.UNSAFE) if near else None


def _near(name: ast.Name, known: Mapping[str, Named]) -> tuple[tuple[Label, ...], str | None, Fix | None]:
    """The label, help and fix that lead to the nearest name, if one is near."""
    near = nearest(name.text, known)
    if near is None:
        return (), None, None
    return (declared_here(known[near]),), f"did you mean `{near}`?", write_instead(name.span, near)


def unknown_name(
    name: str, span: Span, known: Mapping[str, Named], row: ast.TableDeclaration | None
) -> Diagnostic:
    """A name in an expression that stands for nothing; ``row`` is the table whose row is at hand."""
    columns = {} if row is None else {each.name.text: each for each in row.columns}
    way_out = _FOREIGN.get(name.casefold()) or declaring(name, CATALOGUE)
    near = None if way_out else nearest(name, (*known, *columns))
    if way_out:
        way, label = way_out, None
    elif near is None:
        way = f"declare it in a `facts` block, name it with `let {name} = …`, or `use` the file that does"
        label = None
    else:
        way = f"did you mean `{near}`?"
        column = columns.get(near)
        label = (
            declared_here(known[near])
            if column is None
            else Label(column.name.span, "the column is declared here")
        )
    return Diagnostic(
        codes.UNKNOWN_NAME,
        f"There is no fact, let or column `{name}`.",
        span,
        () if label is None else (label,),
        way,
        write_instead(span, near),
    )


def unknown_fact(name: ast.Name, known: Mapping[str, Named]) -> Diagnostic:
    """A fact named in a test or an action that is none."""
    labels, help_text, fix = _near(name, known)
    return Diagnostic(
        codes.UNKNOWN_NAME, f"There is no fact `{name.text}`.", name.span, labels, help_text, fix
    )


def column_outside_where(name: str, span: Span, table: ast.TableDeclaration) -> Diagnostic:
    """A column read where no row is at hand."""
    return Diagnostic(
        codes.UNKNOWN_NAME,
        f"`{name}` is a column of `{table.name.text}`, and no row is at hand here.",
        span,
        (declared_here(table),),
        f"read it inside `where`, as in `count of {table.name.text} where {name} …`",
    )


def unknown_table(name: ast.Name, known: Mapping[str, Named]) -> Diagnostic:
    """An aggregate, test or action over a table that is none."""
    tables = {each: node for each, node in known.items() if isinstance(node, ast.TableDeclaration)}
    labels, help_text, fix = _near(name, known)
    help_text = declaring(name.text, CATALOGUE) or help_text or listed("the tables are", tables)
    return Diagnostic(
        codes.UNKNOWN_TABLE, f"There is no table `{name.text}`.", name.span, labels, help_text, fix
    )


def unknown_column(name: ast.Name, table: ast.TableDeclaration) -> Diagnostic:
    """A column that its table does not have."""
    columns = [each.name.text for each in table.columns]
    near = nearest(name.text, columns)
    known = ", ".join(f"`{each}`" for each in columns) or "no columns"
    return Diagnostic(
        codes.UNKNOWN_COLUMN,
        f"Table `{table.name.text}` has no column `{name.text}`.",
        name.span,
        (Label(table.name.span, f"the table is declared here, with {known}"),),
        f"did you mean `{near}`?" if near else listed("its columns are", columns),
        write_instead(name.span, near),
    )


def unknown_market(name: ast.Name, known: Mapping[str, Named]) -> Diagnostic:
    """A market that is none."""
    labels, help_text, fix = _near(name, known)
    return Diagnostic(
        codes.UNKNOWN_MARKET,
        f"There is no market `{name.text}`.",
        name.span,
        labels,
        declaring(name.text, MARKETS)
        or help_text
        or (_KNOWN if name.text.casefold() in _MISSING else None)
        or f"declare it with `market {name.text} {{ … }}`, or `use` the file that does",
        fix,
    )


def unknown_pillar(name: ast.Name, known: Mapping[str, Named]) -> Diagnostic:
    """A pillar that is none, or a criterion named without its pillar."""
    labels, help_text, fix = _near(name, known)
    for pillar in known.values():
        if isinstance(pillar, FlatPillar) and any(each.name.text == name.text for each in pillar.criteria):
            path = f"{pillar.name.text}.{name.text}"
            labels, help_text, fix = (declared_here(pillar),), f"write `{path}`", None
    return Diagnostic(
        codes.UNKNOWN_PILLAR,
        f"There is no pillar `{name.text}`.",
        name.span,
        labels,
        help_text or listed("the pillars are", known),
        fix,
    )


def unknown_criterion(name: ast.Name, pillar: FlatPillar) -> Diagnostic:
    """A criterion that its pillar does not have."""
    ids = [each.name.text for each in pillar.criteria]
    near = nearest(name.text, ids)
    return Diagnostic(
        codes.UNKNOWN_CRITERION,
        f"Pillar `{pillar.name.text}` has no criterion `{name.text}`.",
        name.span,
        (declared_here(pillar),),
        f"did you mean `{near}`?" if near else listed("its criteria are", ids),
        write_instead(name.span, near),
    )


def unknown_level(name: ast.Name, known: Mapping[str, Named]) -> Diagnostic:
    """A level that is none."""
    labels, help_text, fix = _near(name, known)
    return Diagnostic(
        codes.UNKNOWN_LEVEL,
        f"There is no level `{name.text}`.",
        name.span,
        labels,
        help_text or listed("the levels are", known),
        fix,
    )


def listed(lead: str, names: Mapping[str, Named] | Sequence[str]) -> str | None:
    """All of a few names; None when there are none or too many to read."""
    few = 8
    return f"{lead} {', '.join(f'`{each}`' for each in names)}" if 0 < len(names) <= few else None


def removed_name(name: str, span: Span, removed: Span, code: Code) -> Diagnostic:
    """A name that was there until the same file removed it."""
    return Diagnostic(code, f"`{name}` has been removed.", span, (Label(removed, "removed here"),))


def removed_in_use(name: str, removed: Span, use: Span) -> Diagnostic:
    """Something inherited still uses what a file removes."""
    return Diagnostic(
        codes.REMOVED_IN_USE,
        f"`{name}` is removed here, and an inherited part still uses it.",
        removed,
        (Label(use, "used here"),),
        "change what uses it, or `change` it instead of removing it",
    )


def not_visible(name: str, span: Span, node: Named) -> Diagnostic:
    """A name of a file that only a used file uses."""
    path = node.name.span.source.path
    return Diagnostic(
        codes.NOT_VISIBLE,
        f"`{name}` is declared in {path}, which this file does not use itself.",
        span,
        (declared_here(node),),
        f"`use` {path} here too: what a used file uses is not passed on",
    )


def table_as_value(name: str, span: Span, table: Named) -> Diagnostic:
    """A table where a value is meant."""
    return Diagnostic(
        codes.WRONG_KIND,
        f"`{name}` is a table, and a value is needed here.",
        span,
        (declared_here(table),),
        f"write `count of {name}` for the number of its rows",
    )


def market_as_value(name: str, span: Span, market: Named) -> Diagnostic:
    """A market where a value is meant."""
    return Diagnostic(
        codes.WRONG_KIND,
        f"`{name}` is a market, and a value is needed here.",
        span,
        (declared_here(market),),
        f"write `TEXT is {name}`, as in `title is {name}`",
    )


def value_as_table(name: ast.Name, node: Named) -> Diagnostic:
    """A fact or let where a table is meant."""
    return Diagnostic(
        codes.WRONG_KIND,
        f"`{name.text}` is {kind_of(node)}, and a table is needed here.",
        name.span,
        (declared_here(node),),
        None if isinstance(node, ast.Let) else f"write `{name.text}` alone for its value",
    )


def value_as_market(name: ast.Name, node: Named) -> Diagnostic:
    """A fact, table or let where a market is meant."""
    return Diagnostic(
        codes.WRONG_KIND,
        f"`{name.text}` is {kind_of(node)}, and `is` needs a market.",
        name.span,
        (declared_here(node),),
        "values are compared with `=`",
    )


def not_a_fact(name: ast.Name, node: Named, rows: str) -> Diagnostic:
    """A let or table where a test or action needs a fact; ``rows`` is what to write for a table."""
    way = rows if isinstance(node, ast.TableDeclaration) else "name the facts that the let reads"
    return Diagnostic(
        codes.WRONG_KIND,
        f"`{name.text}` is {kind_of(node)}, and a fact is needed here.",
        name.span,
        (declared_here(node),),
        way,
    )


def shadowing(name: str, span: Span, table: ast.TableDeclaration, hidden: Named) -> Diagnostic:
    """A column that hides a fact or let inside a ``where``."""
    return Diagnostic(
        codes.SHADOWING,
        f"`{name}` means the column of `{table.name.text}` here, not {kind_of(hidden)} of the same name.",
        span,
        (declared_here(hidden),),
        "rename one of the two, or name the outer value with a `let` of another name",
    )


def nested_aggregate(aggregate: ast.Aggregate) -> Diagnostic:
    """An aggregate inside the condition of another."""
    return Diagnostic(
        codes.NESTED_AGGREGATE,
        f"`{aggregate.function} of {aggregate.table.text}` stands inside a `where`."
        if aggregate.function != "days since last"
        else f"`days since last {aggregate.table.text}` stands inside a `where`.",
        aggregate.span,
        (),
        "name it with `let`, and use that name here",
    )


def let_cycle(names: Sequence[ast.Name]) -> Diagnostic:
    """Lets that are defined by each other."""
    return _cycle(codes.LET_CYCLE, "Let", names)


def market_cycle(names: Sequence[ast.Name]) -> Diagnostic:
    """Markets that are defined by each other."""
    return _cycle(codes.MARKET_CYCLE, "Market", names)


def _cycle(code: Code, kind: str, names: Sequence[ast.Name]) -> Diagnostic:
    first, *rest = names
    path = " → ".join(f"`{each.text}`" for each in (*names, first))
    return Diagnostic(
        code,
        f"{kind} `{first.text}` is defined by itself: {path}.",
        first.span,
        tuple(Label(each.span, f"`{each.text}` is defined here") for each in rest),
    )
