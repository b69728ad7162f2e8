"""Writes trees as the text they would be read from, in the layout of the language's tour; comments are not in trees."""

from __future__ import annotations

from ssi_rules.syntax.printer.declarations import print_file
from ssi_rules.syntax.printer.expressions import print_expression

__all__ = ["print_expression", "print_file"]
