"""What comes of a text: findings at their places, scores, who moves, what if."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules import api
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import format_points
from ssi_rules.web.bench import Answer, Asked, Bench, Tab
from ssi_rules.web.people import People
from tests.web.benches import MEMBERS, RULES, Browser, make_bench, make_browser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FAULTY = RULES.replace("measure posts", "measure pots")


def _text(answer: str, place: str) -> str:
    """The text of one piece of an answer."""
    found = re.search(
        rf'<div hx-swap-oob="innerHTML:#{place}">(.*?)</div>\n(?=<div hx-swap|\Z)', answer, re.DOTALL
    )
    assert found is not None, place
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def test_a_fault_is_told_at_its_place(opened: Browser) -> None:
    answer = opened.evaluate(FAULTY)
    start = FAULTY.index("pots")
    line = FAULTY[:start].count("\n") + 1
    assert f'data-start="{start}" data-end="{start + 4}" data-line="{line}" data-kind="error"' in answer
    assert _text(answer, "findings-summary").startswith("1 error")
    assert "did you mean `posts`?" in _text(answer, "findings")


def test_places_count_as_browsers_do(opened: Browser) -> None:
    text = FAULTY.replace('"Posts in', '"😀 Posts in')
    start = len(text[: text.index("pots")].encode("utf-16-le")) // 2
    assert f'data-start="{start}"' in opened.evaluate(text)


def test_line_ends_of_forms_do_not_move_places(opened: Browser) -> None:
    start = FAULTY.index("pots")
    assert f'data-start="{start}"' in opened.evaluate(FAULTY.replace("\n", "\r\n"))


def test_findings_are_those_that_the_project_wants(opened: Browser, project: Path) -> None:
    assert "missing-basis" in opened.evaluate(RULES)
    (project / "ssi.toml").write_text('ignore = ["missing-basis"]\n', encoding="utf-8")
    assert "missing-basis" not in opened.evaluate(f"{RULES}\n")


def test_files_that_others_write_meanwhile_count(opened: Browser, project: Path) -> None:
    text = 'use "more.ssi"\n' + RULES.replace("measure posts", "measure calls")
    assert "more.ssi" in _text(opened.evaluate(text), "findings")
    (project / "more.ssi").write_text('facts {\n  calls : count "Calls"\n}\n', encoding="utf-8")
    assert "error" not in _text(opened.evaluate(text), "findings-summary")
    (project / "more.ssi").write_text('facts {\n  called : count "Calls made"\n}\n', encoding="utf-8")
    assert "error" in _text(opened.evaluate(text), "findings-summary")


def test_while_there_are_errors_the_last_good_text_is_scored(opened: Browser) -> None:
    good = _text(opened.evaluate(RULES.replace("from 5 earns 4", "from 6 earns 4")), "movers-summary")
    behind = opened.evaluate(FAULTY)
    assert "The text has errors." in _text(behind, "score")
    assert _text(behind, "movers-summary") == good


def test_a_text_that_never_worked_scores_nobody(project: Path) -> None:
    (project / "team.ssi").write_text(FAULTY, encoding="utf-8")
    opened = make_browser(make_bench(project), project / "team.ssi")
    opened.open()
    assert "Nothing can be scored" in _text(opened.evaluate(FAULTY), "score")
    assert "nothing to compare" in _text(opened.evaluate(RULES), "movers-summary")


def test_the_score_of_a_member_follows_the_text(opened: Browser) -> None:
    answer = opened.evaluate(RULES.replace("from 5 earns 4", "from 5 earns 5"), member="ben")
    assert _text(answer, "score") == "As saved 6 Starting As edited 7 +1 Starting"
    assert "from 5 → 5" in _text(answer, "bands")


def test_who_moves_is_counted(opened: Browser) -> None:
    answer = opened.evaluate(RULES.replace("from 5 earns 4", "from 8 earns 4"))
    assert _text(answer, "movers-summary") == "2 of 5 members move: 2 lose"
    assert (
        _text(answer, "movers")
        == "Member Before After Change Ben Okafor 6 2 \N{MINUS SIGN}4 Cleo Marsh 6 2 \N{MINUS SIGN}4"
    )
    raised = opened.evaluate(RULES.replace("from 9", "from 7").replace("from 5 earns 4", "from 7 earns 6"))
    assert "gain" in _text(raised, "movers-summary")
    assert "lose" in _text(raised, "movers-summary")


def test_movers_that_are_not_listed_are_counted(project: Path) -> None:
    rows = "".join(f"m{number},Member {number},5,50%,no,0\n" for number in range(15))
    (project / "members.csv").write_text(
        f"member_id,name,posts,profile,seat,replies\n{rows}", encoding="utf-8"
    )
    browser = make_browser(make_bench(project), project / "team.ssi")
    browser.open()
    assert "more, who move" not in browser.evaluate(RULES)
    answer = browser.evaluate(RULES.replace("from 5 earns 4", "from 8 earns 4"))
    assert "15 of 15 members move" in answer
    assert "3 more, who move less" in answer


def test_a_level_reached_is_counted(opened: Browser) -> None:
    answer = opened.evaluate(RULES.replace("from 10\n", "from 15\n"))
    assert _text(answer, "movers-summary") == "1 of 5 members move: 1 changes level"


def test_nothing_changed_moves_nobody(opened: Browser) -> None:
    assert _text(opened.evaluate(f"# A comment\n{RULES}"), "movers-summary") == "0 of 5 members move"


@settings(deadline=None, max_examples=30)
@given(cut=st.integers(1, 12), low=st.integers(0, 10), worth=st.integers(1, 9))
def test_movers_are_those_whom_two_scorings_tell_apart(
    tmp_path_factory: pytest.TempPathFactory, cut: int, low: int, worth: int
) -> None:
    folder = tmp_path_factory.mktemp("movers")
    (folder / "members.csv").write_text(MEMBERS, encoding="utf-8")
    edited = (
        RULES.replace("from 5 earns 4", f"from {min(cut, 9)} earns {worth}")
        .replace("from 1 earns 2", f"from {cut} earns 2")
        .replace("from 10\n", f"from {low + 1}\n")
    )
    totals = []
    for name, text in (("before", RULES), ("after", edited)):
        (folder / f"{name}.ssi").write_text(text, encoding="utf-8")
        ruleset = api.load_ruleset(folder / f"{name}.ssi")
        members = api.open_dataset(folder / "members.csv", ruleset.catalogue).members()
        totals.append({each.id: Evaluator(ruleset).score(each) for each in members})
    bench = make_bench(folder)
    tab = bench.open(bench.project.open("before.ssi"))
    answer = bench.answer(tab, Asked(edited), lambda: None)
    assert answer.movement is not None
    moved = {each.member: (each.before, each.after) for each in answer.movement.moves}
    before, after = totals
    wanted = {
        each: ((before[each].total, before[each].level), (after[each].total, after[each].level))
        for each in before
        if (before[each].total, before[each].level) != (after[each].total, after[each].level)
    }
    assert moved == wanted
    gains = [(after[each].total or 0) - (before[each].total or 0) for each in wanted]
    assert answer.movement.gaining == sum(each > 0 for each in gains)
    assert answer.movement.losing == sum(each < 0 for each in gains)
    assert answer.movement.count == len(before)


def _whatif(opened: Browser, member: str, **dials: str) -> str:
    opened.evaluate(RULES)
    given = {f"fact.{name}": value for name, value in dials.items()}
    return opened.evaluate(RULES, member=member, whom=member, signature="x", **given)


def test_what_if_changes_a_copy_and_says_so(opened: Browser, project: Path) -> None:
    answer = _whatif(opened, "ben", posts="12")
    assert _text(answer, "score") == "As saved 6 Starting As edited 6 no change Starting What if 12 +6 Going"
    assert "what-if" in answer
    assert (project / "members.csv").read_text(encoding="utf-8") == MEMBERS
    page = opened.get(_page(answer)).text
    assert "What if, not as read: Posts in 90 days 12 instead of 7" in page
    plain = _whatif(opened, "ben")
    assert _text(plain, "score") == "As saved 6 Starting As edited 6 no change Starting"
    assert "What if" not in opened.get(_page(plain)).text


@pytest.mark.parametrize(
    ("member", "dials", "now"),
    [
        ("ben", {"profile": "90"}, "10"),
        ("ben", {"profile": "89.9"}, "6"),
        ("ben", {"seat": "yes"}, "8"),
        ("ben", {"replies": "1"}, "8"),
        ("ada", {"seat": "no"}, "18"),
        ("ada", {"posts": ""}, "10"),
        ("dan", {"seat": "yes"}, "2"),
    ],
)
def test_every_kind_of_fact_can_be_turned(
    opened: Browser, member: str, dials: dict[str, str], now: str
) -> None:
    shown = _text(_whatif(opened, member, **dials), "score")
    points = re.findall(r"(?:As edited|What if) ([\d.]+)", shown)
    assert points[-1] == now


@pytest.mark.parametrize("typed", ["many", "-3", "2.5", "9" * 30, "12%"])
def test_what_cannot_be_typed_is_told_and_counts_as_read(opened: Browser, typed: str) -> None:
    answer = _whatif(opened, "ben", posts=typed)
    assert "Posts in 90 days:" in _text(answer, "faults")
    assert "What if" not in _text(answer, "score")


ACTION = """
action write "Write a post" {
  adds 2 to posts
  takes 20 minutes
  limit 3 per week
}
"""


def test_doing_more_of_what_the_rules_know_is_scored(opened: Browser) -> None:
    rules = RULES + ACTION
    first = opened.evaluate(rules, member="ben")
    assert 'max="12" step="1" value="0"' in first
    answer = opened.evaluate(rules, member="ben", whom="ben", signature="x", **{"do.write": "2"})
    assert _text(answer, "score").endswith("What if 12 +6 Going")
    page = opened.get(_page(answer)).text
    assert "What if, not as read: Write a post 2 times" in page
    both = {"do.write": "1", "fact.posts": "8"}
    assert "What if 12" in _text(opened.evaluate(rules, member="ben", whom="ben", **both), "score")
    wrong = opened.evaluate(rules, member="ben", whom="ben", **{"do.write": "often"})
    assert "Write a post:" in _text(wrong, "faults")


def test_what_goes_beyond_what_facts_hold_is_told_and_the_rest_is_tried(opened: Browser) -> None:
    full = {"do.write": "1", "fact.posts": "999999999999"}
    answer = opened.evaluate(RULES + ACTION, member="ben", whom="ben", signature="x", **full)
    assert "Write a post: `posts` would be beyond 10^12" in _text(answer, "faults")
    page = opened.get(_page(answer)).text
    assert "What if, not as read: Posts in 90 days 999,999,999,999 instead of 7" in page
    assert "Write a post 1 time" not in page


def test_the_page_proposes_what_is_worth_doing(opened: Browser) -> None:
    page = opened.get(_page(opened.evaluate(RULES + ACTION, member="ben"))).text
    assert "Write a post" in page


def test_controls_of_another_member_do_not_count(opened: Browser) -> None:
    answer = opened.evaluate(RULES, member="ben", whom="ada", signature="x", **{"fact.posts": "12"})
    assert "What if" not in _text(answer, "score")
    assert 'name="whom" value="ben"' in answer


def test_controls_stay_while_somebody_turns_them(opened: Browser) -> None:
    first = opened.evaluate(RULES, member="ben")
    signature = re.search(r'name="signature" value="([^"]+)"', first)
    assert signature is not None
    again = opened.evaluate(RULES, member="ben", whom="ben", signature=signature[1], **{"fact.posts": "12"})
    assert "innerHTML:#dials" not in again
    assert "What if 12" in _text(again, "score")


def _page(answer: str) -> str:
    found = re.search(r'href="(page/[^"]+)"', answer)
    assert found is not None
    return found[1]


def test_the_page_is_the_member_s_own_and_runs_nothing(opened: Browser) -> None:
    page = opened.get(_page(opened.evaluate(RULES, member="eve")))
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "<b>Eve</b>" not in page.text
    assert "&lt;b&gt;Eve" in page.text


def test_names_and_rules_cannot_write_markup(opened: Browser) -> None:
    hostile = RULES.replace('"Posts" worth', '"<script>alert(1)</script>" worth')
    answer = opened.evaluate(hostile, member="eve")
    assert "<script" not in answer
    assert "<b>Eve" not in answer
    assert "&lt;script&gt;" in answer


def test_a_page_that_is_gone_is_not_there(opened: Browser) -> None:
    assert opened.get(f"page/{opened.tab}/nothing").status_code == 404
    assert opened.get("page/nobody/nothing").status_code == 410


def test_a_text_that_was_put_away_is_told(opened: Browser) -> None:
    answer = opened.post("evaluate", {"tab": "gone", "text": RULES})
    assert answer.status_code == 410
    assert "put away" in answer.text


def test_only_so_many_texts_are_kept(opened: Browser) -> None:
    first = opened.tab
    for _ in range(16):
        opened.open()
    assert opened.post("evaluate", {"tab": first, "text": RULES}).status_code == 410
    assert opened.post("evaluate", {"tab": opened.tab, "text": RULES}).status_code == 200


def test_large_data_is_cut_and_that_is_told(project: Path) -> None:
    people = People(project / "members.csv", most_members=3)
    opened = make_browser(make_bench(project, people), project / "team.ssi")
    opened.open()
    answer = opened.evaluate(RULES.replace("from 5 earns 4", "from 8 earns 4"))
    assert _text(answer, "movers-summary") == "2 of 3 members move: 2 lose"
    assert "Only the first 3 members of the data are loaded" in _text(answer, "score")


def test_data_that_cannot_be_read_is_told(project: Path) -> None:
    (project / "members.csv").write_text("member_id,posts\nada,lots\n", encoding="utf-8")
    opened = make_browser(make_bench(project), project / "team.ssi")
    opened.open()
    shown = _text(opened.evaluate(RULES), "score")
    assert "The data cannot be read" in shown
    assert "`lots` is not a count" in shown


def test_without_data_there_are_findings_alone(project: Path) -> None:
    opened = make_browser(make_bench(project, People(None)), project / "team.ssi")
    assert "No data is loaded" in opened.open().text
    answer = opened.evaluate(FAULTY)
    assert _text(answer, "findings-summary").startswith("1 error")
    assert "#score" not in answer


def test_rules_that_need_a_day_say_so(project: Path) -> None:
    opened = make_browser(make_bench(project), project / "team.ssi")
    opened.open()
    text = RULES.replace("measure posts", "measure as_of - joined")
    answer = opened.evaluate(text)
    assert "nobody said for which day" in _text(answer, "score")


def test_points_are_written_as_everywhere(opened: Browser) -> None:
    answer = opened.evaluate(RULES.replace("from 5 earns 4", "from 5 earns 4.25"), member="ben")
    assert f"As edited {format_points(625)} +0.25" in _text(answer, "score")


def test_one_text_is_worked_out_at_a_time_and_stale_ones_are_dropped(
    opened: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    working: list[str] = []
    most = 0
    answer = Bench.answer

    def slowly(bench: Bench, tab: Tab, asked: Asked, proceed: Callable[[], None]) -> Answer:
        nonlocal most
        working.append(asked.text)
        most = max(most, len(working))
        try:
            threading.Event().wait(0.05)
            proceed()
            return answer(bench, tab, asked, proceed)
        finally:
            working.pop()

    monkeypatch.setattr(Bench, "answer", slowly)
    statuses = opened.evaluate_at_once(f"{RULES}# {number}\n" for number in range(6))
    assert statuses.count(200) == 1
    assert statuses.count(204) == 5
    assert most == 1


def test_members_with_many_rows_are_cut_sooner(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text("member_id\nada\nben\ncleo\n", encoding="utf-8")
    rows = "".join(f"{each},2026-06-01,yes\n" * 5 for each in ("ada", "ben", "cleo"))
    (tmp_path / "inmails.csv").write_text(f"member_id,sent_on,replied\n{rows}", encoding="utf-8")
    catalogue = api.load_ruleset("linkedin-ssi-2015").catalogue
    for most, held in ((15, 3), (14, 2), (10, 2), (9, 1), (0, 1)):
        crowd = People(tmp_path, most_rows=most).crowd(catalogue)
        assert len(crowd.members) == held
        assert crowd.is_cut is (held < 3)
