"""Our values in the words of the protocol, and back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lsprotocol import types

from ssi_rules import codes
from ssi_rules.codes import Severity
from ssi_rules.lsp.candidates import Shape
from ssi_rules.lsp.documents import Change
from ssi_rules.lsp.index import Kind
from ssi_rules.lsp.positions import Encoding, Lines, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.lsp.completion import Completion
    from ssi_rules.lsp.symbols import Symbol
    from ssi_rules.text import Source, Span

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_TAGS = {
    codes.UNUSED_USE: types.DiagnosticTag.Unnecessary,
    codes.UNUSED_LET: types.DiagnosticTag.Unnecessary,
    codes.UNUSED_MARKET: types.DiagnosticTag.Unnecessary,
    codes.UNUSED_FACT: types.DiagnosticTag.Unnecessary,
    codes.DEPRECATED_NAME: types.DiagnosticTag.Deprecated,
}
_COMPLETIONS = {
    Shape.FACT: types.CompletionItemKind.Field,
    Shape.TABLE: types.CompletionItemKind.Struct,
    Shape.COLUMN: types.CompletionItemKind.Property,
    Shape.LET: types.CompletionItemKind.Variable,
    Shape.MARKET: types.CompletionItemKind.Class,
    Shape.PILLAR: types.CompletionItemKind.Module,
    Shape.CRITERION: types.CompletionItemKind.Function,
    Shape.LEVEL: types.CompletionItemKind.EnumMember,
    Shape.ACTION: types.CompletionItemKind.Event,
    Shape.STATE: types.CompletionItemKind.EnumMember,
    Shape.FILE: types.CompletionItemKind.File,
    Shape.CODE: types.CompletionItemKind.Constant,
    Shape.KEYWORD: types.CompletionItemKind.Keyword,
}
_SYMBOLS = {
    Kind.RULESET: types.SymbolKind.Package,
    Kind.FILE: types.SymbolKind.File,
    Kind.FACT: types.SymbolKind.Field,
    Kind.TABLE: types.SymbolKind.Struct,
    Kind.COLUMN: types.SymbolKind.Property,
    Kind.LET: types.SymbolKind.Variable,
    Kind.MARKET: types.SymbolKind.Class,
    Kind.PILLAR: types.SymbolKind.Module,
    Kind.CRITERION: types.SymbolKind.Function,
    Kind.LEVEL: types.SymbolKind.EnumMember,
    Kind.ACTION: types.SymbolKind.Event,
}


@dataclass(frozen=True, slots=True)
class Translator:
    """Speaks to one editor.

    Attributes:
        encoding: What its columns count.
        uri_of: How it names the file of a source; None for what is no file.
    """

    encoding: Encoding
    uri_of: Callable[[Source], str | None]

    def offset(self, position: types.Position, source: Source) -> int:
        """The place in a source, in characters."""
        place = Place(position.line, position.character)
        return _lines(source, self.encoding).offset(place)

    def range(self, span: Span) -> types.Range:
        """A stretch of its source."""
        lines = _lines(span.source, self.encoding)
        return types.Range(_position(lines.place(span.start)), _position(lines.place(span.end)))

    def changes(self, events: Sequence[types.TextDocumentContentChangeEvent]) -> list[Change]:
        """What the editor says it changed."""
        return [_change(each) for each in events]

    def location(self, span: Span) -> types.Location | None:
        """A stretch of a file, with the file."""
        uri = self.uri_of(span.source)
        return None if uri is None else types.Location(uri, self.range(span))

    def diagnostic(self, found: Diagnostic, *, with_labels: bool) -> types.Diagnostic:
        """A finding; help is told with it, since editors have no place of their own for it."""
        tag = _TAGS.get(found.code)
        return types.Diagnostic(
            range=self.range(found.span),
            message=found.message if found.help is None else f"{found.message}\nhelp: {found.help}",
            severity=_SEVERITIES[found.severity],
            code=found.code.slug,
            source="ssi",
            tags=None if tag is None else [tag],
            related_information=self._labels(found) if with_labels else None,
        )

    def _labels(self, found: Diagnostic) -> list[types.DiagnosticRelatedInformation] | None:
        placed = [(self.location(each.span), each.message) for each in found.labels]
        return [types.DiagnosticRelatedInformation(where, told) for where, told in placed if where] or None

    def completion(self, offered: Completion, rank: int, span: Span) -> types.CompletionItem:
        """Something that could be typed in place of a stretch; editors sort by a text, so the rank is one."""
        return types.CompletionItem(
            label=offered.text,
            kind=_COMPLETIONS[offered.shape],
            detail=offered.detail or None,
            sort_text=f"{rank:05}",
            text_edit=types.TextEdit(self.range(span), offered.text),
        )

    def symbol(self, symbol: Symbol) -> types.DocumentSymbol:
        """An entry of an outline."""
        return types.DocumentSymbol(
            name=symbol.name,
            detail=symbol.detail or None,
            kind=symbol_kind(symbol.kind),
            range=self.range(symbol.span),
            selection_range=self.range(symbol.selected),
            children=[self.symbol(each) for each in symbol.inside],
        )


@lru_cache(maxsize=64)
def _lines(source: Source, encoding: Encoding) -> Lines:
    return Lines(source.text, encoding)


def symbol_kind(kind: Kind | None) -> types.SymbolKind:
    """What an editor draws before a name; a test has none."""
    return types.SymbolKind.Method if kind is None else _SYMBOLS[kind]


def _change(event: types.TextDocumentContentChangeEvent) -> Change:
    if isinstance(event, types.TextDocumentContentChangeWholeDocument):
        return Change(event.text)
    return Change(event.text, _place(event.range.start), _place(event.range.end))


def _place(position: types.Position) -> Place:
    return Place(position.line, position.character)


def _position(place: Place) -> types.Position:
    return types.Position(place.line, place.column)
