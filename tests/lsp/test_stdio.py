"""The real server in a process of its own, spoken to as editors do: every feature once."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.lsp.client import Client
from tests.lsp.desk import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULES = (
    HEAD
    + """use "lets.ssi"

facts {
  asked : count "Asked for 😀 introductions"
}

pillar find "Find" worth 5 {
  criterion shares "Shares" worth 5 {
    measure count of shares + asked
    bands {
      from floor earns 5
    }
  }
}
"""
)
LETS = 'let floor = 5\nlet idle = "😀😀" = "b"\n'
BUILT = 'ruleset built "Built" {\n  extends "rules.ssi"\n  version "1.0.0"\n}\nchange let floor = 6\n'
LINES = RULES.splitlines()


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(LINES) if words in line)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("project").resolve()
    (folder / "ssi.toml").write_text('ignore = ["tests"]\n', encoding="utf-8")
    (folder / "lets.ssi").write_text(LETS, encoding="utf-8")
    (folder / "built.ssi").write_text(BUILT, encoding="utf-8")
    client = Client(folder)
    client.open("rules.ssi", RULES)
    yield client
    assert client.leave() == 0
    assert client.stderr == ""
    assert client.logged == []


def test_what_the_server_offers(client: Client) -> None:
    offered = client.initialized.capabilities
    assert client.initialized.server_info.name == "ssi"
    assert offered.position_encoding == types.PositionEncodingKind.Utf16
    assert offered.text_document_sync.change is types.TextDocumentSyncKind.Incremental
    assert offered.rename_provider.prepare_provider
    assert {
        "hover", "definition", "references", "document_highlight", "completion", "document_formatting",
        "document_symbol", "workspace_symbol", "code_action",
    } == {name for name in _PROVIDERS if getattr(offered, f"{name}_provider")}  # fmt: skip
    client.wait(lambda: bool(client.registered))
    options = client.registered[0].register_options
    assert options is not None
    assert [each["globPattern"] for each in options["watchers"]] == [
        "**/*.ssi",
        "**/ssi.toml",
        "**/pyproject.toml",
    ]


_PROVIDERS = (
    "hover", "definition", "references", "document_highlight", "completion", "document_formatting",
    "document_symbol", "workspace_symbol", "code_action", "code_lens", "folding_range", "inlay_hint",
)  # fmt: skip


def test_findings_follow_every_change(client: Client) -> None:
    name = "typed.ssi"
    assert [each.code for each in client.open(name, "let a = 1\nlet a = 2\n")] == ["duplicate"]
    (broken,) = client.change(name, 2, [edit(1, 4, 1, 5, "b = 😀 =")])
    assert (broken.severity, broken.range.start.line) == (types.DiagnosticSeverity.Error, 1)
    both = [edit(1, 4, 1, 13, "b"), edit(0, 0, 0, 0, "# 😀\n")]
    assert client.change(name, 3, both) == []
    whole: list[types.TextDocumentContentChangeEvent] = [
        types.TextDocumentContentChangeWholeDocument('let b = 1\r\nlet c = "😀" = d\r\n')
    ]
    (last,) = client.change(name, 4, whole)
    assert last.code == "unknown-name"
    assert last.range == types.Range(types.Position(1, 15), types.Position(1, 16))
    close(client, name)
    assert client.said(name, None) == []


def test_a_finding_tells_why_and_what_to_do(client: Client) -> None:
    found = client.open("clash.ssi", "let a = 1\nlet a = 2\n")
    clash = next(each for each in found if each.code == "duplicate")
    assert clash.source == "ssi"
    assert clash.related_information is not None
    assert clash.related_information[0].location.uri == client.uri("clash.ssi")
    assert clash.related_information[0].location.range.start == types.Position(0, 4)
    misspelt = client.open("misspelt.ssi", 'use "facts/linkedin.ssi"\nlet a = folowers\n')
    assert any("help: " in each.message and "`followers`" in each.message for each in misspelt)
    close(client, "clash.ssi")
    close(client, "misspelt.ssi")


def test_a_change_of_a_used_file_reaches_those_that_use_it(client: Client) -> None:
    client.open("lets.ssi", LETS)
    client.change("lets.ssi", 2, [edit(0, 4, 0, 9, "other")])
    client.settle("rules.ssi", "unknown-name", told=True)
    close(client, "lets.ssi")
    client.settle("rules.ssi", "unknown-name", told=False)


def test_files_that_others_write_are_noticed(client: Client) -> None:
    path = client.folder / "lets.ssi"
    path.write_text("let other = 5\n", encoding="utf-8")
    touch(client, "lets.ssi", types.FileChangeType.Changed)
    client.settle("rules.ssi", "unknown-name", told=True)
    path.unlink()
    touch(client, "lets.ssi", types.FileChangeType.Deleted)
    client.settle("rules.ssi", "use-not-found", told=True)
    path.write_text(LETS, encoding="utf-8")
    touch(client, "lets.ssi", types.FileChangeType.Created)
    client.settle("rules.ssi", "use-not-found", told=False)


def test_a_configuration_counts_as_soon_as_it_is_written(client: Client) -> None:
    path, before = client.folder / "ssi.toml", (client.folder / "ssi.toml").read_text(encoding="utf-8")
    path.write_text('ignore = ["tests", "wording"]\n', encoding="utf-8")
    touch(client, "ssi.toml", types.FileChangeType.Changed)
    client.settle("rules.ssi", "missing-advice", told=False)
    path.write_text("ignroe = 1\n", encoding="utf-8")
    touch(client, "ssi.toml", types.FileChangeType.Changed)
    client.wait(lambda: bool(client.shown))
    assert "ignroe" in client.shown[0]
    path.write_text(before, encoding="utf-8")
    touch(client, "ssi.toml", types.FileChangeType.Changed)
    client.settle("rules.ssi", "missing-advice", told=True)


def test_hover(client: Client) -> None:
    line = line_of("+ asked")
    told = client.ask(
        "textDocument/hover", types.HoverParams(**client.at("rules.ssi", line, len(LINES[line])))
    )
    assert "Asked for 😀 introductions" in told.contents.value
    assert told.range.start == types.Position(line, LINES[line].index("asked"))
    nothing = types.HoverParams(**client.at("rules.ssi", 10_000, 10_000))
    assert client.ask("textDocument/hover", nothing) is None


def test_definition_leads_into_shipped_files(client: Client) -> None:
    line = line_of("count of shares")
    place = client.at("rules.ssi", line, LINES[line].index("shares"))
    (found,) = client.ask("textDocument/definition", types.DefinitionParams(**place))
    assert found.uri.endswith("facts/linkedin.ssi")
    line = line_of("from floor")
    place = client.at("rules.ssi", line, LINES[line].index("floor"))
    (found,) = client.ask("textDocument/definition", types.DefinitionParams(**place))
    assert (found.uri, found.range.start) == (client.uri("lets.ssi"), types.Position(0, 4))


def test_references_and_highlights(client: Client) -> None:
    line = line_of("from floor")
    place = client.at("rules.ssi", line, LINES[line].index("floor"))
    context = types.ReferenceContext(include_declaration=True)
    found = client.ask("textDocument/references", types.ReferenceParams(context, **place))
    assert {each.uri for each in found} == {
        client.uri(each) for each in ("lets.ssi", "rules.ssi", "built.ssi")
    }
    marked = client.ask("textDocument/documentHighlight", types.DocumentHighlightParams(**place))
    assert [each.range.start.line for each in marked] == [line]


def test_completion(client: Client) -> None:
    client.open("more.ssi", 'use "facts/linkedin.ssi"\nlet a = share of connections where ti')
    place = client.at("more.ssi", 1, len("let a = share of connections where ti"))
    found = {
        each.label: each for each in client.ask("textDocument/completion", types.CompletionParams(**place))
    }
    assert found["title"].kind == types.CompletionItemKind.Property
    assert found["title"].text_edit.range.start == types.Position(
        1, len("let a = share of connections where ")
    )
    assert found["not"].kind == types.CompletionItemKind.Keyword
    client.change("more.ssi", 2, [types.TextDocumentContentChangeWholeDocument('use "ru')])
    found = client.ask("textDocument/completion", types.CompletionParams(**client.at("more.ssi", 0, 7)))
    assert {"rules.ssi", "lets.ssi", "facts/linkedin.ssi"} <= {each.label for each in found}
    close(client, "more.ssi")


def test_rename(client: Client) -> None:
    line = line_of("from floor")
    place = client.at("rules.ssi", line, LINES[line].index("floor"))
    told = client.ask("textDocument/prepareRename", types.PrepareRenameParams(**place))
    assert told.placeholder == "floor"
    edits = client.ask("textDocument/rename", types.RenameParams(new_name="least", **place)).changes
    assert {uri: len(found) for uri, found in edits.items()} == {
        client.uri("lets.ssi"): 1,
        client.uri("rules.ssi"): 1,
        client.uri("built.ssi"): 1,
    }
    with pytest.raises(JsonRpcException, match="word of the language") as refused:
        client.ask("textDocument/rename", types.RenameParams(new_name="where", **place))
    assert refused.value.code == -32803
    with pytest.raises(JsonRpcException, match="no name here"):
        client.ask("textDocument/prepareRename", types.PrepareRenameParams(**client.at("rules.ssi", 6, 0)))


def test_formatting_keeps_the_line_ends_of_the_file(client: Client) -> None:
    client.open("crlf.ssi", "let a  = 1\r\n\r\n\r\n\r\nlet b = a\r\n")
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    document = types.TextDocumentIdentifier(client.uri("crlf.ssi"))
    edits = client.ask("textDocument/formatting", types.DocumentFormattingParams(document, options))
    assert edits[0].new_text == "let a = 1\r\n"
    assert all("let b" not in each.new_text for each in edits)
    close(client, "crlf.ssi")


def test_symbols(client: Client) -> None:
    document = types.TextDocumentIdentifier(client.uri("rules.ssi"))
    found = client.ask("textDocument/documentSymbol", types.DocumentSymbolParams(document))
    assert [each.name for each in found] == ["r", "asked", "find"]
    assert [each.name for each in found[-1].children] == ["shares"]
    named = client.ask("workspace/symbol", types.WorkspaceSymbolParams("find.sha"))
    assert ("find.shares", client.uri("rules.ssi")) in {(each.name, each.location.uri) for each in named}


def test_quick_fixes_and_leaving_out(client: Client) -> None:
    client.open("fixed.ssi", RULES.replace("+ asked", "+ folowers"))
    line = line_of("+ asked")
    document = types.TextDocumentIdentifier(client.uri("fixed.ssi"))
    everywhere = types.Range(types.Position(0, 0), types.Position(99, 0))
    offered = client.ask(
        "textDocument/codeAction", types.CodeActionParams(document, everywhere, types.CodeActionContext([]))
    )
    fixes = [each for each in offered if "followers" in each.title]
    assert fixes, [each.title for each in offered]
    (edit_,) = fixes[0].edit.changes[client.uri("fixed.ssi")]
    assert (edit_.range.start, edit_.new_text) == (
        types.Position(line, LINES[line].index("asked")),
        "followers",
    )
    assert fixes[0].diagnostics[0].code == "unknown-name"
    client.change("fixed.ssi", 2, [types.TextDocumentContentChangeWholeDocument(RULES)])
    offered = client.ask(
        "textDocument/codeAction", types.CodeActionParams(document, everywhere, types.CodeActionContext([]))
    )
    left_out = next(each for each in offered if "missing-basis" in each.title)
    (edit_,) = left_out.edit.changes[client.uri("fixed.ssi")]
    assert edit_.new_text == "  # ssi: ignore[missing-basis] \n"
    assert edit_.range.start == types.Position(line_of("criterion shares"), 0)
    only = types.CodeActionContext([], only=[types.CodeActionKind.SourceFixAll])
    offered = client.ask("textDocument/codeAction", types.CodeActionParams(document, everywhere, only))
    assert all(each.kind == "source.fixAll.ssi" for each in offered)
    close(client, "fixed.ssi")


def test_documents_that_nobody_opened(client: Client) -> None:
    close(client, "never_opened.ssi")
    document = types.VersionedTextDocumentIdentifier(3, client.uri("never_opened.ssi"))
    client.tell(
        "textDocument/didChange", types.DidChangeTextDocumentParams(document, [edit(0, 0, 0, 0, "x")])
    )
    place = client.at("never_opened.ssi", 3, 3)
    assert client.ask("textDocument/hover", types.HoverParams(**place)) is None
    on_disk = client.at("built.ssi", 4, 12)
    assert "always" in client.ask("textDocument/hover", types.HoverParams(**on_disk)).contents.value


def test_a_request_that_is_taken_back(client: Client) -> None:
    client.tell("$/cancelRequest", types.CancelParams("never-asked"))
    line = line_of("+ asked")
    assert client.ask(
        "textDocument/hover", types.HoverParams(**client.at("rules.ssi", line, len(LINES[line])))
    )


def test_what_the_server_does_not_know_is_refused(client: Client) -> None:
    with pytest.raises(JsonRpcException, match="Method Not Found"):
        client.ask(
            "textDocument/inlayHint",
            types.InlayHintParams(
                types.TextDocumentIdentifier(client.uri("rules.ssi")),
                types.Range(types.Position(0, 0), types.Position(1, 0)),
            ),
        )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-32"])
def test_columns_count_as_the_editor_asks(tmp_path: Path, encoding: str) -> None:
    client = Client(tmp_path.resolve(), [encoding, "utf-16"])
    assert client.initialized.capabilities.position_encoding == encoding
    text = 'let é = 1\nlet a = "😀" = b\n'
    found = client.open("a.ssi", text)
    (unknown,) = (each for each in found if each.code == "unknown-name")
    before = text.splitlines()[1][: -len("b")]
    units = len(before.encode("utf-8")) if encoding == "utf-8" else len(before)
    assert unknown.range.start == types.Position(1, units)
    assert client.leave() == 0


def test_leaving_without_a_word_is_exit_code_1(tmp_path: Path) -> None:
    assert Client(tmp_path.resolve()).leave(politely=False) == 1
    assert Client(tmp_path.resolve()).hang_up() == 1


def test_without_the_extra_it_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['pygls'] = None; sys.argv = ['ssi', 'lsp'];"
        "from ssi_rules.cli.main import run; run()"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "pip install 'ssi-rules[lsp]'" in ended.stderr


def raw(*bodies: str) -> tuple[int, str, str]:
    """What becomes of messages as they are: exit code, output, errors."""
    messages = "".join(f"Content-Length: {len(each)}\r\n\r\n{each}" for each in bodies)
    command = [sys.executable, "-m", "ssi_rules", "lsp"]
    ended = subprocess.run(command, input=messages, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout, ended.stderr


def message(method: str, id_: int | None = None, params: object = None) -> str:
    asked = {} if id_ is None else {"id": id_}
    given = {} if params is None else {"params": params}
    return json.dumps({"jsonrpc": "2.0", "method": method} | asked | given)


def test_nothing_but_the_protocol_is_written() -> None:
    assert raw(message("exit")) == (1, "", "")


def test_messages_that_mean_nothing_end_nothing() -> None:
    code, output, errors = raw(
        "no json",
        "[]",
        message("textDocument/hover", 1),
        message("initialize", 2, {"processId": None, "rootUri": None, "capabilities": {}}),
        message("textDocument/hover", 3, {"textDocument": 5}),
        message("no/such/notice"),
        message("no/such/question", 4, {}),
        message("shutdown", 5),
        message("exit"),
    )
    assert (code, errors) == (0, "")
    assert '"id": 2' in output
    assert '"id": 4' in output
    assert '"id": 5' in output


def test_every_question_is_answered() -> None:
    """One that makes no sense, and one after the goodbye, are refused: an editor waits for an answer."""
    place = {"textDocument": {"uri": "file:///a.ssi"}, "position": {"line": -1, "character": 0}}
    code, output, errors = raw(
        message("initialize", 1, {"processId": None, "rootUri": None, "capabilities": {}}),
        message("textDocument/hover", 2, {"textDocument": 5}),
        message("textDocument/hover", 3, place),
        message("shutdown", 4),
        message("textDocument/hover", 5, place | {"position": {"line": 0, "character": 0}}),
        message("exit"),
    )
    assert (code, errors) == (0, "")
    bodies = (each[: each.rfind("}") + 1] for each in output.split("\n\n")[1:])
    answers = {
        each["id"]: each.get("error", {}).get("code") for each in map(json.loads, bodies) if "id" in each
    }
    assert answers == {1: None, 2: -32602, 3: -32602, 4: None, 5: -32600}


def edit(
    line: int, column: int, last_line: int, last: int, text: str
) -> types.TextDocumentContentChangePartial:
    place = types.Range(types.Position(line, column), types.Position(last_line, last))
    return types.TextDocumentContentChangePartial(range=place, text=text)


def close(client: Client, name: str) -> None:
    document = types.TextDocumentIdentifier(client.uri(name))
    client.tell("textDocument/didClose", types.DidCloseTextDocumentParams(document))


def touch(client: Client, name: str, kind: types.FileChangeType) -> None:
    event = types.FileEvent(client.uri(name), kind)
    client.tell("workspace/didChangeWatchedFiles", types.DidChangeWatchedFilesParams([event]))
