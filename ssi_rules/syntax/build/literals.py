"""Names, texts, numbers, points and days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import LARGEST_FACT, POINT_SCALE, SCALE, parse_decimal
from ssi_rules.syntax import ast, problems
from ssi_rules.syntax.reading import Word, fault, span

if TYPE_CHECKING:
    from ssi_rules.text import Span

RESERVED = frozenset(
    {"and", "as_of", "between", "else", "ending", "is", "known", "no", "not", "or", "over", "where", "yes"}
)
"""Words that cannot name anything, because in an expression they already mean something."""

_DECIMALS_OF_NUMBER = 6
_DECIMALS_OF_PERCENT = 4
_DECIMALS_OF_POINTS = 2
_LONGEST = 50


def name(word: Word) -> ast.Name:
    """An identifier that is free to name something."""
    place = span(word)
    if word in RESERVED:
        fault(problems.reserved_word(place))
    return ast.Name(str(word), span=place)


def string(word: Word) -> ast.String:
    """A quoted text without its quotes and escapes."""
    return ast.String(_unescaped(word), span=span(word))


def points(word: Word) -> ast.Points:
    """Points or a worth."""
    place = span(word)
    if word.endswith("%"):
        fault(problems.percent_as_points(place))
    held, exact = _read(word.rstrip("%"), POINT_SCALE)
    exact &= _decimals(word) <= _DECIMALS_OF_POINTS
    _check(place, exact=exact, small=held <= LARGEST_FACT * POINT_SCALE, decimals=_DECIMALS_OF_POINTS)
    return ast.Points(held, span=place)


def whole(word: Word) -> ast.Whole:
    """A number that counts something."""
    place = span(word)
    if not word.isdigit():
        fault(problems.not_whole(place))
        return ast.Whole(1, span=place)
    held, _ = _read(word, 1)
    _check(place, exact=True, small=held <= LARGEST_FACT, decimals=0)
    return ast.Whole(held, span=place)


def number(*words: Word) -> ast.Number:
    """``13``, ``-0.5`` or ``13%``."""
    place, digits = span(words[0], words[-1]), words[-1]
    percent = digits.endswith("%")
    held, exact = _read(digits.rstrip("%"), SCALE // 100 if percent else SCALE)
    exact &= _decimals(digits) <= _DECIMALS_OF_NUMBER
    decimals = _DECIMALS_OF_PERCENT if percent else _DECIMALS_OF_NUMBER
    _check(place, exact=exact, small=held <= LARGEST_FACT * SCALE, decimals=decimals)
    return ast.Number(-held if len(words) > 1 else held, percent, digits.isdigit(), span=place)


def flag(word: Word) -> ast.Flag:
    """``yes`` or ``no``."""
    return ast.Flag(word == "yes", span=span(word))


def text(word: Word) -> ast.Text:
    """A quoted text as a value."""
    return ast.Text(_unescaped(word), span=span(word))


def day(word: Word) -> ast.Date:
    """``2026-06-30``."""
    place = span(word)
    try:
        return ast.Date(date.fromisoformat(word), span=place)
    except ValueError:
        fault(problems.no_such_date(place))
        return ast.Date(date.min, span=place)


def as_of(word: Word) -> ast.AsOf:
    """``as_of``."""
    return ast.AsOf(span=span(word))


def _read(digits: str, scale: int) -> tuple[int, bool]:
    """Read a number; of one longer than Python reads only so much is kept that it stays too large or too exact."""
    whole, _, fraction = digits.partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    return parse_decimal(f"{whole[:_LONGEST] or 0}.{fraction[:_LONGEST]}{fraction[_LONGEST:][-1:]}", scale)


def _decimals(word: str) -> int:
    """Decimals as written, zeros at the end included: who writes 10.000 may mean ten thousand."""
    return len(word.rstrip("%").partition(".")[2])


def _check(place: Span, *, exact: bool, small: bool, decimals: int) -> None:
    if not exact:
        fault(problems.too_many_decimals(place, decimals))
    if not small:
        fault(problems.too_large(place))


def _unescaped(word: Word) -> str:
    inner = word[1:-1]
    if "\\" not in inner:
        return inner
    pieces = inner.split("\\\\")
    for piece in pieces:
        if "\\" in piece.replace('\\"', ""):
            fault(problems.unknown_escape(span(word)))
    return "\\".join(piece.replace('\\"', '"') for piece in pieces)
