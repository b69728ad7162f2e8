"""The rule files that a rule file could name."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

from ssi_rules.workspace.places import home_of, is_test_file, rule_files, shipped_home

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MOST = 500


def nameable(path: Path, project: Iterable[Path]) -> Iterator[str]:
    """Paths as ``use`` and ``extends`` write them: of the project, relative to the file; then of what came with ssi.

    Args:
        path: The file that names them.
        project: The files of its project, open ones that were never saved included.
    """
    own = islice(project, _MOST)
    yield from (_relative(each, path.parent) for each in own if each != path and not is_test_file(each))
    shipped = shipped_home().folder
    if shipped != home_of(path).folder:
        yield from (
            each.relative_to(shipped).as_posix() for each in rule_files(shipped) if not is_test_file(each)
        )


def _relative(path: Path, folder: Path) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")
