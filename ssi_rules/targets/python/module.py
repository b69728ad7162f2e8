"""The whole module: what it is, the rules, and the machinery that reckons with them."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.engines.reading import needs_day, roots
from ssi_rules.language.numbers import format_points
from ssi_rules.targets.python.bundle import Bundle, bundle
from ssi_rules.targets.python.layout import Argument, Call, Code, call, laid_out, quoted
from ssi_rules.targets.python.markets import Markets, markets_read
from ssi_rules.targets.python.rules import Rules
from ssi_rules.targets.told import about_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssi_rules.model import Ruleset

_MACHINERY = "ssi_rules.targets.python.machinery"


def python_module(ruleset: Ruleset, version: str) -> str:
    """A module of Python 3.11 or newer that scores one member by a ruleset and imports the standard library alone.

    Args:
        ruleset: A checked ruleset.
        version: Of the program that writes it.

    Returns:
        The module's text; its ``score(facts, tables, as_of)`` gives points, ranges, states and measures.
    """
    return _Module(ruleset, version).text()


@dataclass(frozen=True)
class _Module:
    ruleset: Ruleset
    version: str

    def text(self) -> str:
        rules = Rules(self.ruleset)
        expressions = [*roots(self.ruleset), *(each.value for each in rules.lets())]
        markets = Markets(self.ruleset)
        for name in markets_read(expressions):
            markets.add(name)
        machinery = self._machinery(with_markets=bool(markets.functions))
        phrases = [text for name, text in markets.functions.items() if not text.startswith("def ")]
        functions = [text for text in markets.functions.values() if text.startswith("def ")]
        return _joined(
            self._about(),
            "from __future__ import annotations\n\n" + machinery.import_lines,
            self._declared(),
            self._score(rules),
            *functions,
            _MACHINERY_LINE,
            machinery.text,
            *([_PHRASES_LINE, *phrases] if phrases else []),
            _MAIN,
        )

    def _about(self) -> str:
        lines = about_lines(self.ruleset, self.version)
        told = "\n\n".join([*lines, _USE]).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
        return f'"""{told}"""\n'

    def _machinery(self, *, with_markets: bool) -> Bundle:
        names = ["values", "rows", "member", "scoring", *(["matching"] if with_markets else [])]
        made = bundle(f"{_MACHINERY}.{each}" for each in names)
        for module, name in (
            ("json", None),
            ("sys", None),
            ("typing", "TextIO"),
            ("collections.abc", "Mapping"),
        ):
            made.imports.setdefault(module, set()).add(name)
        return made

    def _declared(self) -> str:
        catalogue = self.ruleset.catalogue
        facts = {name: quoted(each.type.value) for name, each in catalogue.facts.items()}
        tables = {
            name: _dict({each.name: quoted(each.type.value) for each in table.columns})
            for name, table in catalogue.tables.items()
        }
        dated = {name: quoted(each.dated) for name, each in catalogue.tables.items() if each.dated}
        constants = {
            "RULESET": _dict(
                {key: quoted(getattr(self.ruleset, key)) for key in ("id", "version", "fingerprint")}
            ),
            "FACTS": _dict(facts),
            "TABLES": _dict(tables),
            "DATED": _dict(dated),
        }
        return (
            "\n".join(f"{name} = {laid_out(each, 0, len(name) + 3)}" for name, each in constants.items())
            + "\n"
        )

    def _score(self, rules: Rules) -> str:
        levels = [f"({quoted(format_points(each.start))}, {quoted(each.id)})" for each in self.ruleset.levels]
        sums = call("total", quoted(format_points(self.ruleset.worth)), "pillars", _list(levels))
        body = "\n".join(rules.lines())
        return _SCORE.format(
            needs_day=needs_day(self.ruleset),
            rules=textwrap.indent(_indented_once(body), "    "),
            total=laid_out(sums, 4, len("sums = ")),
        )


def _indented_once(text: str) -> str:
    """Statements whose continuation lines are indented as they will stand, without that indent."""
    return "\n".join(line.removeprefix("    ") for line in text.split("\n"))


def _dict(items: Mapping[str, Code]) -> Call:
    return Call("{", tuple(Argument(f"{quoted(name)}: ", each) for name, each in items.items()), "}")


def _list(items: Iterable[Code]) -> Call:
    return Call("[", tuple(Argument("", each) for each in items), "]")


def _joined(*parts: str) -> str:
    return "\n\n".join(each if each.endswith("\n") else f"{each}\n" for each in parts)


_USE = """\
    score(facts, tables, as_of)

takes one member: facts by name, for each table a list of rows as dicts, and the day to look from. What is left out is
unknown, never 0; an empty list is a table without rows. Numbers are int, Decimal, float or text, flags bool, days
date or "2026-06-30". As a program it reads such an object, {"facts": {}, "tables": {}, "as_of": null}, from the file
named or from standard input, and prints the score as JSON.
"""

_SCORE = '''\
def score(
    facts: Mapping[str, object] | None = None,
    tables: Mapping[str, object] | None = None,
    as_of: date | str | None = None,
) -> dict[str, object]:
    """The score of one member: points, ranges, level, and of each criterion its state, points and measure.

    Raises:
        DataError: Something has a name that the rules do not know, or does not fit its type.
    """
    member = read_member(Declared(FACTS, TABLES, DATED, reads_dates={needs_day}), facts, tables, as_of)
    fact, rows, as_of = member.fact, member.rows, member.as_of
    let: dict[str, Any] = {{}}
    pillars: list[Pillar] = []

{rules}

    sums = {total}
    return {{"ruleset": RULESET, "as_of": as_of, **sums, "pillars": {{each.id: told(each) for each in pillars}}}}
'''

_MACHINERY_LINE = "# What follows is the same in every compiled ruleset: the language's arithmetic, dates, states and matching.\n"

_PHRASES_LINE = "# The markets' phrases, in the form in which they are compared: `*` stands for one to three words, `|` for a break.\n"

_MAIN = '''\
def _read_json(stream: TextIO) -> dict[str, Any]:
    try:
        given = json.load(stream, parse_float=Decimal)
    except ValueError as error:
        raise DataError(f"this is no JSON: {error}") from None
    if not isinstance(given, dict) or given.keys() - {"facts", "tables", "as_of"}:
        raise DataError('give an object with "facts", "tables" and "as_of"')
    return given


def _as_json(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return str(value)


def main(arguments: list[str]) -> int:
    """Score the member in a file, or on standard input."""
    try:
        if arguments:
            with open(arguments[0], encoding="utf-8") as file:
                member = _read_json(file)
        else:
            member = _read_json(sys.stdin)
        print(json.dumps(score(**member), default=_as_json, indent=2, ensure_ascii=False))
    except (DataError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
'''
