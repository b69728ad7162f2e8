"""How suggestions are tried: on whom, and on what of them."""

from __future__ import annotations

import numpy as np

from ssi_rules.calibration.scores import Figures, Scores
from ssi_rules.calibration.statistics import changed_correlation, rank_correlation
from ssi_rules.calibration.suggest import is_held_out
from ssi_rules.calibration.trial import tried

MEMBERS = tuple(f"m{each:03}" for each in range(200))
OUTCOME = np.arange(200.0)
NOW, THEN = np.arange(200) // 50, np.arange(200) // 5
EVERYONE = np.ones(200, dtype=np.bool_)
HELD = is_held_out(MEMBERS)


def totals(members: tuple[str, ...], figures: Figures) -> Scores:
    return Scores(members, figures, {}, {})


def test_those_held_out_are_compared_by_both_totals() -> None:
    found = tried(totals(MEMBERS, Figures(NOW, EVERYONE)), totals(MEMBERS, Figures(THEN, EVERYONE)), OUTCOME)
    assert found.members == int(HELD.sum())
    assert found.now == rank_correlation(NOW[HELD], OUTCOME[HELD])
    assert found.suggested == rank_correlation(THEN[HELD], OUTCOME[HELD])
    assert found.change == changed_correlation(NOW[HELD], THEN[HELD], OUTCOME[HELD])
    assert found.change is not None
    assert found.change.is_above_zero


def test_members_are_found_by_their_ids_among_more_of_them() -> None:
    scores, others = (totals(MEMBERS, Figures(each, EVERYONE)) for each in (NOW, THEN))
    more = ("x1", *reversed(MEMBERS), "x2")
    known = np.ones(202, dtype=np.bool_)
    turned = totals(more, Figures(np.concatenate(([-1], THEN[::-1], [999])), known))
    assert tried(scores, turned, OUTCOME) == tried(scores, others, OUTCOME)


def test_who_has_no_total_as_suggested_is_left_out() -> None:
    known = np.arange(200) >= 60
    scores = totals(MEMBERS, Figures(NOW, EVERYONE))
    found = tried(scores, totals(MEMBERS, Figures(np.where(known, THEN, 0), known)), OUTCOME)
    kept = HELD & known
    assert found.members == int(kept.sum())
    assert found.suggested == rank_correlation(THEN[kept], OUTCOME[kept])


def test_what_is_the_same_for_everyone_has_no_correlation() -> None:
    same = Figures(np.zeros(200, dtype=np.int64), EVERYONE)
    found = tried(totals(MEMBERS, Figures(NOW, EVERYONE)), totals(MEMBERS, same), OUTCOME)
    assert found.suggested is None
    assert found.now is not None
