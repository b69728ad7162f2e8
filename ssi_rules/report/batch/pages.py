"""One member's files, made from one entry."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from ssi_rules.report.batch.folder import MEMBERS, Page, is_whole, write_page
from ssi_rules.report.batch.names import page_name
from ssi_rules.report.batch.spool import Entry, unpack
from ssi_rules.report.html.theme import PLAIN, Theme
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.member.explain import explain
from ssi_rules.report.redaction import Redaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ssi_rules.report.context import Peers
    from ssi_rules.report.html.page import Pages
    from ssi_rules.report.languages.language import Language
    from ssi_rules.report.member.view import Explanation
    from ssi_rules.report.pdf import Paper

PageFormat: TypeAlias = Literal["html", "md", "json", "pdf"]
"""What a member's page can be written as; the name is the suffix."""


@dataclass(frozen=True)
class Look:
    """How pages are to be; the same for all members of a run, and sent to every process that makes some.

    Attributes:
        tag: Language.
        near: Rule files whose translations count.
        links: Addresses beside a page, by name.
        peers: Medians of everybody; None where they are too few.
        without_values: Whether own values are kept back.
        stamp: Changes with the program, so that pages of an older one are made anew.
    """

    formats: tuple[PageFormat, ...] = ("html",)
    tag: str = "en"
    near: tuple[Path, ...] = ()
    theme: Theme = PLAIN
    paper: Paper = "a4"
    links: Mapping[str, str] = field(default_factory=dict)
    peers: Peers | None = None
    without_values: bool = False
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One member's files to be made.

    Attributes:
        packed: The entry, as the spool has it.
        files: What it becomes, one file a format.
        pseudonym: Stands for the member where names are kept back.
    """

    packed: bytes
    files: tuple[str, ...]
    pseudonym: str | None = None


@dataclass(frozen=True)
class PageMaker:
    """Makes and writes pages in one look; templates and catalogues are read once."""

    folder: Path
    look: Look

    def write(self, task: Task, known: Mapping[str, Page]) -> Iterator[Page]:
        """Write the files of one member, leaving those that are right.

        Args:
            task: Which.
            known: Pages of earlier runs, by file.
        """
        entry = self._seen(task)
        key = self._key(entry)
        made = _Sheets(self, entry)
        for format_, file in zip(self.look.formats, task.files, strict=True):
            before = known.get(file)
            if before is not None and before.key == key and is_whole(self.folder, before):
                yield before
            else:
                yield write_page(self.folder, Page(file, key), made.bytes(format_), before)

    @cached_property
    def language(self) -> Language:
        """What the pages are written in."""
        return language(self.look.tag, self.look.near)

    @cached_property
    def pages(self) -> Pages:
        """The templates."""
        from ssi_rules.report.html.page import Pages  # noqa: PLC0415 - jinja2: only where pages are drawn

        return Pages(self.look.theme)

    def _seen(self, task: Task) -> Entry:
        """What may be shown of a member, and all that stands beside it."""
        entry = unpack(task.packed)
        redaction = Redaction(task.pseudonym, self.look.without_values)
        context = replace(entry.context, peers=self.look.peers, links=self.look.links)
        return Entry(redaction.card(entry.card), redaction.context(entry.card, context))

    @cached_property
    def _look_key(self) -> str:
        return hashlib.sha256(repr(replace(self.look, formats=())).encode()).hexdigest()

    def _key(self, entry: Entry) -> str:
        said = f"{self._look_key}\n{_told(entry)}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def files_of(member: str, formats: Sequence[PageFormat]) -> tuple[str, ...]:
    """Files below the report's folder of whoever is shown under this id or pseudonym, one a format."""
    name = page_name(member)
    return tuple(f"{MEMBERS}/{name}.{each}" for each in formats)


def _told(entry: Entry) -> str:
    before = entry.context.before
    cards = [
        entry.card,
        *([before.card] if before else []),
        *([before.bridge] if before and before.bridge else []),
    ]
    rest = replace(entry.context, before=None)
    return "\n".join([*(each.model_dump_json() for each in cards), repr(rest)])


@dataclass(frozen=True)
class _Sheets:
    """What one member's files say; made when a file needs it."""

    maker: PageMaker
    entry: Entry

    def bytes(self, format_: PageFormat) -> bytes:
        match format_:
            case "html":
                return self.maker.pages.member(self._explanation, self.maker.look.links).encode()
            case "md":
                from ssi_rules.report.markdown import markdown  # noqa: PLC0415 - only where it is asked for

                return markdown(self._explanation).encode()
            case "json":
                return (self.entry.card.model_dump_json(by_alias=True, indent=2) + "\n").encode()
            case "pdf":
                from ssi_rules.report.pdf import write_pdf  # noqa: PLC0415 - the same

                # A sheet of paper leads nowhere: no links.
                return write_pdf(self.maker.pages.member(self._explanation, {}), self.maker.look.paper)
            case _:
                assert_never(format_)

    @cached_property
    def _explanation(self) -> Explanation:
        return explain(self.entry.card, self.maker.language, self.entry.context)
