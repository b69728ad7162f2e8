"""A difference as a JSON document."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads it when the class is made
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from ssi_rules.language.numbers import SCALE, as_decimal, as_points
from ssi_rules.language.types import Type
from ssi_rules.report.difference.example import both
from ssi_rules.report.movement.document import MovementDocument  # noqa: TC001 - pydantic reads it when the class is made
from ssi_rules.ruletest.given import given_block
from ssi_rules.scorecard import Document, Exact, Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.difference.meaning.awards import Stretch
    from ssi_rules.difference.meaning.change import Change, Detail
    from ssi_rules.difference.meaning.compare import Comparison
    from ssi_rules.difference.meaning.proof import Proof
    from ssi_rules.model import Ruleset
    from ssi_rules.text import Span


class Side(Document):
    """One of the two rulesets; ``name`` is how the command line named it."""

    name: str
    id: str
    title: str
    version: str
    fingerprint: str


class Place(Document):
    """Where something is written, lines and columns from 1."""

    file: str
    line: int
    column: int


class ChangedDetail(Document):
    """One of the things that differ inside a part."""

    what: str
    was: str | None
    now: str | None
    was_at: Place | None
    now_at: Place | None


class ChangedStretch(Document):
    """Values of a measure for which points differ.

    Attributes:
        start: The least of them; null where it begins with the least there can be.
        below: The first value after them; null where there is none.
        answer: Of a condition, instead of both: which answer.
        was: Points before, at the first and at the last of them.
        now: Points now.
        least: The least that the difference comes to, a loss below 0.
        most: The most.
    """

    start: Annotated[Exact | None, Field(serialization_alias="from")]
    below: Exact | None
    answer: bool | None
    was: tuple[Exact, Exact]
    now: tuple[Exact, Exact]
    least: Exact
    most: Exact


class ChangedPart(Document):
    """One change.

    Attributes:
        scores: Whether anybody's score can move by it.
        reaches: Of a let, market, fact or table: what reads it now, by the ids of criteria, and of pillars for their caps.
        points: For which values of its measure a criterion's points differ.
    """

    kind: Literal["added", "removed", "changed", "renamed", "moved"]
    part: str
    subject: str
    was: str | None
    now: str | None
    was_at: Place | None
    now_at: Place | None
    scores: bool
    reaches: tuple[str, ...]
    details: tuple[ChangedDetail, ...]
    points: tuple[ChangedStretch, ...]


class Extreme(Document):
    """The most that a member can gain and lose; with ``why``, nobody does more, and for that reason nobody knows whether as much."""

    gain: Exact
    loss: Exact
    why: str | None


class ExampleMember(Document):
    """A member whose scores differ: the lines of a test's block that give her, and her scores by both rulesets."""

    as_of: date | None
    given: tuple[str, ...]
    before: Scorecard
    after: Scorecard


class ProofDocument(Document):
    """What holds of all members; ``total`` and ``pillars`` are there where scores differ."""

    verdict: Literal["equal", "different", "undecided"]
    why: str
    example: ExampleMember | None
    total: Extreme | None
    pillars: dict[str, Extreme]


class ComparedRulesets(Document):
    """One ruleset in two versions; one that only one side has is without the other.

    Attributes:
        same_meaning: Whether nothing differs but how phrases are written; where not even that does, the fingerprints agree, too.
        proof: Null where none was asked for, or one side is missing.
        data: What it does to the members of data; null where none was given.
    """

    old: Side | None
    new: Side | None
    same_meaning: bool
    changes: tuple[ChangedPart, ...]
    proof: ProofDocument | None
    data: MovementDocument | None = None


class DifferenceDocument(Document):
    """Rulesets compared, two by two."""

    schema_: Annotated[Literal["ssi.diff/1"], Field(serialization_alias="schema")] = "ssi.diff/1"
    rulesets: tuple[ComparedRulesets, ...]


def compared(names: tuple[str, str], comparison: Comparison, proof: Proof | None) -> ComparedRulesets:
    """The document of one comparison."""
    return ComparedRulesets(
        old=side(names[0], comparison.old),
        new=side(names[1], comparison.new),
        same_meaning=not comparison.changes,
        changes=tuple(_change(comparison, each) for each in comparison.changes),
        proof=None if proof is None else _proof(proof, comparison),
    )


def side(name: str, ruleset: Ruleset) -> Side:
    """One of the two."""
    return Side(
        name=name,
        id=ruleset.id,
        title=ruleset.title,
        version=ruleset.version,
        fingerprint=ruleset.fingerprint,
    )


def _place(span: Span | None) -> Place | None:
    return None if span is None else Place(file=span.source.path, line=span.line, column=span.column)


def _change(comparison: Comparison, change: Change) -> ChangedPart:
    points = comparison.points_of(change)
    kind = Type.NUMBER if points is None else points.criterion.measure.type
    return ChangedPart(
        kind=change.kind.value,
        part=change.part,
        subject=change.subject,
        was=change.was,
        now=change.now,
        was_at=_place(change.was_at),
        now_at=_place(change.now_at),
        scores=change.scores,
        reaches=change.reaches,
        details=tuple(map(_detail, change.details)),
        points=tuple(_stretch(each, kind) for each in (points.stretches if points else ())),
    )


def _detail(each: Detail) -> ChangedDetail:
    return ChangedDetail(
        what=each.what, was=each.was, now=each.now, was_at=_place(each.was_at), now_at=_place(each.now_at)
    )


def _stretch(each: Stretch, kind: Type) -> ChangedStretch:
    is_flag = kind is Type.FLAG
    return ChangedStretch(
        start=None if is_flag or each.low is None else as_decimal(each.low, SCALE),
        below=None if is_flag or each.end is None else as_decimal(each.end, SCALE),
        answer=bool(each.last) if is_flag else None,
        was=_ends(each.was),
        now=_ends(each.now),
        least=as_points(each.least),
        most=as_points(each.most),
    )


def _ends(ends: tuple[int, int]) -> tuple[Exact, Exact]:
    return as_points(ends[0]), as_points(ends[1])


def _proof(proof: Proof, comparison: Comparison) -> ProofDocument:
    extremes = dict(_extremes(proof))
    return ProofDocument(
        verdict=proof.verdict.value,
        why=proof.why,
        example=_example(proof, comparison),
        total=extremes.pop("", None),
        pillars=extremes,
    )


def _extremes(proof: Proof) -> Iterator[tuple[str, Extreme]]:
    for name, each in proof.gains.items():
        yield name, Extreme(gain=as_points(each.gain), loss=as_points(each.loss), why=each.why or None)


def _example(proof: Proof, comparison: Comparison) -> ExampleMember | None:
    example = proof.example
    if example is None:
        return None
    catalogue = both(comparison.old.catalogue, comparison.new.catalogue)
    given = tuple(given_block(example.member, None, catalogue))
    return ExampleMember(as_of=example.as_of, given=given, before=example.before, after=example.after)
