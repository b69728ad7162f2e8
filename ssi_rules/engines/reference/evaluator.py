"""The reference engine's door: a ruleset made ready to score and to explain members."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from ssi_rules.engines.fingerprint import data_fingerprint
from ssi_rules.engines.reading import needs_day, tables_read
from ssi_rules.engines.reference.explain.record import Record
from ssi_rules.engines.reference.generate import Layout, generate
from ssi_rules.engines.reference.matching import Matchers
from ssi_rules.engines.score import AsOfNeeded, Score

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ssi_rules.engines.reference.again import Again
    from ssi_rules.engines.reference.explain.document import Explainer
    from ssi_rules.language.types import Value
    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Member, Rows

    Fact = Callable[[str], Value | None]
    Scoring = Callable[[Fact, Mapping[str, Rows], date | None], Score]
    Recording = Callable[[Fact, Mapping[str, Rows], date | None], tuple[Score, tuple[object, ...]]]


@dataclass(frozen=True, eq=False)
class Evaluator:
    """Scores members under one ruleset; the ruleset is compiled on first use and texts matched are remembered."""

    ruleset: Ruleset

    def score(self, member: Member, as_of: date | None = None) -> Score:
        """Points, ranges and states of a member.

        Args:
            member: Typed facts and tables.
            as_of: The day to look from; else the member's own.

        Raises:
            AsOfNeeded: The ruleset reads dates and neither gives a day.
        """
        day = as_of or member.as_of
        if day is None and self._needs_day:
            raise AsOfNeeded(self.ruleset.id, member.id)
        return self._scoring(member.facts.get, member.tables, day)

    def scorecard(
        self,
        member: Member,
        as_of: date | None = None,
        notices: Sequence[str] = (),
        *,
        ahead: int | None = None,
    ) -> Scorecard:
        """The same score with all it was made of.

        Args:
            member: Typed facts and tables.
            as_of: The day to look from; else the member's own.
            notices: What a reader should know of the data as a whole.
            ahead: Look so many days ahead as well, and say what the data was; costs a second scoring.

        Raises:
            AsOfNeeded: The ruleset reads dates and neither gives a day.
        """
        record = self.record(member, as_of)
        card = self.explain(record, notices)
        return card if ahead is None else self._looking_ahead(card, record, ahead)

    def scorecard_json(self, member: Member, as_of: date | None = None, notices: Sequence[str] = ()) -> str:
        """The scorecard as JSON, to the byte what ``scorecard(...)`` is written as by alias; made without the document.

        Args:
            member: Typed facts and tables.
            as_of: The day to look from; else the member's own.
            notices: What a reader should know of the data as a whole.

        Raises:
            AsOfNeeded: The ruleset reads dates and neither gives a day.
        """
        return self._explainer.scorecard_json(self.record(member, as_of), notices)

    def record(self, member: Member, as_of: date | None = None) -> Record:
        """The same score with every value it was made of.

        Args:
            member: Typed facts and tables.
            as_of: The day to look from; else the member's own.

        Raises:
            AsOfNeeded: The ruleset reads dates and neither gives a day.
        """
        day = as_of or member.as_of
        if day is None and self._needs_day:
            raise AsOfNeeded(self.ruleset.id, member.id)
        recording, layout = self._recording
        score, values = recording(member.facts.get, member.tables, day)
        return Record(member, day, score, layout, values)

    def again(self, record: Record, changed: Member) -> Score:
        """The score of a recorded member after a change, on the same day; tables that are left as they were cost nothing."""
        return self._again.score(record, changed)

    def explain(self, record: Record, notices: Sequence[str] = ()) -> Scorecard:
        """The scorecard of a member whose score was recorded; ``notices`` are what a reader should know of the data."""
        return self._explainer.scorecard(record, notices)

    def _looking_ahead(self, card: Scorecard, record: Record, days: int) -> Scorecard:
        from ssi_rules.engines.reference.explain.later import day_after, known_by, with_later  # noqa: PLC0415 - as above

        tables = self.ruleset.catalogue.tables
        read = [tables[name] for name in tables_read(self.ruleset)]
        card = card.model_copy(update={"data": data_fingerprint(record.member, read, record.as_of)})
        if record.as_of is None or not self._needs_day:
            return card
        day = day_after(record.as_of, days)
        then = self.record(known_by(record.member, record.as_of, tables), day)
        return with_later(card, self._explainer.standings(then), day)

    @cached_property
    def _explainer(self) -> Explainer:
        from ssi_rules.engines.reference.explain.document import Explainer  # noqa: PLC0415 - pydantic loads slowly

        return Explainer(self.ruleset, self._recording[1])

    @cached_property
    def _again(self) -> Again:
        from ssi_rules.engines.reference.again import Again  # noqa: PLC0415 - only plans need it

        return Again(self)

    @cached_property
    def _needs_day(self) -> bool:
        return needs_day(self.ruleset)

    @cached_property
    def _scoring(self) -> Scoring:
        return cast("Scoring", generate(self.ruleset, self.matchers.of, recording=False).compiled())

    @cached_property
    def _recording(self) -> tuple[Recording, Layout]:
        generated = generate(self.ruleset, self.matchers.of, recording=True)
        return cast("Recording", generated.compiled()), cast("Layout", generated.layout)

    @cached_property
    def matchers(self) -> Matchers:
        """What decides the ruleset's markets, and remembers the texts it has seen."""
        return Matchers(self.ruleset)
