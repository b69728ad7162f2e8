"""Runs what a document shows: files it names, commands with their output, Python it lists.

A fence's words say what it is: ``ssi FILE`` (or any language and a file name) writes a file, ``console`` runs each line that
begins with ``$`` and compares what follows, ``python`` runs a script, ``yaml``, ``toml`` and ``sh`` without a file name
run the commands of our own that they hold.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```(?P<words>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_OWN_COMMAND = re.compile(
    r"^[\s-]*(?:run:\s*)?(?:uvx --from ssi-rules |pipx run --spec ssi-rules )?(ssi\s.+)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Block:
    """One fence of a document; ``start`` is where its body begins in the text."""

    language: str
    file: str | None
    body: str
    start: int


def blocks(text: str) -> list[Block]:
    """Every fence of a document, in order."""
    found = []
    for match in _FENCE.finditer(text):
        language, _, file = match["words"].strip().partition(" ")
        found.append(Block(language, file.strip() or None, match["body"], match.start("body")))
    return found


def shown(command: str, folder: Path) -> str:
    """What a command prints, data first, then talk, when run in a folder with our own ``ssi`` first on the path."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode in (0, 1), f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}"
    return "".join(f"{line.rstrip()}\n" for line in (done.stdout + done.stderr).splitlines())


def replay(body: str, folder: Path) -> str:
    """A console block as it reads when run now; ``…`` alone on a line stands for lines left out."""
    steps = re.split(r"^(?=\$ )", body, flags=re.MULTILINE)
    return "".join(_replayed(step, folder) for step in steps if step)


def _replayed(step: str, folder: Path) -> str:
    command, _, expected = step.partition("\n")
    actual = shown(command.removeprefix("$ "), folder)
    gap = "\n" if expected.endswith("\n\n") else ""
    if _matches(expected.rstrip("\n"), actual.rstrip("\n")):
        return step
    return f"{command}\n{actual}{gap}"


def _matches(expected: str, actual: str) -> bool:
    told = re.split(r"^…\n", expected, flags=re.MULTILINE)
    pattern = "(?:.*\n)*?".join(re.escape(part) for part in told)
    return re.fullmatch(pattern, actual) is not None


def own_commands(body: str) -> list[list[str]]:
    """The ``ssi`` commands that a snippet of CI configuration runs."""
    return [shlex.split(match[1]) for match in _OWN_COMMAND.finditer(body)]
