"""Runs an example of a code's page.

``python -m tests.docs.examples SLUG ...`` tells what the examples of those pages raise, for whoever writes one.
"""

# ruff: noqa: T201 - it is a command

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.codes import CATALOGUE, Severity
from ssi_rules.lint.limits import Limits
from ssi_rules.pages import load_page
from ssi_rules.workspace.examine import Examiner
from ssi_rules.workspace.judge import Judge
from ssi_rules.workspace.places import home_of_folder, real_path
from ssi_rules.workspace.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.codes import Code
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.pages import Example

_BY_TESTING = {
    codes.FAILED_EXPECTATION: (),
    codes.UNCOVERED: ("--coverage",),
    codes.SURVIVING_MUTANT: ("--mutate",),
}
"""Codes that ``ssi test`` finds, with what it has to be asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, as far as pages make promises about it; ``fix`` is how safe its fix is."""

    slug: str
    severity: Severity
    fix: str | None
    message: str


def raised(example: Example, code: Code, folder: Path) -> list[Found]:
    """What the files of an example raise in a project of their own, under the usual configuration."""
    (folder / "ssi.toml").touch()
    for name, text in example.whole():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    if code in _BY_TESTING:
        return _run(folder, "test", ".", *_BY_TESTING[code])
    if code.is_proof:
        return _run(folder, "prove", example.whole()[-1][0])
    return [_found(each) for each in _checked(folder, [name for name, _ in example.whole()])]


def _checked(folder: Path, names: list[str]) -> Iterator[Diagnostic]:
    examiner = Examiner(home_of_folder(folder))
    for name in names:
        real = real_path(folder / name)
        examined = examiner.examine(real, Limits())
        yield from Judge(Settings(), real).reported(examined.outcome.file.source, examined.found)


def _found(each: Diagnostic) -> Found:
    return Found(each.code.slug, each.severity, each.fix.safety.value if each.fix else None, each.message)


def _run(folder: Path, *asked: str) -> list[Found]:
    """What a command finds that tries rules out."""
    command = [sys.executable, "-m", "ssi_rules", *asked, "--format", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in (0, 1), done.stderr
    return [
        Found(
            each["slug"],
            Severity(each["severity"]),
            each["fix"] and each["fix"]["safety"],
            each["message"],
        )
        for each in json.loads(done.stdout)["diagnostics"]
    ]


def main() -> None:
    """Tell what examples raise."""
    for slug in sys.argv[1:]:
        page = load_page(CATALOGUE[slug])
        for title, example in (("bad", page.bad), ("good", page.good)):
            with TemporaryDirectory() as made:
                found = raised(example, page.code, Path(made)) if example else []
            print(f"{slug}, {title}: {len(found)} findings")
            for each in found:
                print(f"  {each.severity.value} {each.slug}: {each.message} (fix: {each.fix})")


if __name__ == "__main__":
    main()
