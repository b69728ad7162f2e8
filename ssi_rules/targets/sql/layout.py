"""A query as text for people: what each relation is stands above it, and nothing is in more parentheses than it takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlglot import exp

if TYPE_CHECKING:
    from ssi_rules.targets.sql.wanted import Warehouse

_WIDTH = 100
_RELATION = re.compile(r"^(WITH |\), )(\S+) (/\* .* \*/) AS \($", re.MULTILINE)
_NEXT = re.compile(r"^\), (?=[\"`])", re.MULTILINE)
_ENDS = re.compile(r"^\)\n(?=SELECT)", re.MULTILINE)

_PARENTHESES = re.compile(r"^(.*)\(\n +([^\n]*[^\n(])\n +\)(.*)$", re.MULTILINE)
_THEN = re.compile(r"^( +WHEN .*)\n +(THEN .*)$", re.MULTILINE)


def laid_out(query: exp.Query, warehouse: Warehouse) -> str:
    """The text of a query, without a line end."""
    text = _bare(query).sql(dialect=warehouse, pretty=True, max_text_width=_WIDTH)
    text = _RELATION.sub(lambda found: f"{_before(found[1])}{found[3]}\n{found[2]} AS (", text)
    text = _ENDS.sub(")\n\n", _NEXT.sub("),\n\n", text))
    has_line_ends = any("\n" in each.name for each in query.find_all(exp.Literal))
    return text if has_line_ends else _closed_up(text)


def _closed_up(text: str) -> str:
    """Parentheses, and what follows from a condition, on one line where they fit."""
    before = None
    while text != before:
        before = text
        text = _PARENTHESES.sub(lambda found: _if_it_fits(found, f"{found[1]}({found[2]}){found[3]}"), text)
    return _THEN.sub(lambda found: _if_it_fits(found, f"{found[1]} {found[2]}"), text)


def _if_it_fits(found: re.Match[str], line: str) -> str:
    return line if len(line) <= _WIDTH else found[0]


def _before(ending: str) -> str:
    return "WITH\n" if ending == "WITH " else "),\n\n"


def _bare(query: exp.Query) -> exp.Query:
    """Without parentheses around the whole of a column."""
    for each in query.find_all(exp.Alias):
        while isinstance(each.this, exp.Paren):
            each.set("this", each.this.this)
    return query
