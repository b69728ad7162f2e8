"""Each kind of slip: a test at the boundary notices it, and a test beside the boundary does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from ssi_rules.ruletest.mutation import mutants, survivors
from tests.ruletest.mutation.reading import SCALE, read, scored

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Case:
    """A slip, the lines of a test that notices it, and those of one that does not."""

    rules: str
    summary: str
    sharp: str
    blunt: str


def calls(*rows: str) -> str:
    return "as of 2026-06-30\ngiven calls {\n" + "\n".join(rows) + "\n}\n"


BANDS = scored("measure posts bands { from 2 earns 4\n from 5 earns 10 }")
RAMP = scored("measure posts ramp { 0 earns 0\n 10 earns 10 }")
LONG_RAMP = scored("measure posts ramp { 0 earns 0\n 10000 earns 10 }")
NAMED = "let floor = 13%\n" + scored("measure rate bands { from floor earns 10 }")
ANSWERED = scored("measure share of calls where answered bands { from 22.5% earns 10 }")
WHEN = scored("measure seat or posts > 3\nearns 10 when yes")
APPLIES = scored("applies when seat", "measure posts", SCALE)
NEEDS = scored("needs hours >= 2.5", "measure posts", SCALE)
WINDOW = scored("measure count of calls over 90 days ending 7 days ago", SCALE)
WEEKS = scored("measure count of calls over 2 weeks", SCALE)
MONTHS = scored("measure count of calls over 3 months", SCALE)
LET = f"let recent = count of calls over 30 days\n{scored('measure recent', SCALE)}"
ELSE = scored("measure posts else 0", SCALE)
WHERE = scored("measure count of calls where (answered else yes)", SCALE)
TOWN = scored('measure town = "Oslo"', "earns 10 when yes")
DAY = scored("measure joined < 2026-01-01", "earns 10 when yes")
CAP = scored("measure posts", SCALE, after="cap at 6 when hours > 8")
DEDUCT = scored("measure posts", SCALE, after="deduct 2 when hours > 8")
HALF = scored("measure posts * 0.5 + hours", SCALE)
LEVELS = (
    scored("measure hours ramp { 0 earns 0\n 10 earns 10 }")
    + 'level low "Low" from 0\nlevel top "Top" from 7'
)
OWN_POLICY = """pillar p "P" worth 10 {
  criterion c "C" worth 5 { measure posts bands { from 1 earns 5 } basis chosen missing redistribute }
  criterion d "D" worth 5 { measure hours bands { from 1 earns 5 } basis chosen }
}
"""
MARKET = """market buyer "Buyer" { title has "buyer" title not "assistant" company not "Contoso" }
market head "Head" { title has "head" }
market target = buyer or head
""" + scored("measure count of calls where title is target", SCALE)

CASES = {
    "cut-point up": Case(BANDS, "p.c: cut-point 2 moved to 3", "given posts = 2\nexpect p.c = 4", "given posts = 3\nexpect p.c = 4"),
    "cut-point down": Case(BANDS, "p.c: cut-point 5 moved to 4", "given posts = 4\nexpect p.c = 4", "given posts = 3\nexpect p.c = 4"),
    "cut-point by a name": Case(NAMED, "p.c: cut-point floor (13%) moved to 12%", "given rate = 12.5%\nexpect p.c = 0", "given rate = 11%\nexpect p.c = 0"),
    "cut-point by its last place": Case(ANSWERED, "p.c: cut-point 22.5% moved to 22.6%", calls("9 of { answered = yes }", "31 of { answered = no }") + "expect p.c = 10", calls("1 of { answered = yes }", "1 of { answered = no }") + "expect p.c = 10"),
    "end of a ramp": Case(RAMP, "p.c: cut-point 10 moved to 9", "given posts = 9\nexpect p.c = 9", "given posts = 10\nexpect p.c = 10"),
    "start of a ramp": Case(RAMP, "p.c: cut-point 0 moved to -1", "given posts = 0\nexpect p.c = 0", "given posts = 10\nexpect p.c = 10"),
    "a ramp that is long": Case(LONG_RAMP, "p.c: cut-point 10000 moved to 9980", "given posts = 9980\nexpect p.c = 9.98", "given posts = 0\nexpect p.c = 0"),
    "points of a band": Case(BANDS, "p.c: points at 2 changed from 4 to 4.01", "given posts = 2\nexpect p.c = 4", "given posts = 2\nexpect p.c >= 4"),
    "points of a ramp": Case(RAMP, "p.c: points at 0 changed from 0 to 0.01", "given posts = 0\nexpect p.c = 0", "given posts = 10\nexpect p.c = 10"),
    "earned the other way round": Case(WHEN, "p.c: earned when no", "given seat = yes\nexpect p.c = 10", "given posts = 9\nexpect p.c is unknown"),
    "or": Case(WHEN, "measure of p.c: `seat or posts > 3` changed to `seat and posts > 3`", "given seat = yes\ngiven posts = 1\nexpect p.c = 10", "given seat = yes\ngiven posts = 9\nexpect p.c = 10"),
    "one side of or": Case(WHEN, "measure of p.c: `seat or posts > 3` changed to `seat`", "given seat = no\ngiven posts = 9\nexpect p.c = 10", "given seat = yes\ngiven posts = 9\nexpect p.c = 10"),
    "strictness": Case(WHEN, "measure of p.c: `posts > 3` changed to `posts >= 3`", "given seat = no\ngiven posts = 3\nexpect p.c = 0", "given seat = no\ngiven posts = 2\nexpect p.c = 0"),
    "a literal": Case(WHEN, "measure of p.c: `posts > 3` changed to `posts > 4`", "given seat = no\ngiven posts = 4\nexpect p.c = 10", "given seat = no\ngiven posts = 5\nexpect p.c = 10"),
    "a text": Case(TOWN, 'measure of p.c: `town = "Oslo"` changed to `town != "Oslo"`', 'given town = "Oslo"\nexpect p.c = 10', "expect p.c is unknown"),
    "a day": Case(DAY, "measure of p.c: `joined < 2026-01-01` changed to `joined < 2025-12-31`", "given joined = 2025-12-31\nexpect p.c = 10", "given joined = 2025-12-30\nexpect p.c = 10"),
    "a factor": Case(HALF, "measure of p.c: `0.5` changed to `0.4`", "given posts = 2\ngiven hours = 0\nexpect p.c = 10", "given posts = 3\ngiven hours = 0\nexpect p.c = 10"),
    "applies": Case(APPLIES, "applies when of p.c dropped", "given seat = no\ngiven posts = 1\nexpect p.c is not_applicable", "given seat = yes\ngiven posts = 1\nexpect p.c = 10"),
    "needs": Case(NEEDS, "needs of p.c dropped", "given hours = 1\ngiven posts = 1\nexpect p.c is too_few", "given hours = 3\ngiven posts = 1\nexpect p.c = 10"),
    "needs by its last place": Case(NEEDS, "needs of p.c: `hours >= 2.5` changed to `hours >= 2.4`", "given hours = 2.4\ngiven posts = 1\nexpect p.c is too_few", "given hours = 2.3\ngiven posts = 1\nexpect p.c is too_few"),
    "a shorter window": Case(WINDOW, "measure of p.c: `over 90 days ending 7 days ago` changed to `over 89 days ending 7 days ago`", calls("1 of { on_day = 2026-03-26 }") + "expect p.c = 10", calls("1 of { on_day = 2026-03-27 }") + "expect p.c = 10"),
    "a longer window": Case(WINDOW, "measure of p.c: `over 90 days ending 7 days ago` changed to `over 91 days ending 7 days ago`", calls("1 of { on_day = 2026-03-25 }") + "expect p.c = 0", calls("1 of { on_day = 2026-03-24 }") + "expect p.c = 0"),
    "less lag": Case(WINDOW, "measure of p.c: `over 90 days ending 7 days ago` changed to `over 90 days ending 6 days ago`", calls("1 of { on_day = 2026-06-24 }") + "expect p.c = 0", calls("1 of { on_day = 2026-06-25 }") + "expect p.c = 0"),
    "a lag where there is none": Case(LET, "let recent: `over 30 days` changed to `over 30 days ending 1 day ago`", calls("1 of { on_day = 2026-06-30 }") + "expect p.c = 10", calls("1 of { on_day = 2026-06-29 }") + "expect p.c = 10"),
    "no window": Case(LET, "let recent: `over 30 days` changed to `no window`", calls("1 of { }") + "expect p.c = 0", calls("1 of { on_day = 2026-06-29 }") + "expect p.c = 10"),
    "weeks": Case(WEEKS, "measure of p.c: `over 2 weeks` changed to `over 13 days`", calls("1 of { on_day = 2026-06-17 }") + "expect p.c = 10", calls("1 of { on_day = 2026-06-18 }") + "expect p.c = 10"),
    "months": Case(MONTHS, "measure of p.c: `over 3 months` changed to `over 2 months`", calls("1 of { on_day = 2026-04-30 }") + "expect p.c = 10", calls("1 of { on_day = 2026-05-01 }") + "expect p.c = 10"),
    "else": Case(ELSE, "measure of p.c: `posts else 0` changed to `posts`", "expect p.c = 0", "given posts = 0\nexpect p.c = 0"),
    "the fallback": Case(ELSE, "measure of p.c: `0` changed to `1`", "expect p.c = 0", "given posts = 0\nexpect p.c = 0"),
    "else for rows": Case(WHERE, "measure of p.c: `answered else yes` changed to `answered`", calls("1 of { }") + "expect p.c = 10", calls("1 of { answered = no }") + "expect p.c = 0"),
    "no condition on rows": Case(WHERE, "measure of p.c: `count of calls where (answered else yes)` changed to `count of calls`", calls("1 of { answered = no }") + "expect p.c = 0", calls("1 of { }") + "expect p.c = 10"),
    "cap": Case(CAP, "cap at 6 in p dropped", "given posts = 1\ngiven hours = 9\nexpect p = 6", "given posts = 1\ngiven hours = 8\nexpect p = 10"),
    "amount of a cap": Case(CAP, "cap at 6 in p made 6.01", "given posts = 1\ngiven hours = 9\nexpect p = 6", "given posts = 1\ngiven hours = 9\nexpect p < 7"),
    "condition of a cap": Case(CAP, "cap at 6 in p: `hours > 8` changed to `hours >= 8`", "given posts = 1\ngiven hours = 8\nexpect total = 10", "given posts = 1\ngiven hours = 7.9\nexpect p = 10"),
    "deduction": Case(DEDUCT, "deduct 2 in p dropped", "given posts = 1\ngiven hours = 9\nexpect p = 8", "given posts = 0\ngiven hours = 9\nexpect p = 0"),
    "amount of a deduction": Case(DEDUCT, "deduct 2 in p made 1.99", "given posts = 1\ngiven hours = 9\nexpect p = 8", "given posts = 1\ngiven hours = 9\nexpect p <= 9"),
    "criterion": Case(BANDS, "p.c dropped", "given posts = 2\nexpect total = 4", "given posts = 1\nexpect p.c = 0"),
    "level lower": Case(LEVELS, "level top made from 6.99", "given hours = 6.99\nexpect level is low", "given hours = 6.98\nexpect level is low"),
    "level higher": Case(LEVELS, "level top made from 7.01", "given hours = 7\nexpect level is top", "given hours = 7.01\nexpect level is top"),
    "lowest level": Case(LEVELS, "level low made from 0.01", "given hours = 0\nexpect level is low", "given hours = 0.01\nexpect level is low"),
    "policy": Case(OWN_POLICY, "the ruleset made missing redistribute", "given posts = 1\nexpect total = 5", "given posts = 1\ngiven hours = 1\nexpect p = 10"),
    "policy of its own": Case(OWN_POLICY, "p.c made missing zero", "given hours = 1\nexpect p = 10", "given hours = 0\nexpect p = 0"),
    "has": Case(MARKET, 'market buyer: `title has "buyer"` dropped', calls('1 of { title = "Buyer" }') + "expect p.c = 10", calls('1 of { title = "Head" }') + "expect p.c = 10"),
    "not": Case(MARKET, 'market buyer: `title not "assistant"` dropped', calls('1 of { title = "Assistant Buyer" }') + "expect p.c = 0", calls('1 of { title = "Assistant" }') + "expect p.c = 0"),
    "not on another column": Case(MARKET, 'market buyer: `company not "Contoso"` dropped', calls('1 of { title = "Buyer", company = "Contoso" }') + "expect p.c = 0", calls('1 of { title = "Buyer" }') + "expect p.c = 10"),
    "one of two markets": Case(MARKET, "market target: `head` dropped", calls('1 of { title = "Head" }') + "expect p.c = 10", calls('1 of { title = "Head Buyer" }') + "expect p.c = 10"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_slip_is_noticed_at_the_boundary_and_nowhere_else(case: Case, tmp_path: Path) -> None:
    def surviving(*tests: str) -> list[str]:
        return [each.summary for each in survivors(read(tmp_path, case.rules, *tests))]

    assert case.summary in surviving()
    assert case.summary in surviving(case.blunt)
    assert case.summary not in surviving(case.blunt, case.sharp)


def test_what_fails_already_notices_nothing(tmp_path: Path) -> None:
    wrong = "given posts = 2\nexpect p.c = 9"
    ruleset = read(tmp_path, BANDS, wrong)
    assert [each.summary for each in survivors(ruleset)] == [each.summary for each in mutants(ruleset)]


def test_a_mutant_tells_where_it_is_written(tmp_path: Path) -> None:
    found = {each.summary: each.span.text for each in mutants(read(tmp_path, WHEN))}
    assert found["measure of p.c: `posts > 3` changed to `posts >= 3`"] == "posts > 3"
    assert found["p.c dropped"].startswith("criterion c")
