from __future__ import annotations

import pytest

from ssi_rules.checking.infer import infer, infer_declarations
from ssi_rules.diagnostics import Problems
from ssi_rules.language.types import Type

from .rules import FACTS, outcome, scoring, slugs


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("3", Type.COUNT),
        ("-3", Type.NUMBER),
        ("3.0", Type.NUMBER),
        ("3%", Type.PERCENT),
        ("yes", Type.FLAG),
        ('"Paris"', Type.TEXT),
        ("2026-06-30", Type.DATE),
        ("as_of", Type.DATE),
        ("as_of - joined", Type.NUMBER),
        ("calls + letters * 2", Type.COUNT),
        ("calls - letters", Type.NUMBER),
        ("calls / letters", Type.RATIO),
        ("hours / calls else 0", Type.RATIO),
        ("calls / letters else 0%", Type.PERCENT),
        ("calls else hours", Type.NUMBER),
        ("complete * hours", Type.PERCENT),
        ("complete / complete", Type.RATIO),
        ("count of visits", Type.COUNT),
        ("count distinct visits.company", Type.COUNT),
        ("days since last visits", Type.COUNT),
        ("share of visits where won", Type.RATIO),
        ("sum of visits.guests", Type.COUNT),
        ("sum of visits.minutes", Type.NUMBER),
        ("sum of visits.rate", Type.PERCENT),
        ("average of visits.guests", Type.NUMBER),
        ("average of visits.rate", Type.PERCENT),
        ("largest of visits.guests", Type.COUNT),
        ("smallest of visits.day over 1 month", Type.DATE),
        ("largest of visits.rate where minutes > 5", Type.PERCENT),
        ("calls between 1 and 2.5", Type.FLAG),
        ('not seat or city = "Paris"', Type.FLAG),
        ("city is known", Type.FLAG),
        ("earlier + 1", Type.COUNT),
    ],
)
def test_the_type_of(expression: str, kind: Type) -> None:
    found = outcome(scoring("seat", before=f"let subject = {expression}\nlet earlier = calls"))
    assert [each.message for each in found.problems if "never used" not in each.message] == []
    assert found.flat is not None
    assert infer(found.flat, Problems()).lets["subject"].type is kind


def test_columns_come_before_facts_and_lets() -> None:
    facts = FACTS.replace("minutes : number", "calls : text")
    text = scoring('count of visits where calls = "x"', "bands { from 1 earns 10 }").replace(FACTS, facts)
    assert slugs(text) == ["shadowing"]


def test_of_what_does_not_resolve_nothing_more_is_said() -> None:
    assert slugs(scoring("(nobody + 3%) * seat > nothing")) == ["unknown-name", "unknown-name"]
    text = scoring("cold > 3%", before="let cold = nobody + 1")
    assert slugs(text) == ["unknown-name"]


def test_a_fault_in_a_let_is_told_once_and_where_it_is() -> None:
    found = outcome(scoring("wrong > 3 and wrong < 9", before="let wrong = calls + 5%"))
    assert [each.span.text for each in found.problems] == ["calls + 5%"]


def test_every_fault_of_one_expression_is_told() -> None:
    found = slugs(scoring("complete > 90 and (calls + seat) > 1 and (sum of visits.won) > 1"))
    assert sorted(found) == ["column-type", "mixed-arithmetic", "percent-and-number"]


def test_lets_of_a_file_without_a_ruleset_have_types() -> None:
    found = outcome(f"{FACTS}\nlet wrong = calls + 5%\n")
    assert [each.code.slug for each in found.problems] == ["mixed-arithmetic"]
    draft = found.draft
    names = infer_declarations(draft.facts, draft.tables, draft.markets, draft.lets, Problems())
    assert dict(names.lets) == {}


def test_lets_in_a_circle_have_no_type_and_harm_no_other() -> None:
    text = scoring("calls > 1", before="let a = b + 1\nlet b = a + 1\nlet c = b\nlet d = calls + 1")
    found = outcome(text)
    assert found.flat is not None
    assert set(infer(found.flat, Problems()).lets) == {"d"}


def test_a_long_chain_of_lets_is_worked_out() -> None:
    chain = "\n".join(f"let l{n} = l{n - 1} + 1" for n in range(1, 3000))
    found = outcome(scoring("l2999 > 3", before=f"let l0 = calls\n{chain}"))
    assert found.ruleset is not None
    assert [let.name for let in found.ruleset.lets] == [f"l{n}" for n in range(3000)]


def test_lets_that_double_at_every_step_are_worked_out() -> None:
    chain = "\n".join(f"let l{n} = l{n - 1} and l{n - 1} or l{n - 1}" for n in range(1, 200))
    assert slugs(scoring("l199", before=f"let l0 = calls > 3\n{chain}")) == []


def test_constant_lets_that_square_at_every_step_stay_small() -> None:
    chain = "\n".join(f"let l{n} = l{n - 1} * l{n - 1}" for n in range(1, 60))
    award = "bands { from l59 earns 10 }"
    assert slugs(scoring("calls", award, before=f"let l0 = 1000\n{chain}")) == ["cut-point-not-constant"]


@pytest.mark.parametrize(
    ("lets", "cut"), [("let low = 13%", 130_000), ("let low = 2 * half\nlet half = 5%", 100_000)]
)
def test_cut_points_may_be_constant_lets(lets: str, cut: int) -> None:
    found = outcome(scoring("complete", "bands { from low earns 10 }", before=lets))
    assert found.ruleset is not None
    award = found.ruleset.pillars[0].criteria[0].award
    assert [step.cut for step in award.steps] == [cut]  # type: ignore[union-attr]
    assert found.ruleset.lets == ()
