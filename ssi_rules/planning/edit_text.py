"""Reading an edit: one argument of a command line, typed by the facts, tables and actions there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.language.types import Type
from ssi_rules.planning.edit_cursor import NAME, SHAPES, Cursor
from ssi_rules.planning.edits import Add, Do, Move, Provide, Remove, Set, type_of
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.model import Action, Catalogue, Fact, Table
    from ssi_rules.planning.edits import Edit, Given

LONGEST = 10_000
"""Characters of an edit; no value is that long."""

_SIGNS = re.compile(r"\+=|-=|=")
_IS_ALL = re.compile(r"all\b", re.IGNORECASE)
_ELSEWHERE = {
    "as_of": "the day is given with --as-of DAY",
    "total": "points follow from the data: change a fact, or rows of a table",
    "level": "the level follows from the data: change a fact, or rows of a table",
}
"""What to say of names that are no part of the data."""


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
    known = _Known(catalogue.facts, catalogue.tables, {each.id: each for each in actions})
    cursor = Cursor(text)
    if len(text) > LONGEST:
        raise cursor.wrong("this is longer than any edit", "give a shorter text", 0, LONGEST)
    sign = _SIGNS.search(text)
    if sign is None:
        told = "no =, += or -= says what changes" if text.strip() else "this says nothing"
        raise cursor.wrong(told, known.signs_help(text), 0)
    name = text[: sign.start()].strip()
    cursor.at = sign.end()
    if fact := known.facts.get(name):
        return _of_fact(fact, sign, cursor)
    if table := known.tables.get(name):
        return _of_table(table, sign[0], cursor)
    if action := known.actions.get(name):
        return _of_action(action, sign, cursor)
    told = f"there is no fact, table or action `{name}`" if name else "say first what changes"
    raise cursor.wrong(told, known.name_help(name), 0, sign.start())


_EXAMPLES = {Type.FLAG: "yes", Type.PERCENT: "86%", Type.DATE: "2026-06-30", Type.TEXT: '"…"'}
"""A value of each type that is no plain number."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What can be changed, by name."""

    facts: Mapping[str, Fact]
    tables: Mapping[str, Table]
    actions: Mapping[str, Action]

    def name_help(self, name: str) -> str:
        """What may have been meant by a name that there is not."""
        if as_column := self._column_help(name):
            return as_column
        if name in _ELSEWHERE:
            return _ELSEWHERE[name]
        near = nearest(name, [*self.facts, *self.tables, *self.actions]) if name else None
        return f"did you mean {near}?" if near else "`ssi facts DATA --ruleset RULESET` lists what there is"

    def _column_help(self, name: str) -> str:
        """How rows with a column are given, where a name is one: ``title``, ``connections.title``."""
        column = name.rpartition(".")[2]
        for table in self.tables.values():
            if name in (column, f"{table.name}.{column}") and column in {each.name for each in table.columns}:
                held = f"1{{{column}=…}}"
                return f"it is a column: write {table.name}+={held} for a row more, {table.name}-={held} for one less"
        return ""

    def signs_help(self, text: str) -> str:
        """What could be written where no sign is."""
        found = NAME.match(text.strip())
        name = found[0] if found else "referrals"
        if name in self.tables:
            return f"write {name}+=20{{…}}, {name}-=5, {name}={{}} or {name}=none"
        if name in self.actions:
            return f"write {name}+=1"
        fact = self.facts.get(name)
        value = _EXAMPLES.get(fact.type, "12") if fact is not None else "12"
        return f"write {name}={value}, or {name}=unknown"


def _of_fact(fact: Fact, sign: re.Match[str], cursor: Cursor) -> Edit:
    if sign[0] == "=":
        if fact.type is not Type.TEXT and cursor.next() in ("=", "+"):
            help_ = f"write {fact.name}= for a value, {fact.name}+= for so much more"
            raise cursor.wrong("this is no sign", help_, sign.start(), cursor.at + 1)
        value = cursor.value(fact.type, fact.name, is_last=True)
        cursor.end()
        return Set(fact, value)
    return _move(fact, sign, cursor)


def _move(fact: Fact, sign: re.Match[str], cursor: Cursor) -> Edit:
    if not fact.type.is_numeric:
        told = f"`{fact.name}` is no number that could be more or less"
        raise cursor.wrong(told, f"write {fact.name}={_EXAMPLES[fact.type]}", sign.start(), sign.end())
    if cursor.next() == "-":
        other = "-=" if sign[0] == "+=" else "+="
        rest = cursor.text[cursor.at + 1 :].strip()
        told = "an amount is a number above 0, and the sign says which way"
        raise cursor.wrong(told, f"write {fact.name}{other}{rest}", cursor.at)
    start = cursor.skip()
    value = cursor.value(fact.type, fact.name, is_last=True)
    cursor.end()
    if not isinstance(value, int) or value <= 0:
        raise cursor.wrong("an amount is a number above 0", f"write {SHAPES[fact.type]}", start)
    return Move(fact, -value if sign[0] == "-=" else value)


def _of_table(table: Table, sign: str, cursor: Cursor) -> Edit:
    if sign == "=":
        return Provide(table, _is_there(table, cursor))
    is_less = sign == "-="
    wanted = "say how many rows, as in -=5, or -=all" if is_less else "say how many rows, as in +=20"
    count = None if is_less and _is_all(cursor) else cursor.count(wanted)
    cells = tuple(_cells(table, cursor)) if cursor.pass_over("{") else ()
    which = "all" if count is None else count
    cursor.end(
        f"put what rows hold in braces, and all of it in single quotes: '{table.name}{sign}{which}{{…}}'"
    )
    return Remove(table, count, cells) if count is None or sign == "-=" else Add(table, count, cells)


def _is_all(cursor: Cursor) -> bool:
    """Whether ``all`` comes next; it is passed over then."""
    found = _IS_ALL.match(cursor.text, cursor.skip())
    cursor.at += len(found[0]) if found else 0
    return found is not None


def _is_there(table: Table, cursor: Cursor) -> bool:
    start = cursor.skip()
    rest = "".join(cursor.text[start:].split()).casefold()
    if rest in ("{}", "none"):
        return rest == "{}"
    name = table.name
    raise cursor.wrong(
        f"`{name}` is a table, and has rows, not a value",
        f"write {name}={{}} for no rows, {name}=none for not provided, {name}+=20{{…}} for more rows",
        start,
    )


def _cells(table: Table, cursor: Cursor) -> Iterator[tuple[str, Given]]:
    """What stands in braces after the first of them."""
    seen = set[str]()
    while cursor.next() != "}" or seen:
        name = _column(table, seen, cursor)
        seen.add(name)
        yield name, cursor.value(type_of(table, name), name, is_last=False)
        if cursor.next() in ("}", ""):
            break
        cursor.expect(",", "after a cell comes a comma or }")
    cursor.expect("}", "the brace that is open needs a }")


def _column(table: Table, seen: set[str], cursor: Cursor) -> str:
    start, known = cursor.skip(), [each.name for each in table.columns]
    name = cursor.name()
    if name not in known:
        near = nearest(name, known) if name else None
        told = f"`{table.name}` has no column `{name}`" if name else "a column is missing here"
        offered = f"did you mean {near}?" if near else f"choose among {', '.join(known)}"
        raise cursor.wrong(told, offered, start, max(cursor.at, start + 1))
    if name in seen:
        raise cursor.wrong(f"`{name}` is given twice", "give each column once", start, cursor.at)
    cursor.expect("=", f"write {name}=VALUE")
    return name


def _of_action(action: Action, sign: re.Match[str], cursor: Cursor) -> Edit:
    wanted = f"say how many times it is done, as in {action.id}+=4"
    if sign[0] != "+=":
        told = f"`{action.id}` is an action: it is done, not set or taken back"
        raise cursor.wrong(told, wanted, sign.start(), sign.end())
    times = cursor.count(wanted)
    cursor.end()
    return Do(action, times)
