"""What a command could not do, told to a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Trouble(Exception):  # noqa: N818 - named for what it is to the person, as everywhere here
    """Ends the command with exit code 2.

    Attributes:
        message: What is wrong, one sentence.
        help: A way out.
        place: A text that was given, and the first and the last but one character to blame in it; shown below the message.
    """

    message: str
    help: str | None = None
    place: tuple[str, int, int] | None = None


def sentence(clause: str) -> str:
    """What lower floors say in a clause: with a capital, and a full stop where it has no end of its own."""
    return clause[:1].upper() + clause[1:] + ("" if clause.endswith((".", "?", "!")) else ".")
