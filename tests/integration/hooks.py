"""Our pre-commit hooks in a sample repository, in the environment that pre-commit makes for them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOOKS = ("ssi-check", "ssi-fmt", "ssi-test")
_AUTHOR = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A sample"), ("EMAIL", "sample@example.org"))
}
GOOD = """\
ruleset sample "A sample" {
  version "1.0.0"
  worth   10
}

facts {
  calls : count "Calls made"
}

pillar reach "Reach" worth 10 {

  criterion calls_made "Calls" worth 10 {
    measure calls
    ramp {
      0  earns 0
      10 earns 10
    }
    advice "Call more people."
    basis  chosen
  }
}

level starting "Starting" from 0

test "half of the calls" {
  given calls = 5
  expect reach.calls_made = 5
}
"""
BROKEN = GOOD.replace("measure calls\n", "measure cals\n")
UGLY = GOOD.replace("  worth   10\n", "  worth 10\n")
FAILING = GOOD.replace("reach.calls_made = 5", "reach.calls_made = 6")


class Failed(Exception):  # noqa: N818 - named for what happened
    """A hook did not do what it should."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A repository that uses our hooks."""

    folder: Path
    home: Path

    def commits(self, text: str) -> None:
        """Make this its rule file."""
        (self.folder / "rules.ssi").write_text(text, encoding="utf-8")
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--allow-empty", "--message", "a change")

    def runs(self, *, passes: tuple[str, ...], says: tuple[str, ...] = ()) -> None:
        """Run every hook on every file; those named must pass, all others fail.

        Raises:
            Failed: It came out otherwise.
        """
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, **_AUTHOR, "PRE_COMMIT_HOME": str(self.home), "COLUMNS": "80"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=900,
        )
        passed = tuple(
            hook
            for hook in HOOKS
            if f"{hook.replace('-', ' ', 1)}{'.' * 3}" in done.stdout
            and _line(done.stdout, hook).endswith("Passed")
        )
        wrong = passed != passes or bool(done.returncode) == (passes == HOOKS)
        if wrong or any(each not in done.stdout for each in says):
            raise Failed(f"pre-commit ended with {done.returncode}\n{done.stdout}{done.stderr}")


def _line(output: str, hook: str) -> str:
    return next(line for line in output.splitlines() if line.startswith(hook.replace("-", " ", 1) + "."))


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder."""
    command = ["git", *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **_AUTHOR}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def snapshot(folder: Path) -> str:
    """Commit this work tree, as it is now, to a repository of its own, and give the commit."""
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    _begin(folder)
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--message", "as it is")
    return git(folder, "rev-parse", "HEAD")


def _begin(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")


def sample(folder: Path, hooks: Path, commit: str, home: Path) -> Sample:
    """A repository whose configuration names our hooks at a commit."""
    _begin(folder)
    named = "".join(f"      - id: {each}\n" for each in HOOKS)
    text = f"repos:\n  - repo: {hooks.as_posix()}\n    rev: {commit}\n    hooks:\n{named}"
    (folder / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    (folder / "notes.txt").write_text("no rules\n", encoding="utf-8")
    return Sample(folder, home)


def try_hooks(place: Path, hooks: Path, commit: str) -> None:
    """Commit good and bad rule files, and run the hooks on each.

    Raises:
        Failed: A hook does not tell them apart.
    """
    repository = sample(place / "sample", hooks, commit, place / "home")
    repository.commits(GOOD)
    repository.runs(passes=HOOKS)
    repository.commits(BROKEN)
    repository.runs(passes=("ssi-fmt",), says=("error[SSI201]", "`calls`"))
    repository.commits(UGLY)
    repository.runs(passes=("ssi-check", "ssi-test"), says=("files were modified by this hook",))
    if (repository.folder / "rules.ssi").read_text(encoding="utf-8") != GOOD:
        raise Failed("the formatter wrote something else than the same rules in the one style")
    repository.commits(FAILING)
    repository.runs(passes=("ssi-check", "ssi-fmt"), says=("half of the calls",))
