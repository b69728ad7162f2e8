"""The column that says what came of it: a number or yes and no of each member."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.decode import CellError, decode, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ssi_rules.calibration.statistics import Floats

LEAST = 50
"""Outcomes that anything is said about at least."""

_YES_OR_NO = frozenset({"yes", "no", "true", "false", "1", "0", "1.0", "0.0"})
"""Programs that have no blank flags write those of a column with blanks as decimals."""


class Unit(Enum):
    """What an outcome is counted in."""

    YES = "yes or no"
    PERCENT = "percent"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of it, of those it is known of.

    Attributes:
        column: Where it stands.
        unit: What it is.
        values: By member: 0 and 1, or the number.
    """

    column: str
    unit: Unit
    values: Mapping[str, float]

    def of(self, members: Sequence[str]) -> Floats:
        """Theirs in this order; not a number where it is not known."""
        return np.array([self.values.get(each, np.nan) for each in members], dtype=np.float64)


def outcomes_of(column: str, texts: Mapping[str, str], data: str) -> Outcomes:
    """The outcomes that a column's texts stand for.

    Args:
        column: Its name.
        texts: By member; blanks left out.
        data: What to call the data.

    Raises:
        DataError: A text is neither number nor yes or no, there are fewer than fifty, or all are the same.
    """
    unit = _unit(texts.values())
    values = {member: _value(member, text, unit, column, data) for member, text in texts.items()}
    known = {member: value for member, value in values.items() if value is not None}
    if len(known) < LEAST:
        raise DataError(
            data,
            f"only {len(known)} members have an outcome, and {LEAST} are needed: fewer say nothing about anyone else",
            column=column,
            help="gather more outcomes, or more members",
        )
    if len(set(known.values())) == 1:
        raise all_the_same(column, data)
    return Outcomes(column, unit, known)


def all_the_same(column: str, data: str) -> DataError:
    """The error for an outcome that does not tell members apart."""
    return DataError(
        data,
        "the outcome is the same for everyone: nothing can go together with it",
        column=column,
        help="name an outcome in which members differ",
    )


def _unit(texts: Iterable[str]) -> Unit:
    distinct = {text.strip().casefold() for text in texts} - {"nan"}
    if distinct <= _YES_OR_NO:
        return Unit.YES
    # Beside bare numbers a percent could be anything: it is refused as no number.
    return Unit.PERCENT if all(text.endswith("%") for text in distinct) else Unit.NUMBER


_TYPES = {Unit.YES: Type.FLAG, Unit.PERCENT: Type.PERCENT, Unit.NUMBER: Type.NUMBER}


def _value(member: str, text: str, unit: Unit, column: str, data: str) -> float | None:
    try:
        value = decode(text, _TYPES[unit])
    except CellError as error:
        raise DataError(
            data,
            f"{error.message} (member {shown(member)})",
            column=column,
            help="an outcome is yes or no, or a number up to 10^12, such as 1234.5: without a currency and with nothing between thousands; leave it blank if unknown",
        ) from error
    if value is None:
        return None
    return float(value) if isinstance(value, bool) else int(str(value)) / SCALE
