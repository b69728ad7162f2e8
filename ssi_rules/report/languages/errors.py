"""What can be wrong with a language asked for, or with a catalogue that somebody brought."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class LanguageError(Exception):
    """No page can be made in that language.

    Attributes:
        message: What is wrong and where, one sentence.
        help: A way out.
    """

    message: str
    help: str | None = None

    def __str__(self) -> str:
        """The sentence alone."""
        return self.message
