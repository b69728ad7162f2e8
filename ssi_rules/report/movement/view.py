"""What is said of who moves by a change of rules: every word and number; renderers only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.member.story import claim
from ssi_rules.report.movement import telling
from ssi_rules.report.movement.telling import KEPT_BACK, count, mean, points, share, signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ssi_rules.difference.data.conditions import Judged
    from ssi_rules.difference.data.figures import Cohorts, Group, Level, Moved, Mover, Part


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column is words, and the last of the movers' too.

    Attributes:
        title: What it is of.
        columns: Their names.
        rows: Cells.
        words: Places of the columns that hold words; the others hold figures.
        told: What to say below it.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[int] = frozenset({0})
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MovementView:
    """Everything that is said.

    Attributes:
        headline: Whose scores these are.
        story: The whole in a few sentences.
        tables: Changes, cohorts, levels, movers.
        claim: What the figures are and are not.
        fails: The conditions to fail on that hold.
        unanswered: Those of whom it is not told whether they do.
    """

    headline: str
    story: tuple[str, ...]
    tables: tuple[Table, ...]
    claim: str
    fails: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


def view(
    data: str, moved: Moved, pseudonyms: Mapping[str, str], judged: Sequence[Judged] = ()
) -> MovementView:
    """Everything that is said of a comparison.

    Args:
        data: What the data is called.
        moved: What came out.
        pseudonyms: What stands for each of its movers.
        judged: Conditions, and what came out of them.
    """
    everyone = moved.everyone
    tables = (*_conditions(moved, judged), *_tables(moved, pseudonyms))
    story = tuple(_too_few(moved) if everyone is None else _story(moved, everyone))
    return MovementView(
        headline=f"For the {'members' if moved.members is None else telling.several(moved.members)} of {inert(data)}",
        story=(*story, *_kept_back(moved.minimum, story, tables)),
        tables=tables,
        fails=tuple(each.condition.text for each in judged if each.holds),
        unanswered=tuple(each.condition.text for each in judged if each.holds is None),
        claim=claim(ENGLISH),
    )


def _too_few(moved: Moved) -> Iterator[str]:
    yield (
        f"Fewer than {moved.minimum} members have a score under both rulesets: figures about all of them together would tell of "
        "single ones."
    )


def _story(moved: Moved, everyone: Group) -> Iterator[str]:
    of = everyone.members
    yield f"{telling.several(of)} {'has' if of == 1 else 'have'} a score under both rulesets."
    yield from _unscored(moved)
    yield from _moves(moved, everyone)
    yield from _levels_told(everyone)


def _kept_back(minimum: int, story: Iterable[str], tables: Iterable[Table]) -> Iterator[str]:
    """What the words mean, where they stand anywhere."""
    cells = (cell for table in tables for row in table.rows for cell in row)
    if KEPT_BACK in cells or any(KEPT_BACK in each for each in story):
        yield (
            f"“{KEPT_BACK}” stands where a figure, or what follows from it and others, would be about fewer than {minimum} members."
        )


def _unscored(moved: Moved) -> Iterator[str]:
    if moved.members is None:
        yield f"Fewer than {moved.minimum} others have no score under the one, the other or both."
    sentences = {
        "before": "{} get a score that had none.",
        "after": "{} lose the score that they had.",
        "both": "{} have no score under either.",
    }
    for kind, sentence in sentences.items():
        if moved.unscored.get(kind):
            yield sentence.format(telling.several(moved.unscored[kind]))


def _moves(moved: Moved, everyone: Group) -> Iterator[str]:
    of = everyone.members
    if everyone.gained == everyone.lost == 0:
        yield "Nobody's total moves."
        return
    if everyone.gained is None:
        yield f"Move: {share(everyone.moved, of)}. How many gain and how many lose is {KEPT_BACK}."
    else:
        yield f"Gain: {share(everyone.gained, of)}. Lose: {share(everyone.lost, of)}."
    most = (moved.largest_gain, moved.largest_loss)
    if everyone.net is None and most == (None, None):
        yield f"How much they do is {KEPT_BACK}."
        return
    gain, loss = map(points, most)
    on_average = (
        f"What the total moves by is {KEPT_BACK}"
        if everyone.net is None
        else f"The total moves by {mean(everyone.net, of)} on average"
    )
    yield f"{on_average}; the most that anybody gains is {gain}, the most that anybody loses {loss}."


def _levels_told(everyone: Group) -> Iterator[str]:
    of = everyone.members
    if everyone.levels_changed is None:
        yield f"How many come to another level is {KEPT_BACK}."
    elif everyone.levels_changed == 0:
        yield "Nobody's level changes."
    else:
        yield (
            f"Another level: {share(everyone.levels_changed, of)}; a higher one: {share(everyone.levels_gained, of)}, "
            f"a lower one: {share(everyone.levels_lost, of)}."
        )


def _tables(moved: Moved, pseudonyms: Mapping[str, str]) -> Iterator[Table]:
    if moved.everyone is not None:
        if any(each.changes for each in moved.parts):
            yield _changes(moved, moved.everyone)
        yield from (_cohorts(moved, each) for each in moved.cohorts)
        if moved.everyone.levels_changed != 0 and any(_is_told(each) for each in moved.levels):
            yield _levels(moved)
    if moved.movers:
        yield _movers(moved, pseudonyms)


def _conditions(moved: Moved, judged: Sequence[Judged]) -> Iterator[Table]:
    if not judged:
        return
    rows = tuple(map(telling.judged, judged))
    why = f"“not answered”: the answer would tell of fewer than {moved.minimum} members."
    told = (why,) if any(each.holds is None for each in judged) else ()
    yield Table("Conditions", ("Fails if", "It is", ""), rows, frozenset({0, 2}), told)


def _changes(moved: Moved, everyone: Group) -> Table:
    rows = [_change(each, everyone.members) for each in moved.parts]
    most = (moved.largest_gain, moved.largest_loss)
    total = (
        "All together",
        count(everyone.moved),
        *_brought(everyone.net, everyone.members),
        *map(points, most),
    )
    order = (
        "Changes are taken one after the other in this order. Where they act on one another, as under a cap, another order would "
        "share the same moves out otherwise."
    )
    several = any(len(each.changes) > 1 for each in moved.parts)
    joined = (
        f"Changes that would tell of fewer than {moved.minimum} members stand together with their neighbours."
    )
    told = (*((order,) if len(rows) > 1 else ()), *((joined,) if several else ()))
    return Table(
        "By change",
        ("Change", "Members", "Points together", "On average", "Most gained", "Most lost"),
        (*rows, total),
        told=told,
    )


def _change(part: Part, members: int) -> tuple[str, ...]:
    most = map(points, (part.largest_gain, part.largest_loss))
    return (telling.all_named(part.changes), count(part.touched), *_brought(part.net, members), *most)


def _brought(net: int | None, members: int) -> tuple[str, str]:
    return signed(net), mean(net, members)


def _cohorts(moved: Moved, cohorts: Cohorts) -> Table:
    groups = [(inert(label) or "not said", group) for label, group in cohorts.groups.items()]
    groups += [] if cohorts.others is None else [("The others together", cohorts.others)]
    too_few = f"Cohorts that would tell of fewer than {moved.minimum} members"
    if not groups:
        told: tuple[str, ...] = (f"{too_few} are left out: none remains.",)
    else:
        told = (f"{too_few} are put together.",) if cohorts.others is not None else ()
    return Table(
        f"By {inert(cohorts.column)}",
        ("Cohort", "Members", "On average", "Gain", "Lose", "Another level", "Most of it"),
        tuple(_cohort(moved, *each) for each in groups),
        frozenset({0, 6}),
        told,
    )


def _cohort(moved: Moved, title: str, group: Group) -> tuple[str, ...]:
    of = group.members
    moves = (share(each, of) for each in (group.gained, group.lost, group.levels_changed))
    return (title, count(of), mean(group.net, of), *moves, _most_of_it(moved, group))


def _most_of_it(moved: Moved, group: Group) -> str:
    if group.parts is None:
        return KEPT_BACK
    parts = zip((each.changes for each in moved.parts), group.parts, strict=True)
    changes, most = max(parts, key=lambda each: abs(each[1]))
    return f"{telling.all_named(changes)} {mean(most, group.members)}" if most else ""


def _is_told(level: Level) -> bool:
    return bool(level.before or level.after)


def _levels(moved: Moved) -> Table:
    return Table(
        "Levels",
        ("Level", "Before", "After"),
        tuple(
            (inert(each.title) or "no level", count(each.before), count(each.after))
            for each in moved.levels
            if (each.before, each.after) != (0, 0)
        ),
    )


def _movers(moved: Moved, pseudonyms: Mapping[str, str]) -> Table:
    among = (
        "Members stand here under pseudonyms, the same in every report that is made with the same secret, and each among at least "
        f"{moved.minimum} who move in the same direction."
    )
    rows = []
    for each in sorted(moved.movers, key=lambda each: (-abs(each.move), pseudonyms[each.member])):
        parts = zip((part.changes for part in moved.parts), each.parts, strict=True)
        totals = (points(each.before), points(each.after), signed(each.move))
        rows.append((pseudonyms[each.member], *totals, _way(each), telling.brought(parts)))
    return Table(
        "Members who move most",
        ("Member", "Before", "After", "Move", "Level", "By"),
        tuple(rows),
        frozenset({0, 4, 5}),
        (among,),
    )


def _way(mover: Mover) -> str:
    """From level to level."""
    if mover.levels is None:
        return KEPT_BACK
    return " → ".join(dict.fromkeys(inert(level or "no level") for level in mover.levels))
