"""What the bench will not do, as values; ``told`` says them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Refusal(Enum):
    """Why not; the value is the HTTP status that goes with it."""

    OUTSIDE = (403, "outside")
    NO_RULE_FILE = (403, "no rule file")
    NAMELESS = (403, "nameless")
    READ_ONLY = (403, "read-only")
    MISSING = (404, "missing")
    UNREADABLE = (404, "unreadable")
    CHANGED = (409, "changed")
    DELETED = (409, "deleted")
    EXISTS = (409, "exists")
    NO_FOLDER = (409, "no folder")
    FORGOTTEN = (410, "forgotten")
    TOO_LARGE = (413, "too large")
    UNWRITABLE = (500, "unwritable")

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.value[0]


@dataclass
class Refused(Exception):  # noqa: N818 - named for what it is to the person
    """Something was not done.

    Attributes:
        why: The reason.
        name: The file it is about, as the person named it.
    """

    why: Refusal
    name: str = ""
