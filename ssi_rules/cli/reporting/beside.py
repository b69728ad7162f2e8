"""What stands beside a member's scorecard: an earlier run, the trend, LinkedIn's own figure."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules import api
from ssi_rules.cli.trouble import Trouble
from ssi_rules.report.context import Before, Context, Past

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssi_rules.cli.reporting.request import Request
    from ssi_rules.history.previous import InDocuments, Met
    from ssi_rules.history.read import History
    from ssi_rules.model import Ruleset
    from ssi_rules.report.batch.spool import CardsAside
    from ssi_rules.report.team.summary import Summary
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.own_reading import LinkedInScore


@dataclass
class Beside:
    """Finds what is known of a member beside the scorecard of this run.

    Attributes:
        earlier: Scorecards of an earlier run.
        recorded: A history that the earlier run is looked for in instead.
        history: Scores of all earlier runs, for the trend.
        bridge: The data of the earlier run under the rules of this one.
    """

    ruleset: Ruleset
    earlier: InDocuments | None = None
    recorded: History | None = None
    history: History | None = None
    bridge: CardsAside | None = None
    linkedin: Mapping[str, tuple[LinkedInScore, ...]] = field(default_factory=dict)

    def context(self, card: Scorecard) -> Context:
        """What is known of the member of a scorecard.

        Raises:
            DataError: It is there and cannot be read.
        """
        return Context(
            before=self._before(card), history=self._past(card), linkedin=self.linkedin.get(card.member, ())
        )

    def met(self, members: Sequence[Summary]) -> Met | None:
        """Who of the earlier run is here, who came and who left; None where there is no earlier run."""
        ids = [each.member for each in members]
        from ssi_rules.history.previous import met

        if self.earlier is not None:
            return met(self.earlier.members, ids)
        if self.recorded is not None:
            last = max((each.as_of for each in members if each.as_of), default=None)
            rules = members[0].rules
            then = self.recorded.members(rules.name, last, rules.fingerprint)
            return met(then, ids) if then else None
        return None

    def strangers(self, members: Sequence[Summary]) -> list[str]:
        """Ids with a score of LinkedIn's that are nobody's here."""
        return sorted(set(self.linkedin).difference(each.member for each in members))

    def _before(self, card: Scorecard) -> Before | None:
        bridge = self.bridge.card(card.member) if self.bridge else None
        then = self._then(card) or bridge
        if then is None:
            return None
        if then.as_of is not None and card.as_of is not None and then.as_of > card.as_of:
            raise Trouble(
                f"The earlier run is of {then.as_of}, later than this one of {card.as_of}.",
                "Give the scorecards of a run before it, or the later data and its day.",
            )
        same = then.ruleset.fingerprint == card.ruleset.fingerprint
        return Before(then, bridge or (then if same else None))

    def _then(self, card: Scorecard) -> Scorecard | None:
        if self.earlier is not None:
            return self.earlier.card(card.member)
        if self.recorded is not None:
            rules = card.ruleset
            return self.recorded.previous(card.member, rules.name, card.as_of, rules.fingerprint)
        return None

    def _past(self, card: Scorecard) -> tuple[Past, ...]:
        if self.history is None:
            return ()
        readings = self.history.past(card.member, card.ruleset.name)
        return tuple(
            Past(each.day, each.points, each.worth, each.level, each.fingerprint, each.version)
            for each in readings
            if card.as_of is None or each.day <= card.as_of
        )


@contextmanager
def open_beside(request: Request, ruleset: Ruleset) -> Iterator[Beside]:
    """Open what the options name.

    Raises:
        DataError: Some of it is not there, or something else.
    """
    beside = Beside(ruleset, linkedin=_linkedin(request))
    try:
        _open_earlier(beside, request)
        if request.previous_data is not None:
            beside.bridge = _bridge(request, request.previous_data, ruleset, beside.earlier)
        yield beside
    finally:
        for each in (beside.history, beside.recorded, beside.bridge):
            if each is not None:
                each.close()


def _open_earlier(beside: Beside, request: Request) -> None:
    if request.history is not None:
        from ssi_rules.history.read import History

        beside.history = beside.recorded = History(request.history)
    if request.previous is not None:
        from ssi_rules.history.previous import InDocuments, open_previous

        found = open_previous(request.previous)
        beside.earlier, beside.recorded = (found, None) if isinstance(found, InDocuments) else (None, found)


def _bridge(request: Request, data: Path, ruleset: Ruleset, earlier: InDocuments | None) -> CardsAside:
    """Score the earlier data under these rules, each member for the day of the earlier scorecard."""
    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.report.batch.spool import CardsAside
    from ssi_rules.sources.open import resolve_as_of

    dataset = api.open_dataset(data, ruleset.catalogue, maps=request.maps, rejects=request.rejects)
    evaluator, kept = Evaluator(ruleset), CardsAside()
    for member in dataset.members():
        then = earlier.card(member.id) if earlier else None
        kept.add(
            evaluator.scorecard(
                member, resolve_as_of(member, then.as_of if then else None, ruleset.catalogue)
            )
        )
    return kept


def _linkedin(request: Request) -> Mapping[str, tuple[LinkedInScore, ...]]:
    """LinkedIn's own scores of every file, by member."""
    found: dict[str, list[LinkedInScore]] = defaultdict(list)
    for given in request.linkedin_scores:
        from ssi_rules.sources.own_score import read_own_scores

        path, column = _column_of(given)
        for member, scores in read_own_scores(path, column).items():
            found[member] += scores
    return {member: tuple(scores) for member, scores in found.items()}


def _column_of(given: str) -> tuple[Path, str | None]:
    """A file and perhaps a column; a colon that is part of the file's name stays there."""
    file, colon, column = given.rpartition(":")
    return (Path(given), None) if not colon or not column or Path(given).exists() else (Path(file), column)
