"""What a report was asked to be, and what of it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ssi_rules.bulk.privacy import MINIMUM
from ssi_rules.cli.trouble import Trouble
from ssi_rules.report.team.pseudonyms import FILE

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.report.batch.pages import PageFormat
    from ssi_rules.report.pdf import Paper

ACCEPT: Final = "--i-accept-that-people-can-be-identified"


@dataclass(frozen=True)
class Request:
    """The options of ``ssi report``, as given.

    Attributes:
        members: Whose pages are wanted; empty for everybody's.
        redact: ``names``, ``values`` or both.
        minimum: Members a figure about a group rests on at least.
        by: Columns that the team's members are put together by.
        jobs: Processes; None for as many as pay off.
    """

    ruleset: str
    data: Path
    folder: Path
    members: tuple[str, ...] = ()
    formats: tuple[PageFormat, ...] = ("html",)
    tag: str = "en"
    previous: Path | None = None
    previous_data: Path | None = None
    history: Path | None = None
    linkedin_scores: tuple[str, ...] = ()
    redact: frozenset[str] = frozenset()
    team: bool = False
    minimum: int = MINIMUM
    accepts_small_groups: bool = False
    by: tuple[str, ...] = ()
    leaderboard: bool = False
    names: bool = False
    salt: Path | None = None
    theme: Path | None = None
    paper: Paper = "a4"
    opens: bool = False
    jobs: int | None = None
    as_of: date | None = None
    maps: tuple[Path, ...] = ()
    rejects: bool = False

    def check(self) -> None:
        """See that the options go together.

        Raises:
            Trouble: They do not; says what to change.
        """
        if self.minimum < MINIMUM and not self.accepts_small_groups:
            raise Trouble(
                f"Figures about fewer than {MINIMUM} members can tell about single ones.",
                f"Leave --min-group at {MINIMUM}, or add {ACCEPT}.",
            )
        if self.folder.resolve() == self.data.resolve():
            raise Trouble(f"{self.folder} is the data itself.", "Name another folder for the report.")
        if self.hides_names and self.names:
            raise Trouble("--names shows what --redact names keeps back.", "Leave one of them out.")
        wanted = {"--by": self.by, "--leaderboard": self.leaderboard, "--names": self.names}
        lone = next((name for name, given in wanted.items() if given and not self.team), None)
        if lone:
            raise Trouble(f"{lone} is about the team's page.", "Add --team.")
        if self.needs_salt and self.salt_file.resolve().is_relative_to(self.folder.resolve()):
            raise Trouble(
                f"The secret {self.salt_file} would lie in the report, and give its pseudonyms away.",
                "Keep it elsewhere: --salt FILE.",
            )

    @property
    def hides_names(self) -> bool:
        """Whether pseudonyms stand for members everywhere."""
        return "names" in self.redact

    @property
    def needs_salt(self) -> bool:
        """Whether there are pseudonyms anywhere."""
        return self.hides_names or (self.team and not self.names)

    @property
    def salt_file(self) -> Path:
        """Where the secret of pseudonyms is."""
        return self.salt or Path(FILE)
