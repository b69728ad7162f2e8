"""What a name on the command line stands for when rulesets are compared: files here, or files of another commit."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.suggest import nearest
from ssi_rules.workspace.before import branches, is_commit, past, top_of
from ssi_rules.workspace.errors import PastError, RunError
from ssi_rules.workspace.places import home_of, home_of_folder, is_test_file, real_path, rule_files
from ssi_rules.workspace.rulesets import load_ruleset, located, shipped_rulesets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.model import Ruleset
    from ssi_rules.pipeline import Outcome
    from ssi_rules.workspace.before import Past

_HEADER = re.compile(r"^ruleset\s+([^\s{\"]+)", re.MULTILINE)


class VersionError(RunError):
    """What is to be compared cannot be had."""


@dataclass(frozen=True, slots=True)
class Version:
    """A ruleset as it is, or was, in one place.

    Attributes:
        name: How people call it: a path, a shipped ruleset's name, ``HEAD~1:rulesets/x.ssi``.
        ref: The commit as it was named; None for a file.
        ruleset: What it says.
    """

    name: str
    ref: str | None
    ruleset: Ruleset


@dataclass(frozen=True, slots=True)
class Here:
    """A file or a folder, or a shipped ruleset by its name."""

    name: str

    @property
    def is_folder(self) -> bool:
        """Whether there are several rulesets in it."""
        return Path(self.name).is_dir()

    def one(self, other: Side) -> Version:
        """The ruleset."""
        del other
        return Version(self.name, None, load_ruleset(self.name))

    def id(self) -> str:
        """What the ruleset calls itself."""
        return load_ruleset(self.name).id

    def all(self) -> Iterator[tuple[str, Version]]:
        """Every ruleset in the folder, by its path there."""
        folder = Path(self.name)
        for file in rule_files(folder):
            if _id_in(file, file.read_text(encoding="utf-8", errors="replace")) is not None:
                yield file.relative_to(folder).as_posix(), Version(file.as_posix(), None, load_ruleset(file))


@dataclass(frozen=True, slots=True)
class Then:
    """The same at another commit.

    Attributes:
        past: The commit.
        path: Where it lay, as a real path.
        alone: Whether only the commit was named: then the file may have had another name.
    """

    past: Past
    path: Path
    alone: bool = False

    @property
    def name(self) -> str:
        """``HEAD~1:rulesets/x.ssi``."""
        return self._called(self.path)

    @property
    def is_folder(self) -> bool:
        """Whether there was a folder of that name with rule files in it, or is one where only the commit was named."""
        return any(self.path in each.parents for each in self.past.texts) or (
            self.alone and self.path.is_dir()
        )

    def one(self, other: Side) -> Version:
        """The ruleset.

        Raises:
            VersionError: There was none, or it had errors.
        """
        if self.path in self.past.texts:
            return self._version(self.path)
        renamed = self._with_id(other.id()) if self.alone else None
        if renamed is None:
            raise self._absent()
        return self._version(renamed)

    def id(self) -> str:
        """What the ruleset called itself."""
        return self._version(self.path).ruleset.id if self.path in self.past.texts else ""

    def all(self) -> Iterator[tuple[str, Version]]:
        """Every ruleset in the folder, by its path there."""
        for file, text in sorted(self.past.texts.items()):
            if self.path in file.parents and _id_in(file, text) is not None:
                yield file.relative_to(self.path).as_posix(), self._version(file)

    def _version(self, file: Path) -> Version:
        name, outcome = self._called(file), self.past.outcome(file)
        if outcome.problems.has_errors:
            raise VersionError(f"`{name}` has errors: {_first(outcome)}", "Compare with another commit.")
        if outcome.ruleset is None:
            raise VersionError(f"`{name}` holds no ruleset.", "Name a file that does.")
        return Version(name, self.past.ref, outcome.ruleset)

    def _called(self, file: Path) -> str:
        home = self.past.home
        return f"{self.past.ref}:{home.inside}{home.shown(file)}"

    def _with_id(self, id_: str) -> Path | None:
        """The file of a ruleset of that id."""
        found = (file for file, text in sorted(self.past.texts.items()) if _id_in(file, text) == id_)
        return next(found, None)

    def see_that_it_is_there(self) -> None:
        """Raise where there was neither a file nor a folder of that name.

        Raises:
            VersionError: There was none.
        """
        if self.path not in self.past.texts and not self.is_folder:
            raise self._absent()

    def _absent(self) -> VersionError:
        return VersionError(f"There is no `{self.name}`.", self._near())

    def _near(self) -> str:
        """What may have been meant: what has the name in another folder, else what is written alike."""
        files = sorted(self.past.texts)
        found = [self._called(each) for each in files if each.name == self.path.name]
        folders = {folder for each in files for folder in each.parents if self.past.home.holds(folder)}
        near = found[0] if found else nearest(self.name, map(self._called, {*files, *folders}))
        if near:
            return f"Did you mean `{near}`?"
        example = next((self._called(each) for each in files if _id_in(each, self.past.texts[each])), None)
        return (
            f"Name a rule file of that commit, such as `{example}`." if example else "It has no rule files."
        )


Side: TypeAlias = Here | Then


def side(name: str, other: str) -> Side:
    """What a name stands for.

    Args:
        name: A rule file, a folder, a shipped ruleset's name, ``REF:PATH`` as git writes it, or a commit alone.
        other: What it is compared with: a commit alone stands for this at that commit.

    Raises:
        VersionError: It names a commit, and git cannot say what is there.
        RulesetError: It names nothing.
    """
    if Path(name).exists() or _is_shipped(name):
        return Here(name)
    ref, colon, path = name.partition(":")
    if colon:
        found = _then(ref, path)
        found.see_that_it_is_there()
        return found
    if is_commit(name, Path.cwd()):
        return _at_commit(name, other)
    if "/" not in name and not name.endswith(".ssi"):
        raise VersionError(f"There is no file, no shipped ruleset and no commit `{name}`.", _near(name))
    located(name)  # raises, and says what there is
    return Here(name)


def _near(name: str) -> str:
    """What may have been meant by a name of nothing."""
    here = [each.name for each in Path().iterdir()]
    near = nearest(name, [*dict(shipped_rulesets()), *here, *_branches()])
    if near:
        return f"Did you mean `{near}`?"
    try:
        _top()
    except VersionError as error:
        return error.message
    return "Name a file or a folder, or what a commit has of one: `COMMIT:PATH`."


def _at_commit(ref: str, other: str) -> Then:
    """What the other name stands for at a commit."""
    if Path(other).exists():
        return _then(ref, os.path.relpath(other, _top()), alone=True)
    if ":" in other:
        return _then(ref, other.partition(":")[2], alone=True)
    if not _is_shipped(other) and not is_commit(other, Path.cwd()):
        located(other)  # raises, and says what there is
    raise VersionError(
        f"`{ref}` is a commit, and `{other}` does not say which of its files is meant.",
        f"Name a file or a folder of it, as in `{ref}:{_example(ref)}`, or compare it with one that is here.",
    )


def _example(ref: str) -> str:
    """A ruleset of a commit, as it is named there."""
    whole = _then(ref, ".")
    return next((path for path, _ in whole.all()), "PATH")


def _branches() -> list[str]:
    try:
        return branches(Path.cwd())
    except PastError:
        return []


def _is_shipped(name: str) -> bool:
    return name.removesuffix(".ssi") in dict(shipped_rulesets())


def _then(ref: str, path: str, *, alone: bool = False) -> Then:
    """A path as git writes it: from the repository's root, or with ``./`` from here."""
    if not ref:
        raise VersionError(f"`:{path}` names no commit.", f"Write it before the colon, as in `HEAD:{path}`.")
    root = _top()
    start = Path.cwd() if path.startswith(("./", "../")) else root
    real = real_path(start / path)
    if not real.is_relative_to(root):
        raise VersionError(f"`{path}` is not in this repository.", "Name what lies below its root.")
    home = home_of_folder(real) if not real.suffix else home_of(real)
    try:
        return Then(past(ref, home), real, alone)
    except PastError as error:
        near = nearest(ref, _branches())
        raise _asked(error, f"Did you mean `{near}:{path}`?" if near else None) from error


def _top() -> Path:
    """The repository's root.

    Raises:
        VersionError: There is none, or no git.
    """
    try:
        return top_of(Path.cwd())
    except PastError as error:
        raise _asked(error) from error


def _asked(error: PastError, help_: str | None = None) -> VersionError:
    """The same for who compares; there is no option to leave out."""
    return VersionError(
        error.message, help_ or (error.help and error.help.removesuffix(", or leave out --since"))
    )


def _id_in(file: Path, text: str) -> str | None:
    """The id of a ruleset as its header has it; None of a file without one, and of tests."""
    found = None if is_test_file(file) else _HEADER.search(text)
    return found and found[1]


def _first(outcome: Outcome) -> str:
    first = outcome.problems.found[0]
    return f"{first.span.origin}: {first.message}"
