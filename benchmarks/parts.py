"""The parts of the benchmark, in the order of the page."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.figure import Figure


_LEAST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured.

    Attributes:
        scale: A part of the whole population; 1 is what targets speak of.
        rounds: How often each contestant has its turn.
    """

    scale: float = 1.0
    rounds: int = 5

    @property
    def is_whole(self) -> bool:
        """Whether figures are worth keeping."""
        return self.scale >= 1 and self.rounds >= _LEAST_ROUNDS

    def of(self, count: int) -> int:
        """The part of a count."""
        return max(round(count * self.scale), 1)


@dataclass(frozen=True, slots=True)
class Part:
    """Some figures that belong together.

    Attributes:
        name: How it is asked for.
        title: Its heading.
        note: What a reader must know of how it is measured.
        where: Module and function that measure it, loaded when it is their turn.
    """

    name: str
    title: str
    note: str
    where: str

    def figures(self, size: Size) -> Iterator[Figure]:
        module, _, function = self.where.partition(":")
        yield from getattr(importlib.import_module(f"benchmarks.{module}"), function)(size)


_PROCESSOR = "Medians of processor time, so that what else runs on the machine counts little."
_FRESH = (
    "Each run in a process of its own, all contestants in turn; seconds on the wall from when rules and libraries are loaded, medians of "
    "the rounds, and multiples within a round."
)

PARTS = (
    Part(
        "bulk",
        "Populations",
        f"{_FRESH} Results are the same rows and columns (totals, pillars, ranges, criteria points, states), compared before figures are "
        "given. The floor is the fastest read that pyarrow, DuckDB and Polars offer here, the card in C on all cores, and the fastest "
        "write of the same columns, types and compression.",
        "bulk.contest:figures",
    ),
    Part(
        "growth",
        "Growth",
        f"{_FRESH} The multiple is the time of ten times as much, divided by ten times the time; 1 is exactly linear.",
        "bulk.growth:figures",
    ),
    Part(
        "memory",
        "More data than memory",
        "The data set's size is that of its Parquet files, four times the limit. Peaks are what the whole process had in memory beyond what it "
        "has for one member; both results are compared. One run each.",
        "bulk.memory:figures",
    ),
    Part(
        "single",
        "One member",
        f"{_PROCESSOR} The card of `benchmarks/card.ssi`, 16 criteria over 20 facts of which a tenth is missing, in the language of each; "
        "totals, pillars and points of all criteria are compared before anything is timed. A trace is what the library itself offers; "
        "where it has none there is no figure. Hosts add points up where a language is one of single expressions.",
        "single:figures",
    ),
    Part(
        "first",
        "From nothing to the first score",
        f"{_PROCESSOR} A new Python that loads the library, reads the card and scores one member.",
        "first_score:figures",
    ),
    Part("startup", "Start-up", _PROCESSOR, "product:startup"),
    Part(
        "checking",
        "Checking and editing",
        f"{_PROCESSOR} What says so was measured on the wall.",
        "product:checking",
    ),
    Part(
        "proving",
        "Proofs",
        f"{_PROCESSOR} A ruleset of every kind of measure, with caps, deductions and a claim; every claim must come out proved.",
        "proving:proving",
    ),
    Part(
        "differences",
        "Who moves by a change of rules",
        f"{_PROCESSOR} `ssi diff OLD NEW DATA` as a process of its own, all its threads, start-up included; six changes, so that everyone is "
        "scored seven times.",
        "differences:differences",
    ),
    Part("engine", "The reference engine", _PROCESSOR, "product:engine"),
    Part("export", "One large export", _PROCESSOR, "product:export"),
    Part(
        "plans",
        "Plans",
        f"{_PROCESSOR} Every plan by a planner that has seen nothing yet, of the rules made ready to score. Three actions add to one sum, two add "
        "to one table, some windows end inside the plan, one pillar has a cap and one a deduction; every plan is scored again.",
        "plans:plans",
    ),
)
