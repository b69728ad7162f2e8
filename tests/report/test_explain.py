from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report.member.criteria import criterion_view
from ssi_rules.report.member.explain import explain
from ssi_rules.scorecard import Adjustment, Points, Unknown, WindowDates
from tests.report.cards import CARD, DEDUCTION, n

if TYPE_CHECKING:
    from ssi_rules.report.member.view import SumLine


def shown_number(line: SumLine) -> Decimal:
    return Decimal(line.points.split(" of ")[0].replace(",", ""))


def test_every_shown_sum_adds_up() -> None:
    explanation = explain(CARD)
    for sums in (*(pillar.sums for pillar in explanation.pillars), explanation.sums):
        *lines, result = sums
        assert result.is_result
        assert sum(map(shown_number, lines)) == shown_number(result)


def test_the_headline_has_total_worth_and_level() -> None:
    assert explain(CARD).headline == "Dana Reyes (dana): 5.38 of 50 points, Getting started"


def test_the_story_leads_to_the_next_level_and_tells_the_range() -> None:
    assert explain(CARD).story == (
        "Most points left in Build strong relationships.",
        "9.62 points more reach Steady, which starts at 15.",
        "It could be 5.38 to 21: 3 criteria are not known yet, and unknown is not zero.",
    )


def test_it_never_claims_to_be_linkedins_score_or_to_cause_sales() -> None:
    claim = explain(CARD).claim
    assert "not LinkedIn's own score" in claim
    assert "does not cause sales" in claim


def test_no_score_is_not_zero() -> None:
    nothing = Points(points=None, low=None, high=None, worth=n("50"))
    explanation = explain(CARD.model_copy(update={"total": nothing, "level": None}))
    assert explanation.headline == "Dana Reyes (dana): no score, because no pillar has one"
    assert explanation.ring.share is None
    assert explanation.sums[-1].points == "no score of 50"


def test_an_unknown_is_told_once_with_where_it_could_come_from() -> None:
    (line,) = explain(CARD).unknown
    assert line.label == "Followers won in the period"
    assert line.text == (
        "A LinkedIn export does not count followers. It could come from: creator analytics (XLSX)."
    )


def test_a_cap_whose_condition_is_unknown_is_listed_with_what_it_hangs_on() -> None:
    seat = Unknown(name="seat", title="Holds a seat", reason="nobody said", origin=None)
    cap = Adjustment(
        kind="cap", fired=False, open=True, cost=n("0"), because="", limit=n("20"), unknown=(seat,)
    )
    pillar = CARD.pillars[0].model_copy(update={"adjustments": (cap,)})
    sums = explain(CARD.model_copy(update={"pillars": (pillar,)})).pillars[0].sums
    assert sums[1].text == "Cap at 20 is not counted: whether it applies is not known (Holds a seat)."


def test_a_deduction_cites_its_basis_and_place() -> None:
    line = explain(CARD).pillars[1].sums[1]
    assert line.text == f"Deduction of 2 applies. {DEDUCTION.because}. (chosen; tour.ssi:125)"
    assert line.points == "-2"


def test_provenance_names_rules_fingerprint_day_and_engine() -> None:
    told = {line.label: line.text for line in explain(CARD).provenance}
    assert told["Rules"] == "A tour of the language (tour 1.0.0, tour.ssi)"
    assert (told["Fingerprint"], told["As of"], told["Engine"]) == ("sha256:0123", "30 Jun 2026", "reference")


def test_whoever_stands_between_two_points_of_a_ramp_has_a_place_of_their_own() -> None:
    (steps,) = [
        each.steps
        for pillar in explain(CARD).pillars
        for each in pillar.criteria
        if each.title == "Posts shared"
    ]
    assert [(each.at, each.earns) for each in steps if each.here] == [("at 3.5", "3.5")]
    assert [each.at for each in steps] == ["at 0", "at 3.5", "at 4", "at 24"]


def test_tables_that_share_their_days_are_named_together() -> None:
    windows = tuple(
        WindowDates(table=name, after=date(2026, 4, 1), until=date(2026, 6, 30))
        for name in ("comments", "shares")
    )
    pillar = CARD.pillars[0]
    first = pillar.criteria[0]
    seen = first.model_copy(update={"measure": first.measure.model_copy(update={"windows": windows})})
    (days,) = [each.text for each in criterion_view(CARD, pillar, seen).lines if each.kind == "days"]
    assert days == "2 Apr 2026 to 30 Jun 2026 (comments and shares)."


def test_each_page_has_a_title_of_its_own() -> None:
    assert explain(CARD).title == f"Dana Reyes (dana): {CARD.ruleset.title}"


def test_what_most_criteria_rest_on_is_told_once() -> None:
    pillar = CARD.pillars[0]
    shared = tuple(each.model_copy(update={"source": "A slide"}) for each in pillar.criteria)
    rules = CARD.ruleset.model_copy(update={"source": None})
    card = CARD.model_copy(
        update={"ruleset": rules, "pillars": (pillar.model_copy(update={"criteria": shared}),)}
    )
    view = explain(card)
    assert [each.text for each in view.provenance if each.kind == "source"] == ["A slide"]
    basis = [
        each.text
        for criterion in view.pillars[0].criteria
        for each in criterion.lines
        if each.kind == "basis"
    ]
    assert basis
    assert all(each.endswith("Source: that of the rules.") for each in basis)
