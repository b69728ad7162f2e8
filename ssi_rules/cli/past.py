"""A history as tables for people, and as JSON and CSV for other programs."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TextIO

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from ssi_rules.cli.documents import HistoryDocument, PastDocument, PastEntry, RunEntry
from ssi_rules.engines.cells import defused
from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import BaseModel
    from rich.console import Console

    from ssi_rules.history.rows import Past, Run

_CHANGED = "other rules"


def write_runs(
    runs: Sequence[Run], format_: Literal["table", "json", "csv"], stream: TextIO, console: Console
) -> None:
    """Write a history's runs; the console is for the table."""
    document = HistoryDocument(runs=[_run(each) for each in runs])
    if format_ == "table":
        _print(_RUNS, map(_run_row, runs), console)
    else:
        _write(document, document.runs, RunEntry, format_, stream)


def write_past(
    member: str,
    past: Sequence[Past],
    format_: Literal["table", "json", "csv"],
    stream: TextIO,
    console: Console,
) -> None:
    """Write a member's scores; the console is for the table."""
    document = PastDocument(member=member, scores=[_entry(each) for each in past])
    if format_ == "table":
        console.print(Text(inert(member), "bold"), highlight=False)
        _print(_PAST, _past_rows(past), console)
    else:
        _write(document, document.scores, PastEntry, format_, stream)


def _write(
    document: BaseModel,
    entries: Iterable[BaseModel],
    entry: type[BaseModel],
    format_: Literal["json", "csv"],
    stream: TextIO,
) -> None:
    if format_ == "json":
        stream.write(document.model_dump_json(by_alias=True, indent=2) + "\n")
        return
    writer = csv.DictWriter(stream, list(entry.model_fields), lineterminator="\n")
    writer.writeheader()
    for each in entries:
        writer.writerow({name: _cell(value) for name, value in each.model_dump(mode="json").items()})


def _cell(value: object) -> object:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return defused(value)
        case _:
            return value


_RUNS = ("Run", "Recorded", "Days", "Rules", "Members", "Median", "Note")
_PAST = ("Day", "Points", "Change", "Level", "Rules", "Note")
_FOLDED = {"Rules", "Level", "Note"}
_RIGHT = {"Run", "Members", "Median", "Points", "Change"}


def _print(columns: Sequence[str], rows: Iterable[Sequence[str]], console: Console) -> None:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in columns:
        justify: Literal["right", "left"] = "right" if name in _RIGHT else "left"
        table.add_column(name, justify=justify, overflow="fold", no_wrap=name not in _FOLDED)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _run_row(run: Run) -> tuple[str, ...]:
    days = dict.fromkeys((run.first.isoformat(), run.last.isoformat()))
    members = ENGLISH.number(Decimal(run.members))
    if run.scored < run.members:
        members += f" ({run.members - run.scored} without a score)"
    return (
        str(run.number),
        run.made.date().isoformat(),
        " to ".join(days),
        inert(f"{run.ruleset} {run.version}"),
        members,
        _of(run.median, run.worth),
        _CHANGED if run.is_change else "",
    )


def _past_rows(past: Iterable[Past]) -> Iterator[tuple[str, ...]]:
    last: dict[str, Decimal | None] = {}
    for each in past:
        before = last.get(each.ruleset)
        change = "" if before is None or each.points is None else ENGLISH.signed(each.points - before)
        last[each.ruleset] = each.points
        rules = inert(f"{each.ruleset} {each.version}")
        note = _CHANGED if each.is_change else ""
        yield (
            each.day.isoformat(),
            _of(each.points, each.worth),
            change,
            inert(each.level or ""),
            rules,
            note,
        )


def _of(points: Decimal | None, worth: Decimal) -> str:
    told = "no score" if points is None else ENGLISH.number(points)
    return f"{told} of {ENGLISH.number(worth)}"


def _run(run: Run) -> RunEntry:
    return RunEntry(
        run=run.number,
        recorded=run.made,
        first=run.first,
        last=run.last,
        ruleset=run.ruleset,
        version=run.version,
        fingerprint=run.fingerprint,
        engine=run.engine,
        members=run.members,
        scored=run.scored,
        median=run.median,
        worth=run.worth,
        rules_changed=run.is_change,
    )


def _entry(past: Past) -> PastEntry:
    return PastEntry(
        day=past.day,
        points=past.points,
        low=past.low,
        high=past.high,
        worth=past.worth,
        level=past.level,
        ruleset=past.ruleset,
        version=past.version,
        fingerprint=past.fingerprint,
        rules_changed=past.is_change,
    )
