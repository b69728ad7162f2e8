"""What can be wrong with the writing of a rule file: one function for each message."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.text import Span


MOST_FAULTS = 1_000
"""Faults of one kind of looking that are told of a file; beyond, it is hardly a rule file."""


def too_many_faults(span: Span) -> Diagnostic:
    """More faults than anybody reads."""
    message = f"After {MOST_FAULTS} faults the rest of this file was not looked at."
    return Diagnostic(codes.TOO_MANY_FAULTS, message, span, help="mend these, then check again")


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
        codes.BAD_LITERAL,
        f"Points are plain numbers, and `{span.text}` is a percent.",
        span,
        help=f"write `{plain}`",
    )


def not_whole(span: Span) -> Diagnostic:
    """A fraction or percent where something is counted."""
    return Diagnostic(
        codes.BAD_LITERAL, f"`{span.text}` counts something here, so it has to be a whole number.", span
    )


def too_many_decimals(span: Span, allowed: int) -> Diagnostic:
    """More decimals than are held."""
    what = {0: "none", 2: "two decimals", 4: "four decimals in a percent", 6: "six decimals"}[allowed]
    return Diagnostic(
        codes.BAD_LITERAL, f"`{span.text}` has more decimals than can be held: at most {what}.", span
    )


def too_large(span: Span) -> Diagnostic:
    """A number beyond what facts can hold."""
    return Diagnostic(
        codes.BAD_LITERAL, "This number is larger than 10^12, beyond what any fact can hold.", span
    )


def no_such_date(span: Span) -> Diagnostic:
    """A day that the calendar does not have."""
    return Diagnostic(
        codes.BAD_LITERAL, f"The calendar has no day `{span.text}`.", span, help="write year-month-day"
    )


def unknown_escape(span: Span) -> Diagnostic:
    """A backslash before something other than a quote or a backslash."""
    return Diagnostic(
        codes.BAD_ESCAPE,
        "A backslash in a text stands only before a quote or another backslash.",
        span,
        help=r"write `\\` for a backslash and `\"` for a quote",
    )


def repeated_line(span: Span, keyword: str, first: Span) -> Diagnostic:
    """A line that may stand once stands twice."""
    return Diagnostic(
        codes.REPEATED_LINE, f"`{keyword}` is said twice.", span, (Label(first, "said here before"),)
    )


def unreadable_file(span: Span, reason: str) -> Diagnostic:
    """A file that is missing or cannot be opened."""
    return Diagnostic(codes.UNREADABLE_FILE, f"`{span.source.path}` cannot be read: {reason}.", span)


def no_file(span: Span) -> Diagnostic:
    """A folder, a device or a pipe where a rule file is wanted."""
    help_ = "name a rule file; where a command takes rules and data, the rules come first"
    return replace(unreadable_file(span, "it is not a file"), help=help_)


def file_too_large(span: Span, limit: int) -> Diagnostic:
    """A file beyond the limit."""
    message = f"`{span.source.path}` is larger than {limit // 1024 // 1024} MiB, so it is hardly a rule file."
    return Diagnostic(codes.FILE_TOO_LARGE, message, span)


def not_utf8(span: Span, byte: int, looks_like: str | None) -> Diagnostic:
    """A byte that UTF-8 does not have there."""
    as_windows = f"; in Windows-1252 it would be `{looks_like}`" if looks_like else ""
    return Diagnostic(
        codes.NOT_UTF8,
        f"The byte {byte:02X} here is not UTF-8{as_windows}.",
        span,
        help="save the file with the encoding UTF-8",
    )


def utf16(span: Span) -> Diagnostic:
    """A file in UTF-16."""
    return Diagnostic(
        codes.NOT_UTF8, "This file is written in UTF-16.", span, help="save the file with the encoding UTF-8"
    )


def tab(span: Span) -> Diagnostic:
    """A tab."""
    return Diagnostic(codes.TAB, "A tab is as wide as every editor likes.", span, help="write spaces")


def control_character(span: Span) -> Diagnostic:
    """A control character."""
    message = f"The control character U+{ord(span.text):04X} cannot be seen, and may not stand here."
    return Diagnostic(codes.CONTROL_CHARACTER, message, span, help="delete it")


def bidi_control(span: Span) -> Diagnostic:
    """A character that changes the order in which text is shown."""
    message = f"The character U+{ord(span.text):04X} shows the text in another order than it is read."
    return Diagnostic(codes.BIDI_CONTROL, message, span, help="delete it")


def unclosed_text(span: Span) -> Diagnostic:
    """A text without its closing quote."""
    return Diagnostic(
        codes.UNCLOSED_TEXT, "This text has no closing quote on its line.", span, help='end it with `"`'
    )


def odd_quotes(span: Span) -> Diagnostic:
    """Quotes of another kind."""
    inner = span.text.strip("“”„«»‟'")
    shown = inner if len(inner) <= 40 else "…"  # noqa: PLR2004 - what fits a help line
    return Diagnostic(codes.SYNTAX, "Texts stand in straight double quotes.", span, help=f'write `"{shown}"`')


def odd_letter(span: Span, letter: str) -> Diagnostic:
    """A name with a letter that names cannot have."""
    named = unicodedata.name(letter, f"U+{ord(letter):04X}")
    return Diagnostic(
        codes.MIXED_SCRIPT,
        f"`{span.text}` has the letter `{letter}` ({named}), and names are written with a to z, digits and `_`.",
        span,
        help="retype the name on a Latin keyboard" if letter.isalpha() else None,
    )


def odd_space(span: Span) -> Diagnostic:
    """A blank that is no space."""
    named = unicodedata.name(span.text[0], f"U+{ord(span.text[0]):04X}")
    return Diagnostic(codes.SYNTAX, f"This blank is no space but {named}.", span, help="write a space")


def semicolon(span: Span) -> Diagnostic:
    """A semicolon."""
    return Diagnostic(
        codes.SYNTAX, "Nothing ends with a semicolon here; a new line is enough.", span, help="delete it"
    )


def odd_sign(span: Span, meant: str | None) -> Diagnostic:
    """A sign from another language."""
    return Diagnostic(
        codes.SYNTAX,
        f"The language has no sign `{span.text}`.",
        span,
        help=f"write `{meant}`" if meant else None,
    )


def unclosed_block(span: Span, owner: str, goes_on: Span | None) -> Diagnostic:
    """A block without its closing brace; ``goes_on`` is what begins the line before which it should end."""
    named = f"The block of `{owner}`" if owner else "This block"
    return Diagnostic(
        codes.UNCLOSED_BLOCK,
        f"{named} is opened here and never closed.",
        span,
        help=f"add a `}}` above line {goes_on.line}, before `{goes_on.text}`"
        if goes_on
        else "add a `}` at the end of the file",
    )


def unopened_block(span: Span) -> Diagnostic:
    """A header with the lines of its block behind it, and no brace between them."""
    words = " ".join(span.text.partition('"')[0].split()[:2])
    message = f"The lines below stand in the block of `{words}`, and no `{{` opens it."
    return Diagnostic(codes.SYNTAX, message, span, help="add a `{` behind this")


def foreign_comment(span: Span, *, goes_on: bool) -> Diagnostic:
    """``// why`` or ``/* why */``, which may go on in further lines."""
    lines = "each of its lines" if goes_on else "it"
    return Diagnostic(codes.SYNTAX, "Comments begin with `#`.", span, help=f"begin {lines} with `#`")


def stray_brace(span: Span) -> Diagnostic:
    """A closing brace too many."""
    return Diagnostic(
        codes.STRAY_BRACE,
        "This `}` closes nothing: every block above it is closed already.",
        span,
        help="delete it, or look above for a `}` that came too early",
    )


def chained_comparison(span: Span) -> Diagnostic:
    """A second comparison after a first."""
    return Diagnostic(
        codes.CHAINED_COMPARISON,
        f"`{span.text}` compares what is already compared.",
        span,
        help="join two comparisons with `and`, or write `x between a and b`",
    )


def needs_parentheses(span: Span) -> Diagnostic:
    """``where`` behind an aggregate that is part of something larger."""
    return Diagnostic(
        codes.NEEDS_PARENTHESES,
        "With `where`, the aggregate before it has to stand in parentheses here.",
        span,
        help="write `(count of … where …)`, or name it with `let`",
    )


def where_without_aggregate(span: Span) -> Diagnostic:
    """``where`` behind something else."""
    return Diagnostic(
        codes.SYNTAX, "`where` picks rows, so it follows an aggregate such as `count of table`.", span
    )


def kind_named(span: Span, verb: str, kind: str, meant: str) -> Diagnostic:
    """``change level name``."""
    message = f"`{verb}` names what it is about without the word `{kind}`."
    return Diagnostic(codes.SYNTAX, message, span, help=f"write `{meant}`" if len(meant) <= 60 else None)  # noqa: PLR2004 - what fits a help line


def missing_of(span: Span, function: str, table: str) -> Diagnostic:
    """``count connections`` or ``count(connections)``."""
    shown = table if table.replace(".", "").isidentifier() else "table"
    return Diagnostic(
        codes.SYNTAX, f"`{function}` is followed by `of`.", span, help=f"write `{function} of {shown}`"
    )


def spaced_percent(span: Span, number: str) -> Diagnostic:
    """``90 %``."""
    return Diagnostic(
        codes.SYNTAX, "The percent sign follows its number at once.", span, help=f"write `{number}%`"
    )


def odd_number(span: Span, meant: str | None) -> Diagnostic:
    """``.5`` or ``0.5.1``."""
    message = "A number has digits before its point, and one point."
    return Diagnostic(codes.SYNTAX, message, span, help=f"write `{meant}`" if meant else None)


def separated_number(span: Span, meant: str | None) -> Diagnostic:
    """``1,500`` or ``1,5``."""
    message = "Numbers have a point before their decimals, and no commas."
    fits = meant is not None and len(meant) <= 20  # noqa: PLR2004 - what fits a help line
    return Diagnostic(codes.SYNTAX, message, span, help=f"write `{meant}`" if fits else None)


def worded_percent(span: Span, number: str) -> Diagnostic:
    """``30 percent``."""
    return Diagnostic(codes.SYNTAX, "A percent is written with its sign.", span, help=f"write `{number}%`")


def worded_window(span: Span, length: str, unit: str) -> Diagnostic:
    """``in the last 90 days``."""
    message = "Days up to the day of scoring are asked for with `over`."
    return Diagnostic(codes.SYNTAX, message, span, help=f"write `over {length} {unit}`")


def hyphenated(span: Span) -> Diagnostic:
    """``follow-up`` as a name."""
    meant = span.text.replace("-", "_")
    message = "A name has no hyphen."
    return Diagnostic(codes.SYNTAX, message, span, help=f"write `{meant[:60]}`")


def is_in(span: Span, meant: str) -> Diagnostic:
    """``title not in market``."""
    message = "Whether a text is in a market is asked for with `is`."
    return Diagnostic(codes.SYNTAX, message, span, help=f"write `{meant[:60]}`")


def stray_comma(span: Span) -> Diagnostic:
    """A comma behind a line that is whole."""
    message = "No comma parts one line from the next; a new line or a blank is enough."
    return Diagnostic(codes.SYNTAX, message, span, help="delete the comma")


def range_instead_of_cut(span: Span, first: str) -> Diagnostic:
    """``from 5 to 10 earns``."""
    return Diagnostic(
        codes.SYNTAX,
        "A line of an award has one cut-point, where it begins; the next line is where it ends.",
        span,
        help=f"write `{first} earns …`, and the other end as a line of its own",
    )


def sign_after_word(span: Span, word: str) -> Diagnostic:
    """``worth: 5``."""
    return Diagnostic(codes.SYNTAX, f"No `{span.text}` stands after `{word}`.", span, help="delete it")


def conditional(span: Span, word: str) -> Diagnostic:
    """``if``, ``then``."""
    return Diagnostic(
        codes.SYNTAX,
        f"The language has no `{word}`.",
        span,
        help="write a condition after `applies when`, `needs`, `cap at … when` or `measure`",
    )


def is_without_market(span: Span) -> Diagnostic:
    """``is`` before a value."""
    return Diagnostic(
        codes.SYNTAX,
        "`is` stands before a market's name or `known`.",
        span,
        help="compare with a value by `=`",
    )


def unquoted(span: Span, text: str) -> Diagnostic:
    """A text without quotes."""
    return Diagnostic(
        codes.SYNTAX, "A text stands in double quotes.", span, help=f'write `"{text[:60] or "…"}"`'
    )


def not_at_the_top(span: Span, home: str) -> Diagnostic:
    """A line that has lost its block."""
    return Diagnostic(
        codes.UNKNOWN_DECLARATION,
        f"`{span.text}` stands inside {home}, and here every block is closed.",
        span,
        help="look above for a `}` that came too early",
    )


def unknown_declaration(span: Span, near: str | None, known: Sequence[str]) -> Diagnostic:
    """A line at the top of the file that begins with no declaration's word."""
    return Diagnostic(
        codes.UNKNOWN_DECLARATION,
        f"`{span.text}` begins no declaration.",
        span,
        help=f"did you mean `{near}`?" if near else f"declarations begin with {_either(_ticked(known))}",
    )


def stands_elsewhere(span: Span, home: str) -> Diagnostic:
    """A line in the wrong kind of block."""
    message = f"`{span.text}` stands inside {home}, not here."
    return Diagnostic(codes.SYNTAX, message, span, help="move it there, or look above for a missing `{`")


def belongs_at_the_top(span: Span) -> Diagnostic:
    """A declaration inside a block."""
    return Diagnostic(codes.SYNTAX, f"`{span.text}` stands at the top of a file, outside every block.", span)


def misspelt(span: Span, near: str) -> Diagnostic:
    """A keyword with a slip."""
    return Diagnostic(
        codes.SYNTAX, f"`{span.text}` is no word that can stand here.", span, help=f"did you mean `{near}`?"
    )


def broken_off(span: Span, last: str, wanted: Sequence[str], form: str | None) -> Diagnostic:
    """A declaration or line that ends too early."""
    follows = f": after `{last}` there should be {_either(wanted)}" if wanted else f" after `{last}`"
    return Diagnostic(codes.SYNTAX, f"This breaks off{follows}.", span, help=_as_in(form))


def missing_before(span: Span, wanted: Sequence[str], form: str | None) -> Diagnostic:
    """Something left out before what was met."""
    return Diagnostic(
        codes.SYNTAX, f"Before `{_short(span)}` there should be {_either(wanted)}.", span, help=_as_in(form)
    )


def out_of_place(span: Span, form: str | None, known: Sequence[str]) -> Diagnostic:
    """Something that nothing lets stand there."""
    begins = f"lines here begin with {_either(_ticked(known))}" if known else None
    return Diagnostic(codes.SYNTAX, f"`{_short(span)}` cannot stand here.", span, help=_as_in(form) or begins)


def _as_in(form: str | None) -> str | None:
    return f"as in `{form}`" if form else None


def _short(span: Span) -> str:
    return span.text if len(span.text) <= 40 else span.text[:39] + "…"  # noqa: PLR2004 - what fits a message


def _ticked(words: Sequence[str]) -> list[str]:
    return [f"`{word}`" for word in words]


def _either(things: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(things[:-1]), things[-1]]))
