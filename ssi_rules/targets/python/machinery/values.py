"""The language's operators on known values and None, which is unknown; numbers are whole millionths."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from ssi_rules.language.numbers import SCALE, divide, multiply, parse_decimal
from ssi_rules.language.texts import plain_text

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.language.types import Value

AnyValue = TypeVar("AnyValue", bound="Value")


@lru_cache(maxsize=4096)
def held(text: str) -> int:
    """A number of the rules in millionths: ``0.5``, ``13%``."""
    if text.endswith("%"):
        return parse_decimal(text[:-1], SCALE // 100)[0]
    return parse_decimal(text)[0]


def plus(left: int | None, right: int | None) -> int | None:
    """The sum; unknown where a side is."""
    return None if left is None or right is None else left + right


def minus(left: int | None, right: int | None) -> int | None:
    """The difference; unknown where a side is."""
    return None if left is None or right is None else left - right


def times(left: int | None, right: int | None) -> int | None:
    """The product, rounded half away from zero to six decimals; unknown where a side is."""
    return None if left is None or right is None else multiply(left, right)


def divided(left: int | None, right: int | None) -> int | None:
    """The quotient, rounded in the same way; unknown where a side is, or where the divisor is 0."""
    return None if left is None or right is None else divide(left, right)


def days_between(later: date | None, earlier: date | None) -> int | None:
    """How many days the second lies before the first."""
    return None if later is None or earlier is None else (later - earlier).days * SCALE


def equal(left: Value | None, right: Value | None) -> bool | None:
    """Whether two values are the same, texts without blanks around them and in Unicode's canonical composition."""
    return None if left is None or right is None else _comparable(left) == _comparable(right)


def different(left: Value | None, right: Value | None) -> bool | None:
    """Whether they are not."""
    return negated(equal(left, right))


def less(left: Value | None, right: Value | None) -> bool | None:
    """Whether the first is below the second, or before it."""
    return None if left is None or right is None else left < right  # type: ignore[operator] # of one type by the rules


def more(left: Value | None, right: Value | None) -> bool | None:
    """Whether the first is above the second, or after it."""
    return less(right, left)


def at_least(left: Value | None, right: Value | None) -> bool | None:
    """Whether the first is not below the second."""
    return negated(less(left, right))


def at_most(left: Value | None, right: Value | None) -> bool | None:
    """Whether the first is not above the second."""
    return negated(less(right, left))


def negated(flag: bool | None) -> bool | None:  # noqa: FBT001 - a value of the language
    """No for yes, yes for no."""
    return None if flag is None else not flag


def all_of(*flags: bool | None) -> bool | None:
    """No as soon as one is no; unknown where one is; else yes."""
    return False if False in flags else None if None in flags else True


def any_of(*flags: bool | None) -> bool | None:
    """Yes as soon as one is yes; unknown where one is; else no."""
    return True if True in flags else None if None in flags else False


def is_known(value: Value | None) -> bool:
    """Whether there is a value at all."""
    return value is not None


def otherwise(value: AnyValue | None, fallback: AnyValue | None) -> AnyValue | None:
    """The value where known, else the fallback."""
    return fallback if value is None else value


def _comparable(value: Value) -> Value:
    return plain_text(value) if isinstance(value, str) else value
