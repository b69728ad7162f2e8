"""Every engine gives what the cases say, and the checker finds what they say."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.markets.compile import compile_market
from ssi_rules.markets.match import match_text
from ssi_rules.workspace import ONLY_FAULTS, check_paths, load_market, load_ruleset
from tests.conformance.cases import Named, load, member

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.scorecard import Criterion, Pillar, Scorecard

VERDICTS = {True: "yes", False: "no", None: "unknown"}
MEASURES, EXPECTATIONS, CODES, MATCHES = load("measure"), load("expect"), load("codes"), load("verdict")


def scored(named: Named, folder: Path) -> Scorecard:
    ruleset = load_ruleset(named.write(folder))
    person = member(named.case, ruleset.catalogue)
    evaluator = Evaluator(ruleset)
    card = evaluator.scorecard(person)
    plain = evaluator.score(person)
    assert plain.total == (None if card.total.points is None else int(card.total.points * 100))
    return card


@pytest.mark.parametrize("named", MEASURES, ids=lambda each: each.id)
def test_measure(named: Named, tmp_path: Path) -> None:
    measure = scored(named, tmp_path).pillars[0].criteria[0].measure
    assert measure.type == named.case["type"]
    assert measure.value == _number(named.case["value"])
    for field in ("numerator", "denominator", "left_out", "undated"):
        if field in named.case:
            assert getattr(measure, field) == named.case[field], field


@pytest.mark.parametrize("named", EXPECTATIONS, ids=lambda each: each.id)
def test_scorecard(named: Named, tmp_path: Path) -> None:
    card = scored(named, tmp_path)
    assert {path: part(card, path) for path in named.case["expect"]} == {
        path: _number(value) for path, value in named.case["expect"].items()
    }


@pytest.mark.parametrize("named", CODES, ids=lambda each: each.id)
def test_findings(named: Named, tmp_path: Path) -> None:
    codes = named.case["codes"]
    found = [each.code.slug for each in check_paths([named.write(tmp_path)], ONLY_FAULTS).problems]
    assert sorted(set(found)) == sorted([codes] if isinstance(codes, str) else codes)


@pytest.mark.parametrize("named", MATCHES, ids=lambda each: each.id)
def test_match(named: Named, tmp_path: Path) -> None:
    case = named.case
    markets = case.get("markets") or {"tried": case["market"]}
    lines = [f"market {name} {{ {' '.join(clauses)} }}" for name, clauses in markets.items()]
    if "expression" in case:
        lines.append(f"market tried = {case['expression']}")
    rules = tmp_path / "markets.ssi"
    rules.write_text("\n".join(lines), encoding="utf-8")
    verdict = match_text(
        compile_market(load_market("tried", rules)), case["text"], {"company": case.get("company")}
    )
    assert VERDICTS[verdict.answer] == case["verdict"]


def test_there_are_enough_cases() -> None:
    assert len(MEASURES + EXPECTATIONS + CODES + MATCHES) >= 300


def part(card: Scorecard, path: str) -> Any:
    """A part of a scorecard by its path in a case."""
    head, *rest = path.split(".")
    if head == "level":
        return card.level
    if head == "total":
        return _cost(card, rest[1]) if rest[:1] == ["cost"] else getattr(card.total, (rest or ["points"])[0])
    pillar = next(each for each in card.pillars if each.id == head)
    match rest:
        case []:
            return pillar.points
        case ["low" | "high" as bound]:
            return getattr(pillar, bound)
        case ["cost", line]:
            return _cost(pillar, line)
        case ["fired" | "open" as field, line]:
            return getattr(_lines(pillar)[int(line)], field)
        case [criterion, *field]:
            return _of_criterion(next(each for each in pillar.criteria if each.id == criterion), field)
    raise AssertionError(path)


def _of_criterion(criterion: Criterion, field: list[str]) -> Any:
    match field:
        case []:
            return criterion.points
        case ["value"]:
            return criterion.measure.value
        case ["next", name] if criterion.next is not None:
            return getattr(criterion.next, name)
        case [name]:
            return getattr(criterion, name)
    raise AssertionError(field)


def _lines(owner: Pillar | Scorecard) -> list[Any]:
    return [each for each in owner.adjustments if each.kind != "redistributed"]


def _cost(owner: Pillar | Scorecard, line: str) -> Decimal:
    if line == "redistributed":
        return sum((each.cost for each in owner.adjustments if each.kind == "redistributed"), Decimal(0))
    return Decimal(_lines(owner)[int(line)].cost)


def _number(value: Any) -> Any:
    """Large values stand as texts in the data; every other text is itself."""
    return Decimal(value) if isinstance(value, str) and value[:1].isdigit() else value
