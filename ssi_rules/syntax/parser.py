"""From a source to its tree: cut into declarations, read each, keep what reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.syntax.lexical import look
from ssi_rules.syntax.recover import Reader

if TYPE_CHECKING:
    from ssi_rules.diagnostics import Problems
    from ssi_rules.syntax import ast
    from ssi_rules.syntax.memory import Memory
    from ssi_rules.text import Source


def parse(source: Source, problems: Problems, memory: Memory | None = None) -> ast.File:
    """Read a rule file; never raises.

    Args:
        source: The file's text.
        problems: Receives every fault of its writing.
        memory: What the last reading of the same file left, where it is read again and again.

    Returns:
        All declarations that could be read; ``partial`` where one could not.
    """
    if memory is not None:
        memory.begin()
    return Reader(source, problems, look(source, problems), memory).file()
