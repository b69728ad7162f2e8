"""What can be wrong with the writing of a rule file: one function for each message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label

if TYPE_CHECKING:
    from ssi_rules.text import Span


def too_deep(span: Span, limit: int) -> Diagnostic:
    """Parentheses or operators are nested beyond the limit."""
    message = f"This expression nests more than {limit} operators and parentheses."
    return Diagnostic(codes.TOO_DEEP, message, span, help="name parts of it with `let`")


def reserved_word(span: Span) -> Diagnostic:
    """A word of the language where a name is meant."""
    return Diagnostic(
        codes.RESERVED_WORD,
        f"`{span.text}` is a word of the language and cannot be a name.",
        span,
        help=f"choose another name, such as `{span.text}_1`",
    )


def percent_as_points(span: Span) -> Diagnostic:
    """Points written with a percent sign."""
    plain = span.text.rstrip("%")
    return Diagnostic(
        codes.BAD_LITERAL, f"Points are plain numbers, and `{span.text}` is a percent.", span, help=f"write `{plain}`"
    )


def not_whole(span: Span) -> Diagnostic:
    """A fraction or percent where something is counted."""
    return Diagnostic(codes.BAD_LITERAL, f"`{span.text}` counts something here, so it has to be a whole number.", span)


def too_many_decimals(span: Span, allowed: int) -> Diagnostic:
    """More decimals than are held."""
    what = {0: "none", 2: "two decimals", 4: "four decimals in a percent", 6: "six decimals"}[allowed]
    return Diagnostic(codes.BAD_LITERAL, f"`{span.text}` has more decimals than can be held: at most {what}.", span)


def too_large(span: Span) -> Diagnostic:
    """A number beyond what facts can hold."""
    return Diagnostic(codes.BAD_LITERAL, "This number is larger than 10^12, beyond what any fact can hold.", span)


def no_such_date(span: Span) -> Diagnostic:
    """A day that the calendar does not have."""
    return Diagnostic(codes.BAD_LITERAL, f"The calendar has no day `{span.text}`.", span, help="write year-month-day")


def unknown_escape(span: Span) -> Diagnostic:
    """A backslash before something other than a quote or a backslash."""
    return Diagnostic(
        codes.BAD_ESCAPE,
        "A backslash in a text stands only before a quote or another backslash.",
        span,
        help=r'write `\\` for a backslash and `\"` for a quote',
    )


def repeated_line(span: Span, keyword: str, first: Span) -> Diagnostic:
    """A line that may stand once stands twice."""
    return Diagnostic(codes.REPEATED_LINE, f"`{keyword}` is said twice.", span, (Label(first, "said here before"),))
