"""An editor that speaks to ``ssi lsp`` over stdio, for tests that need the real thing."""

from __future__ import annotations

import asyncio
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

_T = TypeVar("_T")
_PATIENCE = 30
"""Seconds after which an answer is given up; no test waits for it to pass."""


class Client:
    """One session; every method returns when the server has answered."""

    def __init__(self, folder: Path, encodings: list[str] | None = None) -> None:
        self.folder = folder
        self._runner = asyncio.Runner()
        self._client = LanguageClient("tests", "1")
        self.published: list[types.PublishDiagnosticsParams] = []
        self.logged: list[str] = []
        self.shown: list[str] = []
        self.registered: list[types.Registration] = []
        self._listen()
        # Coverage, caches and the like of the calling environment stay as they are.
        start = self._client.start_io(sys.executable, "-m", "ssi_rules", "lsp", env=dict(os.environ))
        self._run(start)
        general = types.GeneralClientCapabilities(position_encodings=encodings)
        watched = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        rename = types.RenameClientCapabilities(prepare_support=True)
        capabilities = types.ClientCapabilities(
            general=general,
            workspace=types.WorkspaceClientCapabilities(did_change_watched_files=watched),
            text_document=types.TextDocumentClientCapabilities(rename=rename),
        )
        params = types.InitializeParams(capabilities, process_id=os.getpid(), root_uri=folder.as_uri())
        self.initialized = self.ask("initialize", params)
        self.tell("initialized", types.InitializedParams())

    def _listen(self) -> None:
        client = self._client
        client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(self._on_published))
        client.feature(types.WINDOW_LOG_MESSAGE)(lambda each: self.logged.append(each.message))
        client.feature(types.WINDOW_SHOW_MESSAGE)(lambda each: self.shown.append(each.message))
        client.feature(types.CLIENT_REGISTER_CAPABILITY)(
            lambda each: self.registered.extend(each.registrations)
        )

    def _on_published(self, said: types.PublishDiagnosticsParams) -> None:
        self.published.append(said)

    def _run(self, waiting: Awaitable[_T]) -> _T:
        async def bounded() -> _T:
            return await asyncio.wait_for(waiting, _PATIENCE)

        return self._runner.run(bounded())

    def ask(self, method: str, params: object) -> Any:
        """Ask and wait for the answer.

        Raises:
            JsonRpcException: The server refuses, and says why.
        """

        async def asked() -> Any:
            return await self._client.protocol.send_request_async(method, params)

        return self._run(asked())

    def tell(self, method: str, params: object) -> None:
        """Say something that has no answer."""

        async def told() -> None:
            self._client.protocol.notify(method, params)

        self._run(told())

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for what the server says of its own accord."""

        async def waited() -> None:
            while not until():  # noqa: ASYNC110 - what is waited for is any state of what was said
                await asyncio.sleep(0.005)

        self._run(waited())

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> list[types.Diagnostic]:
        """Open a document; what is said of it."""
        self.published.clear()
        item = types.TextDocumentItem(self.uri(name), "ssi", 1, text)
        self.tell("textDocument/didOpen", types.DidOpenTextDocumentParams(item))
        return self.said(name, 1)

    def change(
        self, name: str, version: int, changes: Sequence[types.TextDocumentContentChangeEvent]
    ) -> list[types.Diagnostic]:
        """Change a document; what is said of that version."""
        document = types.VersionedTextDocumentIdentifier(version, self.uri(name))
        self.tell("textDocument/didChange", types.DidChangeTextDocumentParams(document, changes))
        return self.said(name, version)

    def said(self, name: str, version: int | None) -> list[types.Diagnostic]:
        """What is said of a version of a document, once it is said."""

        def found() -> list[types.PublishDiagnosticsParams]:
            uri = self.uri(name)
            return [each for each in self.published if each.uri == uri and each.version == version]

        self.wait(lambda: bool(found()))
        return list(found()[-1].diagnostics)

    def settle(self, name: str, code: str, *, told: bool) -> None:
        """Wait until the last that was said of a document tells of a code, or does not any more."""

        def settled() -> bool:
            said = [each for each in self.published if each.uri == self.uri(name)]
            return bool(said) and (code in {each.code for each in said[-1].diagnostics}) is told

        self.wait(settled)

    def at(self, name: str, line: int, column: int) -> dict[str, Any]:
        """A place, for the parameters of a question."""
        return {
            "text_document": types.TextDocumentIdentifier(self.uri(name)),
            "position": types.Position(line, column),
        }

    def leave(self, *, politely: bool = True) -> int:
        """Say goodbye; the server's exit code."""
        if politely:
            self.ask("shutdown", None)
        self.tell("exit", None)
        return self.ended()

    def hang_up(self) -> int:
        """Go away without a word; the server's exit code."""
        server = self._client._server  # noqa: SLF001 - pygls keeps the process to itself
        assert server is not None
        assert server.stdin is not None
        server.stdin.close()
        return self.ended()

    def ended(self) -> int:
        """Wait for the server to end."""
        server = self._client._server  # noqa: SLF001 - the same
        assert server is not None
        self._run(server.wait())
        assert server.stderr is not None
        self.stderr = self._run(server.stderr.read()).decode()
        self._run(self._client.stop())  # type: ignore[no-untyped-call] # pygls leaves it untyped
        self._runner.close()
        assert server.returncode is not None
        return server.returncode
