"""Pieces of an aggregate that leave no node of their own, and comparison signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.language.windows import Length, Unit, Window
from ssi_rules.syntax.build.literals import whole
from ssi_rules.syntax.reading import span

if TYPE_CHECKING:
    from ssi_rules.syntax.reading import Word
    from ssi_rules.text import Span


@dataclass(frozen=True, slots=True)
class Function:
    """``sum of``, ``count distinct``, ``days since last``: named as ``ast.Aggregate.function`` has it."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """``over 90 days ending 7 days ago`` with its place."""

    window: Window
    span: Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """``90 days`` with its place."""

    length: Length
    span: Span


def function(*words: Word) -> Function:
    """The function's words; its ``of`` goes without saying."""
    return Function(" ".join(word for word in words if word != "of"), span(words[0], words[-1]))


def window(over: Word, first: Stretch, *ending: Word | Stretch) -> TimeSpan:
    """``over 90 days``, perhaps ``ending 7 days ago``."""
    match ending:
        case (_, Stretch(lag, _), str() as ago):
            return TimeSpan(Window(first.length, lag), span(over, ago))
        case _:
            return TimeSpan(Window(first.length), span(over).to(first.span))


def length(amount: Word, unit_: Word) -> Stretch:
    """``90 days``."""
    return Stretch(Length(whole(amount).value, Unit(unit_.removesuffix("s"))), span(amount, unit_))


def unit(word: Word) -> Word:
    """A unit, singular or plural."""
    return word


def comparator(word: Word) -> str:
    """A comparison sign."""
    return str(word)
