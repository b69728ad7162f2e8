"""A file read again and again, of which only changed declarations are read anew, is read as one never seen before."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.diagnostics import Problems
from ssi_rules.syntax import ast
from ssi_rules.syntax.memory import Memory
from ssi_rules.syntax.parser import parse
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

TOUR = (Path(__file__).parent.parent / "language" / "tour.ssi").read_text(encoding="utf-8")
PIECES = [
    "{",
    "}",
    "\n",
    '"',
    "# x\n",
    "let a = 1\n",
    "pillar ",
    " worth 5",
    "",
    "  ",
    "cap at 5 when seat\n",
]
EDITS = st.lists(
    st.tuples(st.integers(0, len(TOUR)), st.integers(0, 60), st.sampled_from(PIECES)), min_size=1, max_size=4
)


def places(node: object, source: Source) -> Iterator[tuple[str, int, int]]:
    """Every span of a tree, all of them of one source."""
    if isinstance(node, Span):
        assert node.source is source
        yield ("", node.start, node.end)
    elif isinstance(node, tuple):
        for each in node:
            yield from places(each, source)
    elif isinstance(node, ast.Node):
        for field in fields(node):
            value = getattr(node, field.name)
            yield from ((type(node).__name__, *place[1:]) for place in places(value, source))


def told(problems: Problems) -> list[tuple[str, str, int, int]]:
    return [(each.code.slug, each.message, each.span.start, each.span.end) for each in problems]


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_what_is_remembered_changes_nothing(edits: list[tuple[int, int, str]]) -> None:
    memory, text = Memory(), TOUR
    parse(Source("tour.ssi", text), Problems(), memory)
    for at, length, new in edits:
        text = text[:at] + new + text[at + length :]
        source, known, fresh = Source("tour.ssi", text), Problems(), Problems()
        again, anew = parse(source, known, memory), parse(source, fresh)
        assert again == anew
        assert (again.partial, again.sums_unsure) == (anew.partial, anew.sums_unsure)
        assert list(places(again, source)) == list(places(anew, source))
        assert told(known) == told(fresh)


def test_what_was_not_seen_in_the_last_reading_is_forgotten() -> None:
    memory = Memory()
    for text in ("let a = 1\n", "let b = 1\n", "let c = 1\n"):
        parse(Source("a.ssi", text), Problems(), memory)
    assert list(memory.before) == ["let b = 1\n"]
    assert list(memory.now) == ["let c = 1\n"]


def test_a_declaration_written_twice_stands_in_two_places() -> None:
    memory, text = Memory(), "let a = 1\nlet a = 1\n"
    for _ in range(2):
        file = parse(Source("a.ssi", text), Problems(), memory)
        assert [each.span.start for each in file.declarations] == [0, 10]
