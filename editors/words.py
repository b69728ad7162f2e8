"""The words of the language as ``grammar/ssi.lark`` has them, by the places they stand in."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise, product
from typing import TYPE_CHECKING

from ssi_rules.highlighting.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RULE = re.compile(r"^\??(?P<name>[a-z_]+): (?P<body>.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_PART = re.compile(r'"[^"]+"|->|\w+|[()|]')
_WORD = re.compile(r'"([a-z_]+)"')

_OPERATORS = frozenset({
    "expression", "filtered", "disjunction", "conjunction", "negation", "comparison", "window", "clause",
    "market_expression", "market_conjunction", "market_not",
})  # fmt: skip
"""Rules whose words combine what stands on either side."""

_CONSTANTS = frozenset({"flag", "as_of"})
_NAMES = frozenset({"reference", "declared_name", "owner"})
"""Rules in which a word of the language is a name."""

_Sequence = tuple[str, ...]


def words(grammar: str) -> Words:
    """The words of a grammar.

    Args:
        grammar: The text of ``grammar/ssi.lark``.
    """
    rules = {name: body for name, body in _rules(grammar).items() if name not in _NAMES}
    operators, constants = _all_of(rules, _OPERATORS), _all_of(rules, _CONSTANTS)
    types, function = _all_of(rules, {"type"}), rules.pop("function")
    functions = {first for first, *_ in map(_words, function)}
    units = _all_of(rules, {"unit"}) | _after_numbers(rules.values())
    lines = [body for name, body in rules.items() if name not in _OPERATORS | _CONSTANTS | {"type", "unit"}]
    choices = dict(_choices(lines, operators | constants))
    elsewhere = operators | constants | units | {each for some in choices.values() for each in some}
    firsts = {word for body in lines for each in body for word in _words(each[:1])} - elsewhere
    later = {word for body in lines for each in body for word in _words(each[1:])} - elsewhere
    return Words(
        leading=_ordered(firsts - later),
        named=_ordered(
            word for body in lines for each in body for word in _words(each[:1]) if each[1:2] == ("NAME",)
        ),
        inner=_ordered(later),
        operators=_ordered(operators),
        constants=_ordered(constants),
        types=_ordered(types),
        functions=_ordered(functions),
        after_function=_ordered({word for each in function for word in _words(each)} - functions),
        units=_ordered(units),
        choices=tuple(sorted((word, _ordered(some)) for word, some in choices.items())),
    )


def _ordered(some: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(some)))


def _rules(grammar: str) -> dict[str, list[_Sequence]]:
    """Each rule with every row of symbols it stands for; what may be left out or repeated is there once."""
    text = re.sub(r"^//.*", "", grammar, flags=re.MULTILINE)
    return {each["name"]: _expanded(iter(_PART.findall(each["body"]))) for each in _RULE.finditer(text)}


def _expanded(parts: Iterator[str]) -> list[_Sequence]:
    """The rows up to the end, or to the parenthesis that closes."""
    rows: list[_Sequence] = []
    row: list[list[_Sequence]] = []
    for part in parts:
        match part:
            case "(":
                row.append(_expanded(parts))
            case ")":
                break
            case "|":
                rows += _joined(row)
                row = []
            case "->":
                next(parts)  # the name of an alternative
            case _:
                row.append([(part,)])
    return rows + _joined(row)


def _joined(row: list[list[_Sequence]]) -> list[_Sequence]:
    return [tuple(symbol for piece in choice for symbol in piece) for choice in product(*row)]


def _words(symbols: Iterable[str]) -> list[str]:
    return [found[1] for each in symbols if (found := _WORD.fullmatch(each))]


def _all_of(rules: dict[str, list[_Sequence]], names: Iterable[str]) -> set[str]:
    return {word for name in names for each in rules[name] for word in _words(each)}


def _after_numbers(bodies: Iterable[list[_Sequence]]) -> set[str]:
    """Words that number what they follow, one or several: ``row``, ``rows``."""
    after = {word for body in bodies for each in body for word in _following(each, "DECIMAL")}
    return {word for word in after if f"{word}s" in after or word.removesuffix("s") in after - {word}}


def _following(symbols: _Sequence, before: str) -> Iterator[str]:
    for first, second in pairwise(symbols):
        if first == before:
            yield from _words((second,))


def _choices(bodies: Iterable[list[_Sequence]], taken: set[str]) -> Iterator[tuple[str, set[str]]]:
    """Words of which a rule lets several others follow."""
    for body in bodies:
        after: defaultdict[str, set[str]] = defaultdict(set)
        for first, second in (pair for each in body for pair in pairwise(each)):
            for word in _words((first,)):
                after[word] |= {*_words((second,))} - taken
        yield from ((word, some) for word, some in after.items() if len(some) > 1)
