from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from ssi_rules.syntax.printer import print_expression, print_file
from tests.syntax import trees
from tests.syntax.reading import clean, expression

if TYPE_CHECKING:
    from ssi_rules.syntax import ast


@given(trees.expressions)
def test_printed_expression_reads_as_the_same_tree(tree: ast.Expression) -> None:
    assert expression(print_expression(tree)) == tree


@given(trees.files)
def test_printed_file_reads_as_the_same_tree(tree: ast.File) -> None:
    printed = print_file(tree)
    assert clean(printed).declarations == tree.declarations


@given(trees.files)
def test_printing_what_was_printed_changes_nothing(tree: ast.File) -> None:
    printed = print_file(tree)
    assert print_file(clean(printed)) == printed


@given(trees.files)
def test_lines_end_in_what_they_say(tree: ast.File) -> None:
    printed = print_file(tree)
    assert all(line == line.rstrip(" ") for line in printed.split("\n"))
    assert "\n\n\n" not in printed
