"""What these rules say about rules that honest people wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssi_rules import codes
from ssi_rules.codes import Category, Severity
from ssi_rules.lint import lint
from ssi_rules.lint.wording import RULES
from ssi_rules.pages import find_code, load_page
from ssi_rules.resources import rulesets_folder
from tests.lint.reading import compiled, compiled_file, findings

ROOT = Path(__file__).parents[3]
HONEST = [*sorted(rulesets_folder().rglob("*.ssi")), *sorted((ROOT / "tests" / "language").glob("*.ssi"))]

BARE = {
    ("tour.ssi", "missing-advice"): 6,
    ("tour.ssi", "missing-basis"): 1,
    ("wholesale.ssi", "missing-advice"): 1,
}
"""What the normative files lack: they may not be changed, and check without a warning."""

SLUGS = [getattr(rule, "__name__", "").replace("_", "-") for rule in RULES]
"""Names of rules are slugs."""


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.name)
def test_nothing_is_said_of_honest_rules_but_what_the_tour_leaves_out(path: Path) -> None:
    subject = compiled_file(path)
    for rule, slug in zip(RULES, SLUGS, strict=True):
        found = findings(rule, subject)
        assert len(found) == BARE.get((path.name, slug), 0), [each.message for each in found]
        assert {each.severity for each in found} <= {Severity.INFO}


def test_every_code_of_the_room_has_its_rule_in_order() -> None:
    room = [
        each.slug for each in codes.CATALOGUE.values() if each.is_lint and each.category is Category.WORDING
    ]
    assert room == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_pages_show_a_bad_example_and_a_good_one(slug: str, tmp_path: Path) -> None:
    code = find_code(slug)
    assert code is not None
    page = load_page(code)
    assert page.bad is not None
    assert page.good is not None
    bad = compiled(tmp_path, page.bad.whole()[-1][1], name="bad.ssi")
    assert [each.code.slug for each in lint(bad)] == [slug]
    good = compiled(tmp_path, page.good.whole()[-1][1], name="good.ssi")
    assert list(lint(good)) == []
    assert (page.fix is None) == all(each.fix is None for each in lint(bad))
