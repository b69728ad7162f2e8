"""Values in the words of rule files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE, format_number, format_percent
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from ssi_rules.language.types import Value


def told(value: Value, kind: Type) -> str:
    """A value as a rule file writes it; days counted in millionths as days."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return f'"{value}"'
        case date():
            return value.isoformat()
        case _ if kind is Type.DATE:
            return date.fromordinal(value // SCALE).isoformat()
        case _:
            return format_percent(value) if kind in (Type.PERCENT, Type.RATIO) else format_number(value)
