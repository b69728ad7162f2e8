"""What can be wrong with files and how they name each other: one function a fault."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.suggest import nearest
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.syntax import ast


def nowhere(shown: str, inside: str = "") -> Span:
    """The place of a file of which nothing has been read."""
    return Span(Source(shown, "", inside), 0, 0)


def not_found(path: ast.String, known: Iterable[str]) -> Diagnostic:
    """A file that is neither beside the using file nor among the shipped ones."""
    files = list(known)
    last = PurePosixPath(path.text).name.removesuffix(".ssi")
    near = next((each for each in files if PurePosixPath(each).stem == last), None) or nearest(
        path.text, files
    )
    return Diagnostic(
        codes.USE_NOT_FOUND,
        f'There is no rule file "{path.text}", neither beside this file nor among the shipped rulesets.',
        path.span,
        (),
        "paths are relative to the file that names them" if near is None else f'did you mean "{near}"?',
    )


def is_folder(path: ast.String) -> Diagnostic:
    """A folder where a file is meant."""
    return Diagnostic(
        codes.USE_NOT_FOUND, f'"{path.text}" is a folder.', path.span, (), "name one rule file in it"
    )


def backslash(path: ast.String) -> Diagnostic:
    """A path that works on one kind of machine only."""
    return Diagnostic(
        codes.USE_NOT_FOUND,
        "A path in a rule file is written with `/`, so that it works on every machine.",
        path.span,
        (),
        f'write "{path.text.replace(chr(92), "/")}"',
    )


def absolute(path: ast.String) -> Diagnostic:
    """An absolute path."""
    return Diagnostic(
        codes.ABSOLUTE_PATH,
        "This path is absolute, so it would work on one machine only.",
        path.span,
        (),
        "write it relative to this file",
    )


def outside(path: ast.String) -> Diagnostic:
    """A path, or a symbolic link, that leads out of the project."""
    return Diagnostic(
        codes.OUTSIDE_PROJECT,
        f'"{path.text}" leads out of the project.',
        path.span,
        (),
        "copy the file into the project, whose root is the folder with `pyproject.toml`, `ssi.toml` or `.git`",
    )


def link_outside(shown: str, inside: str) -> Diagnostic:
    """A file named on the command line that is a link out of its project."""
    return Diagnostic(
        codes.OUTSIDE_PROJECT,
        "This file is a symbolic link out of its project, and such links are not followed.",
        nowhere(shown, inside),
        (),
        "name the file itself, or copy it into the project",
    )


def cycle(path: ast.String, files: Sequence[str]) -> Diagnostic:
    """Files that draw on each other in a circle."""
    return Diagnostic(
        codes.USE_CYCLE,
        f"These files use each other in a circle: {' → '.join(files)}.",
        path.span,
        (),
        "move what both need into a file of its own",
    )


def too_deep(path: ast.String, deepest: int) -> Diagnostic:
    """A row of files so long that nobody can mean it."""
    return Diagnostic(
        codes.USE_TOO_DEEP,
        f"This is the {deepest}th file in a row of files that use or extend each other.",
        path.span,
        (),
        "use the files that are needed directly",
    )


def uses_ruleset(path: ast.String, held: ast.RulesetHeader | ast.Pillar) -> Diagnostic:
    """A used file that is a ruleset."""
    return Diagnostic(
        codes.USES_RULESET,
        f'"{path.text}" is a ruleset, and `use` brings in facts, markets, lets, levels and actions only.',
        path.span,
        (Label(held.name.span, "declared here"),),
        f'start from it with `extends "{path.text}"` in the ruleset\'s header',
    )


def extends_no_ruleset(path: ast.String) -> Diagnostic:
    """A base that scores nothing."""
    return Diagnostic(
        codes.EXTENDS_NO_RULESET,
        f'"{path.text}" holds no ruleset to start from.',
        path.span,
        (),
        f'write `use "{path.text}"` above the ruleset to bring in what it declares',
    )


def no_such_ruleset(name: str, known: Iterable[str], beside: Iterable[str]) -> Diagnostic:
    """A ruleset named to a command that is neither a file nor shipped; ``beside`` are rule files where it was looked for."""
    shipped = sorted(known)
    near = nearest(name, [*shipped, *beside])
    return Diagnostic(
        codes.UNREADABLE_FILE,
        f"There is no file and no shipped ruleset `{name}`.",
        nowhere(name),
        (),
        f"did you mean `{near}`?" if near else f"shipped rulesets are {', '.join(shipped)}",
    )


def not_a_ruleset(shown: str) -> Diagnostic:
    """A file without a ruleset, named to a command that scores."""
    return Diagnostic(
        codes.OUTSIDE_RULESET,
        "This file has no ruleset, so nothing can be scored with it.",
        nowhere(shown),
        (),
        'a ruleset begins with `ruleset NAME "Title" { version "1.0.0" }`',
    )


def no_such_market(name: str, shown: str, known: Iterable[str]) -> Diagnostic:
    """A market named to a command that its file does not have."""
    markets = sorted(known)
    near = nearest(name, markets)
    listed = f"markets here are {', '.join(markets)}" if markets else "no market is declared here"
    return Diagnostic(
        codes.UNKNOWN_MARKET,
        f"There is no market `{name}`.",
        nowhere(shown),
        (),
        f"did you mean `{near}`? {listed}" if near else listed,
    )
