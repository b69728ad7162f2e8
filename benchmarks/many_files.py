"""A thousand rule files of a hundred lines: checked from nothing, and again with what the run before kept.

Each run is a new process, start included; what is told is the time on the wall, because a run may work on several cores.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = 1_000
LINES = 100
_FOLDERS = 20
_RUNS = 5
_TARGETS = {"from nothing": 5.0, "again": 1.0, "again, one file changed": 1.0}
_CUSTOMER_WORDS = (
    "dental",
    "harbour",
    "solar",
    "textile",
    "museum",
    "payroll",
    "orchard",
    "ferry",
    "ceramic",
)
_ROLES = ("manager", "director", "owner", "buyer", "planner", "head of operations")
_MEASURES = (
    ("count of shares over {days} days", ""),
    ("share of connections where title is {market}", "(count of connections) >= 50"),
    (
        "(count of invitations over {days} days ending 14 days ago where accepted) / sent_{n}",
        "sent_{n} >= 20",
    ),
    ("calls_{n} + 0.5 * count of messages over {days} days", ""),
    ("average of visits_{n}.minutes over 6 months", "(count of visits_{n} over 6 months) >= 5"),
    ("count of comments over {days} days", ""),
    (
        "share of inmails over {days} days ending 14 days ago where replied",
        "(count of inmails over {days} days ending 14 days ago) >= 20",
    ),
    ("count of reactions over {days} days", ""),
)
_RATES = (1, 2, 6)


def many_files() -> Iterator[Figure]:
    """The whole check of a folder."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        write_tree(folder / "tree")
        taken: dict[str, list[float]] = {what: [] for what in _TARGETS}
        for number in range(_RUNS):
            shutil.rmtree(folder / "cache" / "ssi-rules" / "check", ignore_errors=True)
            for what, seconds in taken.items():
                if what.endswith("changed"):
                    _change(folder / "tree", number)
                seconds.append(_seconds(folder))
    for what, seconds in taken.items():
        median, target = statistics.median(seconds), _TARGETS[what]
        yield Figure(
            f"`ssi check`, {FILES:,} files of {LINES} lines, {what}, on the wall",
            f"{median:.2f} s",
            f"{median / FILES * 1e3:.2f} ms a file",
            f"< {target:.0f} s",
            median < target,
        )


def _seconds(folder: Path) -> float:
    settings = {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "ssi_rules", "check", "--format", "concise", "--exit-zero", "tree"],
        cwd=folder,
        env=inherited | settings,
        check=True,
        capture_output=True,
        text=True,
    )
    taken = time.perf_counter() - start
    assert f"{FILES} files" in done.stderr.replace(",", ""), done.stderr
    return taken


def _change(tree: Path, number: int) -> None:
    path = sorted(tree.rglob("*.ssi"))[number * 7]
    path.write_text(path.read_text(encoding="utf-8") + f"# change {number}\n", encoding="utf-8")


def write_tree(root: Path) -> None:
    """Rulesets over the shipped facts and titles, rulesets that start from one of them, and markets they share."""
    root.mkdir(parents=True)
    (root / "ssi.toml").touch()
    for n in range(FILES):
        folder = root / f"team_{n % _FOLDERS}"
        folder.mkdir(exist_ok=True)
        name, text = _file(n)
        (folder / name).write_text(_filled(text), encoding="utf-8")


def _filled(text: str) -> str:
    missing = LINES - text.count("\n")
    assert missing >= 0, missing
    return "# The numbers below are refitted every quarter.\n" * missing + text


def _file(n: int) -> tuple[str, str]:
    if n < _FOLDERS:
        return "market.ssi", _market_file(n)
    if n % 5 == 0 and n >= 2 * _FOLDERS:
        return f"derived_{n}.ssi", _derived(n)
    return f"rules_{n}.ssi", _ruleset(n)


def _market_file(n: int) -> str:
    return "\n".join(_market(f"buyers_{n}_{k}", n + k) for k in range(10)) + "\n"


def _market(name: str, n: int) -> str:
    word = _CUSTOMER_WORDS[n % len(_CUSTOMER_WORDS)]
    phrases = "\n".join(f'  title has "{word} {role} {n}"' for role in _ROLES[: 3 + n % 4])
    return f'market {name} "Buyers in {word} {n}" {{\n{phrases}\n  title not "former {word} {n}"\n}}\n'


def _ruleset(n: int) -> str:
    team = n % _FOLDERS
    market = "senior_executive" if n % 2 else f"buyers_{team}_{n % 9}"
    used = "markets/titles.ssi" if n % 2 else "market.ssi"
    idle = f"let idle_{n} = {n}\n" if n % 10 == 1 else ""
    worth = 3 * len(_MEASURES)
    head = (
        f'use "facts/linkedin.ssi"\nuse "{used}"\n\nruleset rules_{n} "Rules {n}" {{\n  version "1.0.0"\n'
        f'  worth   {worth}\n}}\n\nfacts {{\n  calls_{n} : count "Calls of team {n}"\n'
        f'  table visits_{n} dated on "Visits of team {n}" {{\n    on : date\n    minutes : number\n  }}\n}}\n'
        f"let sent_{n} = count of invitations over {_days(n)} days ending 14 days ago\n"
    )
    criteria = "".join(_criterion(n, k, market) for k in range(len(_MEASURES)))
    pillar = f'pillar engage "Engage" worth {worth} {{\n{criteria}}}\n'
    return head + idle + pillar + 'level starting "Starting" from 0\n'


def _days(n: int) -> int:
    return 30 + n % 300


def _criterion(n: int, k: int, market: str) -> str:
    measure, needs = (each.format(n=n, market=market, days=_days(n)) for each in _MEASURES[k])
    unit = "%" if k in _RATES else ""
    return (
        f'  criterion step_{k} "Step {k} of {n}" worth 3 {{\n    measure {measure}\n'
        + (f"    needs   {needs}\n" if needs else "")
        + f"    bands {{\n      from {4 + n % 5}{unit} earns 1\n      from {20 + n % 60}{unit} earns 3\n    }}\n"
        f'    advice "Do a little more of step {k}."\n    basis chosen "Set by team {n}"\n  }}\n'
    )


def _derived(n: int) -> str:
    changes = "".join(_change_of(n, k) for k in range(len(_MEASURES)))
    tests = f'test "nobody yet" {{\n  as of 2026-06-30\n  given calls_{_base_of(n)} = {n % 7}\n  expect total >= 0\n}}\n'
    return (
        f'ruleset derived_{n} "Derived {n}" {{\n  extends "rules_{_base_of(n)}.ssi"\n  version "1.0.0"\n}}\n\n{changes}'
        + tests
    )


def _change_of(n: int, k: int) -> str:
    unit = "%" if k in _RATES else ""
    return (
        f"change engage.step_{k} {{\n  bands {{\n    from {3 + k}{unit} earns 1\n    from {30 + k + n % 50}{unit} earns 2\n"
        f'    from {90 + k}{unit} earns 3\n  }}\n  advice "Team {n}: step {k}."\n  basis  chosen "Refitted by team {n}"\n}}\n\n'
    )


def _base_of(n: int) -> int:
    """The first ruleset of the same folder."""
    return _FOLDERS + n % _FOLDERS
