"""One editor: its documents, what is said to it and when."""

from __future__ import annotations

import asyncio
import time
import traceback
from typing import TYPE_CHECKING, Any
from typing import Protocol as TypingProtocol

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder
from pygls.exceptions import JsonRpcException, JsonRpcInternalError, JsonRpcInvalidRequest
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from ssi_rules import __version__
from ssi_rules.lsp.positions import Encoding
from ssi_rules.lsp.state import State
from ssi_rules.lsp.translate import Translator

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from ssi_rules.diagnostics import Edit
    from ssi_rules.lsp.index import Sheet
    from ssi_rules.lsp.state import Bulletin
    from ssi_rules.text import Source, Span

_QUICK = 0.1
"""Seconds that a check may take and still be made after every letter; a longer one waits for a pause as long as itself."""


class Protocol(LanguageServerProtocol):
    """The protocol without pygls's own copy of the documents, which counts lines that editors do not."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Read a message; a question that makes no sense is refused, where pygls leaves the editor waiting."""
        try:
            return super().structure_message(data)
        except JsonRpcException as fault:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=fault.to_response_error())
            raise

    def handle_message(self, message: Any) -> None:
        """Answer a message; after a goodbye a question is refused, as the protocol asks."""
        asked = getattr(message, "id", None) if hasattr(message, "method") else None
        if self._shutdown and asked is not None:
            self._send_response(asked, error=JsonRpcInvalidRequest().to_response_error())
            return
        super().handle_message(message)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(
        self, params: types.DidOpenTextDocumentParams
    ) -> Generator[Any, Any, None]:
        """Hand it on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> Generator[Any, Any, None]:
        """Hand it on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(
        self, params: types.DidCloseTextDocumentParams
    ) -> Generator[Any, Any, None]:
        """Hand it on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Asked(TypingProtocol):
    """The parameters of a question about a place."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


class Editor(LanguageServer):
    """What is kept for one editor, and said to it."""

    def __init__(self) -> None:
        super().__init__("ssi", __version__, protocol_cls=Protocol)
        self.state = State()
        self.translator = Translator(self.state.encoding, self.state.uri)
        self._changed: dict[Path, None] = {}
        self._waiting: asyncio.TimerHandle | None = None
        self._took = 0.0
        self._opened = False
        self._told: set[str] = set()

    @property
    def has_shut_down(self) -> bool:
        """Whether the editor said that it would leave."""
        return bool(self.protocol._shutdown)  # noqa: SLF001 - pygls keeps the exit code to itself

    @property
    def watches(self) -> bool:
        """Whether the editor tells of files that others write."""
        workspace = self.client_capabilities.workspace
        watching = None if workspace is None else workspace.did_change_watched_files
        return bool(watching and watching.dynamic_registration)

    def begin(self, params: types.InitializeParams) -> None:
        """Agree with the editor on what columns count."""
        chosen = ServerCapabilitiesBuilder.choose_position_encoding(params.capabilities)
        self.state.encoding = Encoding(str(getattr(chosen, "value", chosen)))
        folders = [each.uri for each in params.workspace_folders or ()]
        roots = [each for each in (*folders, params.root_uri) if each]
        if roots:
            self.state.folder = self.state.path(f"{roots[0].rstrip('/')}/.")
        self.translator = Translator(self.state.encoding, self.state.uri)

    # Findings.

    def check_soon(self, *changed: Path, opened: bool = False) -> None:
        """Check files and those that draw on them, once the editor has said all it has to say for now.

        Args:
            changed: The files.
            opened: Whether they were not there before; reading all that they draw on says nothing of later checks.
        """
        self._opened |= opened
        self._changed.update(dict.fromkeys(changed))
        if self._waiting is not None:
            self._waiting.cancel()
        pause = 0.0 if self._took <= _QUICK else self._took
        self._waiting = asyncio.get_running_loop().call_later(pause, self._check)

    def _check(self) -> None:
        self._waiting, changed = None, list(self._changed)
        if not self.watches:
            self.state.desk.look_again()
        self._changed.clear()
        start = time.perf_counter()
        documents, knows = self.state.documents, self.state.desk.knows
        for each in dict.fromkeys([*changed, *documents]):
            if each in documents and not knows(each):
                self._publish(each)
        self._took = 0.0 if self._opened else time.perf_counter() - start
        self._opened = False

    def _publish(self, path: Path) -> None:
        """Say what is found in a file; a fault of our own is told to the editor and ends nothing."""
        try:
            for each in self.state.bulletins(path):
                self.say(each)
            self._tell_of_configuration(path)
        except Exception as error:  # noqa: BLE001 - the next change may be read again
            self.report_server_error(error, JsonRpcException)

    def say(self, bulletin: Bulletin) -> None:
        """Send what there is to say about a file."""
        found = [self.translator.diagnostic(each, with_labels=True) for each in bulletin.found]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(bulletin.uri, found, bulletin.version)
        )

    def _tell_of_configuration(self, path: Path) -> None:
        """Tell of a fault in the configuration once."""
        fault = self.state.desk.choices.fault(path)
        if fault is not None and fault not in self._told:
            self._told.add(fault)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, fault))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Tell the editor's log of a fault of our own; what was asked wrongly has been answered so."""
        del source
        if isinstance(error, JsonRpcInternalError):  # pygls has put what it was into this
            told = "".join([*(error.data or {}).get("traceback", ()), error.message])
        elif isinstance(error, JsonRpcException):
            return
        else:
            told = "".join(traceback.format_exception(error))
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, told))

    # What features share.

    def sheet(self, uri: str) -> Sheet:
        """The names of a file."""
        return self.state.desk.sheet(self.state.path(uri))

    def asked(self, params: Asked) -> tuple[Sheet, int]:
        """The file and the place that a question is about."""
        sheet = self.sheet(params.text_document.uri)
        return sheet, self.translator.offset(params.position, sheet.source)

    def others(self, uri: str) -> Iterable[Sheet]:
        """Every file of a file's project."""
        return self.state.desk.sheets(self.state.path(uri))

    def everything(self) -> Iterator[Sheet]:
        """Every file of every project that has a file open, or of the folder that is."""
        seen: set[Source] = set()
        for path in self.state.documents or (self.state.folder / "any.ssi",):
            for each in self.state.desk.sheets(path):
                if each.source not in seen:
                    seen.add(each.source)
                    yield each

    def locations(self, places: Iterable[Span]) -> list[types.Location]:
        """Places as the editor goes to them."""
        return [found for each in places if (found := self.translator.location(each)) is not None]

    def text_edits(self, edits: Iterable[Edit]) -> dict[str, list[types.TextEdit]]:
        """Edits by file, with line ends as the file has them."""
        by_file: dict[str, list[types.TextEdit]] = {}
        for each in edits:
            path = self.state.desk.path_of(each.span.source)
            if path is None:
                continue
            document = self.state.documents.get(path)
            text = each.text if document is None else each.text.replace("\n", document.line_end)
            edit = types.TextEdit(self.translator.range(each.span), text)
            by_file.setdefault(self.state.uri_of_path(path), []).append(edit)
        return by_file
