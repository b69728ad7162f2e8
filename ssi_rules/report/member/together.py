"""What actions reach together: the least work to the next level, or why there is no way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.windows import WEEK
from ssi_rules.report import words
from ssi_rules.report.member.plan import duration, often
from ssi_rules.report.member.view import TogetherView, Work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.languages.language import Language
    from ssi_rules.scorecard import LevelInfo, LostPoints, Scorecard, Together


def together(card: Scorecard, language: Language) -> TogetherView | None:
    """What the document says of actions together, in words; None where it says nothing.

    Args:
        card: The result document.
        language: What it is said in.
    """
    found = card.together
    if found is None:
        return None
    level = next((each for each in card.levels if each.id == found.level), None)
    if not found.reached and level is not None:
        return _out_of_reach(found, level, language)
    works = (
        Work(often(each.title or each.action, each.times, language), duration(each.minutes, language))
        for each in found.actions
    )
    return TogetherView(
        _heading(found, level, language),
        _lead(found, language),
        tuple(works),
        words.joined(*_notes(found, language)),
    )


def _heading(found: Together, level: LevelInfo | None, language: Language) -> str:
    if level is not None:
        title = words.ruled(level.title, language)
        return language.text(
            "Together: the least work to be at {level} {when}", level=title, when=_when(found, language)
        )
    return language.text("Together: the most for {time}", time=duration(found.effort or 0, language))


def _lead(found: Together, language: Language) -> str:
    now, total, when = language.number(found.now), language.number(found.total), _when(found, language)
    if not found.actions:
        return language.text(
            "Nothing has to be done: {now} points today, {total} {when}.", now=now, total=total, when=when
        )
    return language.text(
        "{time} over {weeks}: from {now} points today to {total} {when}.",
        time=duration(found.minutes or 0, language),
        weeks=_weeks(found.days, language),
        now=now,
        total=total,
        when=when,
    )


def _notes(found: Together, language: Language) -> Iterator[str]:
    if found.actions:
        yield language.text(
            "The work is spread evenly over the days, and the score worked out anew on the last."
        )
    if found.actions and found.idle is not None and found.idle != found.now:
        yield language.text("Without it: {points} on that day.", points=language.number(found.idle))
    yield from _left_out(found, language)


def _out_of_reach(found: Together, level: LevelInfo, language: Language) -> TogetherView:
    title, weeks = words.ruled(level.title, language), _weeks(found.within, language)
    lead = language.text(
        "Together these actions take the score from {now} points today to {total} at most, {when}; {level} starts at {start}.",
        now=language.number(found.now),
        total=language.number(found.total),
        when=_when(found, language),
        level=title,
        start=language.number(level.start),
    )
    because = language.text(
        "What stands in the way of more: {reasons}.",
        reasons=language.listed(_because(each, language) for each in found.lost),
    )
    return TogetherView(
        language.text("Together: {level} is out of reach in {weeks}", level=title, weeks=weeks),
        lead,
        (),
        words.joined(because, *_left_out(found, language)),
    )


def _because(lost: LostPoints, language: Language) -> str:
    """Why some points stay out of reach, a phrase."""
    points = words.points(abs(lost.points), language)
    match lost.why:
        case "unknown":
            return language.text("what the data does not say ({points})", points=points)
        case "set aside":
            return language.text("what does not apply or has too little to go by ({points})", points=points)
        case "unmoved":
            return language.text("what none of these actions moves ({points})", points=points)
        case "limit":
            return language.text(
                "what these actions do not bring, as often as they can be done ({points})", points=points
            )
        case "effort":
            return language.text("how much time there is ({points})", points=points)
        case "traded":
            return language.text("what would cost more elsewhere than it brings ({points})", points=points)
        case "adjusted" if lost.points > 0:
            return language.text("caps, deductions and redistribution ({points})", points=points)
        case "adjusted":
            return language.text("less what redistribution brings ({points})", points=points)
        case _:
            assert_never(lost.why)


def _left_out(found: Together, language: Language) -> Iterator[str]:
    if found.left_out:
        titles = language.listed(words.ruled(each, language) for each in found.left_out)
        yield language.text(
            "Left out, for the rules do not say how long it takes: {actions}.", actions=titles
        )


def _when(found: Together, language: Language) -> str:
    if found.end is None:
        return language.text("after {weeks}", weeks=_weeks(found.days, language))
    return language.text("on {day}", day=language.day(found.end))


def _weeks(days: int, language: Language) -> str:
    return language.plural("{count} week", "{count} weeks", -(-days // WEEK))
