"""Members who stand where two rulesets could part: at the numbers that rules name and beside them, and just inside windows.

Looking through them finds most differences without a solver. Finding none proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, islice
from random import Random
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.reading import walk
from ssi_rules.difference.meaning.scores import Telling
from ssi_rules.difference.meaning.texts import telling_texts
from ssi_rules.engines.reading import roots
from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.types import Type
from ssi_rules.markets.examples import OUTSIDE, inside
from ssi_rules.sources.dataset import Member, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.difference.meaning.scores import Both
    from ssi_rules.language.types import Value
    from ssi_rules.model import Expression, Ruleset, Table

AS_OF = date(2026, 6, 30)
"""The day that is looked from."""

_ROWS_A_TRY = 500
_MOST_TEXTS = 6
_OFTEN = 0.6
"""How often a text is one that tells the two apart, where there are any, and a number of rows one that a rule names."""
_MOST_ROWS = 2_000
_LARGEST = LARGEST_FACT * SCALE


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking: who tells most of a difference, if anybody, among so many."""

    member: Member | None
    tried: int


def look(both: Both, tries: int) -> Looked:
    """Look for a member whose scores differ, both totals known if possible.

    Args:
        both: The two rulesets.
        tries: How many members to look at, the same ones each time; fewer where they have many rows.
    """
    day = AS_OF if both.needs_day else None
    telling = telling_texts(both.old, both.new)
    candidates = Candidates((both.old, both.new), Random(0), telling)  # noqa: S311 - no secrets
    best, most, left, tried = None, Telling.NOTHING, tries * _ROWS_A_TRY, 0
    for member in islice(candidates.members(), tries):
        left -= sum(rows.count for rows in member.tables.values())
        if left < 0 or most is Telling.TOTAL:
            break
        tells, tried = both.tells(member, day), tried + 1
        if tells > most:
            best, most = member, tells
    return Looked(best, tried)


@dataclass(frozen=True)
class Candidates:
    """Members for two rulesets, one after the other without an end.

    Attributes:
        rulesets: What they are for.
        rng: Chooses.
        telling: Texts that a market of both answers differently in each.
    """

    rulesets: tuple[Ruleset, Ruleset]
    rng: Random
    telling: Sequence[str] = ()

    def members(self) -> Iterator[Member]:
        """First one of whom nothing is known, then others of whom more and less is."""
        yield Member("member", None, {})
        while True:
            known = self.rng.choice((0.2, 0.5, 0.9, 1.0))
            facts = {
                name: self.rng.choice(self._values(of))
                for name, of in self._facts.items()
                if self.rng.random() < known
            }
            tables = {
                name: self._rows(table) for name, table in self._tables.items() if self.rng.random() < known
            }
            yield Member("member", None, facts, tables=tables)

    @cached_property
    def _nodes(self) -> list[Expression]:
        expressions = (
            root for each in self.rulesets for root in (*roots(each), *(let.value for let in each.lets))
        )
        return [node for root in expressions for node in walk(root)]

    @cached_property
    def _facts(self) -> dict[str, Type]:
        """What is read, in a fixed order."""
        found = {node.fact: node.type for node in self._nodes if isinstance(node, model.FactValue)}
        return dict(sorted(found.items()))

    @cached_property
    def _tables(self) -> dict[str, Table]:
        names = {node.table for node in self._nodes if isinstance(node, model.Aggregated)}
        both = {**self.rulesets[0].catalogue.tables, **self.rulesets[1].catalogue.tables}
        return {name: both[name] for name in sorted(names)}

    def _rows(self, table: Table) -> Rows:
        """A few kinds of rows, and of each as many as a rule may ask for."""
        kinds = [(self._row(table), self._count()) for _ in range(self.rng.choice((0, 1, 1, 2, 3)))]
        columns = {
            column.name: tuple(chain.from_iterable((row[at],) * count for row, count in kinds))
            for at, column in enumerate(table.columns)
        }
        return Rows(columns, sum(count for _, count in kinds), f"{table.name}.csv")

    def _count(self) -> int:
        return self.rng.choice(self._counts if self.rng.random() < _OFTEN else (1, 2, 3))

    def _row(self, table: Table) -> list[Value | None]:
        return [
            self.rng.choice(self._values(column.type)) if self.rng.random() < 0.9 else None  # noqa: PLR2004 - mostly known
            for column in table.columns
        ]

    def _values(self, of: Type) -> list[Value]:
        match of:
            case Type.FLAG:
                return [False, True]
            case Type.TEXT:
                return [*self.telling] if self.telling and self.rng.random() < _OFTEN else [*self._texts]
            case Type.DATE:
                return [*self._days]
            case Type.COUNT:
                return [each for each in self._numbers if each >= 0 and each % SCALE == 0]
            case _:
                return [*self._numbers]

    @cached_property
    def _named(self) -> set[int]:
        """Every number that a rule names."""
        literals = (node.value for node in self._nodes if isinstance(node, model.Constant))
        found = {each for each in literals if isinstance(each, int) and not isinstance(each, bool)}
        for ruleset in self.rulesets:
            for criterion in (each for pillar in ruleset.pillars for each in pillar.criteria):
                found |= {step.cut for step in getattr(criterion.award, "steps", ())}
        return found | {0, SCALE}

    @cached_property
    def _numbers(self) -> list[int]:
        beside = {each + step for each in self._named for step in (-SCALE, -1, 0, 1, SCALE)}
        return sorted(each for each in {*beside, _LARGEST} if -_LARGEST <= each <= _LARGEST)

    @cached_property
    def _counts(self) -> list[int]:
        found = {each // SCALE + step for each in self._named for step in (-1, 0, 1)}
        return sorted({1, 2, 3, *(each for each in found if 0 < each <= _MOST_ROWS)})

    @cached_property
    def _texts(self) -> list[str]:
        written = {node.value for node in self._nodes if isinstance(node, model.Constant)}
        texts = [each for each in written if isinstance(each, str)]
        for ruleset in self.rulesets:
            for market in ruleset.markets.values():
                texts += islice(inside(market), _MOST_TEXTS)
        return sorted({*texts, *OUTSIDE})

    @cached_property
    def _days(self) -> list[date]:
        """The day itself, the edges of every window, and every day that a rule names."""
        windows = {node.window for node in self._nodes if isinstance(node, model.Aggregated)} - {None}
        edges = {AS_OF, *(edge for each in windows if each for edge in each.bounds(AS_OF))}
        edges |= {
            node.value
            for node in self._nodes
            if isinstance(node, model.Constant) and isinstance(node.value, date)
        }
        edges -= {date.min, date.max}
        return sorted({each + timedelta(step) for each in edges for step in (-1, 0, 1)})
