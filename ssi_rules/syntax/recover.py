"""Reads a piece; where that fails, reads what stands in its block line by line, so that no fault hides another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any, cast

from ssi_rules.suggest import nearest
from ssi_rules.syntax import ast
from ssi_rules.syntax import problems as say
from ssi_rules.syntax.attempt import Outcome, attempt
from ssi_rules.syntax.build.declarations import with_lines
from ssi_rules.syntax.headers import unopened
from ssi_rules.syntax.mend import mended
from ssi_rules.syntax.split import Piece, block_of, declarations, emptied, items
from ssi_rules.syntax.words import is_declaration_form
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.diagnostics import Problems
    from ssi_rules.syntax.lexical import Explained
    from ssi_rules.syntax.memory import Memory

_ITEMS = {
    "ruleset": "ruleset_line",
    "facts": "fact_item",
    "table": "column",
    "market": "clause",
    "pillar": "pillar_item",
    "in": "pillar_item",
    "criterion": "criterion_part",
    "bands": "band",
    "ramp": "ramp_point",
    "cap": "reason",
    "deduct": "reason",
    "action": "action_part",
    "test": "test_line",
    "given": "given_rows",
    "claim": "claim_line",
    "change": "change_part",
}
"""The rule for one line of the block that follows a word."""

_BLOCKS = {
    "declaration": (
        "ruleset", "facts", "market", "pillar", "in", "action", "test", "claim", "change", "criterion", "cap", "deduct",
    ),
    "fact_item": ("table",),
    "pillar_item": ("criterion", "cap", "deduct"),
    "criterion_part": ("bands", "ramp"),
    "change_part": ("bands", "ramp"),
    "test_line": ("given",),
}  # fmt: skip
"""The words that blocks follow, by the rule that has them."""

_SAYS = re.compile(r"^[ \t]*(\w+|\})", re.MULTILINE)
_WITHOUT_POINTS = ("use", "facts", "market", "let", "level", "action", "test", "claim")
"""What bears on no sum; `change` does, whatever it changes."""

_NAMING_NOTHING = ("test", "claim")
"""What others cannot name, so that nothing is lost with it."""

_CHANGED_MARKET = re.compile(r"change\s+market\s+\w")
_NEVER_EMPTY = ("bands", "ramp")


@dataclass(slots=True)
class Reader:
    """Reads the pieces of one file.

    Attributes:
        source: The file.
        problems: Receives every fault.
        explained: Places that were already spoken of.
        lost: Whether something that others may name could not be read.
        unsure: Whether that may have been a pillar, a change or a worth.
        memory: Declarations of the file's last reading; None where a file is read once.
    """

    source: Source
    problems: Problems
    explained: Explained
    memory: Memory | None = None
    lost: bool = field(default=False)
    unsure: bool = field(default=False)
    told_before: int = field(init=False)

    def __post_init__(self) -> None:
        """Count only what is told from here on."""
        self.told_before = len(self.problems.found)

    @property
    def has_told_enough(self) -> bool:
        """Whether so much is wrong that looking further helps nobody."""
        return len(self.problems.found) - self.told_before >= say.MOST_FAULTS

    def file(self) -> ast.File:
        """Read the whole file, or what can be read of it."""
        whole = Piece(self._meant(), 0, len(self.source.text))
        pieces = (
            ()
            if self.explained.too_many
            else takewhile(lambda _: not self.has_told_enough, declarations(whole))
        )
        read = tuple(node for piece in pieces for node in self.declarations(piece))
        if self.has_told_enough:
            self.problems.add(say.too_many_faults(Span(self.source, whole.end, whole.end)))
            self.lost = self.unsure = True
        many, span = self.explained.too_many, Span(self.source, 0, whole.end)
        return ast.File(self.source, read, self.lost or many, self.unsure or many, span=span)

    def _meant(self) -> str:
        """The text with the braces that headers lack, and without foreign comments; every place stays."""
        chars = list(self.source.text)
        for start, end in self.explained.comments:
            chars[start:end] = re.sub(r"[^\n]", " ", self.source.text[start:end])
        without = "".join(chars)
        for start, end in takewhile(lambda _: not self.has_told_enough, unopened(without)):
            self.problems.add(say.unopened_block(Span(self.source, start, end)))
            chars[end] = "{"
        return "".join(chars)

    def declarations(self, piece: Piece) -> Iterator[ast.Declaration]:
        """Read one piece of a file, or what can be read of it; a mended piece may turn out to be several."""
        if piece.stray:
            self.problems.add(say.stray_brace(Span(self.source, piece.start, piece.end)))
        elif piece.unclosed:
            yield from map(_unsure, self._unclosed(piece))
        else:
            yield from self._declaration(piece)

    def _unclosed(self, piece: Piece) -> Iterator[ast.Declaration]:
        whole, opened = mended(replace(piece, unclosed=piece.unclosed[: say.MOST_FAULTS]))
        for each in opened[: say.MOST_FAULTS]:
            brace = Span(self.source, each.at, each.at + 1)
            self.problems.add(say.unclosed_block(brace, self._owner(each.at), self._line_from(each.before)))
        self.lost = self.unsure = True  # where a block was meant to end is a guess
        for declaration in takewhile(lambda _: not self.has_told_enough, declarations(whole)):
            yield from self._declaration(declaration)

    def _line_from(self, place: int) -> Span | None:
        """The first words of the next line that says something."""
        found = _SAYS.search(self.source.text, place)
        return Span(self.source, found.start(1), found.end(1)) if found else None

    def _declaration(self, piece: Piece) -> Iterator[ast.Declaration]:
        known = self.memory.recall(piece, self.source) if self.memory else None
        if known is not None:
            yield cast("ast.Declaration", known)
            return
        for each, node in self._read(piece, "declaration"):
            self.lost |= node is None and each.first_word not in _NAMING_NOTHING
            self.unsure |= node is None and each.first_word not in _WITHOUT_POINTS
            if node is not None:
                yield cast("ast.Declaration", node)

    def _owner(self, brace: int) -> str:
        """The words of the line before a brace: ``pillar engage``."""
        start = max(self.source.text.rfind("\n", max(0, brace - 200), brace) + 1, brace - 200)
        return " ".join(self.source.text[start:brace].split('"')[0].split())[:40]

    def _read(self, piece: Piece, rule: str) -> Iterator[tuple[Piece, object | None]]:
        """Read what stands in a piece by a rule: one item, or several written in a row."""
        for each, outcome in self._items(piece, rule):
            yield each, self._kept(each, outcome, rule)

    def _items(self, piece: Piece, rule: str) -> Iterator[tuple[Piece, Outcome]]:
        """Cut a piece where reading stops after a whole item and another of the same rule begins."""
        outcome = attempt(self.source, piece, rule)
        while outcome.stopped is not None and piece.start < outcome.stopped < piece.end:
            first, rest = replace(piece, end=outcome.stopped), replace(piece, start=outcome.stopped)
            before, after = attempt(self.source, first, rule), attempt(self.source, rest, rule)
            if before.stopped is not None or after.stopped == rest.start or _is_in_of_an_expression(rest):
                break
            yield first, before
            piece, outcome = rest, after
        yield piece, outcome

    def _kept(self, piece: Piece, outcome: Outcome, rule: str) -> object | None:
        if outcome.node is not None:
            if self.memory and rule == "declaration":
                self.memory.keep(piece, cast("ast.Node", outcome.node))
            return outcome.node
        told = len(self.problems.found)
        node = self._salvage(piece, rule)
        if len(self.problems.found) == told:
            self._report(outcome)
        return node

    def _report(self, outcome: Outcome) -> None:
        for each in outcome.faults():
            if not self.explained.covers(each.span.start):
                self.problems.add(each)

    def _salvage(self, piece: Piece, rule: str) -> object | None:
        """Read the block of a piece that cannot be read, and its head by itself."""
        block, inner_rule = block_of(piece), line_rule(piece, rule)
        if block is None or inner_rule is None:
            return None
        known = takewhile(lambda _: not self.has_told_enough, items(block))
        lines = [node for line in known for _, node in self._read(line, inner_rule)]
        if piece.first_word in _NEVER_EMPTY:
            return None
        head = attempt(self.source, emptied(piece, block), rule)
        self._report(head)
        return self._joined(head.node, lines)

    def _joined(self, head: object | None, lines: list[Any]) -> object | None:
        """The head with the lines that could be read, marked as not all there is; None where part is worse than nothing."""
        kept = tuple(line for line in lines if line is not None)
        match head:
            case ast.Pillar() | ast.InPillar():
                return replace(head, items=kept, partial=len(kept) < len(lines) or self.has_told_enough)
            case ast.Criterion() | ast.ChangeParts():
                return replace(head, parts=kept, partial=True)
            case ast.Facts():
                self.lost = True
                return replace(head, items=kept)
            case ast.TableDeclaration():
                self.lost = True
                return replace(head, columns=kept)
            case ast.RulesetHeader():
                self.lost = self.unsure = True
                return with_lines(head, kept)
            case _:
                return None


def _is_in_of_an_expression(piece: Piece) -> bool:
    """Whether a piece begins with ``in`` as other languages have it: ``let a = title in sellers``."""
    return piece.first_word == "in" and not is_declaration_form(piece.text, piece.start)


def _unsure(node: ast.Declaration) -> ast.Declaration:
    """The declaration, marked as perhaps not all there is, so that nobody misses what was written elsewhere."""
    match node:
        case ast.Pillar() | ast.InPillar() | ast.ChangeParts():
            return replace(node, partial=True)
        case _:
            return node


def line_rule(piece: Piece, rule: str) -> str | None:
    """The rule for the lines of a piece's block, by its first word or the word that was meant.

    Blocks nest as the grammar nests them and no deeper, whatever the text does.
    """
    word = piece.first_word
    if word == "change" and _CHANGED_MARKET.match(piece.text, piece.start, piece.end):
        return "clause"
    known = _BLOCKS.get(rule, ())
    meant = word if word in known else nearest(word, known)
    return _ITEMS[meant] if meant else None
