"""Who moved since the run before, and why; and, where a team wants it, who improved most by their own doing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report.inert import inert
from ssi_rules.report.team.parts import Cell, Column, Kind, Part, Table
from ssi_rules.report.team.pillars import pillar_named
from ssi_rules.report.team.whole import Team, median

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.languages.language import Language
    from ssi_rules.report.team.moves import Cause, Move

_MOST = 10
"""Members listed at most."""


def movers(team: Team) -> Iterator[Part]:
    """The members whose total moved most; nothing where nobody has an earlier run."""
    moves = _moves(team)
    if not moves:
        return
    text = team.language.text
    every = sorted((each for each in moves if each[1].together), key=_size, reverse=True)
    moved = every[:_MOST]
    table = Table(
        caption=text("Members whose total moved most"),
        columns=(
            Column(text("Member")),
            Column(text("Together"), Kind.CHANGE),
            Column(text("By the member"), Kind.CHANGE),
            Column(text("By the rules"), Kind.CHANGE),
            Column(text("Most of it")),
        ),
        rows=tuple(tuple(_row(team, *each)) for each in moved),
    )
    yield Part(
        "movers",
        text("Who moved, and why"),
        tuple(_told(team, moves, are_cut=len(every) > len(moved))),
        table=table if moved else None,
    )


def leaders(team: Team) -> Iterator[Part]:
    """Members by improvement of their own; only where asked for."""
    if not team.options.leaderboard:
        return
    text = team.language.text
    title = text("Improved most")
    own = [(name, move.you) for name, move in _moves(team) if move.you is not None and move.you > 0]
    if not own:
        yield Part("leaders", title, withheld=text("Nobody's improvement is known: it takes an earlier run."))
        return
    own.sort(key=lambda each: -each[1])
    table = Table(
        caption=title,
        columns=(
            Column(text("Place"), Kind.COUNT),
            Column(text("Member")),
            Column(text("By the member"), Kind.CHANGE),
        ),
        rows=tuple(
            (_place(team.language, own, points), Cell(name), _change(team.language, points))
            for name, points in own[:_MOST]
        ),
    )
    yield Part(
        "leaders",
        title,
        (text("By what members did themselves; what the rules changed is left out."),),
        table=table,
    )


def _moves(team: Team) -> list[tuple[str, Move]]:
    pairs = zip(team.names, team.members, strict=True)
    return [(name, each.move) for name, each in pairs if each.move is not None]


def _size(pair: tuple[str, Move]) -> Decimal:
    return abs(pair[1].together or Decimal(0))


def _told(team: Team, moves: list[tuple[str, Move]], *, are_cut: bool) -> Iterator[str]:
    text = team.language.text
    days = {move.since for _, move in moves}
    since = days.pop() if len(days) == 1 else None
    changed = [move.together for _, move in moves if move.together is not None]
    when = text("since {day}", day=team.language.day(since)) if since else text("since the run before")
    if len(changed) >= team.options.minimum:
        yield text(
            "The median change {since} is {change}.", since=when, change=team.language.signed(median(changed))
        )
    else:
        yield text("Changes {since}.", since=when)
    if any(move.new_rules for _, move in moves):
        yield text("The rules changed in between; what they changed stands apart from what members did.")
    if not any(changed):
        yield text("Nobody's total moved.")
    if are_cut:
        yield text("More members moved, and less than these.")


def _row(team: Team, name: str, move: Move) -> Iterator[Cell]:
    yield Cell(name)
    for part in (move.together, move.you, move.rules):
        yield _change(team.language, part)
    yield Cell(team.language.listed(_cause(team, each) for each in move.causes))


def _change(language: Language, points: Decimal | None) -> Cell:
    if points is None:
        return Cell(language.text("not known"))
    return Cell(language.signed(points), points)


def _cause(team: Team, cause: Cause) -> str:
    values = {"line": _line(team, cause), "change": team.language.signed(cause.points)}
    if cause.rules:
        return team.language.text("{line} {change} (rules)", **values)
    return team.language.text("{line} {change}", **values)


def _line(team: Team, cause: Cause) -> str:
    if cause.title is not None:
        return inert(team.language.rule(cause.title))
    pillar = pillar_named(team, cause.pillar)
    if pillar is None:
        return team.language.text("what was spread")
    return team.language.text("caps, deductions and redistribution in {pillar}", pillar=team.pillar(pillar))


def _place(language: Language, own: list[tuple[str, Decimal]], points: Decimal) -> Cell:
    """Equal improvements share a place."""
    place = Decimal(1 + sum(each > points for _, each in own))
    return Cell(language.number(place), place)
