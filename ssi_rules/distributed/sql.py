"""Names in Spark's SQL."""

from __future__ import annotations


def quoted(name: str) -> str:
    """A column's name as Spark takes it, whatever is in it."""
    return "`" + name.replace("`", "``") + "`"
