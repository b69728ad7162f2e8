"""Members' pages, the index and the team's page, from data to files."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.cli.members import no_such_member
from ssi_rules.cli.reporting.beside import open_beside
from ssi_rules.cli.reporting.look import open_look
from ssi_rules.cli.reporting.names import Names
from ssi_rules.cli.reporting.progress import meter
from ssi_rules.cli.reporting.team import team_files
from ssi_rules.cli.reporting.told import Written, company, tell, unmet
from ssi_rules.cli.scoring import Run
from ssi_rules.cli.trouble import Trouble
from ssi_rules.engines.ruleset_info import ruleset_info
from ssi_rules.report.batch.folder import MEMBERS, Folder, FolderTaken, page_of
from ssi_rules.report.batch.index import index_row, index_view
from ssi_rules.report.batch.pages import Task, files_of
from ssi_rules.report.batch.render import processes_for, render
from ssi_rules.report.batch.scoring import Scorer
from ssi_rules.report.batch.spool import Entry, Spool
from ssi_rules.report.html.page import Pages
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.team.summary import summary
from ssi_rules.report.team.view import peers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ssi_rules.cli.reporting.progress import Meter
    from ssi_rules.cli.reporting.request import Request
    from ssi_rules.history.previous import Met
    from ssi_rules.report.batch.pages import Look
    from ssi_rules.report.team.summary import Summary


def write_report(request: Request) -> None:
    """Write a report and say what was written.

    Raises:
        Trouble: The options do not go together, or something they name cannot be used.
        DataError: The data cannot be read.
        RulesetError: The ruleset has errors.
        OSError: The folder cannot be written.
    """
    run, written = make_report(request)
    tell(written)
    run.report()
    if request.opens:
        _open(written.files[0])


def make_report(request: Request) -> tuple[Run, Written]:
    """Write a report; raises as ``write_report`` does, and says nothing yet."""
    request.check()
    run = Run.open(
        request.ruleset,
        request.data,
        as_of=request.as_of,
        maps=request.maps,
        rejects=request.rejects,
        labels=request.by,
    )
    look = open_look(request)
    with _troubles(), Folder.open(request.folder) as folder, Spool(folder.room) as spool, meter() as shown:
        scored, since, strangers = _scored(request, run, spool, shown)
        batch = Batch(request, run, replace(look, peers=peers(scored, request.minimum)), folder, scored)
        around = batch.around()  # first, for what it asks may not be there
        batch.write_pages(spool, shown)
        files = [request.folder / each for each in batch.write_around(around)]
        gone, kept = folder.finish(keeps_others=batch.keeps_others)
    hidden = request.hides_names
    notes = (*company(since, hides_names=hidden), *unmet(strangers, hides_names=hidden), *batch.notes())
    return run, Written(files, spool.count, *batch.counts(), gone, kept, notes)


def _scored(
    request: Request, run: Run, spool: Spool, shown: Meter
) -> tuple[list[Summary], Met | None, list[str]]:
    """Score everyone, set aside what pages need of those who are to have one, and keep a summary of all.

    Returns:
        The summaries, who came and left since an earlier run, where there is one, and whom LinkedIn's scores name in vain.
    """
    wanted, summaries = set(request.members), []
    scorer = Scorer(run.ruleset, request.as_of, frozenset(wanted))
    cards = run.counted(scorer.cards(run.dataset.members(), request.jobs))
    with open_beside(request, run.ruleset) as beside:
        for card in shown.each(cards, "Scoring", run.expected):
            context = beside.context(card)
            summaries.append(summary(card, context.before))
            if not wanted or card.member in wanted:
                spool.add(Entry(card, context))
        _see_that_all_are_there(wanted, summaries)
        return summaries, beside.met(summaries), beside.strangers(summaries)


def _see_that_all_are_there(wanted: set[str], summaries: list[Summary]) -> None:
    ids = [each.member for each in summaries]
    missing = sorted(wanted.difference(ids))
    if missing or not ids:
        raise no_such_member(ids, missing[0] if missing else None)


@dataclass
class Batch:
    """A run whose members are scored, on its way to files."""

    request: Request
    run: Run
    look: Look
    folder: Folder
    summaries: list[Summary]

    def __post_init__(self) -> None:
        self._names = Names.of(self.request, self.summaries)
        self._language = language(self.look.tag, self.look.near)
        wanted = set(self.request.members)
        self._shown = [each for each in self.summaries if not wanted or each.member in wanted]
        self._files = {
            each.member: files_of(self._names.file(each.member), self.look.formats) for each in self._shown
        }
        mine = [file for each in self._files.values() for file in each]
        self._others = self.folder.others(mine) if wanted else []
        self._pages = set(map(page_of, mine))
        if self.renews:
            self._see_that_pages_are_known(mine)
            self.look = replace(self.look, links=self._links_as_they_are())

    @property
    def renews(self) -> bool:
        """Whether single pages of a report are made anew, and the rest of it stays."""
        return self.keeps_others and page_of(self._others[0]) not in self._pages

    @property
    def keeps_others(self) -> bool:
        """Whether pages stay that this run does not write: other members', or the same members' in other formats."""
        return bool(self._others)

    def write_pages(self, spool: Spool, shown: Meter) -> None:
        """Write every member's files."""
        tasks = map(self._task, self._shown, spool.packed())
        processes = processes_for(spool.count, self.look, self.request.jobs)
        shown.steps(render(tasks, self.folder, self.look, processes), spool.count, "Writing")

    def around(self) -> dict[str, bytes]:
        """The index and the team's page with its tables, by file.

        Raises:
            Trouble: The team is put together by a column that is nobody's.
        """
        return dict(self._around())

    def write_around(self, around: Mapping[str, bytes]) -> list[str]:
        """Write what is around members' pages.

        Returns:
            The files that a person would open, first things first.
        """
        for file, data in around.items():
            self.folder.write(file, data)
        if len(self._shown) == 1:
            return [*self._files[self._shown[0].member], *around]
        return [*around, MEMBERS]

    def counts(self) -> tuple[int, int]:
        """Members' files of this run, and how many of them were written now."""
        files = [file for each in self._files.values() for file in each]
        return len(files), sum(map(self.folder.is_fresh, files))

    def _task(self, member: Summary, packed: bytes) -> Task:
        return Task(packed, self._files[member.member], self._names.pseudonym(member.member))

    def _around(self) -> Iterator[tuple[str, bytes]]:
        if "html" in self.request.formats and not self.renews:
            yield "index.html", self._index()
        if self.request.team:
            yield from team_files(self.request, self.summaries, self._names, self.look, self._language)

    def _index(self) -> bytes:
        place = self.request.formats.index("html")
        rows = [
            index_row(each, self._names.shown(each), self._files[each.member][place], self._language)
            for each in self._shown
        ]
        days = sorted({each.as_of for each in self._shown}, key=str)
        view = index_view(ruleset_info(self.run.ruleset), rows, days, self._language)
        return Pages(self.look.theme).index(view, {"team": "team.html"} if self.request.team else {}).encode()

    def notes(self) -> Iterator[str]:
        """What is to be told of the rest of a report."""
        if self.renews:
            yield "the rest of the report stays as it was, its index too; without --member all of it is renewed"
        elif self.keeps_others:
            yield f"what is there in other formats stays as it was, such as {self._others[0]}"

    def _see_that_pages_are_known(self, mine: Sequence[str]) -> None:
        """A page may be renewed among others; one that is new there would be of another kind, or in no index."""
        new = next((each for each in mine if each not in self.folder.known), None)
        if new is not None:
            raise Trouble(
                f"{self.request.folder} holds a report with other pages, such as {self._others[0]}, "
                f"and has no {new} to renew.",
                "Name another folder, or leave out --member.",
            )

    def _links_as_they_are(self) -> dict[str, str]:
        there = {"index": "index.html", "team": "team.html"}
        return {
            name: f"../{file}"
            for name, file in there.items()
            if file in self.folder.known or name in self.look.links
        }


@contextmanager
def _troubles() -> Iterator[None]:
    """What lower floors say of a report, told as trouble."""
    try:
        yield
    except FolderTaken as error:
        raise Trouble(str(error), error.help) from error
    except BrokenProcessPool as error:
        raise Trouble(
            "A process that made pages was ended by the system; the pages that are there are whole.",
            "Run this again: it goes on where it was. --jobs 1 takes the least memory.",
        ) from error


def _open(file: Path) -> None:
    import webbrowser

    webbrowser.open(file.resolve().as_uri())
