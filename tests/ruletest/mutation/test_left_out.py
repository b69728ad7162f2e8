"""Changes that no member could tell are no mutants; the near miss beside each is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.ruletest.mutation import mutants
from ssi_rules.workspace import load_ruleset
from tests.ruletest.mutation.reading import FACTS, SCALE, read, scored

if TYPE_CHECKING:
    from pathlib import Path

CAP = scored("measure posts", SCALE, after="cap at %s when hours > 8")
PART = """pillar p "P" worth 10 {
  criterion c "C" worth 6 { measure posts bands { from 1 earns 6 } basis chosen }
  criterion d "D" worth 4 { needs hours >= 2 measure rate bands { from 1%% earns 4 } basis chosen }
  cap at 6 when %s
}
"""
DEDUCT = scored("measure posts", SCALE, after="deduct %s when hours > 8")
LEVELS = (
    scored("measure hours ramp { 0 earns 0\n 10 earns 10 }")
    + 'level low "Low" from %s\nlevel top "Top" from 10'
)

MARKETS = (
    'market buyer "Buyer" { title has "buyer" }\n'
    'market head "Head" { title has "head" }\n'
    'market intern "Intern" { title has "intern" }\n'
    "market inner = buyer or head and not intern\n"
    "market target = %s\n" + scored("measure count of calls where title is target", SCALE)
)

LEFT_OUT = {
    "below the least of a count": (
        scored("measure posts bands { from 0 earns 10\n from 3 earns 1 }"),
        "p.c: cut-point 0 moved to -1",
        "p.c: cut-point 0 moved to 1",
    ),
    "onto the next cut-point": (
        scored("measure posts bands { from 1 earns 5\n from 2 earns 10 }"),
        "p.c: cut-point 1 moved to 2",
        "p.c: cut-point 2 moved to 3",
    ),
    "between equal points": (
        scored("measure posts bands { from 1 earns 10\n from 5 earns 10\n from 9 earns 2 }"),
        "p.c: cut-point 5 moved to 6",
        "p.c: cut-point 9 moved to 10",
    ),
    "the most that can be earned": (
        scored("measure posts bands { from 1 earns 5\n from 5 earns 10 }"),
        "p.c: points at 5 changed from 10 to 9.99",
        "p.c: points at 1 changed from 5 to 5.01",
    ),
    "a half on whole numbers": (
        scored("measure posts > 2.5", "earns 10 when yes"),
        "measure of p.c: `posts > 2.5` changed to `posts >= 2.5`",
        "measure of p.c: `posts > 2.5` changed to `posts > 3.5`",
    ),
    "a half moved on whole numbers": (
        scored("measure posts > 2.5 and hours > 2.5", "earns 10 when yes"),
        "measure of p.c: `posts > 2.5` changed to `posts > 2.4`",
        "measure of p.c: `hours > 2.5` changed to `hours > 2.4`",
    ),
    "a cut-point a tenth further on whole numbers": (
        scored("measure posts bands { from 2.5 earns 10 }"),
        "p.c: cut-point 2.5 moved to 2.6",
        "p.c: cut-point 2.5 moved to 3.5",
    ),
    "less than none": (
        scored("measure posts > 0", "earns 10 when yes"),
        "measure of p.c: `posts > 0` changed to `posts > -1`",
        "measure of p.c: `posts > 0` changed to `posts >= 0`",
    ),
    "the same as a strictness swapped": (
        scored("measure posts >= 3", "earns 10 when yes"),
        "measure of p.c: `posts >= 3` changed to `posts >= 4`",
        "measure of p.c: `posts >= 3` changed to `posts > 3`",
    ),
    "a fallback for what is known": (
        scored("measure posts is known else no", "earns 10 when yes"),
        "measure of p.c: `posts is known else no` changed to `posts is known`",
        "p.c: earned when no",
    ),
    "no instead of unknown for rows": (
        scored("measure count of calls where (answered else no)", SCALE),
        "measure of p.c: `answered else no` changed to `answered`",
        "measure of p.c: `no` changed to `yes`",
    ),
    "a share tells no from unknown": (
        scored("measure share of calls where (answered else no) bands { from 50% earns 10 }"),
        "measure of p.c: `share of calls where (answered else no)` changed to `share of calls`",
        "measure of p.c: `answered else no` changed to `answered`",
    ),
    "known and more, where only yes matters": (
        scored("measure posts", SCALE, after="cap at 5 when hours is known and hours > 8"),
        "cap at 5 in p: `hours is known and hours > 8` changed to `hours > 8`",
        "cap at 5 in p: `hours is known and hours > 8` changed to `hours is known or hours > 8`",
    ),
    "twice the same": (
        scored("measure seat or seat and posts > 3", "earns 10 when yes"),
        "measure of p.c: `seat or seat and posts > 3` changed to `seat`",
        "measure of p.c: `seat or seat and posts > 3` changed to `seat and (seat and posts > 3)`",
    ),
    "above the worth": (LEVELS % 0, "level top made from 10.01", "level top made from 9.99"),
    "below nothing": (LEVELS % 0, "level low made from -0.01", "level low made from 0.01"),
    "onto another level": (LEVELS % 9.99, "level low made from 10", "level low made from 9.98"),
    "between two totals": (
        scored("measure posts", SCALE) + 'level low "Low" from 0\nlevel top "Top" from 10',
        "level top made from 9.99",
        "level low made from 0.01",
    ),
    "a fallback that earns the same": (
        scored("measure posts else 0", SCALE),
        "measure of p.c: `0` changed to `-1`",
        "measure of p.c: `0` changed to `1`",
    ),
    "a cap that takes nothing": (CAP % 10, "cap at 10 in p dropped", "cap at 10 in p made 9.99"),
    "a cap on what its condition leaves": (
        PART % "hours = 0",
        "cap at 6 in p dropped",
        "cap at 6 in p: `hours = 0` changed to `hours != 0`",
    ),
    "a cap on more than its condition leaves": (
        PART % "hours <= 2",
        "cap at 6 in p: `hours <= 2` changed to `hours <= 2`",
        "cap at 6 in p dropped",
    ),
    "more than all": (DEDUCT % 10, "deduct 10 in p made 10.01", "deduct 10 in p made 9.99"),
    "a policy never asked for": (
        scored("measure posts else 0", SCALE),
        "the ruleset made missing redistribute",
        "measure of p.c: `posts else 0` changed to `posts`",
    ),
    "inside is known": (
        scored("measure (posts + 3) is known and hours > 1", "earns 10 when yes"),
        "measure of p.c: `3` changed to `4`",
        "measure of p.c: `hours > 1` changed to `hours >= 1`",
    ),
    "below nothing for a number": (
        scored("measure hours bands { from 0 earns 10\n from 3 earns 1 }"),
        "p.c: cut-point 0 moved to -1",
        "p.c: cut-point 0 moved to 1",
    ),
    "a part of a market that another market asks again": (
        MARKETS % "inner and not intern",
        "market inner: `not intern` dropped",
        "market target: `not intern` dropped",
    ),
    "a part of a market in another that does not ask it": (
        MARKETS % "inner or intern",
        "market inner: `not intern` dropped",
        "market inner: `head` dropped",
    ),
    "a window of no days": (
        scored("measure count of calls over 1 day", SCALE),
        "measure of p.c: `over 1 day` changed to `over 0 days`",
        "measure of p.c: `over 1 day` changed to `over 2 days`",
    ),
}


@pytest.mark.parametrize(("rules", "left_out", "listed"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_no_member_can_tell_is_no_mutant(rules: str, left_out: str, listed: str, tmp_path: Path) -> None:
    found = [each.summary for each in mutants(read(tmp_path, rules))]
    assert left_out not in found
    assert listed in found


def test_what_is_inherited_is_left_to_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "base.ssi").write_text(
        FACTS + scored("measure posts bands { from 1 earns 5\n from 5 earns 10 }"), encoding="utf-8"
    )
    (tmp_path / "ssi.toml").touch()
    file = tmp_path / "own.ssi"
    file.write_text(
        'ruleset own "Own" { extends "base.ssi" version "1" }\nchange p.c { needs hours > 1 }\n',
        encoding="utf-8",
    )
    found = [each.summary for each in mutants(load_ruleset(file))]
    assert "needs of p.c dropped" in found
    assert not any("cut-point" in each or each == "p.c dropped" for each in found)
