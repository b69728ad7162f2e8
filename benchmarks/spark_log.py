"""What Spark says of a run in its own event log: its tasks, what they read, and what travelled between them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from statistics import mean, median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stage:
    """The tasks of one stage.

    Attributes:
        seconds: Of each task.
        read: Bytes read from files.
        shuffled: Bytes written for other tasks.
        rows: How many each task was handed by others.
        spilled: Bytes that did not fit into memory.
    """

    seconds: tuple[float, ...]
    read: int
    shuffled: int
    rows: tuple[int, ...]
    spilled: int

    @property
    def unevenness(self) -> float:
        """The largest task in average ones; a stage is over when its last task is."""
        return max(self.rows) / max(mean(self.rows), 1)

    @property
    def length(self) -> float:
        """The longest task in median ones, by the clock."""
        return max(self.seconds) / max(median(self.seconds), 0.001)


def settings(folder: Path) -> list[str]:
    """Options of ``ssi score`` that have Spark keep its log in a folder."""
    wanted = {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": folder.absolute().as_uri(),
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
    }
    return [part for name, value in wanted.items() for part in ("--setting", f"{name}={value}")]


def stages(folder: Path) -> list[Stage]:
    """The stages of the one run that was logged in a folder, in order."""
    (log,) = (each for each in folder.iterdir() if not each.name.startswith("."))
    tasks: dict[int, list[dict[str, Any]]] = defaultdict(list)
    with log.open(encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                tasks[event["Stage ID"]].append(event)
    return [_stage(tasks[number]) for number in sorted(tasks)]


def _stage(tasks: list[dict[str, Any]]) -> Stage:
    infos, metrics = [each["Task Info"] for each in tasks], [each["Task Metrics"] for each in tasks]
    return Stage(
        tuple((each["Finish Time"] - each["Launch Time"]) / 1000 for each in infos),
        sum(each["Input Metrics"]["Bytes Read"] for each in metrics),
        sum(each["Shuffle Write Metrics"]["Shuffle Bytes Written"] for each in metrics),
        tuple(each["Shuffle Read Metrics"]["Total Records Read"] for each in metrics),
        sum(each["Disk Bytes Spilled"] for each in metrics),
    )
