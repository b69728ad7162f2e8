"""The reference engine's run: a member at a time, to scorecards or rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from ssi_rules.cli.population.places import spare_data
from ssi_rules.cli.population.rejects import check_rejects
from ssi_rules.cli.remembering import keeping
from ssi_rules.cli.scoring import Run
from ssi_rules.cli.writing import destination

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ssi_rules.cli.population.request import Format, Request
    from ssi_rules.cli.remembering import Taking
    from ssi_rules.cli.streams import Colour
    from ssi_rules.engines.cells import Cell
    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Scorecard


def score_one_by_one(request: Request, data: Path, color: Colour) -> None:
    """Score, write and tell.

    Raises:
        Trouble: Something cannot be written, a file of the data would be replaced, or there are rejects where there may be none.
        DataError: The data cannot be read.
    """
    run = Run.open(
        request.ruleset,
        data,
        as_of=request.as_of,
        maps=request.maps,
        rejects=request.sets_aside,
    )
    spare_data(request, data, run.ruleset.catalogue.tables)
    if request.written_as in ("parquet", "duckdb"):
        _to_file(run, request)
    else:
        _to_text(run, request, color)
    run.report()


def _to_text(run: Run, request: Request, color: Colour) -> None:
    with destination(request.output) as stream, keeping(run, request.history) as keep:
        if request.detail is None:
            _write_cards(run.ruleset, keep(run.scorecards()), request.written_as, stream, color)
        else:
            _write_rows(run.ruleset, request, _rows(run, request, keep), stream)
        check_rejects(run.dataset, request)


def _to_file(run: Run, request: Request) -> None:
    """Rows in a file that DuckDB writes; they are counted as those of a population."""
    from ssi_rules.bulk.few import write_scored
    from ssi_rules.cli.population.told import tell_result

    with keeping(run, request.history) as keep:
        rows = _rows(run, request, keep)
        done = write_scored(
            request.target, run.ruleset, request.rows, rows, lambda: check_rejects(run.dataset, request)
        )
    tell_result(run.ruleset, done.summary, request.target.told, done.seconds)


def _rows(run: Run, request: Request, keep: Taking) -> Iterable[Sequence[Cell]]:
    return run.rows(request.rows, None if request.history is None else keep)


def _write_cards(
    ruleset: Ruleset, cards: Iterable[Scorecard], format_: Format, stream: TextIO, color: Colour
) -> None:
    from ssi_rules.cli.streams import console
    from ssi_rules.engines.ruleset_info import ruleset_info
    from ssi_rules.report.exports import write_json, write_jsonl
    from ssi_rules.report.team.table import print_team

    match format_:
        case "json":
            write_json(ruleset_info(ruleset), cards, stream)
        case "jsonl":
            write_jsonl(cards, stream)
        case _:
            print_team(ruleset, cards, console(color, stream))


def _write_rows(ruleset: Ruleset, request: Request, rows: Iterable[Sequence[Cell]], stream: TextIO) -> None:
    from ssi_rules.engines.wide import wide_columns
    from ssi_rules.report.exports import write_csv, write_rows

    write = write_rows if request.written_as == "jsonl" else write_csv
    write(wide_columns(ruleset, request.rows), rows, stream)
