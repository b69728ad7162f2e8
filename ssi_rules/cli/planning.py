"""What ``ssi plan`` is asked, read and answered."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TextIO

from ssi_rules.cli.members import find_member
from ssi_rules.cli.trouble import Trouble
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.formats.visible import visible
from ssi_rules.language.numbers import format_points
from ssi_rules.language.windows import WEEK
from ssi_rules.planning.optimum import LONGEST, QUARTER, SOON, Answer, Planner, TooManyWays, Wish
from ssi_rules.sources.open import resolve_as_of
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.cli.scoring import Run
    from ssi_rules.cli.streams import Colour
    from ssi_rules.model import Ruleset

_WITHIN = re.compile(r"(\d{1,4})\s*(d|w)(?:ays?|eeks?)?", re.ASCII)
_EFFORT = re.compile(r"(?:(\d{1,5}(?:\.\d{1,2})?)\s*h)?\s*(?:(\d{1,6})\s*m(?:in)?)?", re.ASCII)
_POINTS = re.compile(r"[+-]?\d{1,30}(?:\.\d{0,30})?", re.ASCII)
_HOUR = 60
_NAMED = 5
"""Actions that are named at most where they are too many together."""


def read_wish(
    ruleset: Ruleset, goal: str | None, within: str | None, effort: str | None, avoid: Iterable[str]
) -> Wish:
    """The wish that options write.

    Args:
        ruleset: Whose levels and actions they name.
        goal: Points, or a level.
        within: Weeks or days: ``2w``, ``10d``.
        effort: Hours and minutes: ``5h``, ``90m``, ``1h30m``.
        avoid: Ids of actions, one or several with commas.

    Raises:
        Trouble: One of them is something else; says what to write.
    """
    days = None if within is None else _days(within.strip())
    return Wish(
        None if goal is None else _goal(goal.strip(), ruleset),
        days or SOON,
        days or QUARTER,
        None if effort is None else _minutes(effort.strip()),
        frozenset(_action(each.strip(), ruleset) for one in avoid for each in one.split(",")),
    )


def _goal(text: str, ruleset: Ruleset) -> int:
    for level in ruleset.levels:
        if text.casefold() in (level.id.casefold(), level.title.casefold()):
            return level.start
    if not _POINTS.fullmatch(text):
        raise _no_goal(text, ruleset)
    whole, _, decimals = text.partition(".")
    if decimals[2:].strip("0"):
        raise Trouble(
            f"--to {visible(text)}: points have at most two decimals.", "Write them as in --to 62.5."
        )
    hundredths = int(whole + decimals[:2].ljust(2, "0"))
    if not 0 < hundredths <= ruleset.worth:
        worth = format_points(ruleset.worth)
        raise Trouble(
            f"--to {visible(text)}: the ruleset is worth {worth} points.",
            f"Give more than 0 and at most {worth}.",
        )
    return hundredths


def _no_goal(text: str, ruleset: Ruleset) -> Trouble:
    levels = [each.id for each in ruleset.levels]
    near = nearest(text, levels)
    listed = (
        f"Give points, or a level: {', '.join(levels)}."
        if levels
        else "Give points; the ruleset has no levels."
    )
    return Trouble(
        f"--to {visible(text)}: neither points nor a level of the ruleset.",
        f"Did you mean --to {near}?" if near else listed,
    )


def _days(text: str) -> int:
    found = _WITHIN.fullmatch(text)
    days = 0 if found is None else int(found[1]) * (WEEK if found[2] == "w" else 1)
    if not 0 < days <= LONGEST:
        raise Trouble(
            f"--within {visible(text)}: no length of time that a plan can have.",
            f"Write weeks or days, as in 2w or 10d; {LONGEST // WEEK}w at most.",
        )
    return days


def _minutes(text: str) -> int:
    found = _EFFORT.fullmatch(text)
    way_out = "Write hours and minutes, as in 5h, 90m or 1h30m."
    if found is None or not text:
        raise Trouble(f"--effort {visible(text)}: no length of time.", way_out)
    minutes = Decimal(found[1] or 0) * _HOUR + Decimal(found[2] or 0)
    if minutes < 1:
        raise Trouble(f"--effort {visible(text)}: less than a minute is no time to work.", way_out)
    return int(minutes)


def _action(text: str, ruleset: Ruleset) -> str:
    names = [each.id for each in ruleset.actions]
    if text in names:
        return text
    near = nearest(text, names)
    listed = f"There are {', '.join(names)}." if names else "The ruleset has no actions."
    raise Trouble(
        f"--avoid {visible(text)}: no action of the ruleset.",
        f"Did you mean --avoid {near}?" if near else listed,
    )


def answered(run: Run, member: str | None, wish: Wish, *, curve: bool) -> Answer:
    """What comes of a wish for one member.

    Raises:
        Trouble: Nothing is asked for, there is no such member, no telling which, or too much to try.
        DataError: The data cannot be read.
        AsOfNeeded: The ruleset reads dates and there is no day.
    """
    if wish.goal is None and wish.effort is None and not curve:
        raise Trouble(
            "There is nothing to plan for.",
            "Say what to reach with --to, how long you can work with --effort, or ask for --curve.",
        )
    found = find_member(run.dataset.members(), member)
    day = resolve_as_of(found, run.as_of, run.ruleset.catalogue)
    run.looked_from(day)
    planner = Planner(Evaluator(run.ruleset))
    is_asked = wish.goal is not None or not curve
    try:
        outcome = planner.plan(found, day, wish) if is_asked else None
        points = planner.curve(found, day, wish) if curve else ()
    except TooManyWays as error:
        raise _too_many(error) from error
    return Answer(run.ruleset, found, day, wish, outcome, points)


def _too_many(error: TooManyWays) -> Trouble:
    names = error.actions
    more = len(names) - _NAMED
    listed = ", ".join(names if more <= 1 else (*names[:_NAMED], f"and {more} others"))
    return Trouble(
        f"In {error.days} days there are too many ways to do {listed}: what one brings depends on the others,"
        " so that all of them would have to be tried together.",
        f"Give less time with --within or --effort, or leave one out, as in --avoid {names[-1]}.",
    )


def write(answer: Answer, format_: Literal["text", "json", "md"], colour: Colour, stream: TextIO) -> None:
    """Write an answer to a stream as asked for."""
    match format_:
        case "json":
            from ssi_rules.report.plan.document import document

            stream.write(document(answer).model_dump_json(by_alias=True, indent=2) + "\n")
        case "md":
            from ssi_rules.report.plan import view
            from ssi_rules.report.plan.markdown import markdown

            stream.write(markdown(view(answer)))
        case "text":
            from ssi_rules.cli.streams import console
            from ssi_rules.report.plan import view
            from ssi_rules.report.plan.terminal import print_plan

            print_plan(view(answer), console(colour, stream))
