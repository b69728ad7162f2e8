"""As much of GitHub's runner as a composite action needs, to run ours from its own ``action.yml``."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml  # type: ignore[import-untyped] # it comes with pre-commit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
_EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")
_OUTPUT = re.compile(
    r"(?P<name>[^\n=]+?)(?:=(?P<value>[^\n]*)|<<(?P<end>\S+)\n(?P<text>.*?)\n(?P=end))\n", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Step:
    """How a step ended, and what it left in the files that GitHub gives it."""

    returncode: int
    stdout: str
    stderr: str
    summary: str
    outputs: dict[str, str]
    path: list[str]


@dataclass(frozen=True, slots=True)
class Runner:
    """A machine with a checkout.

    Attributes:
        workspace: What the workflow checked out.
        temp: Emptied after the job; outside the workspace.
        path: Where programs are looked for.
        checkout: Where the action itself lies.
        github: What GitHub says of the run beside the files: ``GITHUB_REPOSITORY`` and the like.
        token: The one of the run.
    """

    workspace: Path
    temp: Path
    path: str
    checkout: Path = ROOT
    github: Mapping[str, str] = field(default_factory=dict)
    token: str = ""

    def run(self, step_id: str, inputs: Mapping[str, str] | None = None) -> Step:
        """Run one step of the action as GitHub would: with its shell, its environment and nothing else."""
        (step,) = (each for each in ACTION["runs"]["steps"] if each.get("id") == step_id)
        assert step["shell"] == "bash"
        assert not _EXPRESSION.search(step["run"]), "an expression is pasted into a script"
        defaults = {name: each.get("default", "") for name, each in ACTION["inputs"].items()}
        known = {"github.token": self.token}
        given = {name: _evaluated(each, known) for name, each in defaults.items()} | dict(inputs or {})
        files = {name: self.temp / f"{step_id}.{name}" for name in ("OUTPUT", "STEP_SUMMARY", "PATH")}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        environment = {
            "PATH": self.path,
            "HOME": str(self.temp),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.checkout),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
            **{f"GITHUB_{name}": str(file) for name, file in files.items()},
            **self.github,
            **{name: value for name, value in os.environ.items() if name.startswith("PIP_")},
            **{name: _evaluated(value, given) for name, value in step.get("env", {}).items()},
        }
        # Bash as GitHub calls it where a step names it.
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=self.workspace, env=environment, capture_output=True, check=False, timeout=600
        )
        return Step(
            done.returncode,
            done.stdout.decode(),
            done.stderr.decode(),
            files["STEP_SUMMARY"].read_text(encoding="utf-8"),
            dict(_outputs(files["OUTPUT"].read_text(encoding="utf-8"))),
            files["PATH"].read_text(encoding="utf-8").splitlines(),
        )


def _evaluated(value: str, inputs: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda match: inputs[match[1].removeprefix("inputs.")], value)


def _outputs(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        match = _OUTPUT.match(text, at)
        assert match, f"the runner cannot read {text[at:]!r}"
        yield match["name"], match["text"] if match["value"] is None else match["value"]
        at = match.end()
