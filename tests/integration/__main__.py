"""Installs this checkout as pre-commit and as GitHub install it, and uses it there.

python -m tests.integration
"""

# ruff: noqa: T201 - it is a command

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.integration.hooks import BROKEN, GOOD, Failed, git, snapshot, try_hooks
from tests.integration.runner import Runner


def main() -> int:
    """Try both; 1 where one does not do what it should."""
    with TemporaryDirectory(prefix="ssi-integration-") as made:
        place = Path(made)
        commit = snapshot(place / "checkout")
        try:
            print("hooks of pre-commit", flush=True)
            try_hooks(place, place / "checkout", commit)
            print("action", flush=True)
            _try_action(place, place / "checkout")
        except Failed as error:
            print(f"failed: {error}")
            return 1
    print("the hooks and the action tell good rule files from bad ones")
    return 0


def _try_action(place: Path, checkout: Path) -> None:
    workspace, temp = place / "workspace", place / "temp"
    workspace.mkdir()
    temp.mkdir()
    git(workspace, "init", "--quiet")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.defpath])
    setup = Runner(workspace, temp, path, checkout).run("setup")
    if setup.returncode:
        raise Failed(f"the set-up ended with {setup.returncode}\n{setup.stdout}{setup.stderr}")
    later = Runner(workspace, temp, os.pathsep.join([*setup.path, os.defpath]), checkout)
    for text, code in ((GOOD, 0), (BROKEN, 1)):
        (workspace / "rules.ssi").write_text(text, encoding="utf-8")
        step = later.run("check")
        if step.returncode != code:
            raise Failed(f"the check ended with {step.returncode}\n{step.stdout}{step.stderr}")


if __name__ == "__main__":
    sys.exit(main())
