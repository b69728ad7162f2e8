"""What ``--generate`` proposes is a file that could have been written by hand: checked, passing, laid out, and of use."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.codes import Severity
from ssi_rules.formatting import format_text
from ssi_rules.ruletest.generate import propose, written
from ssi_rules.ruletest.run import run_tests
from ssi_rules.text import Source
from ssi_rules.workspace import check_paths, shipped_rulesets

from .building import covered, project, read

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.ruletest.generate import Proposals

SHIPPED = dict(shipped_rulesets())
INHERITS_ALL = "linkedin-ssi-2015-fair"


def generate(file: Path) -> Proposals:
    """Propose tests for what a rule file's tests do not try, write them beside it, and hold them to all that is promised."""
    (suite,) = read(file)
    before = covered(suite)
    proposals = propose(suite.ruleset, before.missing)
    if not proposals.tests:
        return proposals
    beside = file.with_name(f"{file.stem}_test.ssi")
    text = written(suite.ruleset, proposals.tests, file.name)
    beside.write_text(text, encoding="utf-8")

    assert format_text(Source(beside.name, text)) == text
    found = [each for each in check_paths([beside]).problems if each.severity is not Severity.INFO]
    assert [(each.code.slug, each.span.text) for each in found] == []
    (after,) = read(file)
    assert [each for each in run_tests(after.ruleset) if not each.passed] == []
    assert len(after.ruleset.tests) == len(suite.ruleset.tests) + len(proposals.tests)
    left = [(group.name, item.words) for group, item in covered(after).missing]
    assert left == [(group.name, item.words) for group, item in proposals.unfound]
    assert covered(after).tried >= before.tried + len(proposals.tests)
    return proposals


@pytest.mark.parametrize("name", [each for each in SHIPPED if each != INHERITS_ALL])
def test_a_shipped_ruleset_without_tests_gets_all_of_them(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(SHIPPED[name].parent, folder, ignore=shutil.ignore_patterns("*_test.ssi"))
    (folder / "ssi.toml").touch()
    proposals = generate(folder / f"{name}.ssi")
    assert len(proposals.tests) >= 20
    assert proposals.unfound == ()


def test_for_what_is_inherited_nothing_is_proposed() -> None:
    (suite,) = read(SHIPPED[INHERITS_ALL])
    assert propose(suite.ruleset, covered(suite).missing).tests == ()


# Rulesets of the usual parts, put together by chance.

FACTS = """
facts {
  seat  : flag    "Has a seat"
  calls : count   "Calls"
  rate  : number  "Rate"
  full  : percent "Profile filled in"
  since : date    "Member since"
  role  : text    "Role"

  table mails dated sent_on "Mails" {
    sent_on : date
    replied : flag
    length  : number
    to      : text
  }
}

market boss "Bosses" {
  to has "boss", "chief"
  to not "former"
}
market lead "Leads" = boss or not helper
market helper "Helpers" { to has "helper" }
"""
COUNTS = [
    "calls",
    "count of mails over 90 days",
    "count of mails over 90 days where replied",
    "count of mails where length > 3 and not replied",
    "count of mails where to is boss",
    "count of mails where to is lead",
    "calls + count of mails over 30 days",
    "as_of - since",
    "days since last mails",
]
NUMBERS = ["rate", "rate - 2", "rate * 1.5", "calls / 3", "average of mails.length over 90 days"]
SHARES = ["full", "share of mails where replied", "share of mails over 90 days where to is boss"]
FLAGS = ["seat", "calls >= 4", "seat or rate < 2.5", "not seat and calls > 1", "role is boss"]


@st.composite
def award(draw: st.DrawFn) -> str:
    """A measure, and an award that goes with it."""
    kind = draw(st.sampled_from(["count", "number", "share", "flag"]))
    if kind == "flag":
        return f"measure {draw(st.sampled_from(FLAGS))} earns 10 when {draw(st.sampled_from(['yes', 'no']))}"
    measures = {"count": COUNTS, "number": NUMBERS, "share": SHARES}[kind]
    cuts = sorted(draw(st.sets(st.integers(1, 60), min_size=2, max_size=3)))
    shown = [
        f"{each / 10:g}" if kind == "number" else f"{each}%" if kind == "share" else str(each)
        for each in cuts
    ]
    steps = list(zip(shown, (2, 10) if len(cuts) == 2 else (2, 6, 10), strict=True))
    if draw(st.booleans()):
        told = f"bands {{ {' '.join(f'from {cut} earns {points}' for cut, points in steps)} }}"
    else:
        told = f"ramp {{ {' '.join(f'{cut} earns {points}' for cut, points in steps)} }}"
    return f"measure {draw(st.sampled_from(measures))} {told}"


@st.composite
def rules(draw: st.DrawFn) -> str:
    """The text of a ruleset without tests."""
    criteria = ""
    for name in ("a", "b"):
        needs = draw(st.sampled_from(["", "needs calls >= 5", "needs (count of mails) >= 3"]))
        applies = draw(st.sampled_from(["", "applies when seat", "applies when rate > 1"]))
        criteria += f'criterion {name} "{name}" worth 10 {{ {applies} {needs} {draw(award())} }}\n'
    deduct = draw(st.sampled_from(["", *(f"deduct 1 when {each}\n" for each in FLAGS)]))
    cap = draw(st.sampled_from(["", *(f"cap at 15 when {each}\n" for each in FLAGS)]))
    start = draw(st.sampled_from([0, 3]))
    levels = f'level low "Low" from {start}\nlevel high "High" from 12\n'
    head = 'ruleset r "R" { version "1" worth 20 }'
    return f'{FACTS}\n{head}\npillar p "P" worth 20 {{\n{criteria}{deduct}{cap}}}\n{levels}'


@settings(max_examples=25, deadline=None)
@given(rules())
def test_what_is_proposed_holds_for_any_ruleset(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = project(tmp_path_factory.mktemp("rules"), r=text)
    proposals = generate(folder / "r.ssi")
    assert proposals.tests


def test_the_same_file_twice(tmp_path: Path) -> None:
    folder = project(tmp_path, r=RULES)
    (suite,) = read(folder / "r.ssi")
    texts = {
        written(suite.ruleset, propose(suite.ruleset, covered(suite).missing).tests, "r.ssi")
        for _ in range(2)
    }
    assert len(texts) == 1


RULES = """
facts { calls : count "Calls" }
ruleset r "R" { version "1" worth 10 }
pillar p "P" worth 10 {
  criterion c "C" worth 10 { measure calls bands { from 3 earns 4 from 6 earns 10 } }
}
test "three" { given calls = 3 expect p.c = 4 }
"""


def test_only_what_is_not_tried_gets_a_test(tmp_path: Path) -> None:
    file = project(tmp_path, r=RULES) / "r.ssi"
    proposals = generate(file)
    given_ = [[value for _, value in each.given.facts] for each in proposals.tests]
    assert [each.expectations for each in proposals.tests] == [
        ("expect p.c = 0",),
        ("expect p.c = 10",),
        ("expect p.c = 4",),
        ("expect p.c is unknown",),
    ]
    assert given_ == [[2_000_000], [6_000_000], [5_000_000], []]
    assert generate(file).tests == ()


def test_what_is_not_found_is_said(tmp_path: Path) -> None:
    """A square is nothing that can be turned round."""
    text = RULES.replace("measure calls", "measure calls * calls").replace("from 6", "from 7")
    (suite,) = read(project(tmp_path, r=text) / "r.ssi")
    proposals = propose(suite.ruleset, covered(suite).missing)
    assert "7 itself" in [item.words for _, item in proposals.unfound]
