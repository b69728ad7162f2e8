"""What is told of each kind of change, and that changes carried out make the other ruleset."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from ssi_rules.checking.fingerprint import fingerprint
from ssi_rules.difference.meaning import Change, applied, changes
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.report.difference.telling import lines
from ssi_rules.ruletest.mutation import mutants
from ssi_rules.workspace import load_ruleset, shipped_rulesets
from tests.engines.differential.catalogue import DAYS
from tests.engines.differential.people import Crowd
from tests.engines.differential.trial import ruleset_of
from tests.engines.differential.written import checked, faults

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset

CARD = """\
facts {
  calls : count "Calls"
  seat  : flag "Seat"
  done  : percent "Profile"
  table shares dated shared_on "Posts" { shared_on : date likes : count title : text }
}
market boss "Boss" { title has "ceo", "chief *" title not "assistant" }
market helper "Helper" { title has "assistant" }
market either "Either" = boss or helper
let recent = count of shares over 90 days where title is boss
let liked = sum of shares.likes
ruleset card "Card" { version "1.0.0" worth 30 missing zero }
pillar reach "Reach" worth 20 {
  criterion calling "Calling" worth 10 {
    measure calls + recent
    bands { from 5 earns 4 from 20 earns 10 }
    advice "Call."
    basis chosen
  }
  criterion profile "Profile" worth 10 { measure done ramp { 20% earns 0 80% earns 10 } basis chosen }
  cap at 15 when not seat
  deduct 1 when calls < 2
}
pillar posts "Posts" worth 10 {
  criterion likes "Likes" worth 10 { applies when seat measure liked bands { from 1 earns 10 } basis chosen }
}
level good "Good" from 12
action call "Call somebody" { adds 1 to calls takes 5 minutes }
"""


def ruleset(text: str) -> Ruleset:
    made = checked(text)
    assert made is not None, faults(text)
    return made


def one(old: str, new: str) -> Change:
    """The only change when one text is put for another."""
    assert old in CARD
    before, after = ruleset(CARD), ruleset(CARD.replace(old, new))
    (found,) = changes(before, after)
    assert applied(before, [found]).fingerprint == after.fingerprint
    return found


def told(change: Change) -> tuple[str, str, str]:
    return change.kind.value, change.part, change.subject


def test_nothing_differs_where_fingerprints_agree() -> None:
    other = CARD.replace("let liked = sum", "# words\nlet liked = sum").replace("recent", "lately")
    assert changes(ruleset(CARD), ruleset(other)) == ()


@pytest.mark.parametrize(
    ("old", "new", "what", "details"),
    [
        (
            "from 20 earns 10",
            "from 25 earns 10",
            "changed award reach.calling",
            ["cut-point: 20 earns 10 > 25 earns 10"],
        ),
        ("from 5 earns 4 ", "", "changed award reach.calling", ["cut-point: 5 earns 4 > None"]),
        ("earns 4 ", "earns 3 ", "changed award reach.calling", ["points at 5: 4 > 3"]),
        (
            "20% earns 0",
            "30% earns 0",
            "changed award reach.profile",
            ["cut-point: 20% earns 0 > 30% earns 0"],
        ),
        (
            "over 90 days",
            "over 60 days",
            "changed let recent",
            ["window on shares: over 90 days > over 60 days"],
        ),
        (" where title is boss", "", "changed let recent", ["where of shares: title is boss > None"]),
        ('"ceo", ', "", "changed market boss", ['title has: "ceo" > None']),
        (' title not "assistant"', "", "changed market boss", ['clause: title not "assistant" > None']),
        ("applies when seat ", "", "removed applies when posts.likes", []),
        ("cap at 15", "cap at 14", "changed cap reach", []),
        ("calls < 2", "calls < 3", "changed deduct reach", ["number: 2 > 3"]),
        ("  deduct 1 when calls < 2\n", "", "removed deduct reach", []),
        ("from 12", "from 11", "changed level good", []),
        (
            'advice "Call."',
            'advice "Call more."',
            "changed words reach.calling",
            ["advice: Call. > Call more."],
        ),
        ("takes 5 minutes", "takes 6 minutes", "changed action call", []),
        ("  criterion profile ", "  criterion complete ", "renamed criterion reach.complete", []),
        ("missing zero", "missing redistribute", "changed missing ", []),
        ('pillar posts "Posts"', 'pillar posts "Shares"', "changed pillar posts", ["title: Posts > Shares"]),
        ("liked = sum of shares.likes", "liked = (sum of shares.likes) + calls", "changed let liked", []),
        ("measure calls + recent", "measure recent", "changed measure reach.calling", []),
    ],
)
def test_one_change_is_told_as_one(old: str, new: str, what: str, details: list[str]) -> None:
    found = one(old, new)
    assert " ".join(told(found)) == what
    said = [f"{each.what}: {each.was} > {each.now}" for each in found.details]
    assert said[: len(details)] == details


@pytest.mark.parametrize(
    ("old", "new", "details"),
    [
        (
            "deduct 1 when calls < 2",
            "deduct 3 when calls < 4",
            ["points: deduct 1 > deduct 3", "number: 2 > 4"],
        ),
        (
            "cap at 15 when not seat",
            'cap at 14 when done < 20% { because "Fill it in." }',
            ["points: cap at 15 > cap at 14", "when: not seat > done < 20%", "because: None > Fill it in."],
        ),
        (
            "cap at 15 when not seat",
            'cap at 15 when not seat { because "Buy a seat." }',
            ["because: None > Buy a seat."],
        ),
    ],
)
def test_a_cap_of_which_several_things_change_tells_all_of_them(
    old: str, new: str, details: list[str]
) -> None:
    assert [f"{each.what}: {each.was} > {each.now}" for each in one(old, new).details] == details


def test_a_new_worth_hides_no_other_title_or_award() -> None:
    text = CARD.replace('"Posts" worth 10', '"Shares" worth 8').replace(
        "worth 30 missing", "worth 28 missing"
    )
    text = text.replace('"Likes" worth 10', '"Likes" worth 8')
    text = text.replace("bands { from 1 earns 10 }", "ramp { 0 earns 0 4 earns 8 }")
    found = {each.part: each for each in changes(ruleset(CARD), ruleset(text))}
    assert [f"{each.what}: {each.was} > {each.now}" for each in found["pillar"].details] == [
        "title: Posts > Shares",
        "worth: 10 > 8",
    ]
    assert (found["award"].was, found["award"].now, found["award"].details) == (
        "worth 10: from 1 earns 10",
        "worth 8: ramp, 0 earns 0, 4 earns 8",
        (),
    )


def test_words_move_no_score() -> None:
    assert not one('advice "Call."', 'advice "Call more."').scores
    assert not one("takes 5 minutes", "takes 6 minutes").scores
    assert not one('pillar posts "Posts"', 'pillar posts "Shares"').scores
    assert one("from 12", "from 11").scores


def test_both_places_are_given() -> None:
    found = one("from 20 earns 10", "from 20 earns 10 from 30 earns 2")
    assert found.was_at is not None
    assert found.now_at is not None
    assert found.was_at.line == found.now_at.line == 16
    (detail,) = found.details
    assert (detail.was_at, detail.now_at and detail.now_at.text) == (None, "from 30 earns 2")


def test_caps_that_change_places_are_one_move() -> None:
    found = one(
        "cap at 15 when not seat\n  deduct 1 when calls < 2",
        "deduct 1 when calls < 2\n  cap at 15 when not seat",
    )
    assert told(found)[0] == "moved"


def test_a_criterion_in_another_pillar_has_moved() -> None:
    line = '  criterion profile "Profile" worth 10 { measure done ramp { 20% earns 0 80% earns 10 } basis chosen }\n'
    text = CARD.replace(line, "").replace(
        'pillar posts "Posts" worth 10 {\n', f'pillar posts "Posts" worth 20 {{\n{line}'
    )
    text = text.replace('"Reach" worth 20', '"Reach" worth 10').replace("cap at 15", "cap at 9")
    found = changes(ruleset(CARD), ruleset(text))
    assert ("moved", "criterion", "posts.profile") in map(told, found)


def test_a_measure_of_another_type_brings_its_award() -> None:
    found = one("measure done ramp { 20% earns 0 80% earns 10 }", "measure seat earns 10 when yes")
    assert told(found) == ("changed", "measure", "reach.profile")
    assert [each.what for each in found.details] == ["award of reach.profile"]


def test_a_fact_of_another_type_brings_all_that_reads_it() -> None:
    text = CARD.replace("calls : count", "calls : number").replace(
        "measure calls + recent", "measure calls * 2"
    )
    found = changes(ruleset(CARD), ruleset(text))
    assert told(found[0]) == ("changed", "fact", "calls")
    assert [each.what for each in found[0].details] == ["measure of reach.calling"]
    assert list(lines(found[0])) == [
        "count → number",
        "measure of reach.calling: calls + (count of shares over 90 days where title is boss) → calls * 2",
        "read by reach.calling, reach",
    ]


def test_what_says_the_same_of_another_type_is_no_detail() -> None:
    found = one("calls : count", "calls : number")
    assert list(lines(found)) == ["count → number", "read by reach.calling, reach"]


@pytest.mark.parametrize(
    ("old", "new", "texts"),
    [
        ("worth 30 missing zero", "worth 30 missing redistribute", ("missing zero", "missing redistribute")),
        ("worth 30 missing zero", "worth 30", ("missing redistribute", "card")),
    ],
)
def test_the_rulesets_own_words_have_a_place(old: str, new: str, texts: tuple[str, str]) -> None:
    before = CARD.replace("missing zero", "missing redistribute") if new == "worth 30" else CARD
    (found,) = changes(ruleset(before), ruleset(CARD.replace(old, new)))
    assert (found.part, found.subject) == ("missing", "")
    assert (found.was_at and found.was_at.text, found.now_at and found.now_at.text) == texts


def test_a_worth_has_a_place() -> None:
    other = CARD.replace("worth 30", "worth 20")
    (found, *_) = changes(ruleset(CARD), ruleset(other[: other.index("pillar posts")]))
    assert (found.part, found.was_at and found.was_at.text) == ("worth", "30")
    assert found.now_at is not None
    assert found.now_at.text == "20"


def test_a_policy_is_shown_where_it_is_written() -> None:
    award = "bands { from 1 earns 10 }"
    before, after = (ruleset(CARD.replace(award, f"{award}{word}")) for word in ("", " missing redistribute"))
    (found,) = changes(before, after)
    assert (found.part, found.subject) == ("missing", "posts.likes")
    assert found.was_at is not None
    assert found.was_at.text.startswith("criterion likes")
    assert found.now_at is not None
    assert found.now_at.text == "missing redistribute"


def test_a_policy_that_another_file_brought_is_shown_there(tmp_path: Path) -> None:
    (tmp_path / "base.ssi").write_text(CARD, encoding="utf-8")
    head = 'ruleset more "More" {\n  extends "base.ssi"\n  version "1.0.0"\n}\n'
    loaded = []
    for name, rest in (("was", "change posts.likes { missing redistribute }\n"), ("now", "")):
        (tmp_path / f"{name}.ssi").write_text(head + rest, encoding="utf-8")
        loaded.append(load_ruleset(tmp_path / f"{name}.ssi"))
    (found,) = changes(*loaded)
    places = [(Path(each.source.path).name, each.line) for each in (found.was_at, found.now_at) if each]
    assert places == [("was.ssi", 5), ("base.ssi", 25)]


def test_a_let_of_another_type_brings_all_that_reads_it() -> None:
    text = CARD.replace("let liked = sum of shares.likes", "let liked = average of shares.likes")
    found = changes(ruleset(CARD), ruleset(text))
    assert [told(each) for each in found] == [("changed", "let", "liked")]
    assert applied(ruleset(CARD), found).fingerprint == ruleset(text).fingerprint


def test_what_only_the_new_one_names_comes_with_what_reads_it() -> None:
    text = CARD.replace("let liked", "let busy = recent > 3\nlet liked").replace(
        "cap at 15 when not seat", "cap at 15 when busy"
    )
    found = changes(ruleset(CARD), ruleset(text))
    assert [told(each) for each in found] == [("changed", "cap", "reach")]
    names = [each.name for each in applied(ruleset(CARD), found).lets]
    assert sorted(names) == ["busy", "liked", "recent"]
    assert names.index("recent") < names.index("busy")


def test_what_reads_a_part_is_told_with_it() -> None:
    assert one('"ceo", ', "").reaches == ("reach.calling",)
    assert one("over 90 days", "over 60 days").reaches == ("reach.calling",)
    text = CARD.replace("calls : count", "calls : number")
    assert changes(ruleset(CARD), ruleset(text))[0].reaches == ("reach.calling", "reach")


def test_a_let_of_another_name_is_spelled_out() -> None:
    text = CARD.replace("recent", "posts").replace("over 90 days", "over 60 days")
    (found,) = changes(ruleset(CARD), ruleset(text))
    assert told(found) == ("changed", "measure", "reach.calling")
    assert found.now == "calls + (count of shares over 60 days where title is boss)"
    assert [each.what for each in found.details] == ["window on shares"]


def test_lets_that_would_go_round_in_circles_change_together() -> None:
    first = CARD.replace("let liked = sum of shares.likes", "let liked = (sum of shares.likes) + recent")
    second = (
        CARD.replace("let recent = count", "let recent = liked + count")
        .replace("recent = liked + count of", "recent = liked + (count of")
        .replace("where title is boss\n", "where title is boss)\n")
    )
    before, after = ruleset(first), ruleset(second)
    found = changes(before, after)
    assert [told(each) for each in found] == [("changed", "let", "recent")]
    assert applied(before, found).fingerprint == after.fingerprint


def test_nothing_applied_is_the_old_one() -> None:
    before = ruleset(CARD)
    assert applied(before, ()) is before


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_changes_of_strangers_can_each_be_carried_out(seed: int) -> None:
    before, after = (ruleset_of(Random(each)) for each in (seed, seed + 1))
    found = changes(before, after)
    assert applied(before, found).fingerprint == fingerprint(after)
    assert applied(before, found[::-1]).fingerprint == fingerprint(after)
    member = Crowd(after, Random(seed)).member(1)
    for each in found:
        Evaluator(applied(before, [each])).score(member, DAYS[0])


@pytest.mark.parametrize("name", [name for name, _ in shipped_rulesets()])
def test_slips_of_a_shipped_ruleset_are_found(name: str) -> None:
    original = load_ruleset(name)
    for mutant in list(mutants(original))[::40]:
        found = changes(original, mutant.ruleset)
        assert found, mutant.summary
        assert applied(original, found).fingerprint == fingerprint(mutant.ruleset)
