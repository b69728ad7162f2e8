"""What keeps a run from beginning: told to a person, and no finding about a rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class RunError(Exception):
    """A run cannot begin.

    Attributes:
        message: Why, one sentence.
        help: A way out.
    """

    message: str
    help: str | None = None

    def __str__(self) -> str:
        return self.message


class ConfigurationError(RunError):
    """A configuration cannot be used; says which file and line."""


class PastError(RunError):
    """Another commit cannot be compared with."""


class BaselineError(RunError):
    """A file of known findings cannot be used."""
