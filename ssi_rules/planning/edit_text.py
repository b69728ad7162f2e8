"""Reading an edit: one argument of a command line, typed by the facts, tables and actions there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from ssi_rules.language.numbers import LARGEST_TABLE, SCALE, format_percent, parse_decimal
from ssi_rules.language.types import Type
from ssi_rules.planning.edits import Add, Do, Move, Provide, Remove, Set, Word, type_of
from ssi_rules.sources.decode import CellError, decode
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.language.types import Value
    from ssi_rules.model import Action, Catalogue, Fact, Table
    from ssi_rules.planning.edits import Cells, Edit, Given

LONGEST = 10_000
"""Characters of an edit; no value is that long."""

_SIGNS = re.compile(r"\+=|-=|=")
_NAME = re.compile(r"[^\W\d]\w*")
_COUNT = re.compile(r"\d+", re.ASCII)
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\])*)"', re.DOTALL)
_IN_BRACES = re.compile(r"[^,}]*")
_QUOTES_HELP = "put the whole edit in single quotes, so that the shell leaves its braces and quotes alone"
_SHAPES = {
    Type.COUNT: "a whole number, such as 12",
    Type.NUMBER: "a number, such as 2.5",
    Type.RATIO: "a number, such as 2.5",
    Type.PERCENT: "a percent, such as 86%",
    Type.FLAG: "yes or no",
    Type.TEXT: 'a text, such as "Retail"',
    Type.DATE: "a day, such as 2026-06-30, or as_of",
}


@dataclass
class EditError(Exception):
    """An edit that cannot be read.

    Attributes:
        text: The whole edit.
        start: Index of the first character that is to blame.
        end: Index after the last.
        message: What is wrong, one sentence without a full stop.
        help: What to write instead.
    """

    text: str
    start: int
    end: int
    message: str
    help: str

    def __str__(self) -> str:
        """The edit and what is wrong with it."""
        return f"{self.text}: {self.message}"


def read_edit(text: str, catalogue: Catalogue, actions: Iterable[Action] = ()) -> Edit:
    """The edit that a text writes.

    Args:
        text: As in ``referrals=12``; blanks around signs do not matter, and texts need quotes only where they hold a comma,
            a brace or a quote.
        catalogue: The facts and tables there are.
        actions: What can be done; a fact or a table of the same name goes before.

    Raises:
        EditError: It is none; says where and what to write.
    """
    return _Reader(text, catalogue, {each.id: each for each in actions}).edit()


@dataclass
class _Reader:
    """Goes through one text from left to right."""

    text: str
    catalogue: Catalogue
    actions: dict[str, Action]
    at: int = 0

    def edit(self) -> Edit:
        if len(self.text) > LONGEST:
            raise self._wrong("this is longer than any edit", "give a shorter text", 0, LONGEST)
        sign = _SIGNS.search(self.text)
        if sign is None:
            raise self._wrong("this changes nothing", self._signs_help(), 0)
        name = self.text[: sign.start()].strip()
        self.at = sign.end()
        if fact := self.catalogue.facts.get(name):
            return self._of_fact(fact, sign[0])
        if table := self.catalogue.tables.get(name):
            return self._of_table(table, sign[0])
        if action := self.actions.get(name):
            return self._of_action(action, sign)
        raise self._no_such(name, sign.start())

    # Facts.

    def _of_fact(self, fact: Fact, sign: str) -> Edit:
        start = self._skip()
        value = self._value(fact.type, fact.name, whole=True)
        self._end()
        if sign == "=":
            return Set(fact, value)
        if not fact.type.is_numeric:
            raise self._wrong(
                f"`{fact.name}` is no number that could be more or less", f"write {fact.name}=VALUE", 0
            )
        if isinstance(value, Word) or not isinstance(value, int) or value <= 0:
            raise self._wrong("an amount is a number above 0", f"write {_SHAPES[fact.type]}", start)
        return Move(fact, -value if sign == "-=" else value)

    # Tables.

    def _of_table(self, table: Table, sign: str) -> Edit:
        if sign == "=":
            return Provide(table, self._is_there(table))
        count = self._rows(is_all_allowed=sign == "-=")
        cells = self._cells(table) if self._next() == "{" else ()
        self._end(_QUOTES_HELP)
        if count is None or sign == "-=":
            return Remove(table, count, cells)
        return Add(table, count, cells)

    def _is_there(self, table: Table) -> bool:
        start, rest = self._skip(), self.text[self.at :].replace(" ", "")
        if rest in ("{}", "none"):
            return rest == "{}"
        name = table.name
        raise self._wrong(
            f"`{name}` is a table, and has rows, not a value",
            f"write {name}={{}} for no rows, {name}=none for not provided, {name}+=20{{…}} for more rows",
            start,
        )

    def _rows(self, *, is_all_allowed: bool) -> int | None:
        start = self._skip()
        if is_all_allowed and self.text.startswith("all", start):
            self.at += len("all")
            return None
        return self._count("say how many rows, as in +=20", LARGEST_TABLE)

    def _count(self, wanted: str, most: int) -> int:
        start = self._skip()
        found = _COUNT.match(self.text, start)
        if found is None:
            raise self._wrong("a whole number is missing here", wanted, start)
        self.at = found.end()
        count = int(found[0]) if len(found[0]) <= len(str(LARGEST_TABLE)) else LARGEST_TABLE + 1
        if not 1 <= count <= most:
            raise self._wrong(f"{found[0]} is not between 1 and {most}", wanted, start, found.end())
        return count

    def _cells(self, table: Table) -> Cells:
        return tuple(self._each_cell(table))

    def _each_cell(self, table: Table) -> Iterator[tuple[str, Given]]:
        self.at += 1
        known, seen = [each.name for each in table.columns], set[str]()
        while self._next() != "}" or seen:
            name = self._column(table, known, seen)
            seen.add(name)
            yield name, self._value(type_of(table, name), name, whole=False)
            if self._next() == "}":
                break
            self._expect(",", "after a cell comes a comma or }")
        self._expect("}", "the brace that is open needs a }")

    def _column(self, table: Table, known: list[str], seen: set[str]) -> str:
        start = self._skip()
        found = _NAME.match(self.text, start)
        name = found[0] if found else ""
        self.at = start + len(name)
        if name not in known:
            near = nearest(name, known) if name else None
            told = f"`{table.name}` has no column `{name}`" if name else "a column is missing here"
            offered = f"did you mean {near}?" if near else f"choose among {', '.join(known)}"
            raise self._wrong(told, offered, start, max(self.at, start + 1))
        if name in seen:
            raise self._wrong(f"`{name}` is given twice", "give each column once", start, self.at)
        self._expect("=", f"write {name}=VALUE")
        return name

    # Actions.

    def _of_action(self, action: Action, sign: re.Match[str]) -> Edit:
        wanted = f"say how many times it is done, as in {action.id}+=4"
        if sign[0] != "+=":
            raise self._wrong(
                f"`{action.id}` is an action, which is done or not", wanted, sign.start(), sign.end()
            )
        times = self._count(wanted, LARGEST_TABLE)
        self._end()
        return Do(action, times)

    # Values.

    def _value(self, type_: Type, name: str, *, whole: bool) -> Given:
        start = self._skip()
        quoted = self._next() == '"'
        text = self._quoted() if quoted else self._bare(whole=whole)
        if not quoted and text == Word.UNKNOWN.value:
            return Word.UNKNOWN
        if not quoted and type_ is Type.DATE and text == Word.AS_OF.value:
            return Word.AS_OF
        try:
            return _typed(text, type_)
        except CellError as error:
            help_ = (type_ is Type.PERCENT and error.help) or f"write {_SHAPES[type_]}, or unknown"
            message = error.message if text.strip() else f"`{name}` has no value here"
            raise self._wrong(message, help_, start, max(self.at, start + 1)) from None

    def _quoted(self) -> str:
        found = _QUOTED.match(self.text, self.at)
        if found is None:
            raise self._wrong(
                "this text does not end", 'end it with "; inside it write \\" and \\\\', self.at
            )
        self.at = found.end()
        return re.sub(r"\\(.)", r"\1", found[1])

    def _bare(self, *, whole: bool) -> str:
        end = len(self.text)
        if not whole:
            found = _IN_BRACES.match(self.text, self.at)
            end = found.end() if found else end
        text = self.text[self.at : end].rstrip()
        self.at += len(text)
        return text

    # The text.

    def _skip(self) -> int:
        """Pass over blanks; where the next sign stands."""
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at

    def _next(self) -> str:
        self._skip()
        return self.text[self.at : self.at + 1]

    def _expect(self, sign: str, wanted: str) -> None:
        if self._next() != sign:
            raise self._wrong(f"`{sign}` is missing here", wanted, self.at)
        self.at += 1

    def _end(self, help_: str = "give each edit as an argument of its own") -> None:
        if self._next():
            raise self._wrong("the edit was already complete", help_, self.at)

    def _signs_help(self) -> str:
        name = _NAME.match(self.text.strip())
        shown = name[0] if name else "referrals"
        if shown in self.catalogue.tables:
            return f"write {shown}+=20{{…}}, {shown}-=5, {shown}={{}} or {shown}=none"
        return f"write {shown}+=1" if shown in self.actions else f"write {shown}=12, or {shown}=unknown"

    def _no_such(self, name: str, end: int) -> EditError:
        near = nearest(name, [*self.catalogue.facts, *self.catalogue.tables, *self.actions]) if name else None
        offered = (
            f"did you mean {near}?" if near else "`ssi facts DATA --ruleset RULESET` lists what there is"
        )
        told = f"there is no fact, table or action `{name}`" if name else "say first what changes"
        return self._wrong(told, offered, 0, end)

    def _wrong(self, message: str, help_: str, start: int, end: int | None = None) -> EditError:
        return EditError(self.text, start, len(self.text) if end is None else end, message, help_)


def _typed(text: str, type_: Type) -> Value:
    if type_ is Type.PERCENT and not text.endswith("%"):
        raise CellError("a percent is written with %", _percent_help(text))
    value = decode(text, type_, _more_than_six)
    if value is None:
        raise CellError("a value is missing here")
    return value


def _percent_help(text: str) -> str:
    try:
        value, _ = parse_decimal(text)
    except ValueError:
        return ""
    share = value if 0 < abs(value) < SCALE else value // 100
    return f"write {format_percent(share)}"


def _more_than_six() -> NoReturn:
    raise CellError("numbers have at most six decimals, percents four")
