from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.ruletest.mutation import mutants
from ssi_rules.ruletest.mutation.mutant import Kind
from ssi_rules.ruletest.scope import clauses, declared, in_scope, markets_in_scope, with_market

from .building import missing, project, read

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.model import Ruleset

MARKETS = """
market boss "Bosses" {
  title has "boss", "chief"
  title not "former"
}
market owner "Owners" { title has "owner" }
market coach "Coaches" { title has "coach" }
market leader "Leaders" = boss and (owner or not coach)
market lonely "Nobody asks" { title has "lonely" }
"""
BASE = """
use "markets.ssi"
facts { table people "People" { title : text company : text } }
ruleset base "Base" { version "1" worth 10 }
market own "Own" {
  title   has "vip"
  company not "acme"
}
pillar p "P" worth 10 {
  criterion a "A" worth 5 {
    measure count of people where title is leader
    bands { from 1 earns 5 }
  }
  criterion b "B" worth 5 {
    measure count of people where title is own
    bands { from 1 earns 5 }
  }
}
"""
CHANGED = """
ruleset changed "Changed" { extends "base.ssi" version "1" }
change p.a { bands { from 2 earns 5 } }
"""


def rulesets(folder: Path) -> dict[str, Ruleset]:
    files = project(folder, markets=MARKETS, base=BASE, changed=CHANGED)
    return {each.ruleset.id: each.ruleset for each in read(files)}


def test_own_markets_and_those_read_from_used_files_count(tmp_path: Path) -> None:
    base = rulesets(tmp_path)["base"]
    names = {each.name for each in markets_in_scope(base)}
    assert names == {"own", "boss", "owner", "coach", "leader"}


def test_an_inherited_market_counts_where_it_is_inherited_from(tmp_path: Path) -> None:
    assert markets_in_scope(rulesets(tmp_path)["changed"]) == ()


def test_what_a_change_brings_counts_where_it_stands(tmp_path: Path) -> None:
    changed = rulesets(tmp_path)["changed"]
    (pillar,) = changed.pillars
    places = [each.places for each in pillar.criteria]
    assert [place is not None and in_scope(changed, place.award) for place in places] == [True, False]
    assert [place is not None and in_scope(changed, place.measure) for place in places] == [False, False]
    assert not in_scope(changed, None)


def test_a_clause_is_a_line_or_an_operand(tmp_path: Path) -> None:
    told = [
        (each.market.name, each.kind.value, each.span.text) for each in clauses(rulesets(tmp_path)["base"])
    ]
    assert sorted(told) == [
        ("boss", "has", 'title has "boss", "chief"'),
        ("boss", "not", 'title not "former"'),
        ("coach", "has", 'title has "coach"'),
        ("leader", "operand", "boss"),
        ("leader", "operand", "not coach"),
        ("leader", "operand", "owner"),
        ("own", "has", 'title   has "vip"'),
        ("own", "not", 'company not "acme"'),
        ("owner", "has", 'title has "owner"'),
    ]


def test_without_a_clause_the_rest_of_a_combination_stays(tmp_path: Path) -> None:
    base = rulesets(tmp_path)["base"]
    without = {each.span.text: each.without for each in clauses(base)}
    ruleset = with_market(base, without["not coach"])
    names = {each.name for each in declared([ruleset.markets["leader"]])}
    assert names == {"leader", "boss", "owner"}


def test_a_market_is_replaced_wherever_it_is_combined(tmp_path: Path) -> None:
    base = rulesets(tmp_path)["base"]
    dropped = next(each for each in clauses(base) if each.span.text == 'title not "former"')
    changed = with_market(base, dropped.without)
    assert changed.markets["own"] is base.markets["own"]
    assert changed.markets["leader"] != base.markets["leader"]
    kinds = [each.kind.value for each in clauses(changed) if each.market.name == "boss"]
    assert kinds == ["has"]


LET_MOVED = """
ruleset moved "Moved" { extends "floors.ssi" version "1" }
change let floor = 3
"""
FLOORS = """
facts { calls : count "Calls" }
let floor = 5
let least = floor
ruleset floors "Floors" { version "1" worth 10 }
pillar p "P" worth 10 {
  criterion a "A" worth 10 {
    measure calls
    bands { from least earns 4 from 8 earns 10 }
  }
}
"""


def test_a_cut_point_counts_with_the_ruleset_that_moves_it_by_a_let(tmp_path: Path) -> None:
    files = project(tmp_path, floors=FLOORS, moved=LET_MOVED)
    found = {each.ruleset.id: each for each in read(files)}
    assert missing(found["moved"]) == {"p.a": ["3 itself", "the band from 3", "just below 3"]}
    moves = [each for each in mutants(found["moved"].ruleset) if each.kind is Kind.CUT_POINT]
    assert [each.summary for each in moves] == [
        "p.a: cut-point least (3) moved to 2",
        "p.a: cut-point least (3) moved to 4",
    ]
    assert {each.span and each.span.source.path for each in moves} == {found["moved"].ruleset.path}
    assert len(missing(found["floors"])["p.a"]) == 7
