"""What the name of an archive tells: the day, whether it is complete, whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_EXPORT = re.compile(
    r"(?P<kind>Basic|Complete)_LinkedInDataExport_(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<year>\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ExportName:
    """An archive's name, taken apart.

    Attributes:
        person: What stands before LinkedIn's own name, "" when nothing does; the whole stem of a name of another kind.
        kind: "basic", "complete", or "" when the name doesn't say.
        day: The day the archive was made.
    """

    person: str
    kind: str
    day: date | None

    @property
    def is_complete(self) -> bool:
        """Whether it is the larger archive, in which an absent folder means there is nothing."""
        return self.kind == "complete"


def export_name(stem: str) -> ExportName:
    """Take a file's or folder's name, without ending, apart."""
    match = _EXPORT.search(stem)
    if match is None:
        return ExportName(stem, "", None)
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        day = None
    return ExportName(stem[: match.start()].strip(" _-."), match["kind"].casefold(), day)
