"""From bytes to a source: UTF-8, line ends made one, nothing in it that the eye cannot see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules.syntax import problems as say
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic, Problems

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes a rule file may have."""

_BOM = b"\xef\xbb\xbf"
_TABS = re.compile(r"\t+")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def read_source(path: Path, shown: str, problems: Problems, inside: str = "") -> Source | None:
    """Read a rule file.

    Args:
        path: Where it is.
        shown: How it is named to people.
        problems: Receives what keeps it from being read, and what should not stand in it.
        inside: Where its project lies in its repository.

    Returns:
        The source, or None when there is no text to go on with.
    """
    data = read_bytes(path, shown, problems, inside)
    return None if data is None else decode(data, shown, problems, inside)


def read_bytes(path: Path, shown: str, problems: Problems, inside: str = "") -> bytes | None:
    """The bytes of a rule file, of one that is too large only so many that it is seen; see ``read_source``."""
    try:
        if path.exists() and not path.is_file():
            problems.add(say.no_file(_nowhere(shown, inside)))
            return None
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be a path"
        problems.add(say.unreadable_file(_nowhere(shown, inside), reason.lower()))
        return None


def decode(data: bytes, shown: str, problems: Problems, inside: str = "") -> Source | None:
    """Turn the bytes of a rule file into a source; see ``read_source``."""
    if len(data) > LARGEST_FILE:
        problems.add(say.file_too_large(_nowhere(shown, inside), LARGEST_FILE))
        return None
    data = data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.add(_not_utf8(data, error.start, shown, inside))
        return None
    source = Source(shown, _with_plain_line_ends(text), inside)
    report_invisible(source, problems)
    return source


def plain_text(data: bytes) -> str | None:
    """The text of a source of these bytes; None when there is none."""
    if len(data) > LARGEST_FILE:
        return None
    try:
        return _with_plain_line_ends(data.removeprefix(_BOM).decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _nowhere(shown: str, inside: str) -> Span:
    return Span(Source(shown, "", inside), 0, 0)


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(data: bytes, at: int, shown: str, inside: str) -> Diagnostic:
    readable = _with_plain_line_ends(data.decode("utf-8", errors="replace").replace("\0", ""))
    before = len(_with_plain_line_ends(data[:at].decode("utf-8").replace("\0", "")))
    place = Span(Source(shown, readable, inside), before, before + 1)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return say.utf16(place)
    return say.not_utf8(place, data[at], _in_windows_encoding(data[at]))


def _in_windows_encoding(byte: int) -> str | None:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return None


def report_invisible(source: Source, problems: Problems) -> None:
    """Tell of every tab, control character and sign that reorders text."""
    for pattern, tell in ((_TABS, say.tab), (_CONTROL, say.control_character), (_BIDI, say.bidi_control)):
        for number, found in enumerate(pattern.finditer(source.text)):
            place = Span(source, *found.span())
            if number == say.MOST_FAULTS:
                problems.add(say.too_many_faults(place))
                break
            problems.add(tell(place))
