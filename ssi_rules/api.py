"""What ``import ssi_rules`` offers; the package loads it when one of these names is first used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.planning import Planner, planned
from ssi_rules.report.member.explain import explain as explain  # noqa: PLC0414 - offered here
from ssi_rules.sources import open as sources
from ssi_rules.workspace import check_paths
from ssi_rules.workspace import load_ruleset as load_ruleset  # noqa: PLC0414 - offered here

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ssi_rules.bulk.outcome import Outcome
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.model import Catalogue, Ruleset
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Dataset, Member


def check(paths: Iterable[str | Path]) -> tuple[Diagnostic, ...]:
    """Check rule files and folders of them.

    Args:
        paths: Files, or folders to search for ``.ssi`` files.

    Returns:
        Every finding, in the order of path, line and column; none means that all is well.
    """
    return tuple(check_paths([Path(each) for each in paths]).problems)


def open_dataset(
    path: str | Path,
    catalogue: Catalogue,
    *,
    maps: Sequence[str | Path] = (),
    rejects: bool = False,
    labels: Sequence[str] = (),
) -> Dataset:
    """Open a LinkedIn export, a folder of them, or a dataset.

    Args:
        path: Where it is.
        catalogue: The facts and tables to read: a ruleset's ``catalogue``.
        maps: Column maps (TOML) for other CSV files.
        rejects: Whether rows that do not fit are set aside and counted, instead of refusing their file.
        labels: Columns of ``members`` to keep as labels beside name and team.

    Raises:
        DataError: It cannot be read; says where and what to do.
    """
    read = [Path(each) for each in maps]
    return sources.open_dataset(Path(path), catalogue, maps=read, rejects=rejects, labels=labels)


def score(
    ruleset: Ruleset,
    dataset: Dataset,
    as_of: date | None = None,
    *,
    ahead: int | None = None,
    plan: bool = False,
) -> Iterator[Scorecard]:
    """Score and explain every member, one at a time.

    Args:
        ruleset: From ``load_ruleset``.
        dataset: From ``open_dataset``.
        as_of: The day to look from; else each member's own, else the latest day in the member's data.
        ahead: Say as well what becomes of each criterion in so many days if nothing is added.
        plan: Propose as well which of the ruleset's actions bring most, and which together reach the next level.

    Raises:
        DataError: The data cannot be read.
        AsOfNeeded: The ruleset reads dates and there is no day.
    """
    return score_members(ruleset, dataset.members(), as_of, ahead=ahead, plan=plan)


def score_members(
    ruleset: Ruleset,
    members: Iterable[Member],
    as_of: date | None = None,
    *,
    ahead: int | None = None,
    plan: bool = False,
) -> Iterator[Scorecard]:
    """The same for some of a dataset's members."""
    planner = Planner(Evaluator(ruleset))
    for member in members:
        day = sources.resolve_as_of(member, as_of, ruleset.catalogue)
        card = planner.evaluator.scorecard(member, day, ahead=ahead)
        yield planned(planner, member, card) if plan else card


def score_population(  # noqa: PLR0913 - options of one door
    ruleset: Ruleset,
    data: str | Path,
    output: str | Path,
    *,
    columns: Literal["total", "pillars", "criteria", "full"] = "criteria",
    as_of: date | None = None,
    rejects: bool = False,
    memory_limit: str | None = None,
    threads: int | None = None,
    dictionary: str | Path | None = None,
    resume: bool = False,
) -> Outcome:
    """Score everyone in a dataset into a file, by DuckDB: to the same points, many thousand times sooner.

    Args:
        ruleset: From ``load_ruleset``.
        data: A dataset: a folder, a DuckDB file, or a file of members.
        output: The file to write, whole or not at all; its suffix says parquet, csv, jsonl or duckdb.
        columns: How much is told of each member.
        as_of: The day to look from; else each member's own, else the latest day in the data.
        rejects: Whether rows that do not fit are set aside and counted, instead of refusing the data.
        memory_limit: Memory to take, as in "4GB"; what does not fit goes to disk beside the output.
        threads: Threads to take; else one a core.
        dictionary: A file that keeps the verdicts on texts, so that only new ones are matched the next time.
        resume: Whether what is done is kept beside the output, for the same call to go on from if this one is stopped.

    Raises:
        DataError: The data cannot be read or does not fit, or the output cannot be what was asked for.
        AsOfNeeded: The ruleset reads dates, and somebody has no day.
        OSError: The output cannot be written.
    """
    from ssi_rules.bulk.connection import Limits  # noqa: PLC0415 - heavy: only where there is a population
    from ssi_rules.bulk.run import score_population as run  # noqa: PLC0415 - the same
    from ssi_rules.bulk.target import Target, form_of  # noqa: PLC0415 - the same
    from ssi_rules.bulk.work import How  # noqa: PLC0415 - the same
    from ssi_rules.engines.wide import Detail  # noqa: PLC0415 - the same

    how = How(
        Detail(columns),
        as_of,
        rejects=rejects,
        limits=Limits(memory_limit, threads),
        dictionary=None if dictionary is None else Path(dictionary),
        resume=resume,
    )
    return run(ruleset, Path(data), Target(Path(output), form_of(Path(output))), how)
