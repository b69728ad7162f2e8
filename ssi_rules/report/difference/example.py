"""One member by two rulesets: what is given, and both breakdowns line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.model import Catalogue
from ssi_rules.report.member.beside import adjustment_title, adjustment_told, change_told
from ssi_rules.report.member.changes import criterion_told
from ssi_rules.report.member.split import by_line, points_by_line
from ssi_rules.report.member.standing import level_title, score
from ssi_rules.ruletest.given import given_block
from ssi_rules.scorecard import Adjustment, Criterion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.difference.meaning.proof import Example
    from ssi_rules.report.member.split import Key
    from ssi_rules.scorecard import Pillar, Scorecard

COLUMNS = ("", "Before", "After", "Change")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of both breakdowns; ``change`` is empty where nothing changed or nobody can say."""

    title: str
    before: str
    after: str
    change: str
    is_sum: bool


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One member by both rulesets.

    Attributes:
        given: What is known of the member, as the lines of a test's block; all else is unknown.
        rows: Lines that differ, the sums of their pillars, and the total.
        same: How many lines are the same in both.
    """

    given: tuple[str, ...]
    rows: tuple[Row, ...]
    same: int


def breakdown(example: Example, catalogue: Catalogue) -> Breakdown:
    """Both breakdowns of a member.

    Args:
        example: The member, and both scorecards.
        catalogue: The types of facts and columns.
    """
    before, after = by_line(example.before), by_line(example.after)
    rows = _Rows(example.before, example.after)
    keys = list(dict.fromkeys((*after, *before)))
    differing = [key for key in keys if before.get(key) != after.get(key) and rows.differs(key)]
    return Breakdown(
        given=tuple(given_block(example.member, example.as_of, catalogue)),
        rows=tuple(rows.all(differing)),
        same=sum(key in before and key in after for key in keys if key not in differing),
    )


def both(old: Catalogue, new: Catalogue) -> Catalogue:
    """The types of all that either ruleset knows."""
    return Catalogue({**old.facts, **new.facts}, {**old.tables, **new.tables})


# Both breakdowns.


class _Rows:
    """The lines of two scorecards of one member."""

    def __init__(self, before: Scorecard, after: Scorecard) -> None:
        """Look at both.

        Args:
            before: By the old rules.
            after: By the new ones.
        """
        self.cards = before, after
        self.lines = by_line(before), by_line(after)
        self.points = points_by_line(before), points_by_line(after)

    def differs(self, key: Key) -> bool:
        """Whether a line brings other points, or ends in another state; one that is only there on one side has to bring some."""
        old, new = (lines.get(key) for lines in self.lines)
        if self._change(key):
            return True
        return old is not None and new is not None and _state(old) != _state(new)

    def all(self, differing: list[Key]) -> Iterator[Row]:
        """The lines, then the sum of their pillar; what stands between pillars; the total."""
        pillars = {each.id: each for card in self.cards for each in card.pillars}
        for name in (*pillars, ""):
            lines = [key for key in differing if key.pillar == name]
            yield from map(self._line, lines)
            if name and (lines or self._is_otherwise(name)):
                yield self._pillar(name)
        before, after = (card.total for card in self.cards)
        change = None
        if before.points is not None and after.points is not None:
            change = after.points - before.points
        yield Row("Total", score(before), score(after), change_told(change), is_sum=True)
        titles = [level_title(card.level, card.levels) or "none" for card in self.cards]
        if titles[0] != titles[1]:
            yield Row("Level", titles[0], titles[1], "", is_sum=True)

    def _change(self, key: Key) -> Decimal:
        before, after = (points.get(key, Decimal(0)) for points in self.points)
        return after - before

    def _line(self, key: Key) -> Row:
        old, new = (lines.get(key) for lines in self.lines)
        part = new or old
        return Row(
            _title(key, part), _told(old, key), _told(new, key), change_told(self._change(key)), is_sum=False
        )

    def _both(self, name: str) -> Iterator[Pillar | None]:
        return (next((each for each in card.pillars if each.id == name), None) for card in self.cards)

    def _is_otherwise(self, name: str) -> bool:
        """Whether a pillar that both have has another score, and be it one instead of none, though none of its lines differs."""
        before, after = self._both(name)
        return before is not None and after is not None and before.points != after.points

    def _pillar(self, name: str) -> Row:
        before, after = self._both(name)
        change = sum(
            (self._change(key) for key in {**self.points[0], **self.points[1]} if key.pillar == name),
            Decimal(0),
        )
        return Row(name, _score(before), _score(after), change_told(change), is_sum=True)


def _state(part: Criterion | Adjustment) -> str:
    return part.state if isinstance(part, Criterion) else f"{part.fired} {part.open}"


def _title(key: Key, part: Criterion | Adjustment | None) -> str:
    if key.kind == "criterion":
        return f"{key.pillar}.{key.name}"
    if part is None or key.kind in ("redistributed", "rest"):
        return "spread" if not key.pillar else f"spread in {key.pillar}"
    return adjustment_title(part) if isinstance(part, Adjustment) else ""


def _told(part: Criterion | Adjustment | None, key: Key) -> str:
    match part:
        case None:
            return "not there"
        case Criterion():
            return criterion_told(part)
        case Adjustment() if key.kind == "redistributed":
            return change_told(-part.cost) or "0"
        case Adjustment():
            return adjustment_told(part)


def _score(pillar: Pillar | None) -> str:
    return "not there" if pillar is None else score(pillar)
