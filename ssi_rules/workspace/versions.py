"""Rulesets to compare, two by two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.workspace.sides import Version, VersionError, side

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Pair", "Version", "VersionError", "pairs"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A ruleset in both of its versions; one that only one side has is without the other."""

    old: Version | None
    new: Version | None


def pairs(old: str, new: str) -> tuple[Pair, ...]:
    """What two names on the command line stand for.

    Args:
        old: A rule file, a folder, a shipped ruleset's name, ``REF:PATH`` as git writes it, or a commit alone, for what the other
            names at that commit.
        new: The same.

    Returns:
        One pair for two rulesets. For two folders a pair for each ruleset in them, by their paths: files of one path go together, then
        those of one id, which are renamed files.

    Raises:
        VersionError: A name stands for nothing, a folder is compared with a file, or git cannot be asked.
        RulesetError: A file has errors or holds no ruleset.
    """
    before, after = side(old, new), side(new, old)
    if before.is_folder is not after.is_folder:
        folder, file = (old, new) if before.is_folder else (new, old)
        raise VersionError(
            f"`{folder}` is a folder and `{file}` is not.", "Give two rulesets, or two folders of them."
        )
    if not before.is_folder:
        return (Pair(before.one(after), after.one(before)),)
    found = _paired(dict(before.all()), dict(after.all()))
    if not found:
        raise VersionError(f"There is no ruleset in `{old}` or `{new}`.", "Name folders with rulesets.")
    return found


def _paired(old: Mapping[str, Version], new: Mapping[str, Version]) -> tuple[Pair, ...]:
    gone = {path: each for path, each in old.items() if path not in new}
    found: dict[str, Pair] = {}
    for path, version in new.items():
        twin = path if path in old else _renamed(gone, version)
        found[path] = Pair(old[twin] if twin is not None else None, version)
        gone.pop(twin or "", None)
    found |= {path: Pair(each, None) for path, each in gone.items()}
    return tuple(found[path] for path in sorted(found))


def _renamed(gone: Mapping[str, Version], version: Version) -> str | None:
    """The path that a ruleset had."""
    return next((path for path, each in gone.items() if each.ruleset.id == version.ruleset.id), None)
