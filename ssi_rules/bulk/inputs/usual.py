"""Texts as they usually are, read without patterns: most cells of a CSV are, and patterns cost many times what reading costs.

What is worked out stands in columns beside the text, once: its double, the usual value, and, where that is not there, the bare text
that ``texts`` looks at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.bulk.inputs.texts import stripped
from ssi_rules.bulk.sql import quoted
from ssi_rules.language.numbers import LARGEST_FACT
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = 15
"""Characters of a number whose digits a double keeps all."""

_LARGEST = 10**9
"""Up to here whole millionths have no more digits than a double keeps."""


@dataclass(frozen=True, slots=True)
class Aside:
    """The names of what is worked out of a text.

    Attributes:
        number: The double that it is; NULL where it is none.
        usual: Its value, if it is written in the usual way.
        bare: The text without what is blank at its ends, where there is no usual value.
    """

    number: str
    usual: str
    bare: str


@dataclass(frozen=True, slots=True)
class Written:
    """A column of texts that are to be read as something else.

    Attributes:
        at: Its position.
        text: SQL of the text.
        type: The declared type.
    """

    at: int
    text: str
    type: Type

    @property
    def aside(self) -> Aside:
        """The names of what is worked out of it."""
        return aside(self.at)


def aside(at: int) -> Aside:
    """The names of what is worked out of the text at a position."""
    return Aside(*(quoted(f"{name} of column {at}") for name in ("number", "usual value", "bare text")))


def beside(source: str, columns: Sequence[Written]) -> str:
    """What stands behind FROM, with what is worked out of texts beside them."""
    numbers = [
        f"TRY_CAST({each.text} AS DOUBLE) AS {each.aside.number}" for each in columns if each.type.is_numeric
    ]
    usual = [f"{_usual(each)} AS {each.aside.usual}" for each in columns]
    bare = [
        f"CASE WHEN {each.aside.usual} IS NULL THEN {stripped(each.text)} END AS {each.aside.bare}"
        for each in columns
    ]
    for added in filter(None, (numbers, usual, bare)):
        source = f"(SELECT *, {', '.join(added)} FROM {source})"  # noqa: S608 -- all names quoted
    return source


def _usual(column: Written) -> str:
    text, number = column.text, column.aside.number
    match column.type:
        case Type.COUNT:
            whole = f"{number} = floor({number}) AND {number} BETWEEN 0 AND {LARGEST_FACT}"
            return f"CASE WHEN {_is_short(text)} AND {whole} THEN CAST({number} AS BIGINT) END"
        case Type.NUMBER | Type.RATIO | Type.PERCENT:
            # See cells: the double nearest to whole millionths, and no other text of so few digits has the same.
            millionths = f"TRY_CAST({number} * 1e6 AS BIGINT)"
            exact = f"{millionths} / 1e6 = {number} AND {number} BETWEEN -{_LARGEST} AND {_LARGEST}"
            return f"CASE WHEN {_is_short(text)} AND {exact} THEN {millionths} END"
        case Type.FLAG:
            word = f"lower({text})"
            yes, no = "('yes', 'true', '1')", "('no', 'false', '0')"
            return f"CASE WHEN {word} IN {yes} THEN true WHEN {word} IN {no} THEN false END"
        case Type.DATE:
            # Other ways to write a date give another text back; years of other than four digits another length.
            day = f"TRY_CAST({text} AS DATE)"
            return f"CASE WHEN strlen({text}) = 10 AND CAST({day} AS VARCHAR) = {text} THEN {day} END"
        case Type.TEXT:
            return text


def _is_short(text: str) -> str:
    """Whether a double keeps all digits of a number, and it is written as everybody writes numbers."""
    odd = [f"NOT contains({text}, '{each}')" for each in ("e", "E", "_")]
    return " AND ".join([f"strlen({text}) <= {_DIGITS}", *odd])
