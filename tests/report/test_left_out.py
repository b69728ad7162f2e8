"""How many rows were left out is said as far as it can be known, each row counted once; counted here row by row."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.engines.rebuild import Rebuilder
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from ssi_rules.engines.wide import Detail
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.member.criteria import criterion_view
from ssi_rules.workspace import load_ruleset
from tests.engines.test_rebuild import told
from tests.report.cards import CARD, REPLY_RATE
from tests.report.test_own_numbers import CELLS, DAY, WINDOWS, Made, Some, members, ruleset, somes

if TYPE_CHECKING:
    from ssi_rules.scorecard import Measure
    from ssi_rules.sources.dataset import Member


@dataclass(frozen=True)
class Taken:
    """A count, or a sum of minutes."""

    some: Some
    is_sum: bool

    @property
    def text(self) -> str:
        if not self.is_sum:
            return f"(count of {self.some.text})"
        return "(sum of " + self.some.text.replace("visits", "visits.minutes", 1) + ")"

    def left_out(self, member: Member) -> set[tuple[str, int]]:
        """Its rows of which something that is asked is unknown."""
        held = member.tables[self.some.table]
        found = set()
        for at in sorted(Some(self.some.table, self.some.window, None).rows(member)):
            row = {name: held.columns[name][at] for name in CELLS[self.some.table]}
            answer = True if self.some.where is None else self.some.where.holds(row)
            if answer is None or (answer and self.is_sum and row["minutes"] is None):
                found.add((self.some.table, at))
        return found


@st.composite
def taken(draw: st.DrawFn, table: str | None = None, window: str | None = None) -> Taken:
    some = draw(somes(table, window))
    return Taken(some, some.table == "visits" and draw(st.booleans()))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Taken, Taken]:
    first = draw(taken())
    alike = taken(first.some.table, first.some.window)
    return first, draw(
        alike | alike | taken(first.some.table, draw(st.sampled_from(sorted(WINDOWS)))) | taken()
    )


def agrees(measure: Measure, rows: int) -> bool:
    """Whether it says so many, or something that holds of so many."""
    if measure.left_out_most is None:
        return measure.left_out == rows
    return measure.left_out <= rows <= measure.left_out_most and measure.left_out < measure.left_out_most


@settings(max_examples=80, deadline=None)
@given(st.lists(pairs(), min_size=6, max_size=8), st.lists(members(), min_size=3, max_size=5))
def test_no_row_is_counted_twice(made: list[tuple[Taken, Taken]], everybody: list[Member]) -> None:
    rules = ruleset([Made(f"{one.text} + {two.text}", "0") for one, two in made])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.ssi"
        path.write_text(rules, encoding="utf-8")
        model = load_ruleset(path)
    evaluator = Evaluator(model)
    rows, rebuilder = WideRows(evaluator, Detail.FULL), Rebuilder(model, "reference")
    for member in everybody:
        card = evaluator.scorecard(member, DAY)
        assert rebuilder.scorecard(rows.row(member, DAY), told(member)) == card
        for (one, two), criterion in zip(made, card.pillars[0].criteria, strict=True):
            left_out = one.left_out(member) | two.left_out(member)
            assert agrees(criterion.measure, len(left_out)), (one.text, two.text)


def shown(measure: Measure, tag: str = "en") -> str:
    pillar, criterion = CARD.pillars[0], REPLY_RATE.model_copy(update={"measure": measure})
    view = criterion_view(CARD, pillar, criterion, language(tag))
    return next(line.text for line in view.lines if line.kind == "left_out")


def test_documents_that_do_not_say_more_are_read_as_exact() -> None:
    assert shown(REPLY_RATE.measure) == "2 rows with nothing to judge by."


@pytest.mark.parametrize("tag", ["en", "de", "fr", "es"])
def test_what_is_not_known_exactly_has_its_bounds(tag: str) -> None:
    text = shown(REPLY_RATE.measure.model_copy(update={"left_out_most": 5}), tag)
    assert "2" in text
    assert "5" in text
    if tag == "en":
        assert text.startswith("2 to 5 rows with nothing to judge by: ")
