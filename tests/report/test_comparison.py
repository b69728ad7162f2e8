from __future__ import annotations

import io

from rich.console import Console

from ssi_rules.report.comparison import compare, print_comparison
from tests.report.cards import CARD, REPLY_RATE, n

BETTER = CARD.model_copy(
    update={
        "total": CARD.total.model_copy(update={"points": n("7.38")}),
        "ruleset": CARD.ruleset.model_copy(update={"title": "Other rules"}),
        "pillars": (
            CARD.pillars[0].model_copy(
                update={
                    "points": n("6.38"),
                    "criteria": (
                        REPLY_RATE.model_copy(update={"points": n("2")}),
                        *CARD.pillars[0].criteria[1:],
                    ),
                }
            ),
            CARD.pillars[1],
        ),
    }
)


def test_the_differences_add_up_to_that_of_the_totals() -> None:
    comparison = compare(CARD, BETTER)
    assert comparison.total == n("2")
    assert sum(each.more for each in comparison.differences) == comparison.total


def test_each_difference_shows_both_sides_with_the_members_value() -> None:
    (difference,) = compare(CARD, BETTER).differences
    assert difference.title == "InMail reply rate"
    assert difference.first == "0 of 5: 3 of 24 InMails, which is 12.5%"
    assert difference.second == "2 of 5: 3 of 24 InMails, which is 12.5%"


def test_a_line_that_one_side_lacks_is_told_as_such() -> None:
    without = CARD.model_copy(
        update={
            "pillars": (
                CARD.pillars[0].model_copy(update={"criteria": CARD.pillars[0].criteria[:1]}),
                CARD.pillars[1],
            )
        }
    )
    titles = {each.title: each.second for each in compare(CARD, without).differences}
    assert titles["Posts shared"] == "not in these rules"


def test_it_prints_every_difference_and_their_sum() -> None:
    stream = io.StringIO()
    print_comparison(compare(CARD, BETTER), Console(file=stream, width=100))
    page = stream.getvalue()
    assert "Dana Reyes (dana): 5.38 of 50 and 7.38 of 50, +2" in page
    assert "Together" in page
    assert "Other rules" in page
