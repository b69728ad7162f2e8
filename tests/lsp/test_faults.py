"""A fault of our own in one answer ends neither the server nor any other answer."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from ssi_rules.lsp import server
from ssi_rules.lsp.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Wire:
    """A server in this process, spoken to in messages."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.loop = asyncio.new_event_loop()
        self.editor = server.make()
        self.editor.protocol.set_writer(self)

    def write(self, data: bytes) -> None:
        self.sent.append(json.loads(data.partition(b"\r\n\r\n")[2]))

    def close(self) -> None:
        self.loop.close()

    def say(self, method: str, *, id_: int | None = None, **params: object) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": id_} if id_ else {})
        self.loop.run_until_complete(self._handle(json.dumps(message)))

    async def _handle(self, body: str) -> None:
        protocol = self.editor.protocol
        protocol.handle_message(json.loads(body, object_hook=protocol.structure_message))
        await asyncio.sleep(0.01)

    def of(self, method: str) -> list[dict[str, Any]]:
        return [each["params"] for each in self.sent if each.get("method") == method]


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    wire = Wire()
    wire.say("initialize", id_=1, processId=None, rootUri=tmp_path.as_uri(), capabilities={})
    wire.say("initialized")
    yield wire
    wire.close()


def opened(wire: Wire, path: Path, text: str) -> dict[str, str]:
    item = {"uri": path.as_uri(), "languageId": "ssi", "version": 1, "text": text}
    wire.say("textDocument/didOpen", textDocument=item)
    return {"uri": path.as_uri()}


def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("a fault of ours")


def test_a_question_that_fails_is_answered_and_logged(
    wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened(wire, tmp_path / "a.ssi", "let a = 1\nlet b = a\n")
    question = {"textDocument": document, "position": {"line": 1, "character": 8}}
    monkeypatch.setattr(server, "hover", broken)
    wire.say("textDocument/hover", id_=2, **question)
    assert "a fault of ours" in wire.sent[-2]["error"]["message"]
    (logged,) = wire.of("window/logMessage")
    assert "a fault of ours" in logged["message"]
    assert "test_faults.py" in logged["message"]
    wire.say("textDocument/definition", id_=3, **question)
    assert wire.sent[-1]["result"][0]["range"]["start"] == {"line": 0, "character": 4}
    assert wire.of("window/showMessage") == []


def test_a_check_that_fails_is_logged_and_the_next_is_made(
    wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(State, "bulletins", broken)
        opened(wire, tmp_path / "a.ssi", "let a = b\n")
    assert "a fault of ours" in wire.of("window/logMessage")[0]["message"]
    assert wire.of("textDocument/publishDiagnostics") == []
    opened(wire, tmp_path / "a.ssi", "let a = b\n")
    assert wire.of("textDocument/publishDiagnostics")[-1]["diagnostics"][0]["code"] == "unknown-name"


def test_letters_typed_in_a_row_are_checked_once(wire: Wire, tmp_path: Path) -> None:
    document = opened(wire, tmp_path / "a.ssi", "let a = b\n")
    wire.sent.clear()

    async def type_quickly() -> None:
        protocol = wire.editor.protocol
        for version in range(2, 12):
            params = {
                "textDocument": document | {"version": version},
                "contentChanges": [
                    {
                        "range": {"start": {"line": 0, "character": 9}, "end": {"line": 0, "character": 9}},
                        "text": "c",
                    }
                ],
            }
            body = json.dumps({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params})
            protocol.handle_message(json.loads(body, object_hook=protocol.structure_message))
        await asyncio.sleep(0.05)

    wire.loop.run_until_complete(type_quickly())
    (said,) = wire.of("textDocument/publishDiagnostics")
    assert said["version"] == 11
    assert "`bcccccccccc`" in said["diagnostics"][0]["message"]
