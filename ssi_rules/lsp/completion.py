"""What could be typed at a place: names that mean something there, and words of the language that are legal there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from ssi_rules.codes import CATALOGUE
from ssi_rules.lsp.candidates import Candidate, Names, Shape, states
from ssi_rules.syntax.expected import Expected, expected
from ssi_rules.syntax.words import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ssi_rules.lsp.index import Sheet

_WORD = re.compile(r"(?<!\w)[A-Za-z_]\w*\Z")
_SKIPPED = re.compile(r'"(?:[^"\\\n]|\\.)*(?P<closed>")?|(?P<comment>#.*)')
_PATH = re.compile(r'\b(?:use|extends)\s*"(?P<typed>[^"\n]*)\Z')
_SUPPRESSED = re.compile(r"#\s*ssi:\s*ignore\[(?:[^\]]*,\s*)?(?P<typed>[\w-]*)\Z")
_TOKEN = re.compile(r'#[^\n]*|(?P<token>"(?:[^"\\\n]|\\.)*"|\w+|[<>!=]=?|\S)')
_NAMES_TOO = frozenset({"count", "share", "sum", "average", "largest", "smallest", "days"})
"""Words that begin an aggregate; where no expression can stand they could only name a fact."""

_READS_A_TABLE = ("of", "distinct", "last")


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that could be typed.

    Attributes:
        start: Where what it takes the place of begins; that ends at the place asked about.
        text: What to type.
        shape: What kind of thing it is.
        detail: A line about it.
    """

    start: int
    text: str
    shape: Shape
    detail: str = ""


def complete(sheet: Sheet, offset: int, paths: Callable[[], Iterable[str]]) -> list[Completion]:
    """What could be typed at a place.

    Args:
        sheet: The file.
        offset: The place, in characters.
        paths: Gives the rule files that could be named there, as they would be written.
    """
    before = sheet.source.text[:offset]
    line = before[before.rfind("\n") + 1 :]
    start, found = offset, list[Candidate]()
    match _inside(line):
        case "comment":
            start, found = _typed(_SUPPRESSED, line, offset, _codes)
        case "text":
            start, found = _typed(
                _PATH, line, offset, lambda: (Candidate(each, Shape.FILE) for each in paths())
            )
        case _:
            word = _WORD.search(before)
            start = word.start() if word else offset
            found = list(_legal(sheet, before[:start]))
    return [Completion(start, each.text, each.shape, each.detail) for each in found]


def _inside(line: str) -> str | None:
    """Whether a line breaks off in a text or a comment."""
    skipped = list(_SKIPPED.finditer(line))
    if not skipped or skipped[-1].end() < len(line) or skipped[-1]["closed"]:
        return None
    return "comment" if skipped[-1]["comment"] else "text"


def _typed(
    pattern: re.Pattern[str], line: str, offset: int, candidates: Callable[[], Iterable[Candidate]]
) -> tuple[int, list[Candidate]]:
    """Candidates for what has been typed of something in a text or a comment, if it is that."""
    typed = pattern.search(line)
    return (offset - len(typed["typed"]), list(candidates())) if typed else (offset, [])


def _codes() -> Iterator[Candidate]:
    return (Candidate(each.slug, Shape.CODE, each.summary) for each in CATALOGUE.values())


def _legal(sheet: Sheet, before: str) -> Iterator[Candidate]:
    """Names and keywords that may come next."""
    if before[-1:].isdigit():
        return  # a letter would become part of the number
    coming = expected(before)
    if coming.kinds & {"NAME"}:
        yield from _names(coming, Names(sheet.draft))
    is_cut_point = {"NAME", "DECIMAL"} <= coming.kinds and "LPAR" not in coming.kinds
    for word in sorted(coming.words - (_NAMES_TOO if is_cut_point else set())):
        yield Candidate(word, Shape.KEYWORD, FORMS.get(word, ""))


def _names(coming: Expected, names: Names) -> Iterable[Candidate]:  # noqa: C901, PLR0912 - one case for each place
    tokens = [found["token"] for found in _TOKEN.finditer(coming.item) if found["token"]]
    head = coming.blocks[-1].split() if coming.blocks else []
    match tokens:
        case ["change" | "remove" | "expect", pillar, "."]:
            return names.criteria(pillar)
        case ["expect"]:
            return chain(names.pillars(), [Candidate("total", Shape.KEYWORD, "the score of the ruleset")])
        case ["expect", "level", "is"]:
            return names.levels()
        case ["expect", *_, "is"]:
            return states()
        case ["given"]:
            return chain(names.facts(), names.tables())
        case ["change", "market"]:
            return names.markets()
        case ["change", "let"]:
            return names.lets()
        case ["change"]:
            return chain(names.pillars(), names.levels(), names.actions())
        case ["remove"]:
            everything = (names.pillars(), names.levels(), names.lets(), names.markets(), names.actions())
            return chain(*everything)
        case ["in"]:
            return names.pillars()
        case ["sets"] | ["adds", _, "to"] | ["adds", "-", _, "to"]:
            return names.facts()
        case ["adds", _, "row" | "rows", "to"]:
            return names.tables()
        case ["adds", _, _, "to", table, "{", *given] if not given or given[-1] == ",":
            return _not_yet(names.columns(table), given)
        case [_, "of", "{", *given] if head[:1] == ["given"]:
            return _not_yet(names.columns(head[1]), given)
        case ["table", table, "dated"]:
            return names.columns(table)
        case [] if head[:1] == ["market"] or head[:2] == ["change", "market"]:
            return names.every_column()
        case [*_, "of" | "distinct" | "last", table, "."]:
            return names.columns(table)
        case [*_, "of" | "distinct" | "last"]:
            return names.tables()
        case [*_, "is"] | [*_, "is", "not"]:
            return names.markets()
        case ["market" | "change", *_] if "LPAR" in coming.kinds and "DECIMAL" not in coming.kinds:
            return names.markets()
        case _ if "LPAR" in coming.kinds:
            return chain(_columns_at_hand(tokens, names), names.facts(), names.lets())
        case _ if "DECIMAL" in coming.kinds:  # a cut-point
            return names.lets()
        case _:
            return ()  # a name that is new


def _not_yet(columns: Iterator[Candidate], given: Sequence[str]) -> Iterator[Candidate]:
    """The columns that no cell before names."""
    named = {name for name, sign in pairwise(given) if sign == "="}
    return (each for each in columns if each.text not in named)


def _columns_at_hand(tokens: Sequence[str], names: Names) -> Iterator[Candidate]:
    """The columns of the row that a condition is about, inside one."""
    depth = 0
    for place in range(len(tokens) - 1, 0, -1):
        depth += {")": 1, "(": -1}.get(tokens[place], 0)
        if tokens[place] == "else" and depth <= 0:
            return
        if tokens[place] == "where" and depth <= 0:
            yield from names.columns(_table_of(tokens[:place]))
            return


def _table_of(tokens: Sequence[str]) -> str:
    """The table of the aggregate that some tokens end with."""
    places = (at for at in range(len(tokens) - 1, 0, -1) if tokens[at - 1] in _READS_A_TABLE)
    return next((tokens[at] for at in places), "")
