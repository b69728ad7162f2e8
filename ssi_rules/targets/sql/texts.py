"""Texts in a warehouse: trimmed, and composed where the dialect can, as the language does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.language.texts import BLANKS

if TYPE_CHECKING:
    from ssi_rules.engines.columnar.vocabulary import Sql
    from ssi_rules.targets.sql.wanted import Warehouse

_COMPOSED = {
    "postgres": "NORMALIZE",
    "bigquery": "NORMALIZE",
    "trino": "NORMALIZE",
    "duckdb": "NFC_NORMALIZE",
}
"""The function that gives Unicode's canonical composition, where there is one."""


def composes(warehouse: Warehouse) -> bool:
    """Whether the dialect can bring texts into the form in which they are compared."""
    return warehouse in _COMPOSED


def plain(value: Sql, warehouse: Warehouse) -> Sql:
    """The form in which texts are compared, of texts that are composed where the dialect cannot do it."""
    if not composes(warehouse):
        return trimmed(value, warehouse)
    return exp.Anonymous(this=_COMPOSED[warehouse], expressions=[trimmed(value, warehouse)])


def trimmed(value: Sql, warehouse: Warehouse) -> Sql:
    """A text without blanks around it."""
    blanks = exp.var(_escaped(warehouse))
    if warehouse in ("spark", "trino"):
        written = f"BOTH {blanks.name} FROM {value.sql(dialect=warehouse)}"
        return exp.Anonymous(this="TRIM", expressions=[exp.var(written)])
    return exp.Anonymous(this="BTRIM" if warehouse == "postgres" else "TRIM", expressions=[value, blanks])


def _escaped(warehouse: Warehouse) -> str:
    """All blanks, each such that it can be read."""
    codes = [ord(char) for char in BLANKS]
    if warehouse == "duckdb":  # whose literals know no Unicode
        return " || ".join(f"CHR({code})" for code in codes)
    mark = "\\" if warehouse == "trino" else "\\u"
    prefix = {"postgres": "E", "trino": "U&"}.get(warehouse, "")
    written = "".join(f"{mark}{code:04X}" for code in codes)
    return f"{prefix}'{written}'"


def not_blank(value: Sql, warehouse: Warehouse) -> Sql:
    """A text, unknown where it is blank."""
    known = exp.NEQ(this=trimmed(value, warehouse), expression=sql.text(""))
    return sql.when([(known, value.copy())])
