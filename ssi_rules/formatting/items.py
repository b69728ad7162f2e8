"""From the tree and the tokens to rows and blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ssi_rules.formatting.folding import Cells, Formula, Phrases
from ssi_rules.formatting.heads import opening_brace
from ssi_rules.formatting.outline import Entry, foldable, leading_cells
from ssi_rules.formatting.stretches import Stretch, Text
from ssi_rules.syntax import ast
from ssi_rules.syntax.printer.layout import INDENT, Block, Folding, Item, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

_IGNORES = re.compile(r"#[ \t]*ssi:", re.IGNORECASE)
"""A comment that leaves findings of a line out, so that the line must stay one: see ``lint/suppressions``."""

_AIRY = (ast.Facts, ast.Pillar, ast.InPillar)
_BEFORE_A_BLOCK = 2 * INDENT
"""The further lines of a head stand deeper than what follows its brace."""


@dataclass(frozen=True, slots=True)
class Items:
    """Makes the items of one file."""

    text: Text

    def of(self, entries: Sequence[Entry]) -> tuple[Item, ...]:
        """Rows and blocks for entries that stand in a row; the first has no blank line above it."""
        return tuple(
            self._item(entry, self._above(entry.first, opens=number == 0))
            for number, entry in enumerate(entries)
        )

    def _above(self, token: int, *, opens: bool) -> tuple[str, ...]:
        above = self.text.tokens[token].above
        return above[1:] if opens and above[:1] == ("",) else above

    def _note(self, token: int) -> str:
        """The comment behind a token."""
        return self.text.tokens[token + 1].note_before

    def _item(self, entry: Entry, above: tuple[str, ...]) -> Item:
        opening = opening_brace(entry, self.text.tokens)
        return self._row(entry, above) if opening is None else self._block(entry, opening, above)

    def _row(self, entry: Entry, above: tuple[str, ...]) -> Row:
        borders = self._borders(entry)
        cells = tuple(
            Stretch(self.text, first, end - 1).flat for first, end in pairwise((*borders, entry.last + 1))
        )
        note = self._note(entry.last)
        whole = any(map(_IGNORES.match, (note, *above)))
        return Row(cells, self._folding(entry, borders[-1], whole=whole), note, above)

    def _borders(self, entry: Entry) -> list[int]:
        """The first tokens of an entry's cells; where a comment stands in the way, all is one cell."""
        borders = [entry.first]
        for size in leading_cells(entry.node, entry.last - entry.first + 1):
            borders.append(borders[-1] + size)
        inside = [each for each in borders if each <= entry.last]
        return [entry.first] if Stretch(self.text, entry.first, inside[-1] - 1).is_divided else inside

    def _folding(self, entry: Entry, first: int, *, whole: bool) -> Folding | None:
        """How the last cell of an entry goes over several lines, unless it must stay whole."""
        stretch = Stretch(self.text, first, entry.last, inner=first > entry.first)
        match entry.node:
            case ast.MarketClause() if stretch.inner:
                return Phrases(stretch)
            case _ if whole and not stretch.has_comments:
                return None
            case ast.AddsRows() | ast.GivenRows() | ast.MarketClause():
                return Cells(stretch)
            case node:
                return Formula(stretch, foldable(node))

    def _block(self, entry: Entry, opening: int, above: tuple[str, ...]) -> Block:
        node, inner = entry.node, self.text.places.entries(entry.node)
        head = Stretch(self.text, entry.first, opening - 1)
        note, end_note = self._note(opening), self._note(entry.last)
        if _IGNORES.match(end_note) and self._is_one_line(opening, entry.last):
            note, end_note = end_note, ""
        return Block(
            head.flat,
            self.of(inner),
            airy=isinstance(node, _AIRY),
            opens_airy=isinstance(node, ast.Pillar),
            note=note,
            folding=Formula(head, foldable(node), _BEFORE_A_BLOCK),
            above=above,
            below=self.below(entry.last, opens=not inner),
            end_note=end_note,
        )

    def _is_one_line(self, opening: int, closing: int) -> bool:
        """Whether a block was written on one line, and no comment before its brace has been moved into it."""
        return self.text.on_one_line(opening, closing) and not self.text.tokens[opening + 1].comments

    def below(self, closing: int, *, opens: bool) -> tuple[str, ...]:
        """The comments above a token that closes a block or the file, which may be empty before it."""
        below = self._above(closing, opens=opens)
        return below[:-1] if below[-1:] == ("",) else below
