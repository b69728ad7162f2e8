"""How a mapped column writes its cells, turned into what the decoder reads."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from ssi_rules.language.types import Type
from ssi_rules.sources.decode import Cell, CellError, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ssi_rules.sources.mapping import ColumnForm, NumberStyle, PercentUnit
    from ssi_rules.sources.tabular.rows import Form

_STYLES = {"1234.5": ("", "."), "1,234.5": (",", "."), "1.234,5": (".", ","), "1 234,5": (" ", ",")}
"""Separator of thousands and of decimals."""

_SPACES = str.maketrans("\u00a0\u202f\u2009", "   ")


def form_of(column: ColumnForm, kind: Type, missing: Iterable[str]) -> Form:
    """A function that rewrites a column's cells.

    Args:
        column: How they are written.
        kind: The type of what they hold.
        missing: More words that mean that nothing is known.

    Raises:
        ValueError: The column does not say what its type needs, or says what its type has no use for.
    """
    _check(column, kind)
    unknown = {word.strip().casefold() for word in (*missing, *column.missing)}
    rewrite = _rewriter(column, kind)

    def form(cell: str) -> Cell:
        return None if cell.strip().casefold() in unknown else rewrite(cell)

    return form


def _check(column: ColumnForm, kind: Type) -> None:
    if kind is Type.PERCENT and column.percent is None:
        raise ValueError('a percent needs its unit: percent = "0.23", "23" or "23%"')
    if kind is not Type.PERCENT and column.percent is not None:
        raise ValueError(f"it is a {kind.value}, so `percent` has no meaning")
    if kind is not Type.FLAG and column.yes:
        raise ValueError(f"it is a {kind.value}, so `yes` and `no` have no meaning")
    if kind is not Type.DATE and column.date is not None:
        raise ValueError(f"it is a {kind.value}, so `date` has no meaning")


def _rewriter(column: ColumnForm, kind: Type) -> Callable[[str], str]:
    if kind is Type.PERCENT and column.percent is not None:
        unit, style = column.percent, column.number
        return lambda cell: _percent(cell.strip(), unit, style)
    if kind.is_numeric:
        return lambda cell: _number(cell.strip(), column.number)
    if kind is Type.FLAG and column.yes:
        words = dict.fromkeys(map(str.casefold, column.yes), "yes") | dict.fromkeys(
            map(str.casefold, column.no), "no"
        )
        return lambda cell: _flag(cell.strip(), words)
    if kind is Type.DATE and column.date is not None:
        written = column.date
        return lambda cell: _day(cell.strip(), written)
    return lambda cell: cell


def _number(text: str, style: NumberStyle) -> str:
    """Plain decimal text; thousands must stand in threes, so that 1,5 is never 15."""
    thousands, point = map(re.escape, _STYLES[style])
    whole = rf"\d+|\d{{1,3}}(?:{thousands}\d{{3}})+" if thousands else r"\d+"
    found = re.fullmatch(rf"([+-]?)({whole})(?:{point}(\d+))?", text.translate(_SPACES), re.ASCII)
    if found is None:
        raise CellError(
            f"{shown(text)} is not a number written like {style}", "mend the cell, or `number` in the map"
        )
    digits = re.sub(r"\D", "", found[2])
    return f"{found[1]}{digits}.{found[3] or '0'}"


def _percent(text: str, unit: PercentUnit, style: NumberStyle) -> str:
    if text.endswith("%") != unit.endswith("%"):
        raise CellError(
            f"{shown(text)} is not a percent written like {unit}", "mend the cell, or `percent` in the map"
        )
    number = _number(text.removesuffix("%").rstrip(), style)
    return number if unit == "0.23" else f"{number}%"


def _flag(text: str, words: dict[str, str]) -> str:
    try:
        return words[text.casefold()]
    except KeyError:
        known = ", ".join(words)
        raise CellError(
            f"{shown(text)} is none of the words for yes and no: {known}", "add it to the map"
        ) from None


def _day(text: str, written: str) -> str:
    try:
        return datetime.strptime(text.translate(_SPACES), written).date().isoformat()  # noqa: DTZ007 -- UTC without a zone
    except ValueError:
        raise CellError(
            f"{shown(text)} is not a date written like {written}", "mend the cell, or `date` in the map"
        ) from None
