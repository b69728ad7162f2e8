"""From rule text to a score: what the tour promises of itself, and expressions put into words and read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.wording import words
from ssi_rules.model import Comparison, Expectation, Ruleset, Subject
from ssi_rules.sources.dataset import Member, Rows
from ssi_rules.workspace import load_ruleset
from tests.conformance.cases import Named, load

if TYPE_CHECKING:
    from ssi_rules import model
    from ssi_rules.engines.score import Score
    from ssi_rules.language.types import Value

TOUR = Path(__file__).parents[1] / "language" / "tour.ssi"


def member(ruleset: Ruleset, test: model.Test) -> Member:
    """The member that a test block gives."""
    tables = {}
    for name, groups in test.tables:
        rows: list[dict[str, Value]] = [dict(group.cells) for group in groups for _ in range(group.count)]
        columns = [column.name for column in ruleset.catalogue.tables[name].columns]
        tables[name] = Rows(
            {column: [row.get(column) for row in rows] for column in columns}, len(rows), "test"
        )
    return Member(test.title, test.as_of, dict(test.facts), tables=tables)


def subject(ruleset: Ruleset, score: Score, expected: Expectation) -> int | str | None:
    """What an expectation speaks of: points, a state or a level."""
    if expected.subject is Subject.LEVEL:
        return score.level
    if expected.subject is Subject.TOTAL:
        return score.total
    place = [each.id for each in ruleset.pillars].index(str(expected.pillar))
    pillar = score.pillars[place]
    if expected.subject is Subject.PILLAR:
        return pillar.points
    line = [each.id for each in ruleset.pillars[place].criteria].index(str(expected.criterion))
    return pillar.criteria[line] if expected.name is None else pillar.states[line].value


def holds(found: int | str | None, expected: Expectation) -> bool:
    if expected.name is not None:
        return found == expected.name
    assert isinstance(found, int)
    assert expected.points is not None
    if expected.high is not None:
        return expected.points <= found <= expected.high
    return found == expected.points if expected.comparison is Comparison.EQUAL else found >= expected.points


def test_the_tour_keeps_what_it_expects_of_itself() -> None:
    ruleset = load_ruleset(TOUR)
    (test,) = ruleset.tests
    assert len(test.expectations) == 7
    score = Evaluator(ruleset).score(member(ruleset, test))
    for expected in test.expectations:
        assert holds(subject(ruleset, score, expected), expected), expected.span.text


MEASURES = load("measure")


@pytest.mark.parametrize("named", MEASURES, ids=lambda each: each.id)
def test_words_are_read_back_as_what_they_put_into_words(named: Named, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    ruleset = load_ruleset(named.write(before))
    (pillar,) = ruleset.pillars
    told = words(pillar.criteria[0].measure)
    again = load_ruleset(replace(named, case={**named.case, "measure": told}).write(after))
    assert again.fingerprint == ruleset.fingerprint, told
