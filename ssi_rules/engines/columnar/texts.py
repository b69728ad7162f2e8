"""What is asked of texts: answered once for each distinct text, by the one matcher, and joined."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.model import PhraseMarket


class Absent(Enum):
    """What is meant by a text that its verdict relation does not hold."""

    NO = "no"
    """Every text was asked, and those that every question answers with no were left out."""

    UNKNOWN = "unknown"
    """Nobody asked: the answer is unknown."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something a text is asked.

    Attributes:
        market: A market by phrases.
        vetoes: None asks whether the text is in the market by the lines of its ``has`` column: yes, no or unknown; the name
            of another column asks whether the text, standing in that column, rules the row out: yes or no.
    """

    market: PhraseMarket
    vetoes: str | None = None


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of texts, and the relation that holds the answers for its distinct texts.

    Attributes:
        relation: Its name; columns are ``text``, ``q0``, ``q1`` … in the order of ``questions``, and ``plain`` if wanted.
        table: The table the column is in; None for a fact of the members.
        column: The column, or the fact.
        questions: What is asked.
        plain: Whether the plain form is wanted; the relation then holds every text.
    """

    relation: str
    table: str | None
    column: str
    questions: tuple[Question, ...]
    plain: bool
