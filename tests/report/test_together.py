"""What actions reach together, told apart from what each brings on its own."""

from __future__ import annotations

from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.markdown import markdown
from ssi_rules.report.member.explain import explain
from ssi_rules.report.member.view import TogetherView, Work
from ssi_rules.scorecard import LostPoints, Scorecard, Together
from tests.report.cards import BEYOND, RICH, TOGETHER, n


def told(found: Together, tag: str = "en") -> TogetherView:
    shown = explain(RICH.model_copy(update={"together": found}), language(tag)).together
    assert shown is not None
    return shown


def test_a_way_to_the_next_level_says_what_it_takes_and_from_where_to_where_it_leads() -> None:
    shown = told(TOGETHER)
    assert shown.heading == "Together: the least work to be at Steady on 14 Jul 2026"
    assert shown.lead == "5 hours 35 minutes over 2 weeks: from 5.38 points today to 15.3 on 14 Jul 2026."
    assert shown.works == (
        Work("Publish a post, 6 times", "3 hours"),
        Work("Comment on a buyer's post, 31 times", "2 hours 35 minutes"),
    )
    assert shown.note == (
        "The work is spread evenly over the days, and the score worked out anew on the last. "
        "Without it: 4.88 on that day. "
        "Left out, for the rules do not say how long it takes: Ask for an introduction."
    )


def test_what_changes_by_itself_is_said_only_where_it_does() -> None:
    assert "Without it" not in told(TOGETHER.model_copy(update={"idle": TOGETHER.now})).note


def test_where_no_day_matters_there_is_none() -> None:
    assert told(TOGETHER.model_copy(update={"end": None})).lead.endswith("to 15.3 after 2 weeks.")


def test_a_level_that_comes_by_itself_asks_for_nothing() -> None:
    shown = told(TOGETHER.model_copy(update={"actions": (), "minutes": 0, "left_out": ()}))
    assert shown == TogetherView(
        "Together: the least work to be at Steady on 14 Jul 2026",
        "Nothing has to be done: 5.38 points today, 15.3 on 14 Jul 2026.",
        (),
        "",
    )


def test_out_of_reach_says_the_most_there_is_and_why() -> None:
    assert told(BEYOND) == TogetherView(
        "Together: Steady is out of reach in 4 weeks",
        "Together these actions take the score from 5.38 points today to 13.4 at most, on 14 Jul 2026; Steady starts at 15.",
        (),
        "What stands in the way of more: what the data does not say (15 points), "
        "what these actions do not bring, as often as they can be done (22.1 points) and less what redistribution brings (0.5 points).",
    )


def test_every_reason_has_its_words() -> None:
    reasons = ("unknown", "set aside", "unmoved", "limit", "effort", "traded", "adjusted")
    lost = tuple(LostPoints(why=each, points=n("1"), titles=()) for each in reasons)  # type: ignore[arg-type]
    notes = {told(BEYOND.model_copy(update={"lost": (each,)})).note for each in lost}
    assert len(notes) == len(reasons)
    assert all("(1 point)" in each for each in notes)


def test_without_a_level_above_it_is_the_most_for_so_much_time() -> None:
    shown = told(TOGETHER.model_copy(update={"level": None, "effort": 120}))
    assert shown.heading == "Together: the most for 2 hours"


def test_it_is_said_in_other_languages() -> None:
    assert told(TOGETHER, "de").lead == (
        "5 Stunden 35 Minuten über 2 Wochen: von heute 5,38 Punkten auf 15,3 am 14. Juli 2026."
    )
    assert told(BEYOND, "fr").heading == "Ensemble : « Steady » est hors de portée en 4 semaines"


def test_alone_and_together_are_told_apart() -> None:
    page = markdown(explain(RICH))
    section = page[page.index("## What to do next") : page.index("## Every criterion")]
    assert [line for line in section.splitlines() if line.startswith("#")] == [
        "## What to do next",
        "### Together: the least work to be at Steady on 14 Jul 2026",
        "### Each on its own",
    ]
    assert "what they bring does not add up" in section


def test_a_document_without_it_is_read_and_shows_none() -> None:
    written = RICH.model_dump(mode="json", by_alias=True)
    del written["together"]
    assert explain(Scorecard.model_validate(written)).together is None
