"""A difference as a conformance case, ready to be added to a file of ``tests/conformance``."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.explain.record import as_document_value
from tests.conformance.test_conformance import part
from tests.engines.differential.written import rule_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.language.types import Value
    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Member, Rows
    from tests.conformance.cases import Case
    from tests.engines.differential.group import Group


def case_of(ruleset: Ruleset, group: Group, name: str) -> Case:
    """What the group's first member comes to, as the reference engine has it; a person says whether that is right."""
    member = group.members[0]
    day = group.day or member.as_of
    card = Evaluator(ruleset).scorecard(member, day)
    case: Case = {"name": name, "files": {"main.ssi": rule_file(ruleset)}, **_given(member)}
    if day is not None:
        case["as_of"] = day.isoformat()
    return {**case, "expect": {path: _cell(part(card, path)) for path in _paths(ruleset, card)}}


def as_json(case: Case) -> str:
    """The case on one line, as they stand in their files."""
    return json.dumps(case, ensure_ascii=False)


def _given(member: Member) -> Case:
    facts = {name: _cell(as_document_value(value)) for name, value in member.facts.items()}
    return {"facts": facts, "tables": {name: _rows(rows) for name, rows in member.tables.items()}}


def _rows(rows: Rows) -> list[dict[str, Any]]:
    known = {name: cells for name, cells in rows.columns.items() if any(cell is not None for cell in cells)}
    return [{name: _document(cells[place]) for name, cells in known.items()} for place in range(rows.count)]


def _document(value: Value | None) -> object:
    return _cell(as_document_value(value))


def _paths(ruleset: Ruleset, card: Scorecard) -> Iterator[str]:
    yield from ("total", "total.low", "total.high", "level")
    for pillar in card.pillars:
        yield from (pillar.id, f"{pillar.id}.low", f"{pillar.id}.high")
        for criterion in pillar.criteria:
            yield from (f"{pillar.id}.{criterion.id}{field}" for field in ("", ".state", ".value"))
    for changed in ruleset.pillars:
        for number in range(len(changed.adjustments)):
            yield from (f"{changed.id}.{field}.{number}" for field in ("fired", "open", "cost"))


def _cell(value: object) -> object:
    """Numbers that floats cannot hold stand as texts."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, Decimal):
        return value
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else str(value)
