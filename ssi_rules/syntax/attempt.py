"""One attempt to read one piece by one rule of the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lark import UnexpectedInput

from ssi_rules.syntax.diagnose import diagnose
from ssi_rules.syntax.grammar import grammar
from ssi_rules.syntax.reading import CURRENT, Reading, Refused
from ssi_rules.syntax.split import Piece
from ssi_rules.syntax.table import Unreadable, table
from ssi_rules.syntax.trouble import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        node: What was read; None when anything was wrong, so that nothing made up goes further.
        faults: Makes the list of what was wrong; a function, because most are never asked.
        stopped: Where in the piece's text reading could not go on; None where it came to the end.
    """

    node: object | None
    faults: Callable[[], list[Diagnostic]]
    stopped: int | None = None


def attempt(source: Source, piece: Piece, rule: str) -> Outcome:
    """Read a piece by a rule."""
    alone = _alone(piece)
    reading = Reading(source, alone.offset)
    token = CURRENT.set(reading)
    try:
        node = _read(alone.text, rule, reading)
    except Refused as refused:
        reading.faults.append(refused.diagnostic)
    except UnexpectedInput as error:
        stopped = error  # Python forgets ``error`` at the end of the clause
        faults = lambda: [*reading.faults, diagnose(stopped, alone, rule, source)]  # noqa: E731
        return Outcome(None, faults, piece.start + place(stopped, alone)[0])
    else:
        return Outcome(None if reading.faults else node, lambda: reading.faults)
    finally:
        CURRENT.reset(token)
    return Outcome(None, lambda: reading.faults)


def _read(text: str, rule: str, reading: Reading) -> object:
    try:
        return table(grammar()).read(text, rule)
    except Unreadable:
        reading.faults.clear()
        reading.depths.clear()
        # Only lark says where it stopped, and what could have stood there.
        return grammar().parse(text, start=rule)


def _alone(piece: Piece) -> Piece:
    """The piece cut out of its text, because lark counts the lines before a stretch each time it reads one."""
    text = piece.text[piece.start : piece.end]
    return Piece(text, 0, len(text), piece.offset + piece.start)
