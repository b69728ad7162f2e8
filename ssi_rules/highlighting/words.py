"""How the words of the language are grouped for colouring; ``grammar_words`` is drawn from the grammar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the language, each group in the order of the alphabet.

    Attributes:
        leading: Those that begin a line and stand nowhere else.
        named: Those that begin a line and that a name follows.
        inner: Those that stand inside a line, among values and names.
        operators: Those that combine values.
        constants: Those that are values.
        types: What a fact can be.
        functions: Those that begin an aggregate.
        after_function: Those that go on with its function.
        units: What numbers count.
        choices: Those that others choose among, by the word before.
    """

    leading: tuple[str, ...]
    named: tuple[str, ...]
    inner: tuple[str, ...]
    operators: tuple[str, ...]
    constants: tuple[str, ...]
    types: tuple[str, ...]
    functions: tuple[str, ...]
    after_function: tuple[str, ...]
    units: tuple[str, ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...]
