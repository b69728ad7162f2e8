"""What may be spent on bounds of gains is given out whole: in as many parts as there are bounds to find."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

import pytest

from ssi_rules.proving.gains import TOTAL, Gains, gains_of
from ssi_rules.proving.limits import Spending
from ssi_rules.proving.units import Sides
from tests.engines.differential.written import checked

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset

CARD = """
ruleset card "Card" { version "1.0.0" worth 20 }
facts { a : count "A" b : count "B" c : count "C" }
level low "Low" from 0
level high "High" from 10
pillar p "P" worth 10 {
  criterion x "X" worth 6 { measure a bands { from 1 earns 2 from 5 earns 6 } basis chosen }
  criterion y "Y" worth 4 { measure b bands { from 1 earns 2 from 5 earns 4 } basis chosen }
}
pillar q "Q" worth 10 {
  criterion z "Z" worth 10 { measure c bands { from 1 earns 2 from 5 earns 10 } basis chosen }
}
"""
ABSENT = CARD.replace("earns 10 } basis chosen", "earns 10 } basis chosen missing redistribute")
"""The total is not the sum of the pillars: where `c` is not known there is no `q`, and its worth goes to `p`."""

SHARED = CARD.replace("measure c", "measure b")
"""What both pillars read joins groups in the total that stand alone in the pillars."""

VISITED = """
ruleset card "Card" { version "1.0.0" worth 10 }
facts { table visits dated on_day "Visits" { on_day : date company : text minutes : count } }
level low "Low" from 0
pillar p "P" worth 10 {
  criterion x "X" worth 8 {
    measure count distinct visits.company over 6 months
    bands { from 2 earns 3 from 5 earns 8 } basis chosen
  }
  criterion y "Y" worth 2 { measure count of visits over 12 weeks bands { from 2 earns 2 } basis chosen }
  deduct 1 when (sum of visits.minutes over 4 weeks) > 60 { because "Long." basis chosen }
}
"""


@dataclass(slots=True)
class Told(Spending):
    """It keeps of how many parts each was one that it gave out."""

    parts: list[int] = field(default_factory=list)

    def part(self, of: int) -> Spending:
        """The part, which is noted."""
        self.parts.append(of)
        return Spending.part(self, of)


def read(text: str) -> Ruleset:
    found = checked(text)
    assert found is not None
    return found


def moved(card: str) -> Ruleset:
    """The card with every second cut-point one lower."""
    return read(card.replace("from 5 earns", "from 4 earns"))


def spent(old: Ruleset, new: Ruleset) -> tuple[list[int], dict[str, Gains]]:
    """Of how many parts each was one, in the order given out, and what was found with them."""
    left = Told(inf, 20_000_000)
    found = dict(gains_of(Sides(old, new), left))
    return left.parts, found


def test_a_group_that_is_also_the_totals_is_one_to_find() -> None:
    parts, found = spent(read(CARD), moved(CARD))
    assert parts == [6, 5, 4, 3, 2, 1]
    assert found == {"p": Gains(600, 0), "q": Gains(800, 0), TOTAL: Gains(1400, 0)}


def test_groups_that_the_total_joins_are_found_besides() -> None:
    parts, found = spent(read(SHARED), moved(SHARED))
    assert parts == [8, 7, 6, 5, 4, 3, 2, 1]
    assert found[TOTAL] == Gains(1400, 0)


def test_a_total_that_does_not_add_up_is_one_to_find_beside_the_pillars() -> None:
    parts, found = spent(read(ABSENT), moved(ABSENT))
    assert parts == [8, 7, 6, 5, 4, 3, 3, 2, 1]  # one part more: whether a pillar is there by both or by none
    assert found[TOTAL] == Gains(1400, 0)


@pytest.mark.parametrize("card", [CARD, ABSENT])
def test_where_levels_alone_differ_nothing_is_to_find(card: str) -> None:
    parts, found = spent(read(card), read(card.replace("from 10\n", "from 11\n")))
    assert parts == []
    assert found == dict.fromkeys(("p", "q", TOTAL), Gains(0, 0))


@pytest.mark.parametrize("days", ["5 months", "3 weeks"])
def test_different_cells_of_a_shorter_window_are_among_those_of_a_longer_one(days: str) -> None:
    """Joined by one ruleset and by the other, they are the same cells: nobody has more of them in fewer days."""
    _, found = spent(read(VISITED), read(VISITED.replace("6 months", days)))
    assert found == {"p": Gains(0, 800), TOTAL: Gains(0, 800)}


def test_different_cells_of_windows_that_overlap_are_those_of_both() -> None:
    old, new = (
        VISITED.replace("6 months", "8 weeks"),
        VISITED.replace("6 months", "8 weeks ending 4 weeks ago"),
    )
    _, found = spent(read(old), read(new))
    assert found == {"p": Gains(800, 800), TOTAL: Gains(800, 800)}


SHARES = """
ruleset card "Card" { version "1.0.0" worth 20 missing redistribute }
facts { other : flag "Other" table people dated met_on "People" { met_on : date title : text } }
market buyer { title has "buyer", "purchasing" title not "assistant" }
market cook { title has "cook" }
market trade = buyer or cook
level low "Low" from 0
pillar p "P" worth 10 {
  criterion x "X" worth 7 {
    measure share of people over 90 days where title is trade
    needs (count of people over 90 days) >= 3
    ramp { 0% earns 0 40% earns 7 }
    basis chosen
  }
  criterion y "Y" worth 3 { measure count of people over 30 days bands { from 4 earns 3 } basis chosen }
}
pillar q "Q" worth 10 { criterion z "Z" worth 10 { measure other earns 10 when yes basis chosen } }
"""


def test_shares_of_the_same_rows_are_as_large_as_what_they_count() -> None:
    """Nobody's share of buyers is above that of the trade they are in: that needs no quotient to be known."""
    _, found = spent(read(SHARES), read(SHARES.replace("title is trade", "title is buyer")))
    assert (found["p"].gain, found["p"].gain_why) == (0, "")
    assert (found[TOTAL].gain, found[TOTAL].gain_why) == (0, "")
    assert found["p"].loss <= found[TOTAL].loss <= 2 * found["p"].loss


def test_a_total_moves_no_further_than_its_pillars_let_it() -> None:
    """Even where nothing is left to ask with."""
    old = read(ABSENT)
    left = Spending(inf, 400_000)
    found = dict(gains_of(Sides(old, moved(ABSENT)), left))
    assert found[TOTAL].gain <= 2 * max(found[each].gain for each in "pq")


@pytest.mark.parametrize(
    ("by", "left"), [(600, ("", "no")), (599, ("no", "no")), (-400, ("no", "")), (-900, ("no", ""))]
)
def test_what_somebody_reaches_is_known(by: int, left: tuple[str, str]) -> None:
    found = Gains(600, 400, "no", "no").reached(by)
    assert (found.gain_why, found.loss_why) == left
