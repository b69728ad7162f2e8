from __future__ import annotations

import pickle

from ssi_rules.report.team.summary import summary
from tests.report.cards import CARD, n


def test_a_summary_keeps_the_numbers_of_the_card() -> None:
    kept = summary(CARD)
    assert (kept.member, kept.level, kept.total.points) == ("dana", "starting", CARD.total.points)
    assert [each.points for each in kept.pillars] == [each.points for each in CARD.pillars]
    assert [(each.low, each.high) for each in kept.pillars] == [
        (each.low, each.high) for each in CARD.pillars
    ]
    assert kept.left[0] == (n("5"), n("8.5"), None)
    assert kept.open == 3
    assert [each.title for each in kept.rules.pillars] == [each.title for each in CARD.pillars]


def test_summaries_from_other_processes_share_their_rules() -> None:
    kept = summary(CARD)
    sent = [pickle.loads(pickle.dumps(kept)) for _ in range(2)]  # noqa: S301 - our own
    assert sent[0] == kept
    assert sent[0].rules is sent[1].rules is kept.rules


def test_a_pillar_without_points_says_why() -> None:
    silent = [
        each.model_copy(update={"points": None, "state": "too_few"}) for each in CARD.pillars[0].criteria[:1]
    ]
    pillar = CARD.pillars[0].model_copy(update={"points": None, "criteria": tuple(silent)})
    kept = summary(CARD.model_copy(update={"pillars": (pillar, CARD.pillars[1])}))
    assert (kept.pillars[0].points, kept.pillars[0].state) == (None, "too_few")
