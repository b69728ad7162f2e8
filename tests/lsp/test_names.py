"""Definitions, references, highlights, outlines: what the index of names answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssi_rules.lsp.definition import definition
from ssi_rules.lsp.index import Role
from ssi_rules.lsp.references import highlights, references
from ssi_rules.lsp.symbols import find, outline
from tests.lsp.desk import HEAD, Cursor, cursor

LANGUAGE = Path(__file__).parent.parent / "language"
TOUR = (LANGUAGE / "tour.ssi").read_text(encoding="utf-8")
WHOLESALE = (LANGUAGE / "wholesale.ssi").read_text(encoding="utf-8")


def at(tmp_path: Path, file: str, words: str, within: str) -> Cursor:
    """The place of a word, first found inside other words, in the normative pair."""
    texts = {"tour": TOUR, "wholesale": WHOLESALE}
    offset = texts[file].index(words) + words.index(within) + 1
    texts[file] = f"{texts[file][:offset]}|{texts[file][offset:]}"
    return cursor(tmp_path, **texts)


@pytest.mark.parametrize(
    ("file", "words", "name", "declared"),
    [
        ("tour", "is target", "target", "tour.ssi:36"),
        ("tour", "or senior_executive", "senior_executive", "rulesets/markets/titles.ssi"),
        ("tour", "sum of visits.minutes", "minutes", "tour.ssi:26"),
        ("tour", "sum of visits.minutes", "visits", "tour.ssi:23"),
        ("tour", "dated visited_on", "visited_on", "tour.ssi:24"),
        ("tour", "count of connections", "connections", "rulesets/facts/linkedin.ssi"),
        ("tour", "where replied", "replied", "rulesets/facts/linkedin.ssi"),
        ("tour", "where title is", "title", "rulesets/facts/linkedin.ssi"),
        ("tour", "from inmail_floor", "inmail_floor", "tour.ssi:38"),
        ("tour", "measure recent_replies", "recent_replies", "tour.ssi:39"),
        ("tour", "to shares {", "shares", "rulesets/facts/linkedin.ssi"),
        ("tour", "{ shared_on", "shared_on", "rulesets/facts/linkedin.ssi"),
        ("tour", "to referrals", "referrals", "tour.ssi:18"),
        ("tour", "given seat", "seat", "tour.ssi:20"),
        ("tour", "and not seat", "seat", "tour.ssi:20"),
        ("tour", "{ sent_on", "sent_on", "rulesets/facts/linkedin.ssi"),
        ("tour", "expect relationships.referred", "referred", "tour.ssi:119"),
        ("tour", "expect relationships between", "relationships", "tour.ssi:95"),
        ("tour", "level is steady", "steady", "tour.ssi:131"),
        ("tour", 'use "markets/titles.ssi"', "markets", "rulesets/markets/titles.ssi:1"),
        ("wholesale", 'extends "tour.ssi"', "tour", "tour.ssi:1"),
        ("wholesale", "market target", "target", "tour.ssi:36"),
        ("wholesale", "let inmail_floor", "inmail_floor", "tour.ssi:38"),
        ("wholesale", "change relationships.target_share", "target_share", "tour.ssi:97"),
        ("wholesale", "remove engage.visit_depth", "visit_depth", "tour.ssi:79"),
        ("wholesale", "in engage", "engage", "tour.ssi:42"),
        ("wholesale", "measure referrals", "referrals", "tour.ssi:18"),
    ],
)
def test_where_it_was_declared(tmp_path: Path, file: str, words: str, name: str, declared: str) -> None:
    place = at(tmp_path, file, words, name)
    found = definition(place.sheet, place.offset)
    assert found is not None
    assert found.origin.startswith(declared)


def told(place: Cursor, *, declaration: bool = True) -> list[str]:
    sheets = lambda: place.desk.sheets(place.path)  # noqa: E731 - asked for only when needed
    found = references(place.sheet, place.offset, sheets, declaration=declaration)
    return sorted(f"{each.span.origin} {each.role.value}" for each in found)


def test_references_reach_into_files_that_build_on_it(tmp_path: Path) -> None:
    place = at(tmp_path, "wholesale", "let inmail_floor", "inmail_floor")
    assert told(place) == ["tour.ssi:38 declares", "tour.ssi:49 reads", "wholesale.ssi:11 changes"]
    assert told(place, declaration=False) == ["tour.ssi:49 reads", "wholesale.ssi:11 changes"]


def test_references_of_a_shipped_name_stand_in_shipped_files_too(tmp_path: Path) -> None:
    place = at(tmp_path, "tour", "or senior_executive", "senior_executive")
    assert told(place)[0].startswith("rulesets/markets/titles.ssi")
    assert told(place)[-1] == "tour.ssi:36 reads"


def test_a_criterion_that_takes_a_removed_id_is_another(tmp_path: Path) -> None:
    more = '|remove engage.shares\nin engage {\n  criterion shares "New" worth 12 {}\n}\n'
    text = WHOLESALE + more
    place = cursor(tmp_path, tour=TOUR, wholesale=text)
    clean = text.replace("|", "")
    removed = Cursor(place.desk, place.path, clean.index("remove engage.shares") + len("remove engage."))
    made = Cursor(place.desk, place.path, clean.index('shares "New"'))
    assert told(removed) == ["tour.ssi:58 declares", "wholesale.ssi:33 removes"]
    assert told(made) == ["wholesale.ssi:35 declares"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("facts {\n  a : flag\n}\nlet b = ((a|)) and not (\n# a\na)", 3),
        (
            "facts {\n  table t {\n    a : flag\n  }\n  a : flag\n}\nlet b = count of t where a|\nlet c = a\n",
            2,
        ),
        ("let a| = a\n", 2),
        ("facts {\n  a : flag\n}\nlet b = a| and a\nlet c = a and (\n", 3),
    ],
)
def test_highlights(tmp_path: Path, text: str, count: int) -> None:
    place = cursor(tmp_path, rules=text)
    found = highlights(place.sheet, place.offset)
    assert [each.span.text for each in found] == ["a"] * count


def test_only_a_change_or_a_declaration_writes(tmp_path: Path) -> None:
    place = at(tmp_path, "wholesale", "let inmail_floor", "inmail_floor")
    assert [each.role for each in highlights(place.sheet, place.offset)] == [Role.CHANGES]


def test_the_outline(tmp_path: Path) -> None:
    place = cursor(tmp_path, tour="|" + TOUR, wholesale=WHOLESALE)
    listed = {each.name: each for each in outline(place.sheet.unit.file)}
    assert list(listed)[:6] == ["tour", "referrals", "reply_hours", "seat", "home_industry", "visits"]
    assert [each.name for each in listed["engage"].inside] == [
        "inmail_reply_rate", "shares", "reply_speed", "visit_depth", "cap",
    ]  # fmt: skip
    assert [each.name for each in listed["visits"].inside] == ["visited_on", "company", "minutes"]
    assert "advisors count as the target market" in listed
    changed = outline(place.desk.sheet(place.path.with_name("wholesale.ssi")).unit.file)
    assert [each.name for each in changed] == [
        "wholesale", "change target", "change inmail_floor", "change relationships.target_share",
        "remove engage.visit_depth", "in engage",
    ]  # fmt: skip


def test_what_is_selected_lies_inside(tmp_path: Path) -> None:
    place = cursor(tmp_path, tour="|" + TOUR)
    waiting = outline(place.sheet.unit.file)
    while waiting:
        each = waiting.pop()
        assert each.span.start <= each.selected.start <= each.selected.end <= each.span.end
        waiting += each.inside


def test_names_of_a_project_are_found_by_their_letters(tmp_path: Path) -> None:
    place = cursor(tmp_path, tour="|" + TOUR, wholesale=WHOLESALE)
    own = [
        each for each in find("TgtSh", place.desk.sheets(place.path)) if "rulesets" not in each.span.origin
    ]
    assert [each.thing.path for each in own] == ["relationships.target_share"]


def test_test_files_speak_of_what_they_test(tmp_path: Path) -> None:
    place = cursor(tmp_path, tour=TOUR, tour_test='test "t" {\n  expect engage.sha|res = 1\n}\n')
    found = definition(place.sheet, place.offset)
    assert found is not None
    assert found.origin == "tour.ssi:58"


def test_a_file_that_cannot_be_read_names_nothing(tmp_path: Path) -> None:
    place = cursor(tmp_path, rules=HEAD + "}}}} |{{{")
    assert definition(place.sheet, place.offset) is None


CLAIM = """
claim "Nobody without a seat" {
  assume not seat and recent_inmails > 3
  assume (share of connections where title is target) > 5%
  expect relationships.referred = 0
  expect engage <= 20
  expect level is steady
}
"""


@pytest.mark.parametrize(
    ("words", "name", "declared"),
    [
        ("assume not seat", "seat", "tour.ssi:20"),
        ("and recent_inmails", "recent_inmails", "tour.ssi:40"),
        ("of connections where title is target) > 5%", "target", "tour.ssi:36"),
        ("expect relationships.referred = 0", "referred", "tour.ssi:119"),
        ("expect engage <=", "engage", "tour.ssi:42"),
        ("level is steady\n}\n", "steady", "tour.ssi:131"),
    ],
)
def test_where_a_name_in_a_claim_was_declared(tmp_path: Path, words: str, name: str, declared: str) -> None:
    start = len(TOUR) + CLAIM.index(words) + words.index(name) + 1
    text = TOUR + CLAIM
    place = cursor(tmp_path, tour=f"{text[:start]}|{text[start:]}")
    found = definition(place.sheet, place.offset)
    assert found is not None
    assert found.origin == declared


def test_a_claim_is_in_the_outline(tmp_path: Path) -> None:
    place = cursor(tmp_path, tour=f"|{TOUR}{CLAIM}")
    assert outline(place.sheet.unit.file)[-1].name == "Nobody without a seat"
