"""The members' totals on every rung of the way, by the engine that scores populations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.bulk.few import score_few
from ssi_rules.bulk.run import score_population
from ssi_rules.bulk.target import Form, Target
from ssi_rules.bulk.work import How
from ssi_rules.engines.wide import Detail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from ssi_rules.bulk.connection import Limits
    from ssi_rules.bulk.outcome import Outcome
    from ssi_rules.bulk.progress import Watcher
    from ssi_rules.model import Ruleset


@dataclass(frozen=True, slots=True)
class Asked:
    """How members are scored.

    Attributes:
        data: Where they are.
        as_of: The day to look from; None takes the data's.
        rejects: Whether rows that do not fit are set aside.
        limits: What may be taken of the machine, where there is a population.
        maps: Column maps; members are then scored one by one.
        watcher: Told how far each scoring is.
    """

    data: Path
    as_of: date | None
    rejects: bool
    limits: Limits
    maps: tuple[Path, ...] = ()
    watcher: Watcher | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A population, scored several times.

    Attributes:
        files: Parquet files, in the order of the rulesets.
        notices: What was passed over in the data and why.
        rejected: Rows that were set aside.
    """

    files: tuple[Path, ...]
    notices: tuple[str, ...]
    rejected: int


def score_each(rulesets: Sequence[Ruleset], asked: Asked, room: Path) -> Scored:
    """Score everyone by each of some rulesets.

    Args:
        rulesets: At least one.
        asked: Whom, and how.
        room: A folder for what comes out.

    Raises:
        DataError: The data cannot be read or does not fit.
        AsOfNeeded: A ruleset reads dates, and somebody has no day.
    """
    how = How(
        detail=Detail.TOTAL,
        as_of=asked.as_of,
        rejects=asked.rejects,
        limits=asked.limits,
        dictionary=room / "texts.duckdb",  # the rungs ask the same of the same texts, most of the time
        summary=False,
    )
    files = tuple(room / f"rung-{number}.parquet" for number in range(len(rulesets)))
    outcomes = [_score(each, asked, file, how) for each, file in zip(rulesets, files, strict=True)]
    notices = dict.fromkeys(each for found in (outcomes[0], outcomes[-1]) for each in found.notices)
    return Scored(files, tuple(notices), max(each.rejected for each in outcomes))


def _score(ruleset: Ruleset, asked: Asked, file: Path, how: How) -> Outcome:
    target = Target(file, Form.PARQUET)
    if asked.maps:
        return score_few(
            ruleset, asked.data, target, how.detail, as_of=how.as_of, rejects=how.rejects, maps=asked.maps
        )
    return score_population(ruleset, asked.data, target, how, watcher=asked.watcher)
