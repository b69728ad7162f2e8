"""The team's page and its tables."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ssi_rules.cli.streams import say
from ssi_rules.cli.trouble import Trouble
from ssi_rules.report.html.page import Pages
from ssi_rules.report.team.cohorts import UnknownColumnError
from ssi_rules.report.team.markdown import team_markdown
from ssi_rules.report.team.sheets import csv_files
from ssi_rules.report.team.view import team_view
from ssi_rules.report.team.whole import TeamOptions
from ssi_rules.report.team.workbook import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.cli.reporting.names import Names
    from ssi_rules.cli.reporting.request import Request
    from ssi_rules.report.batch.pages import Look
    from ssi_rules.report.languages.language import Language
    from ssi_rules.report.team.summary import Summary


def team_files(
    request: Request, summaries: Sequence[Summary], names: Names, look: Look, language: Language
) -> Iterator[tuple[str, bytes]]:
    """The team's files, by name.

    Raises:
        Trouble: Cohorts are asked by a column that is nobody's.
    """
    options = TeamOptions(request.minimum, request.by, request.leaderboard, request.names)
    try:
        view = team_view(summaries, options, language, names.on_team)
    except UnknownColumnError as error:
        raise Trouble(f"Cohorts cannot be made: {error}.", error.help) from error
    links = {name: href.removeprefix("../") for name, href in look.links.items() if name == "index"}
    if "md" in request.formats:
        yield "team.md", team_markdown(view).encode()
    if "html" in request.formats or "md" not in request.formats:
        yield "team.html", Pages(look.theme).team(view, links).encode()
    workbook = io.BytesIO()
    write_workbook(view, workbook)
    yield "team.xlsx", workbook.getvalue()
    for name, text in csv_files(view):
        yield name, text.encode()
    if not request.names and not names.hidden:
        say(
            "note: the team's page has pseudonyms, members' pages beside it have names: hand it on alone, "
            "or add --redact names"
        )
