"""The tests and claims that a file and those beside it hold, as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject


def own_tests(file: ast.File) -> list[ast.Test]:
    """The tests of one file."""
    return [each for each in file.declarations if isinstance(each, ast.Test)]


def all_tests(subject: Subject) -> Iterator[ast.Test]:
    """The tests of a ruleset: those in its own file, then those beside it."""
    for file in (subject.file, *subject.tests):
        yield from own_tests(file)


def own_claims(file: ast.File) -> list[ast.Claim]:
    """The claims of one file."""
    return [each for each in file.declarations if isinstance(each, ast.Claim)]
