"""The file of a view: what to know before it is run, then the statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.targets.sql.view import View
from ssi_rules.targets.sql.wanted import EXECUTED
from ssi_rules.targets.told import about_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.targets.sql.tables import TableOf
    from ssi_rules.targets.sql.wanted import Wanted

NAMES = {
    "duckdb": "DuckDB",
    "spark": "Spark",
    "postgres": "PostgreSQL",
    "snowflake": "Snowflake",
    "bigquery": "BigQuery",
    "trino": "Trino",
}


def script(wanted: Wanted) -> str:
    """The statements that make the view, and one more that shows texts without a verdict.

    Raises:
        NotRead: Something is to be left out that the rules do not read.
    """
    wanted.check()
    view = View(wanted)
    scores, unmatched = (view.table(f"{wanted.ruleset.id}_{each}") for each in ("scores", "unmatched"))
    parts = [
        comment(_header(view, scores, unmatched)),
        f"CREATE OR REPLACE VIEW {scores} AS\n{view.query};\n",
    ]
    if view.unmatched is not None:
        about = ["Texts without a verdict: what is asked of them is unknown until they have one."]
        parts.append(f"{comment(about)}CREATE OR REPLACE VIEW {unmatched} AS\n{view.unmatched};\n")
    return "\n".join(parts)


def standing(wanted: Wanted) -> str:
    """Whether what is written in a dialect was ever run."""
    name = NAMES[wanted.warehouse]
    if wanted.warehouse in EXECUTED:
        return f"{name}: executed by the tests of ssi, equal to its reference engine in every column."
    return f"{name}: rendered, golden-tested, not executed."


def _header(view: View, scores: str, unmatched: str) -> Iterator[str]:
    wanted = view.wanted
    for each in [*about_lines(wanted.ruleset, wanted.program), standing(wanted)]:
        yield from (*each.split("\n"), "")
    yield f"It reads, in {wanted.schema}:"
    for table in view.tables:
        yield from _table(table)
    yield from ("", *_how(view, scores, unmatched))


def _table(table: TableOf) -> Iterator[str]:
    yield from ("", f"  {table.name}: {table.title}")
    width = max(len(each.name) for each in table.columns)
    for each in table.columns:
        told = f"{each.type}; {each.title}" if each.title else each.type
        yield f"    {each.name:{width}}  {told}"


def _how(view: View, scores: str, unmatched: str) -> Iterator[str]:
    if view.wanted.by_day:
        yield f"The day to look from is the one row of {view.table('parameters')}; without it nobody is scored:"
        yield f"  INSERT INTO {view.table('parameters')} VALUES (CAST('2026-06-30' AS DATE));"  # noqa: S608 - a comment
    yield from ("Then read:", f"  SELECT * FROM {scores};")  # noqa: S608 - the same
    if view.unmatched is not None:
        yield from ("This must give no row, or titles are unknown that could be matched:",)
        yield f"  SELECT * FROM {unmatched};"  # noqa: S608 - the same
    yield "What your warehouse lacks, leave out with ssi compile --without NAME: it is then unknown, never 0."


def comment(lines: Iterable[str]) -> str:
    """Lines as SQL leaves them out."""
    return "".join(f"-- {line}".rstrip() + "\n" for line in lines)
