"""What phrases tell of markets is so of every text, and texts are found for all that markets can answer."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest

from ssi_rules.difference.meaning.compare import Comparison
from ssi_rules.difference.meaning.proof import Verdict
from ssi_rules.difference.meaning.proving import prove
from ssi_rules.markets.compile import compile_market
from ssi_rules.markets.containment import finds_all
from ssi_rules.markets.match import match_text
from ssi_rules.model import MarketLine, PhraseMarket
from ssi_rules.proving.gains import TOTAL, Gains
from ssi_rules.proving.limits import Limit
from tests.difference.meaning.titles import TITLES, slipped, titles
from tests.engines.differential.written import checked

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset
    from tests.difference.meaning.titles import Titles

PAIRS = 150
LIMIT = Limit(steps=20_000_000)

CARD = """
ruleset card "Card" { version "1.0.0" worth 4 }
facts { table people "People" { title : text company : text } }
market who { title has "ceo" WHO }
pillar p "P" worth 4 { criterion c "C" worth 4 { measure MEASURE bands { from 3 earns 4 } basis chosen } }
"""


def card(who: str, measure: str = "count of people where title is who") -> Ruleset:
    found = checked(CARD.replace("WHO", who).replace("MEASURE", measure))
    assert found is not None
    return found


def market(clauses: Titles) -> PhraseMarket:
    return PhraseMarket(
        "who", "", tuple(MarketLine(each.column, each.vetoes, each.phrases) for each in clauses)
    )


def test_a_market_within_another_is_so_for_every_text() -> None:
    rng, within = Random(0), 0
    for _ in range(PAIRS):
        one = titles(rng)
        found = [market(each) for each in (one, slipped(rng, one))]
        for inner, outer in product(found, found):
            if inner is outer or not finds_all(outer, inner):
                continue
            within += 1
            asked = [compile_market(each) for each in (inner, outer)]
            for text, company in product(TITLES, (None, "Acme", "Contoso")):
                small, large = (match_text(each, text, {"company": company}).answer for each in asked)
                assert not (small is True and large is not True), (inner.lines, outer.lines, text, company)
    assert within > PAIRS // 3


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ('company not "acme"', 'company not "acme", "acme holding"', Verdict.EQUAL),
        ('company not "acme"', 'company not "acme", "contoso"', Verdict.DIFFERENT),
        ('title not "assistant"', 'title not "assistant", "assistant ceo"', Verdict.EQUAL),
        ('title not "assistant"', 'title not "assistant ceo"', Verdict.DIFFERENT),
        ('company not "acme" title not "aide"', 'title not "aide"', Verdict.DIFFERENT),
    ],
)
def test_clauses_are_judged_column_by_column(before: str, after: str, verdict: Verdict) -> None:
    assert prove(Comparison(card(before), card(after)), LIMIT).verdict is verdict


def test_different_texts_are_counted_once_for_both_rulesets() -> None:
    measure = "count distinct people.company"
    old = card("", measure)
    new = checked(
        CARD.replace("WHO", "").replace("MEASURE", measure).replace("from 3", "from 2 earns 0 from 3")
    )
    assert new is not None
    assert prove(Comparison(old, new), LIMIT).verdict is Verdict.EQUAL


PARTS = """
ruleset card "Card" { version "1.0.0" worth 4 }
facts { table people "People" { title : text } }
market buyer { title has "food buyer", "head of purchasing", "chief * chef" title not "assistant to", "former" }
market cook { title has "cook", "chef" }
market trade = buyer or cook
pillar p "P" worth 4 { criterion c "C" worth 4 {
  measure count of people where title is WHO bands { from 3 earns 4 } basis chosen
} }
"""


def test_each_part_of_a_market_has_texts_of_its_own() -> None:
    """Of what is in one part alone, the first texts of the whole market need not tell."""
    old, new = (checked(PARTS.replace("WHO", who)) for who in ("trade", "buyer"))
    assert old is not None
    assert new is not None
    found = prove(Comparison(old, new), LIMIT)
    assert (found.verdict, found.why) == (Verdict.DIFFERENT, "")
    assert found.gains[TOTAL] == Gains(0, 400)
