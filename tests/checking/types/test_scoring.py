from __future__ import annotations

from .rules import FACTS, outcome, scoring, slugs

BASE = f"""
ruleset base "Base" {{
  version "1"
  worth 10
}}
{FACTS}
pillar find "Find" worth 10 {{
  criterion one "One" worth 4 {{ measure seat earns 4 when yes basis chosen }}
  criterion two "Two" worth 6 {{
    measure calls
    bands {{
      from 1 earns 2
      from few earns 6
    }}
    basis chosen
  }}
}}

let few = 3

level low "Low" from 0
level high "High" from 8
"""


def derived(changes: str) -> str:
    return f'ruleset derived "Derived" {{\n  extends "base.ssi"\n  version "1"\n}}\n{changes}\n'


def told(changes: str) -> list[tuple[str, str, str]]:
    """Slug, path and beginning of the place of each finding."""
    found = outcome(derived(changes), BASE).problems
    return [(each.code.slug, each.span.source.path, each.span.text[:24]) for each in found]


def test_a_sum_broken_by_a_removal_is_told_at_the_removal() -> None:
    assert told("remove find.one") == [("pillar-sum", "rules.ssi", "remove find.one")]


def test_a_sum_broken_by_an_addition_is_told_at_the_addition() -> None:
    added = 'in find { criterion three "Three" worth 1 { measure phone earns 1 when yes basis chosen } }'
    assert told(added) == [("pillar-sum", "rules.ssi", "find")]


def test_removal_and_addition_together_keep_the_sum() -> None:
    added = 'in find { criterion three "Three" worth 4 { measure phone earns 4 when yes basis chosen } }'
    assert told(f"remove find.one\n{added}") == []


def test_an_award_that_a_change_broke_is_told_where_it_earns_too_much() -> None:
    assert told("change find.one { earns 5 when yes }") == [("award-maximum", "rules.ssi", "5")]


def test_a_worth_that_a_change_broke_is_told_at_the_change() -> None:
    found = {each.code.slug: each for each in outcome(derived("change find.one { worth 5 }"), BASE).problems}
    assert set(found) == {"pillar-sum", "award-maximum"}
    assert {each.span.source.path for each in found.values()} == {"rules.ssi"}
    labels = [label.span for label in found["award-maximum"].labels]
    assert [(span.source.path, span.text) for span in labels] == [("base.ssi", "4"), ("rules.ssi", "5")]


def test_the_sum_of_pillars_is_told_at_the_worth_of_the_ruleset() -> None:
    header = 'ruleset derived "Derived" {\n  extends "base.ssi"\n  version "1"\n  worth 12\n}\n'
    found = outcome(header, BASE).problems
    assert [(each.code.slug, each.span.text) for each in found] == [("ruleset-sum", "12")]


def test_the_sum_of_pillars_is_told_at_the_pillar_that_changed() -> None:
    changes = "change find { worth 6 }\nremove find.one"
    found = outcome(derived(changes), BASE).problems
    assert [(each.code.slug, each.span.source.path, each.span.text) for each in found] == [
        ("ruleset-sum", "rules.ssi", "6")
    ]


def test_a_cap_above_a_lowered_worth_is_told_at_the_worth() -> None:
    capped = BASE.replace("\n}\n\nlet", '\n  cap at 8 when phone { because "So." }\n}\n\nlet')
    found = outcome(derived("change find { worth 6 }\nremove find.one"), capped).problems
    places = {each.code.slug: (each.span.source.path, each.span.text) for each in found}
    assert places["cap-above-worth"] == ("rules.ssi", "6")


def test_cut_points_that_a_changed_let_disorders_are_told() -> None:
    assert [slug for slug, _, _ in told("change let few = 1")] == ["repeated-cut-point"]


def test_levels_added_to_others_may_lie_between_them() -> None:
    assert told('level mid "Mid" from 5') == []


def test_a_ruleset_is_worth_100_unless_it_says_otherwise() -> None:
    text = scoring("seat").replace(" worth 10 }\n", " }\n", 1)
    found = outcome(text).problems
    assert [each.message for each in found] == ["The ruleset can earn 10 of 100 points: 10."]


def test_long_sums_are_shortened() -> None:
    criteria = "\n".join(
        f'criterion c{n} "C" worth 1 {{ measure seat earns 1 when yes basis chosen }}' for n in range(20)
    )
    header = 'ruleset many "Many" { version "1" worth 10 }'
    found = outcome(f'{header}\n{FACTS}\npillar find "Find" worth 10 {{\n{criteria}\n}}\n').problems
    (sum_,) = [each.message for each in found]
    assert sum_ == f"Pillar `find` can earn 20 of 10 points: {' + '.join('1' * 12)} + … (8 more)."


def test_of_what_could_not_be_read_nothing_is_said() -> None:
    broken = scoring("seat").replace("earns 10 when yes", "earns 10 wenn yes")
    assert all(slug not in {"pillar-sum", "award-maximum", "ruleset-sum"} for slug in slugs(broken))
