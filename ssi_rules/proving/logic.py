"""Formulas: what is settled is a plain ``bool`` or ``int``, only what is open becomes a term of z3."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from z3 import ArithRef, BoolRef

Truth: TypeAlias = "bool | BoolRef"
Whole: TypeAlias = "int | ArithRef"

EXTRA_MISSING = "needs the extra: pip install 'ssi-rules[prove]'"


@cache
def is_available() -> bool:
    """Whether z3 can be loaded."""
    try:
        import z3  # noqa: F401, PLC0415 - loads slowly, and may not be there
    except ImportError:
        return False
    return True


def whole(name: str) -> ArithRef:
    """An open whole number."""
    import z3  # noqa: PLC0415 - as above

    return z3.Int(name)


def truth(name: str) -> BoolRef:
    """An open yes or no."""
    import z3  # noqa: PLC0415 - as above

    return z3.Bool(name)


def both(*parts: Truth) -> Truth:
    """Whether all hold."""
    return _joined(parts, decides=False)


def either(*parts: Truth) -> Truth:
    """Whether any holds."""
    return _joined(parts, decides=True)


def _joined(parts: Iterable[Truth], *, decides: bool) -> Truth:
    left: list[BoolRef] = []
    for part in parts:
        if isinstance(part, bool):
            if part is decides:
                return decides
        else:
            left.append(part)
    if len(left) <= 1:
        return left[0] if left else not decides
    import z3  # noqa: PLC0415 - as above

    return z3.Or(left) if decides else z3.And(left)


def negated(part: Truth) -> Truth:
    """Whether it does not hold."""
    if isinstance(part, bool):
        return not part
    import z3  # noqa: PLC0415 - as above

    return z3.Not(part)


def implied(condition: Truth, then: Truth) -> Truth:
    """Whether the second holds wherever the first does."""
    return either(negated(condition), then)


def can_be(*parts: Truth) -> bool:
    """Whether all can hold together; they are about yes and no alone."""
    together = both(*parts)
    if isinstance(together, bool):
        return together
    import z3  # noqa: PLC0415 - as above

    solver = z3.Solver()
    solver.add(together)
    return bool(solver.check() != z3.unsat)


def same(left: Truth, right: Truth) -> Truth:
    """Whether both hold or neither does."""
    if isinstance(left, bool):
        return right if left else negated(right)
    if isinstance(right, bool):
        return left if right else negated(left)
    return cast("BoolRef", left == right)


def chosen(condition: Truth, then: Whole, other: Whole) -> Whole:
    """One number where the condition holds, else the other."""
    if isinstance(condition, bool):
        return then if condition else other
    if isinstance(then, int) and isinstance(other, int) and then == other:
        return then
    import z3  # noqa: PLC0415 - as above

    return z3.If(condition, then, other)


def summed(parts: Iterable[Whole]) -> Whole:
    """The sum; what is settled is added up beforehand."""
    total, left = 0, []
    for part in parts:
        if isinstance(part, int):
            total += part
        else:
            left.append(part)
    if not left:
        return total
    import z3  # noqa: PLC0415 - as above

    open_sum = left[0] if len(left) == 1 else z3.Sum(left)
    return open_sum + total if total else open_sum
