"""The features of the language server: each is asked for here, in the words of the protocol, and answered elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from ssi_rules.lsp.actions import actions, fix_all
from ssi_rules.lsp.completion import complete
from ssi_rules.lsp.definition import definition
from ssi_rules.lsp.editor import Editor
from ssi_rules.lsp.hover import hover
from ssi_rules.lsp.index import Role
from ssi_rules.lsp.layout import formatted
from ssi_rules.lsp.paths import nameable
from ssi_rules.lsp.references import highlights, references
from ssi_rules.lsp.rename import CannotRename, renamable, rename_on
from ssi_rules.lsp.symbols import find, outline
from ssi_rules.lsp.translate import symbol_kind
from ssi_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ssi_rules.lsp.actions import Action

FIX_ALL = "source.fixAll.ssi"
_REQUEST_FAILED = -32803
_WATCHED = ("**/*.ssi", "**/ssi.toml", "**/pyproject.toml")
_MOST_SYMBOLS = 500


def make() -> Editor:
    """A server for one editor, with every feature."""
    editor = Editor()
    for method, answer in _FEATURES.items():
        editor.feature(method, _OPTIONS.get(method))(answer)
    return editor


# Documents.


def _initialize(ls: Editor, params: types.InitializeParams) -> None:
    ls.begin(params)


def _initialized(ls: Editor, params: types.InitializedParams) -> None:
    """Ask to be told of files that others write."""
    del params
    if not ls.watches:
        return
    watchers = [types.FileSystemWatcher(each) for each in _WATCHED]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    wanted = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    ls.client_register_capability(types.RegistrationParams([wanted]))


def _did_open(ls: Editor, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    ls.check_soon(ls.state.open(document.uri, document.version, document.text), opened=True)


def _did_change(ls: Editor, params: types.DidChangeTextDocumentParams) -> None:
    document = params.text_document
    changes = ls.translator.changes(params.content_changes)
    path = ls.state.change(document.uri, document.version, changes)
    if path is not None:
        ls.check_soon(path)


def _did_close(ls: Editor, params: types.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    path = ls.state.close(uri)
    if path is not None:
        for each in ls.state.farewells(path, uri):
            ls.say(each)
        ls.check_soon(path)


def _did_change_files(ls: Editor, params: types.DidChangeWatchedFilesParams) -> None:
    for event in params.changes:
        path = ls.state.path(event.uri)
        if path.suffix == ".toml":
            ls.state.desk.reconfigured()
        else:
            came_or_went = event.type is not types.FileChangeType.Changed
            ls.state.desk.touched(path, came_or_went=came_or_went)
    ls.check_soon(*ls.state.documents)


# Questions about a place.


def _hover(ls: Editor, params: types.HoverParams) -> types.Hover | None:
    sheet, offset = ls.asked(params)
    told = hover(sheet, offset, lambda: ls.others(params.text_document.uri))
    if told is None:
        return None
    return types.Hover(
        types.MarkupContent(types.MarkupKind.Markdown, told.text), ls.translator.range(told.span)
    )


def _definition(ls: Editor, params: types.DefinitionParams) -> list[types.Location]:
    found = definition(*ls.asked(params))
    return [] if found is None else ls.locations([found])


def _references(ls: Editor, params: types.ReferenceParams) -> list[types.Location]:
    sheet, offset = ls.asked(params)
    others = lambda: ls.others(params.text_document.uri)  # noqa: E731 - as the other questions have it
    found = references(sheet, offset, others, declaration=params.context.include_declaration)
    return ls.locations(each.span for each in found)


def _highlights(ls: Editor, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    return [
        types.DocumentHighlight(
            ls.translator.range(each.span),
            types.DocumentHighlightKind.Read
            if each.role is Role.READS
            else types.DocumentHighlightKind.Write,
        )
        for each in highlights(*ls.asked(params))
    ]


def _completion(ls: Editor, params: types.CompletionParams) -> list[types.CompletionItem]:
    sheet, offset = ls.asked(params)
    path = ls.state.path(params.text_document.uri)
    offered = complete(sheet, offset, lambda: nameable(path, ls.state.desk.project(path)))
    return [
        ls.translator.completion(each, rank, Span(sheet.source, each.start, offset))
        for rank, each in enumerate(offered)
    ]


# Questions about names and files.


def _prepare_rename(ls: Editor, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder:
    try:
        found = renamable(*ls.asked(params))
    except CannotRename as reason:
        raise _refused(reason) from None
    return types.PrepareRenamePlaceholder(ls.translator.range(found.span), found.span.text)


def _rename(ls: Editor, params: types.RenameParams) -> types.WorkspaceEdit:
    _, offset = ls.asked(params)
    path = ls.state.path(params.text_document.uri)
    try:
        edits = rename_on(ls.state.desk, path, offset, params.new_name)
    except CannotRename as reason:
        raise _refused(reason) from None
    return types.WorkspaceEdit(ls.text_edits(edits))


def _refused(reason: CannotRename) -> JsonRpcException:
    """An answer that an editor shows to the person."""
    return JsonRpcException(str(reason), _REQUEST_FAILED)


def _formatting(ls: Editor, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    edits = ls.text_edits(formatted(ls.sheet(params.text_document.uri).source))
    return [each for several in edits.values() for each in several]


def _document_symbols(ls: Editor, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    file = ls.sheet(params.text_document.uri).unit.file
    return [ls.translator.symbol(each) for each in outline(file)]


def _workspace_symbols(ls: Editor, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    return list(_found_symbols(ls, params.query))[:_MOST_SYMBOLS]


def _found_symbols(ls: Editor, query: str) -> Iterator[types.SymbolInformation]:
    for each in find(query, ls.everything()):
        location = ls.translator.location(each.span)
        if location is not None:
            yield types.SymbolInformation(location, each.thing.path, symbol_kind(each.thing.kind))


# What to do about findings.


def _code_actions(ls: Editor, params: types.CodeActionParams) -> list[types.CodeAction]:
    path = ls.state.path(params.text_document.uri)
    source = ls.state.desk.unit(path).source
    found = [each for each in ls.state.desk.findings(path) if each.span.source is source]
    start, end = (ls.translator.offset(each, source) for each in (params.range.start, params.range.end))
    wanted = params.context.only
    offered = []
    if _is_wanted(types.CodeActionKind.QuickFix, wanted):
        offered += [_offer(ls, each, types.CodeActionKind.QuickFix) for each in actions(found, start, end)]
    everything = fix_all(found)
    if everything is not None and _is_wanted(FIX_ALL, wanted):
        offered.append(_offer(ls, everything, FIX_ALL))
    return offered


def _is_wanted(kind: str, wanted: Any) -> bool:
    """Whether a kind, or one that it belongs to, was asked for."""
    kinds = None if wanted is None else [str(getattr(each, "value", each)) for each in wanted]
    named = str(getattr(kind, "value", kind))
    return kinds is None or any(named == each or named.startswith(f"{each}.") for each in kinds)


def _offer(ls: Editor, action: Action, kind: str) -> types.CodeAction:
    about = None if action.about is None else [ls.translator.diagnostic(action.about, with_labels=False)]
    edit = types.WorkspaceEdit(ls.text_edits(action.edits))
    preferred = action.is_preferred or None
    return types.CodeAction(action.title, kind, about, is_preferred=preferred, edit=edit)


_FEATURES: Mapping[str, Callable[..., object]] = {
    types.INITIALIZE: _initialize,
    types.INITIALIZED: _initialized,
    types.TEXT_DOCUMENT_DID_OPEN: _did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: _did_change,
    types.TEXT_DOCUMENT_DID_CLOSE: _did_close,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _did_change_files,
    types.TEXT_DOCUMENT_HOVER: _hover,
    types.TEXT_DOCUMENT_DEFINITION: _definition,
    types.TEXT_DOCUMENT_REFERENCES: _references,
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: _highlights,
    types.TEXT_DOCUMENT_COMPLETION: _completion,
    types.TEXT_DOCUMENT_PREPARE_RENAME: _prepare_rename,
    types.TEXT_DOCUMENT_RENAME: _rename,
    types.TEXT_DOCUMENT_FORMATTING: _formatting,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: _document_symbols,
    types.WORKSPACE_SYMBOL: _workspace_symbols,
    types.TEXT_DOCUMENT_CODE_ACTION: _code_actions,
}

_OPTIONS = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(trigger_characters=[".", '"', "/", "["]),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(
        code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL]
    ),
}
