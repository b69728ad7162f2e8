"""A ruleset of one criterion, as the tests of this folder use it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import Safety
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.sources.dataset import Member
from tests.lint.reading import compiled, findings, mended

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.engines.score import Score
    from ssi_rules.language.types import Value
    from ssi_rules.lint.rule import Rule


def scoring(parts: str, *, before: str = "", after: str = "", levels: str = "") -> str:
    """A ruleset with one criterion worth 10 of these parts; ``before`` and ``after`` stand outside of it."""
    return f"""use "facts/linkedin.ssi"

ruleset sample "Sample" {{
  version "1"
  worth 10
}}

{before}

pillar find "Find" worth 10 {{
  criterion one "One" worth 10 {{
    {parts}
  }}
  {after}
}}

{levels}
"""


def found(rule: Rule, folder: Path, text: str) -> list[Diagnostic]:
    """What a rule says about a text."""
    return findings(rule, compiled(folder, text))


def told(rule: Rule, folder: Path, text: str) -> list[str]:
    """The same: place, message and help of each, as people read them."""
    return [
        f"{each.span.line}: {each.message} [{each.help}]"
        if each.help
        else f"{each.span.line}: {each.message}"
        for each in found(rule, folder, text)
    ]


def scores(folder: Path, text: str) -> list[Score]:
    """What members come to who differ in a count and two flags, each of them unknown too."""
    ruleset = compiled(folder, text).ruleset
    assert ruleset is not None
    counts = (None, *(each * SCALE for each in range(-1, 31)))
    flags = (None, True, False)
    evaluator = Evaluator(ruleset)
    return [
        evaluator.score(
            Member("one", None, _facts(media_items=items, has_cover_photo=photo, sales_navigator_seat=seat))
        )
        for items, photo, seat in product(counts, flags, flags)
    ]


def _facts(**facts: Value | None) -> Mapping[str, Value]:
    return {name: value for name, value in facts.items() if value is not None}


def mended_alike(rule: Rule, folder: Path, text: str) -> str:
    """The text without its one finding, when everybody scores as before and nothing is found any more."""
    (each,) = found(rule, folder, text)
    after = mended(each)
    assert found(rule, folder, after) == []
    assert scores(folder, after) == scores(folder, text)
    assert each.fix is not None
    if each.fix.safety is Safety.SAFE:
        rulesets = [compiled(folder, one).ruleset for one in (text, after)]
        assert len({one.fingerprint for one in rulesets if one is not None}) == 1
    return after
