"""What an audit found, as a JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from ssi_rules.cli.asking.documents import AskedRuleset, EstimateOut, asked, estimate, figure, perhaps
from ssi_rules.scorecard import Document

if TYPE_CHECKING:
    from ssi_rules.calibration.audit import Audited, Driver, Group, Grouping
    from ssi_rules.model import Ruleset


class AuditedMembers(Document):
    """How many there are, and how many of them have a score; null where it would tell of fewer than ten without one."""

    all: int | None
    with_score: int


class DriverOut(Document):
    """A part of a shift: ``pillar.criterion``, ``pillar`` for what pillars add or take, or ``total``."""

    id: str
    title: str
    points: EstimateOut


class GroupOut(Document):
    """A group beside everyone else.

    Attributes:
        shift: How far its mean total is above that of everyone else; null of a group that is everyone.
        drivers: What the shift is made of, the largest part first; they add up to it.
    """

    title: str
    members: int
    mean_total: EstimateOut
    shift: EstimateOut | None
    drivers: tuple[DriverOut, ...]


class ColumnOut(Document):
    """The groups of a column that may be shown.

    Attributes:
        joined: Whether the last one is made of groups that may not be shown alone.
        kept_back: Whether there are others that may not.
        more_alone: Whether fewer columns at once would show more of this one.
    """

    column: str
    groups: tuple[GroupOut, ...]
    joined: bool
    kept_back: bool
    more_alone: bool


class AuditDocument(Document):
    """What ``ssi audit --format json`` prints: that scores differ between groups, which does not say why.

    Attributes:
        causal: Always false.
        interval_level: How sure each interval of a shift is, so that all of them hold together 95 times of 100.
        part_level: The same of the parts of all shifts.
    """

    schema_: Annotated[Literal["ssi.audit/1"], Field(serialization_alias="schema")] = "ssi.audit/1"
    ruleset: AskedRuleset
    members: AuditedMembers
    causal: Literal[False] = False
    interval_level: float
    part_level: float
    columns: tuple[ColumnOut, ...]


def document(ruleset: Ruleset, found: Audited) -> AuditDocument:
    """The document of an audit."""
    return AuditDocument(
        ruleset=asked(ruleset),
        members=AuditedMembers(all=found.told_members, with_score=found.known),
        interval_level=figure(found.level),
        part_level=figure(found.part_level),
        columns=tuple(map(_column, found.groupings)),
    )


def _column(found: Grouping) -> ColumnOut:
    return ColumnOut(
        column=found.column,
        groups=tuple(map(_group, found.groups)),
        joined=found.joined,
        kept_back=found.kept_back,
        more_alone=found.more_alone,
    )


def _group(found: Group) -> GroupOut:
    return GroupOut(
        title=found.title,
        members=found.members,
        mean_total=estimate(found.total),
        shift=perhaps(found.shift),
        drivers=tuple(map(_driver, found.drivers)),
    )


def _driver(found: Driver) -> DriverOut:
    return DriverOut(id=found.id, title=found.title, points=estimate(found.interval))
