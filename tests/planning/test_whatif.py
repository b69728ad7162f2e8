"""A what-if is the same rules on the edited member, and its lines add up to the difference to the last digit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.model import Action, SetTo
from ssi_rules.planning.edit_text import read_edit
from ssi_rules.planning.editing import CannotEdit, edited
from ssi_rules.planning.edits import Do
from ssi_rules.planning.whatif import what_if
from ssi_rules.report.whatif.document import document
from ssi_rules.report.whatif.lines import compare_lines
from ssi_rules.report.whatif.telling import notes, told
from ssi_rules.sources.dataset import Rows
from ssi_rules.workspace import load_ruleset
from tests.engines.build import (
    FOLLOWERS,
    SKILLS,
    SPAN,
    bands,
    criterion,
    member,
    pillar,
    rows,
    ruleset,
    whole,
)
from tests.engines.models import DAY, members, rulesets
from tests.planning.drawing import ACTIONS, CATALOGUE, edits

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.model import Ruleset
    from ssi_rules.planning.edits import Edit
    from ssi_rules.planning.whatif import WhatIf
    from ssi_rules.sources.dataset import Member

NOTHING = Decimal(0)


@given(rulesets(), members(), st.lists(edits(), min_size=1, max_size=4))
def test_it_is_the_edited_members_score_and_adds_up(
    rules: Ruleset, somebody: Member, changes: list[Edit]
) -> None:
    evaluator = Evaluator(rules)
    done = tried(evaluator, somebody, changes)
    after = edited(somebody, changes, DAY, "")
    for card, of in ((done.before, somebody), (done.after, after)):
        fresh = Evaluator(rules).scorecard(of, DAY)
        assert (card.total, card.level) == (fresh.total, fresh.level)
        for old, new in zip(card.pillars, fresh.pillars, strict=True):
            assert (old.points, old.low, old.high) == (new.points, new.low, new.high)
            assert [(each.state, each.points) for each in old.criteria] == [
                (each.state, each.points) for each in new.criteria
            ]
    assert_adds_up(done)


def tried(evaluator: Evaluator, somebody: Member, changes: list[Edit]) -> WhatIf:
    try:
        return what_if(evaluator, somebody, changes, DAY)
    except CannotEdit:
        assume(False)  # noqa: FBT003 - how hypothesis is told
        raise


def assert_adds_up(done: WhatIf) -> None:
    compared = compare_lines(done.before, done.after)
    lines = [each for pillar in compared.pillars for each in pillar.lines] + [*compared.between]
    before, after = done.before.total.points, done.after.total.points
    if before is None or after is None:
        assert compared.change is None
    else:
        assert sum((each.change for each in lines), NOTHING) == after - before == compared.change
    for each in compared.pillars:
        assert sum((line.change for line in each.lines), NOTHING) == each.change
        assert each.change == (each.after.points or NOTHING) - (each.before.points or NOTHING)
    shown = document(done)
    assert (shown.change, [each.change for each in shown.lines]) == (
        compared.change,
        [each.change for each in lines],
    )


def of(*texts: str) -> WhatIf:
    rules = ruleset(
        pillar("one", criterion("a", SKILLS, bands((5, 300))), criterion("b", FOLLOWERS, bands((1, 200))))
    )
    held = member({"skills": whole(4)}, {"notes": rows("notes")})
    return what_if(
        Evaluator(rules), held, [read_edit(each, CATALOGUE, ACTIONS) for each in texts], DAY, ["of the data"]
    )


def test_each_edit_says_what_it_did() -> None:
    done = of("skills+=2", "skills=6", "hours=3", "notes+=1", "skills-=1", "seat=unknown")
    assert [(each.before, each.after) for each in done.tried[:2]] == [(whole(4), whole(6)), (whole(6),) * 2]
    assert [each.is_idle for each in done.tried] == [False, True, False, False, False, True]
    assert [each.is_read for each in done.tried] == [True, True, False, False, True, False]


def test_rows_after_the_day_are_told() -> None:
    assert [each.is_later for each in of("notes+=1").tried] == [False]
    held = member(tables={"inmails": rows("inmails")})
    rules = ruleset(pillar("one", criterion("a", SKILLS, bands((5, 300)))))
    texts = ("inmails+=1", "inmails+=1{sent_on=2026-03-31}", "inmails+=1{sent_on=2026-04-01}")
    changes = [read_edit(each, CATALOGUE) for each in texts]
    assert [each.is_later for each in what_if(Evaluator(rules), held, changes, DAY).tried] == [
        False,
        False,
        True,
    ]


def test_columns_that_the_rules_ask_about_and_rows_do_not_say_are_told(tmp_path: Path) -> None:
    text = """
facts { table calls dated called_on { called_on : date  long : flag  minutes : number  to : text } }
ruleset card "Card" { version "1.0.0" worth 4 }
pillar one "One" worth 4 {
  criterion calls_made "Calls" worth 2 { measure count of calls where long bands { from 1 earns 2 } }
  criterion talked "Talked" worth 2 { measure sum of calls.minutes bands { from 1 earns 2 } }
}
"""
    (tmp_path / "card.ssi").write_text(text, encoding="utf-8")
    rules = load_ruleset(str(tmp_path / "card.ssi"))
    held = member(tables={"calls": Rows({"called_on": [], "long": []}, 0, "calls.csv")})
    texts = ("calls+=1", "calls+=1{long=unknown}", "calls+=1{minutes=3, long=yes}", "calls-=1")
    changes = [read_edit(each, rules.catalogue) for each in texts]
    done = what_if(Evaluator(rules), held, changes, DAY)
    assert [each.unsaid for each in done.tried] == [("long", "minutes"), ("minutes",), (), ()]
    assert list(notes(done.tried, DAY)) == [
        "calls+=1 does not say long and minutes, which the rules ask about: not known.",
        "calls+=1{long=unknown} does not say minutes, which the rules ask about: not known.",
    ]


def test_an_action_that_sets_what_is_so_is_idle_for_no_other_reason() -> None:
    seat = Action("sit", "Sit", (SetTo("seat", value=True),), None, None, SPAN)
    rules = ruleset(pillar("one", criterion("a", SKILLS, bands((5, 300)))))
    done = what_if(Evaluator(rules), member({"seat": True}), [Do(seat, 2)], DAY)
    assert list(notes(done.tried, DAY)) == ["sit+=2 leaves the data as it is."]
    done = what_if(Evaluator(rules), member({}), [Do(ACTIONS[0], 2)], DAY)
    (note,) = notes(done.tried, DAY)
    assert note.startswith("write+=2 leaves the data as it is: nobody knows what more of an unknown number")


def test_rows_that_are_not_there_are_not_said_to_go(tmp_path: Path) -> None:
    text = """
facts { table calls { whom : text } }
ruleset card "Card" { version "1.0.0" worth 2 }
pillar one "One" worth 2 {
  criterion calls_made "Calls" worth 2 { measure count of calls bands { from 1 earns 2 } }
}
"""
    (tmp_path / "card.ssi").write_text(text, encoding="utf-8")
    rules = load_ruleset(str(tmp_path / "card.ssi"))
    held = member(tables={"calls": Rows({"whom": ["Sommelier", "Cook"]}, 2, "calls.csv")})
    texts = ("sommelier", "Nobody such", "Cook")
    changes = [read_edit(f'calls-=all{{whom="{each}"}}', rules.catalogue) for each in texts]
    changes += [read_edit("calls-=all", rules.catalogue)] * 2
    done = what_if(Evaluator(rules), held, changes, DAY)
    assert [told(each).partition(": ")[2] for each in done.tried] == [
        "no row to take away (whom sommelier)",
        "no row to take away (whom Nobody such)",
        "all rows taken away (whom Cook)",
        "all rows taken away",
        "no row to take away",
    ]
    assert list(notes(done.tried, DAY)) == [
        'calls-=all{whom="sommelier"} leaves the data as it is: no row is such. Did you mean whom="Sommelier"?',
        'calls-=all{whom="Nobody such"} leaves the data as it is: no row is such.',
        "calls-=all leaves the data as it is: there are no rows.",
    ]


def test_the_edited_scorecard_says_that_it_is_not_the_members_own() -> None:
    done = of("skills=12", "notes+=1{length=3}")
    assert done.before.notices == ("of the data",)
    assert done.after.notices == ("of the data", "What if, not as read: skills=12; notes+=1{length=3}")


def test_rows_that_an_action_adds_bear_the_day(tmp_path: Path) -> None:
    text = """
facts { table calls dated called_on { called_on : date  long : flag } }
ruleset card "Card" { version "1.0.0" worth 2 }
pillar one "One" worth 2 {
  criterion calls_made "Calls" worth 2 { measure count of calls over 7 days bands { from 1 earns 2 } }
}
action ring "Ring" { adds 1 row to calls { long = yes } }
action note "Note" { adds 1 row to calls { called_on = 2020-01-01 } }
"""
    (tmp_path / "card.ssi").write_text(text, encoding="utf-8")
    rules = load_ruleset(str(tmp_path / "card.ssi"))
    held = member(tables={"calls": Rows({"called_on": [], "long": []}, 0, "calls.csv")})
    for name, points in (("ring", 2), ("note", 0)):
        done = what_if(Evaluator(rules), held, [read_edit(f"{name}+=1", rules.catalogue, rules.actions)], DAY)
        assert done.after.total.points == points
