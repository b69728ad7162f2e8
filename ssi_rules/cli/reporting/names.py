"""What each member is called on pages, and what the files of each are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.cli.pseudonyms import pseudonyms_with
from ssi_rules.cli.trouble import Trouble
from ssi_rules.report.batch.index import shown_as
from ssi_rules.report.batch.names import page_name
from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ssi_rules.cli.reporting.request import Request
    from ssi_rules.report.team.summary import Summary


@dataclass(frozen=True)
class Names:
    """Names of a run's members.

    Attributes:
        pseudonyms: By id; empty where none are needed.
        hidden: Whether pseudonyms stand for members on their own pages too.
    """

    pseudonyms: Mapping[str, str]
    hidden: bool

    @classmethod
    def of(cls, request: Request, summaries: Sequence[Summary]) -> Names:
        """Name everyone in the data, so that a member is called the same whoever else is asked for.

        Raises:
            Trouble: The secret of pseudonyms cannot be had, or two members would share a file.
        """
        members = (each.member for each in summaries)
        made = pseudonyms_with(request.salt_file, members) if request.needs_salt else {}
        names = cls(made, request.hides_names)
        names._see_that_files_differ(summaries)
        return names

    def pseudonym(self, member: str) -> str | None:
        """What stands for a member on every page; None where names may be seen."""
        return self.pseudonyms[member] if self.hidden else None

    def shown(self, member: Summary) -> str:
        """What the member's page and the index call a member."""
        return self.pseudonym(member.member) or shown_as(member)

    def on_team(self, member: Summary) -> str:
        """What the team's page calls a member."""
        return self.pseudonyms.get(member.member) or shown_as(member)

    def file(self, member: str) -> str:
        """What a member's files are called after; no two differ by case alone."""
        return (self.pseudonym(member) or member).lower() if self.hidden else member

    def _see_that_files_differ(self, summaries: Sequence[Summary]) -> None:
        owners: dict[str, str] = {}
        for each in summaries:
            other = owners.setdefault(page_name(self.file(each.member)), each.member)
            if other != each.member:
                raise Trouble(
                    f"The members `{inert(other)}` and `{inert(each.member)}` would share a file.",
                    "Give one of them another id.",
                )
