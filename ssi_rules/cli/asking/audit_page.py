"""What an audit found, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.bulk.privacy import MINIMUM
from ssi_rules.cli.asking.figures import NONE, RECONSTRUCTION, left_out, points, total
from ssi_rules.cli.asking.pages import Part, Rows
from ssi_rules.cli.counts import several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.calibration.audit import Audited, Group, Grouping
    from ssi_rules.model import Ruleset

_DRIVERS = 5
"""Parts of a shift that are told one by one."""


def parts_of(ruleset: Ruleset, found: Audited) -> Iterator[Part]:
    """The page, part by part."""
    told = [
        f"{several(found.known, 'member')} with a score.",
        *left_out(found.members - found.known, "without one"),
        "A shift is how far a group's mean total is above that of everyone else; the intervals of all shifts hold together, 95 times of 100.",
        "A shift says that scores differ, and not why: groups may differ in what they do, in what is asked of them, or in what the data knows of them.",
        RECONSTRUCTION,
    ]
    columns = ", ".join(f"`{each.column}`" for each in found.groupings)
    yield Part(f"{ruleset.title}: do scores differ by {columns}?", tuple(told))
    for grouping in found.groupings:
        yield _column(grouping)
        for group in grouping.groups:
            if group.is_told_apart:
                yield _drivers(f"Where the shift of {group.title} ({grouping.column}) comes from", group)
            elif group.evens_out:
                yield _drivers(f"What evens out in {group.title} ({grouping.column})", group)


def _column(grouping: Grouping) -> Part:
    if not grouping.groups:
        said = f"No group can be shown: alone or together with the others, each would tell of fewer than {MINIMUM} members."
        return Part(f"By {grouping.column}", (said, _way_out(grouping)))
    rows = tuple(map(_group, grouping.groups))
    notes = list(_hidden(grouping))
    if all(each.shift is None for each in grouping.groups):
        notes.append("There is no other group to compare it with.")
    elif not any(each.is_told_apart for each in grouping.groups):
        notes.append("No shift can be told from chance.")
    head = ("Group", "Members", "Mean total", "Shift", "")
    return Part(f"By {grouping.column}", (), Rows(head, rows, frozenset({0, 4})), tuple(notes))


def _hidden(grouping: Grouping) -> Iterator[str]:
    """What is said where not every group is shown."""
    if grouping.joined:
        yield f"Groups that would tell of fewer than {MINIMUM} members are put together."
    elif grouping.kept_back:
        yield f"Groups that would tell of fewer than {MINIMUM} members are left out."
    if grouping.more_alone:
        yield _FEWER_COLUMNS


def _way_out(grouping: Grouping) -> str:
    return _FEWER_COLUMNS if grouping.more_alone else _FEWER_VALUES


_FEWER_COLUMNS = "Asked by fewer columns at once it would show more: the columns cut each other's groups."
_FEWER_VALUES = "Every value is a group of its own: a column of fewer values would show more."


def _group(group: Group) -> tuple[str, ...]:
    if group.shift is None:
        return group.title, f"{group.members:,}", total(group.total), NONE, "this is everyone"
    said = "can be told from chance" if group.is_told_apart else ""
    return group.title, f"{group.members:,}", total(group.total), points(group.shift), said


def _drivers(title: str, group: Group) -> Part:
    told, rest = group.drivers[:_DRIVERS], group.drivers[_DRIVERS:]
    rows = [(each.title, each.id, points(each.interval)) for each in told]
    if rest:
        left = sum((each.points for each in rest), start=0 * rest[0].points)
        rows.append((f"{several(len(rest), 'smaller part')} together", "", f"{float(left):+.1f}"))
    return Part(
        title,
        ("The parts add up to the shift; their intervals, too, hold together 95 times of 100.",),
        Rows(("Part", "", "Points"), tuple(rows), frozenset({0, 1})),
    )
