"""The names of relations and columns that a query reads."""

from __future__ import annotations

MEMBERS = "members"
"""The relation with one row a member."""

DAYS = "_days"
"""The relation with the windows' bounds for each as-of day."""

MEMBER_ID = "member_id"
AS_OF = "as_of"

TEXT = "text"
"""The column of a verdict relation that holds the text itself, as the data has it."""

PLAIN = "plain"
"""The column that holds its plain form, in which texts are compared."""


def has_table(table: str) -> str:
    """The column of ``members`` that says whether a table is there for the member."""
    return f"_has_{table}"


def texts_of(table: str | None, column: str) -> str:
    """The verdict relation of a column of texts; None for a fact of the members."""
    return f"_texts_{table or MEMBERS}_{column}"


def question_name(number: int) -> str:
    """The column of a verdict relation that holds the answers to a question."""
    return f"q{number}"


def bounds_names(number: int) -> tuple[str, str]:
    """The columns of a window's bounds: the exclusive first and the inclusive last day."""
    return f"a{number}", f"u{number}"
