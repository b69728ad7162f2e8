"""One attempt to read one piece by one rule of the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lark import UnexpectedInput
from lark.utils import TextSlice

from ssi_rules.syntax.diagnose import diagnose
from ssi_rules.syntax.grammar import grammar
from ssi_rules.syntax.reading import CURRENT, Reading, Refused

if TYPE_CHECKING:
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.syntax.split import Piece
    from ssi_rules.text import Source


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: a node, or the faults that refused it."""

    node: object | None
    faults: tuple[Diagnostic, ...]


def attempt(source: Source, piece: Piece, rule: str) -> Outcome:
    """Read a piece; a node with any fault is not handed on, so that nothing made up goes further."""
    reading = Reading(source, piece.offset)
    token = CURRENT.set(reading)
    try:
        node: object = grammar().parse(TextSlice(piece.text, piece.start, piece.end), start=rule)
    except Refused as refused:
        return Outcome(None, (*reading.faults, refused.diagnostic))
    except UnexpectedInput as error:
        return Outcome(None, (*reading.faults, diagnose(error, piece, rule, source)))
    finally:
        CURRENT.reset(token)
    return Outcome(None if reading.faults else node, tuple(reading.faults))
