"""What the server keeps: the open documents and the desk they lie on, and what has been said about which file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.lsp.desk import Desk
from ssi_rules.lsp.documents import Change, Document, path_of, uri_of
from ssi_rules.lsp.positions import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source


@dataclass(frozen=True, slots=True)
class Bulletin:
    """All there is to say about one file now; nothing takes back what was said before."""

    uri: str
    version: int | None
    found: tuple[Diagnostic, ...]


@dataclass(slots=True)
class State:
    """Everything that lasts from one message to the next.

    Attributes:
        folder: Where texts that were never saved count as lying.
        documents: The open ones, by real path.
    """

    folder: Path = field(default_factory=Path.cwd)
    encoding: Encoding = Encoding.UTF_16
    desk: Desk = field(default_factory=Desk)
    documents: dict[Path, Document] = field(default_factory=dict)
    _elsewhere: dict[Path, dict[Path, tuple[Diagnostic, ...]]] = field(default_factory=dict)

    def open(self, uri: str, version: int | None, text: str) -> Path:
        """A document was opened."""
        path = path_of(uri, self.folder)
        self._keep(Document(uri, path, version, text))
        return path

    def change(self, uri: str, version: int | None, changes: Iterable[Change]) -> Path | None:
        """An open document was changed; None when it is not open."""
        path = path_of(uri, self.folder)
        document = self.documents.get(path)
        if document is None:
            return None
        self._keep(document.changed(changes, version, self.encoding))
        return path

    def _keep(self, document: Document) -> None:
        self.documents[document.path] = document
        self.desk.put(document.path, document.text)

    def close(self, uri: str) -> Path | None:
        """A document was closed; None when it was not open."""
        path = path_of(uri, self.folder)
        if self.documents.pop(path, None) is None:
            return None
        self.desk.take(path)
        return path

    def path(self, uri: str) -> Path:
        """The file of a URI."""
        return path_of(uri, self.folder)

    def uri(self, source: Source) -> str | None:
        """How the editor names the file of a source."""
        path = self.desk.path_of(source)
        return None if path is None else self.uri_of_path(path)

    def uri_of_path(self, path: Path) -> str:
        """How the editor names a file: as when it opened it."""
        document = self.documents.get(path)
        return uri_of(path) if document is None else document.uri

    def bulletins(self, path: Path) -> Iterator[Bulletin]:
        """What to say after a check of an open file: about it, and about closed files that it draws on."""
        own, elsewhere = self._sorted(path)
        yield self._about(path, own)
        yield from self._about_closed(path, elsewhere)

    def farewells(self, path: Path, uri: str) -> Iterator[Bulletin]:
        """What to say once a file is closed: nothing about it any more, unless another one still has to do with it."""
        yield from self._about_closed(path, {})
        yield Bulletin(uri, None, self._said_elsewhere(path))

    def _about(self, path: Path, found: tuple[Diagnostic, ...]) -> Bulletin:
        document = self.documents.get(path)
        return Bulletin(self.uri_of_path(path), None if document is None else document.version, found)

    def _sorted(self, path: Path) -> tuple[tuple[Diagnostic, ...], dict[Path, tuple[Diagnostic, ...]]]:
        own: list[Diagnostic] = []
        elsewhere: dict[Path, tuple[Diagnostic, ...]] = {}
        for each in self.desk.findings(path):
            holder = self.desk.path_of(each.span.source)
            if holder is None or holder == path:
                own.append(each)
            else:
                elsewhere[holder] = (*elsewhere.get(holder, ()), each)
        return tuple(own), elsewhere

    def _about_closed(self, path: Path, said: dict[Path, tuple[Diagnostic, ...]]) -> Iterator[Bulletin]:
        before = self._elsewhere.pop(path, {})
        if said:
            self._elsewhere[path] = said
        for each in sorted(before.keys() | said.keys()):
            if each not in self.documents:
                yield self._about(each, self._said_elsewhere(each))

    def _said_elsewhere(self, path: Path) -> tuple[Diagnostic, ...]:
        """What checks of open files found in a closed one."""
        said = (each.get(path, ()) for each in self._elsewhere.values())
        return tuple(dict.fromkeys(found for several in said for found in several))
