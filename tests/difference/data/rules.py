"""A small ruleset changed here and there, and everybody's points by the reference engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import api
from ssi_rules.bulk.connection import Limits
from ssi_rules.difference.data.compare import Shown, moved
from ssi_rules.difference.data.ladder import ladder
from ssi_rules.difference.data.scored import Asked
from ssi_rules.difference.meaning import changes
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.sources.open import resolve_as_of
from tests.bulk.population import RULES

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ssi_rules.difference.data.figures import Moved
    from ssi_rules.engines.score import Score
    from ssi_rules.model import Ruleset

EVERYBODY = 1_000_000


def edited(folder: Path, **edits: str) -> Ruleset:
    """The small ruleset with some of its lines written otherwise; the names of edits are for the reader."""
    text = RULES.read_text(encoding="utf-8")
    for edit in edits.values():
        was, now = edit.split(" -> ")
        assert was in text, was
        text = text.replace(was, now)
    file = folder / f"{'-'.join(edits) or 'small'}.ssi"
    file.write_text(text, encoding="utf-8")
    return api.load_ruleset(str(file))


def compared(  # noqa: PLR0913 - what is compared, and what is shown
    old: Ruleset,
    new: Ruleset,
    data: Path,
    *,
    by: tuple[str, ...] = (),
    movers: int = EVERYBODY,
    as_of: date | None = None,
    minimum: int = 1,
) -> Moved:
    """A comparison that keeps nothing back, unless a group must have more than one member."""
    asked = Asked(data, as_of=as_of, rejects=False, limits=Limits(threads=1))
    return moved(old, ladder(old, new, changes(old, new)), asked, Shown(by, movers, minimum))


def scores(ruleset: Ruleset, data: Path, as_of: date | None = None) -> dict[str, Score]:
    """Everybody's score by the reference engine."""
    evaluator = Evaluator(ruleset)
    return {
        each.id: evaluator.record(each, resolve_as_of(each, as_of, ruleset.catalogue)).score
        for each in api.open_dataset(data, ruleset.catalogue).members()
    }


def see_that_it_adds_up(
    old: Ruleset, new: Ruleset, data: Path, found: Moved, as_of: date | None = None
) -> None:
    """Hold a comparison that lists everybody who moved to what the reference engine says of each."""
    was, now = scores(old, data, as_of), scores(new, data, as_of)
    before, after = ({member: each.total for member, each in scored.items()} for scored in (was, now))
    both = {each for each in before if before[each] is not None and after[each] is not None}
    movers = {each.member: each for each in found.movers}
    assert movers.keys() == {each for each in both if before[each] != after[each]}
    for member, each in movers.items():
        assert (each.before, each.after) == (before[member], after[member])
        assert sum(each.parts) == each.move
        assert len(each.parts) == len(found.parts)
    assert found.truth.members == len(before)
    assert found.truth.compared == len(both)
    assert found.truth.net == sum(each.move for each in found.movers)
    assert found.truth.gained == sum(each.move > 0 for each in found.movers)
    assert found.truth.lost == sum(each.move < 0 for each in found.movers)
    assert found.truth.levels_changed == sum(was[each].level != now[each].level for each in both)
    assert found.truth.scores_gained == sum(
        before[each] is None and after[each] is not None for each in before
    )
    assert found.truth.scores_lost == sum(before[each] is not None and after[each] is None for each in before)
