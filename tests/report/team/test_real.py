"""A scored team, from exports to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ssi_rules
from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.team.summary import summary
from ssi_rules.report.team.view import team_view
from ssi_rules.report.team.whole import TeamOptions
from ssi_rules.synthetic import AS_OF, write_team
from tests.report.team.people import part

if TYPE_CHECKING:
    from pathlib import Path


def test_the_heat_map_has_every_scorecards_numbers(tmp_path: Path) -> None:
    rules = ssi_rules.load_ruleset("selling-to-financial-advisors")
    write_team(tmp_path, seed=4, members=12, as_of=AS_OF)
    cards = list(ssi_rules.score(rules, ssi_rules.open_dataset(tmp_path, rules.catalogue)))
    view = team_view(list(map(summary, cards)), TeamOptions(), ENGLISH, lambda each: each.member)
    table = part(view, "members").table
    assert table is not None
    rows = {row[0].text: row[1:] for row in table.rows}
    assert rows.keys() == {each.member for each in cards}
    for card in cards:
        *pillars, total, level = rows[card.member]
        assert [each.number for each in pillars] == [each.points for each in card.pillars]
        assert total.number == card.total.points
        assert level.text == next((each.title for each in card.levels if each.id == card.level), "")
        assert bool(total.note) == (card.total.low != card.total.high)
