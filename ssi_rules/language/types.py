"""The types of values, and which go together."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TypeAlias

Value: TypeAlias = int | bool | str | date
"""A known value at run time: numbers as integer millionths, flags, texts, calendar days."""


class Type(Enum):
    """What an expression, a fact or a column holds.

    RATIO is the type of quotients and shares; it is never declared. It compares with percents and with numbers.
    """

    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"
    RATIO = "ratio"
    FLAG = "flag"
    TEXT = "text"
    DATE = "date"

    @property
    def is_numeric(self) -> bool:
        """Whether values are held as millionths."""
        return self in (Type.COUNT, Type.NUMBER, Type.PERCENT, Type.RATIO)


DECLARABLE = (Type.COUNT, Type.NUMBER, Type.PERCENT, Type.FLAG, Type.TEXT, Type.DATE)
"""The types a fact or a column may be declared with."""
