"""Which archives are of one person: LinkedIn sends two, a basic and a complete one, some days apart."""

from __future__ import annotations

import filecmp
from collections import defaultdict
from typing import TYPE_CHECKING

from ssi_rules.sources.archive import open_archive
from ssi_rules.sources.dataset import Missing
from ssi_rules.sources.linkedin.export import stem_of
from ssi_rules.sources.linkedin.naming import export_name
from ssi_rules.sources.linkedin.people import name_key
from ssi_rules.sources.linkedin.profile import read_profile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ADVICE = (
    "to have two parts joined, begin both names with the same word (`ada_Basic_…`, `ada_Complete_…`) or put both into a "
    "sub-folder of their own in the data folder"
)


def by_person(paths: Sequence[Path]) -> dict[str, list[Path]]:
    """Paths by what stands before LinkedIn's own name in theirs, "" where nothing does."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        groups[export_name(stem_of(path)).person.casefold()].append(path)
    return groups


def join(exports: Sequence[Path], notices: list[str], *, are_of_one: bool) -> list[tuple[Path, ...]]:
    """The exports that belong together, each with its complete part first.

    Args:
        exports: Archives or unzipped folders that could be of one person.
        notices: Told what was passed over as a copy, and what stays apart though it may belong together.
        are_of_one: Whether their names or their folder say whose they are; without that only the profiles tell.
    """
    kept = _without_copies(exports, notices)
    kinds = [export_name(stem_of(path)).kind for path in kept]
    if sorted(kinds) == ["basic", "complete"]:
        pair = (kept[kinds.index("complete")], kept[kinds.index("basic")])
        names = [_profile_name(path) for path in pair]
        if len({*names} - {""}) <= 1 and (are_of_one or all(names)):
            return [pair]
        _note_apart(pair, names, notices)
    elif len(kept) > 1 and (are_of_one or {*kinds} >= {"basic", "complete"}):
        notices.append(f"{_listed(kept)} are scored as {len(kept)} members; {_more_advice(kinds)}")
    return [(path,) for path in kept]


def _without_copies(exports: Sequence[Path], notices: list[str]) -> list[Path]:
    """One of each archive that was saved twice, such as ``… (1).zip``."""
    kept: list[Path] = []
    for path in sorted(exports, key=lambda path: (len(path.name), path.name)):
        original = next((each for each in kept if _is_copy(path, each)), None)
        if original is None:
            kept.append(path)
        else:
            notices.append(f"{path.name}: passed over, being a copy of {original.name}")
    return sorted(kept)


def _is_copy(path: Path, other: Path) -> bool:
    """Whether two archives of one name, but for what a browser appends, hold the same bytes."""
    if export_name(stem_of(path)) != export_name(stem_of(other)):
        return False
    return path.is_file() and other.is_file() and filecmp.cmp(path, other, shallow=False)


def _profile_name(path: Path) -> str:
    with open_archive(path) as archive:
        profile = read_profile(archive)
    return "" if isinstance(profile, Missing) else name_key(profile.name)


def _note_apart(pair: Sequence[Path], names: Sequence[str], notices: list[str]) -> None:
    """Tell why a basic and a complete archive stay two members, unless they are plainly two people's."""
    if all(names) and export_name(stem_of(pair[0])).person:
        notices.append(f"{_listed(pair)} are scored as 2 members, since their profiles name different people")
    elif not all(names):
        notices.append(
            f"{_listed(pair)} are scored as 2 members, since nothing says that they are one's; {_ADVICE}"
        )


def _more_advice(kinds: Sequence[str]) -> str:
    if kinds.count("basic") > 1 and kinds.count("complete") > 1:
        return _ADVICE
    return f"if they are one person's, keep the latest of each kind; {_ADVICE}"


def _listed(paths: Sequence[Path]) -> str:
    names = sorted(path.name for path in paths)
    return f"{', '.join(names[:-1])} and {names[-1]}"
