"""Calls as text: on one line where it fits, else one argument a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypeAlias

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Call:
    """Something with arguments.

    Attributes:
        head: What stands before them, its opening bracket included: ``plus(``, ``[``.
        arguments: In order; a keyword or ``lambda row: `` stands before each as it does in code.
        tail: What closes it.
    """

    head: str
    arguments: tuple[Argument, ...]
    tail: str = ")"


@dataclass(frozen=True, slots=True)
class Argument:
    """A piece of code with what stands before it, and a comment above it."""

    before: str
    code: Code
    comment: str | None = None


Code: TypeAlias = str | Call
"""A name, a literal, or something with arguments."""


def call(name: str, *arguments: Code, **named: Code | None) -> Call:
    """A call; named arguments that are None are left out."""
    rest = (Argument(f"{key}=", each) for key, each in named.items() if each is not None)
    return Call(f"{name}(", (*(Argument("", each) for each in arguments), *rest))


def laid_out(code: Code, indent: int = 0, used: int = 0) -> str:
    """The text of a piece of code.

    Args:
        code: What to write.
        indent: How far the line it begins on is indented.
        used: How much of that line is taken before and after it, its indent aside.
    """
    if isinstance(code, str):
        return code
    line = _on_one_line(code)
    if line is not None and indent + used + len(line) <= WIDTH:
        return line
    rows = "".join(_row(each, indent + 4) for each in code.arguments)
    return f"{code.head}\n{rows}{' ' * indent}{code.tail}"


def _row(argument: Argument, indent: int) -> str:
    space = " " * indent
    comment = f"{space}# {argument.comment}\n" if argument.comment else ""
    text = laid_out(argument.code, indent, len(argument.before) + 1)
    return f"{comment}{space}{argument.before}{text},\n"


def _on_one_line(code: Code) -> str | None:
    if isinstance(code, str):
        return code
    parts = []
    for each in code.arguments:
        text = None if each.comment else _on_one_line(each.code)
        if text is None:
            return None
        parts.append(each.before + text)
    return f"{code.head}{', '.join(parts)}{code.tail}"


def quoted(text: str) -> str:
    """A text as a literal: JSON's are Python's, too."""
    return json.dumps(text, ensure_ascii=False)
