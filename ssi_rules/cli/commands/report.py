"""``ssi report``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from ssi_rules.cli.options import AsOfOption, DataArgument, MapOption, RejectsOption, RulesetArgument, day

Paper: TypeAlias = Literal["a4", "letter"]


class Format(StrEnum):
    """What a member's page is written as."""

    HTML = "html"
    MD = "md"
    JSON = "json"
    PDF = "pdf"


class Redacted(StrEnum):
    """What is kept back."""

    NAMES = "names"
    VALUES = "values"


def report(
    ruleset: RulesetArgument,
    data: DataArgument,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder of the report; made if need be.")
    ],
    members: Annotated[
        list[str] | None,
        typer.Option("--member", metavar="ID", help="Only this member's page. May be given again."),
    ] = None,
    formats: Annotated[
        list[Format] | None,
        typer.Option(
            "--format",
            show_default="html",
            help="What to write for each member; json is the scorecard. May be given again.",
        ),
    ] = None,
    lang: Annotated[str, typer.Option(metavar="LANG", help="Language of the pages: en, de, fr, es.")] = "en",
    previous: Annotated[
        Path | None,
        typer.Option(metavar="SCORECARDS", help="Scorecards of an earlier run, to tell what changed."),
    ] = None,
    previous_data: Annotated[
        Path | None,
        typer.Option(
            metavar="DATA",
            help="The data of that run: scored by the rules of today, it tells your part from the rules' part.",
        ),
    ] = None,
    history: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A history, for the trend: see ssi score --history.")
    ] = None,
    linkedin_score: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE[:COLUMN]",
            help="LinkedIn's own scores, shown beside: saved JSON, or a column of a CSV. May be given again.",
        ),
    ] = None,
    redact: Annotated[
        list[Redacted] | None,
        typer.Option(help="Keep back names (pseudonyms instead) or own values. May be given again."),
    ] = None,
    team: Annotated[
        bool, typer.Option("--team", help="Write a page of the team too, with its tables.")
    ] = False,
    min_group: Annotated[
        int, typer.Option(min=1, help="Members that every figure about a group rests on at least.")
    ] = 10,
    accept: Annotated[
        bool,
        typer.Option(
            "--i-accept-that-people-can-be-identified", help="Allow --min-group to be less than 10."
        ),
    ] = False,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN", help="Put the team's members together by a column. May be given again."
        ),
    ] = None,
    leaderboard: Annotated[
        bool, typer.Option("--leaderboard", help="Rank the team's members by improvement.")
    ] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Show names on the team's page instead of pseudonyms.")
    ] = False,
    salt: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            show_default=".ssi-salt",
            help="Secret that pseudonyms are made with; made if there is none. Keep it, and to yourself.",
        ),
    ] = None,
    theme: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Logo, colours and footer of the pages (TOML).")
    ] = None,
    paper: Annotated[Paper, typer.Option(help="Size of a sheet in PDFs.")] = "a4",
    open_: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", show_default="as many as pay off", help="Processes that make pages."
        ),
    ] = None,
    as_of: AsOfOption = None,
    maps: MapOption = None,
    rejects: RejectsOption = False,
) -> None:
    """Write a page for every member, and an index.

    Each page is one file that runs nothing and asks for nothing: why the score is what it is, what is missing, and what
    to do next. Run again, only what changed is written; a run that was stopped goes on where it was.
    """
    from ssi_rules.cli.reporting.make import write_report
    from ssi_rules.cli.reporting.request import Request

    write_report(
        Request(
            ruleset=ruleset,
            data=data,
            folder=output,
            members=tuple(dict.fromkeys(members or ())),
            formats=tuple(dict.fromkeys(each.value for each in formats or (Format.HTML,))),
            tag=lang,
            previous=previous,
            previous_data=previous_data,
            history=history,
            linkedin_scores=tuple(linkedin_score or ()),
            redact=frozenset(each.value for each in redact or ()),
            team=team,
            minimum=min_group,
            accepts_small_groups=accept,
            by=tuple(dict.fromkeys(by or ())),
            leaderboard=leaderboard,
            names=names,
            salt=salt,
            theme=theme,
            paper=paper,
            opens=open_,
            jobs=jobs,
            as_of=day(as_of),
            maps=tuple(maps or ()),
            rejects=rejects,
        )
    )
