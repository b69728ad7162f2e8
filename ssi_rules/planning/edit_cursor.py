"""Going through the text of an edit from left to right: signs, counts, and values of a type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from ssi_rules.language.numbers import LARGEST_TABLE, SCALE, format_percent, parse_decimal
from ssi_rules.language.types import Type, Value
from ssi_rules.planning.edits import Given, Word
from ssi_rules.sources.decode import CellError, decode

SHAPES = {
    Type.COUNT: "a whole number, such as 12",
    Type.NUMBER: "a number, such as 2.5",
    Type.RATIO: "a number, such as 2.5",
    Type.PERCENT: "a percent, such as 86%",
    Type.FLAG: "yes or no",
    Type.TEXT: 'a text, such as "Retail"',
    Type.DATE: "a day, such as 2026-06-30, or as_of",
}
"""What a value of a type looks like."""

NAME = re.compile(r"[^\W\d]\w*")

_COUNT = re.compile(r"\d+", re.ASCII)
_AMOUNT = re.compile(r"[+-]?\d[\d.,]*", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d[\d.,'\s]*[,'\s][\d.,'\s]*", re.ASCII)
_SEVERAL = re.compile(r"[^\W\d]\w*\s*[+-]?=")
_MARKS = "'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb"
_CURLED = re.compile(f"[{_MARKS}](.*)[{_MARKS}]", re.DOTALL)
"""A text in the quotes of another keyboard, or in single ones."""
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\])*)"', re.DOTALL)
_IN_BRACES = re.compile(r"[^,}]*")


@dataclass
class EditError(Exception):
    """An edit that cannot be read.

    Attributes:
        text: The whole edit.
        start: Index of the first character that is to blame.
        end: Index after the last.
        message: What is wrong, one sentence without a full stop.
        help: What to write instead.
    """

    text: str
    start: int
    end: int
    message: str
    help: str

    def __str__(self) -> str:
        """The edit and what is wrong with it."""
        return f"{self.text}: {self.message}"


@dataclass
class Cursor:
    """A text and how far it is read; ``at`` is the index of what comes next."""

    text: str
    at: int = 0

    def wrong(self, message: str, help_: str, start: int, end: int | None = None) -> EditError:
        """The error to raise about a stretch of the text; without an end it is the rest."""
        return EditError(self.text, start, len(self.text) if end is None else end, message, help_)

    def skip(self) -> int:
        """Pass over blanks; where the next sign stands."""
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at

    def next(self) -> str:
        """The next sign, which stays; empty at the end."""
        self.skip()
        return self.text[self.at : self.at + 1]

    def pass_over(self, word: str) -> bool:
        """Whether a word comes next; it is passed over then."""
        is_there = self.text.startswith(word, self.skip())
        self.at += len(word) if is_there else 0
        return is_there

    def expect(self, sign: str, wanted: str) -> None:
        """Pass over a sign that has to come next.

        Raises:
            EditError: Something else does.
        """
        if not self.pass_over(sign):
            raise self.wrong(f"`{sign}` is missing here", wanted, self.at)

    def end(self, help_: str = "give each edit as an argument of its own") -> None:
        """See that nothing comes any more.

        Raises:
            EditError: Something does.
        """
        if self.next():
            raise self.wrong("the edit is complete before this", help_, self.at)

    def name(self) -> str:
        """The name that comes next; empty where none does."""
        found = NAME.match(self.text, self.skip())
        self.at += len(found[0]) if found else 0
        return found[0] if found else ""

    def count(self, wanted: str) -> int:
        """How many of something: as many as a table has rows at most.

        Raises:
            EditError: No such number comes next.
        """
        start = self.skip()
        found = _COUNT.match(self.text, start)
        if found is None:
            raise self.wrong("a whole number is missing here", wanted, start)
        amount = _AMOUNT.match(self.text, start)
        if amount is not None and amount.end() > found.end():
            raise self.wrong(f"{amount[0]} is not written as a whole number", wanted, start, amount.end())
        self.at = found.end()
        digits = found[0].lstrip("0")
        if not digits or len(digits) > len(str(LARGEST_TABLE)) or int(digits) > LARGEST_TABLE:
            raise self.wrong(f"{found[0]} is not between 1 and {LARGEST_TABLE}", wanted, start, self.at)
        return int(digits)

    def value(self, type_: Type, name: str, *, is_last: bool) -> Given:
        """The value that comes next.

        Args:
            type_: What it has to be.
            name: Whose it is, for messages.
            is_last: Whether all the rest is the value; else it goes to a comma or a brace where it has no quotes.

        Raises:
            EditError: It does not fit the type, or there is none.
        """
        start = self.skip()
        is_quoted = self.next() == '"'
        text = self._quoted() if is_quoted else self._bare(is_last=is_last)
        if not is_quoted and _is_word(text, Word.UNKNOWN, type_):
            return Word.UNKNOWN
        if not is_quoted and type_ is Type.DATE and _is_word(text, Word.AS_OF, type_):
            return Word.AS_OF
        if not is_quoted and type_ is Type.TEXT and (curled := _CURLED.fullmatch(text)):
            told = "a text is put in straight double quotes, or in none"
            raise self.wrong(told, f'write "{curled[1]}"', start, self.at)
        try:
            return _typed(text, type_)
        except CellError as error:
            message = error.message if text.strip() else f"`{name}` has no value here"
            raise self.wrong(message, _help(text, type_, error), start, max(self.at, start + 1)) from None

    def _quoted(self) -> str:
        found = _QUOTED.match(self.text, self.at)
        if found is None:
            help_ = 'end it with "; inside it write \\" and \\\\'
            raise self.wrong("this text does not end", help_, self.at)
        self.at = found.end()
        return re.sub(r"\\(.)", r"\1", found[1])

    def _bare(self, *, is_last: bool) -> str:
        found = None if is_last else _IN_BRACES.match(self.text, self.at)
        text = self.text[self.at : found.end() if found else len(self.text)].rstrip()
        self.at += len(text)
        return text


def _is_word(text: str, word: Word, type_: Type) -> bool:
    """Whether a word is meant; of a text that may itself be such a word, only where it is written like it."""
    return text == word.value or (type_ is not Type.TEXT and text.casefold() == word.value)


def _help(text: str, type_: Type, error: CellError) -> str:
    """What to write where a value does not fit."""
    if type_ is Type.PERCENT and error.help and not text.endswith("%"):
        return error.help
    if _SEVERAL.search(text):
        return "give each edit as an argument of its own"
    if type_.is_numeric and _GROUPED.fullmatch(text):
        return "write a point for decimals and nothing between thousands, as in 1234.5"
    return f"write {SHAPES[type_]}, or unknown"


def _typed(text: str, type_: Type) -> Value:
    if type_ is Type.PERCENT and not text.endswith("%"):
        help_ = _percent_help(text)
        raise CellError("a percent is written with %" if help_ else f"`{text}` is not a percent", help_)
    value = decode(text, type_, _more_than_six)
    if value is None:
        raise CellError("a value is missing here")
    return value


def _percent_help(text: str) -> str:
    try:
        value, _ = parse_decimal(text)
    except ValueError:
        return ""
    share = value if 0 < abs(value) < SCALE else value // 100
    return f"write {format_percent(share)}"


def _more_than_six() -> NoReturn:
    raise CellError("numbers have at most six decimals, percents four")
