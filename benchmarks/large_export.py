"""One member with 30,000 connections and 100,000 messages: read and scored, beside merely unpacking and cutting the CSVs.

Each way runs in a process of its own (``python -m benchmarks.large_export WAY ZIP``), so that its memory is its own.
"""

from __future__ import annotations

import csv
import io
import json
import random
import resource
import subprocess
import sys
import time
import zipfile
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import ssi_rules
from benchmarks.figure import Figure, times
from ssi_rules.synthetic import AS_OF, Era, generate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONNECTIONS = 30_000
MESSAGES = 100_000
TITLES = 15_000
_RUNS = 5
_TARGET_MEGABYTES = 300
_WORDS = (
    "Chief",
    "Sales",
    "Officer",
    "Manager",
    "Head of",
    "Advisor",
    "Financial",
    "Engineer",
    "Vice President",
    "at",
)


class Cost(NamedTuple):
    """Processor time and peak memory of a process's work."""

    seconds: float
    megabytes: float


def large_export() -> Iterator[Figure]:
    """Time and memory of both ways."""
    with TemporaryDirectory() as made:
        archive = write_export(Path(made))
        costs = {way: _median([_measured(way, archive) for _ in range(_RUNS)]) for way in ("cut", "score")}
    cut, score = costs["cut"], costs["score"]
    size = f"{CONNECTIONS:,} connections and {MESSAGES:,} messages"
    yield Figure(f"unpacking an export of {size} and cutting its CSVs", f"{cut.seconds:.2f} s")
    yield Figure(
        "reading and scoring it", f"{score.seconds:.2f} s", f"{times(score.seconds / cut.seconds)} cutting"
    )
    yield Figure(
        "peak memory of reading and scoring it",
        f"{score.megabytes:.0f} MB",
        f"{times(score.megabytes / cut.megabytes)} cutting",
        f"< {_TARGET_MEGABYTES} MB",
        score.megabytes < _TARGET_MEGABYTES,
    )


def write_export(folder: Path) -> Path:
    """An export as LinkedIn packs it, with two of its files grown."""
    made = generate(1, era=Era.Y2025)
    rng = random.Random(1)
    grown = {"Connections.csv": _connections(rng), "messages.csv": _messages(rng)}
    path = folder / f"{made.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.files.items():
            archive.writestr(name, _grown(content, grown[name]) if name in grown else content)
    return path


def _grown(content: bytes, rows: Iterable[dict[str, str]]) -> str:
    """What stands up to the header, then other rows under it."""
    lines = content.decode("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(("First Name,", "CONVERSATION ID,")))
    stream = io.StringIO()
    stream.write("".join(f"{line}\n" for line in lines[: at + 1]))
    writer = csv.DictWriter(stream, lines[at].split(","), restval="", extrasaction="raise")
    writer.writerows(rows)
    return stream.getvalue()


def _connections(rng: random.Random) -> Iterator[dict[str, str]]:
    titles = [f"{' '.join(rng.sample(_WORDS, 4))} {n}" for n in range(TITLES)]
    for n in range(CONNECTIONS):
        yield {
            "First Name": f"Ann{n}",
            "Last Name": f"Smith{n}",
            "URL": f"https://www.linkedin.com/in/ann-smith-{n}",
            "Company": f"Company {rng.randrange(9000)}",
            "Position": rng.choice(titles),
            "Connected On": f"{AS_OF - timedelta(days=rng.randrange(3000)):%d %b %Y}",
        }


def _messages(rng: random.Random) -> Iterator[dict[str, str]]:
    for n in range(MESSAGES):
        other = rng.randrange(CONNECTIONS)
        names = [f"Ann{other} Smith{other}", "Ada Quillfeather"]
        urls = [
            f"https://www.linkedin.com/in/ann-smith-{other}",
            "https://www.linkedin.com/in/ada-quillfeather",
        ]
        sender = rng.randrange(2)
        yield {
            "CONVERSATION ID": f"thread-{other}",
            "FROM": names[sender],
            "SENDER PROFILE URL": urls[sender],
            "TO": names[1 - sender],
            "RECIPIENT PROFILE URLS": urls[1 - sender],
            "DATE": f"{AS_OF - timedelta(days=rng.randrange(900))} 10:{n % 60:02}:00 UTC",
            "CONTENT": "Thank you for your note, and what do you think of this? " * rng.randrange(1, 8),
            "FOLDER": "INBOX",
        }


def _measured(way: str, archive: Path) -> Cost:
    command = [sys.executable, "-m", "benchmarks.large_export", way, str(archive)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Cost(**json.loads(done.stdout))


def _median(costs: list[Cost]) -> Cost:
    return sorted(costs)[len(costs) // 2]


def cut_rows(archive: Path) -> None:
    """Unpack every CSV and cut it into rows, keeping none."""
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            with packed.open(name) as entry:
                for _ in csv.reader(io.TextIOWrapper(entry, encoding="utf-8", newline="")):
                    pass


def score(archive: Path) -> None:
    """Everything ``ssi score`` does with it."""
    ruleset = ssi_rules.load_ruleset("linkedin-ssi-2015")
    (card,) = ssi_rules.score(ruleset, ssi_rules.open_dataset(archive, ruleset.catalogue))
    assert card.total.points is not None


def peak_megabytes() -> float:
    """The most memory this process has held; where the system tells, without what it inherited from its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024 / 1e6
    return (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    )


def main() -> None:
    """Go one way, and print what it cost."""
    way, archive = sys.argv[1:]
    start = time.process_time()
    {"cut": cut_rows, "score": score}[way](Path(archive))
    print(json.dumps({"seconds": time.process_time() - start, "megabytes": peak_megabytes()}))


if __name__ == "__main__":
    main()
