"""The rule files of a repository at another commit, read through git without touching the work tree."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from ssi_rules.lint.subject import Before
from ssi_rules.pipeline import compile_unit
from ssi_rules.workspace.errors import PastError
from ssi_rules.workspace.load import Loader
from ssi_rules.workspace.places import Home, real_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ssi_rules.pipeline import Names, Outcome

_RULE_FILE = ".ssi"
_REGULAR = (b"100644", b"100755")


@dataclass(slots=True)
class Past:
    """A home's rulesets as they were.

    Attributes:
        ref: The commit as the person named it.
        commit: Its hash.
        home: Where the files lie now, and lay then.
        loader: The texts of that commit.
    """

    ref: str
    commit: str
    home: Home
    loader: Loader
    _names: Names = field(default_factory=dict)

    @property
    def texts(self) -> Mapping[Path, str]:
        """Every rule file of that commit in the home, by its real path."""
        return cast("Mapping[Path, str]", self.loader.overlay)

    def outcome(self, real: Path) -> Outcome:
        """One of them, compiled with all that it drew on then."""
        return compile_unit(self.loader.load_at(real, self.home), self._names)

    def before(self, real: Path) -> Before | None:
        """A ruleset as it was; None when it was not there, or was none, or had errors."""
        if not self.loader.is_file(real) or self.home.shipped:
            return None
        ruleset = self.outcome(real).ruleset
        return None if ruleset is None else Before(self.ref, ruleset.version, ruleset.fingerprint)


def past(ref: str, home: Home) -> Past:
    """The rule files of a home at a commit.

    Raises:
        PastError: There is no git, no repository or no such commit.
    """
    folder = home.folder
    root = top_of(folder)
    commit = _commit(ref, folder)
    texts = {real: text for real, text in _texts(commit, root) if home.holds(real)}
    return Past(ref, commit, home, Loader(texts, sealed=True))


def is_commit(ref: str, folder: Path) -> bool:
    """Whether the repository that a folder lies in has such a commit; False without a repository."""
    try:
        _commit(ref, folder)
    except PastError:
        return False
    return True


def branches(folder: Path) -> list[str]:
    """Names that the repository of a folder has for commits.

    Raises:
        PastError: There is no git or no repository.
    """
    return _git(folder, "for-each-ref", "--format=%(refname:short)").decode(errors="replace").split()


def top_of(folder: Path) -> Path:
    """The root of the repository that a folder lies in.

    Raises:
        PastError: There is no git or no repository.
    """
    top = _git(folder, "rev-parse", "--show-toplevel").decode(errors="surrogateescape").rstrip("\n")
    return real_path(folder.__class__(top))


def _commit(ref: str, folder: Path) -> str:
    try:
        named = f"{ref}^{{commit}}" if not ref.startswith("-") else "."  # no commit is named like an option
        return _git(folder, "rev-parse", "--verify", "--quiet", named).decode().strip()
    except PastError:
        raise PastError(
            f"There is no commit `{ref}` in this repository.",
            "fetch it first; in CI, check out with the whole history (`fetch-depth: 0`)",
        ) from None


def _texts(commit: str, root: Path) -> Iterator[tuple[Path, str]]:
    """Every rule file of a commit by the real path that it has, or would have, in the work tree."""
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
    entries = [each.partition(b"\t") for each in listed if each.endswith(_RULE_FILE.encode())]
    blobs = [
        (head.split()[2], root / os.fsdecode(path))
        for head, _, path in entries
        if head.split()[0] in _REGULAR
    ]
    answer = _git(root, "cat-file", "--batch", stdin=b"".join(blob + b"\n" for blob, _ in blobs))
    at = 0
    for _, path in blobs:
        header_end = answer.index(b"\n", at)
        size = int(answer[at:header_end].split()[2])
        text = answer[header_end + 1 : header_end + 1 + size]
        at = header_end + 1 + size + 1
        yield path, text.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=True)  # noqa: S603 - no shell, and no name that git takes for an option
    except FileNotFoundError as error:
        raise PastError(
            "git is not installed, so no other commit can be read.", "install git, or leave out --since"
        ) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        if said and "not a git repository" in said[-1]:
            raise PastError(
                f"{folder} is not in a git repository.", "run this in one, or leave out --since"
            ) from error
        raise PastError(
            f"git cannot read this repository: {said[-1] if said else 'it did not say why'}.",
            "run this in a git repository, or leave out --since",
        ) from error
    return done.stdout
