"""A plan in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import POINT_SCALE, as_decimal, as_points
from ssi_rules.language.windows import WEEK
from ssi_rules.planning.optimum import Why
from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.member.plan import duration

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.planning.optimum import Doing, Lost, Plan


def points(hundredths: int | None) -> str:
    """Points in plain text, or that there is no score."""
    return ENGLISH.number(as_points(hundredths)) if hundredths is not None else "no score"


def counted(hundredths: int) -> str:
    """Points with their word."""
    return words.points(as_points(hundredths))


def signed(hundredths: int) -> str:
    """A difference of points, with its sign."""
    return ENGLISH.signed(as_points(hundredths))


def length(days: int) -> str:
    """``3 weeks``, or ``10 days``."""
    if days % WEEK:
        return ENGLISH.plural("{count} day", "{count} days", days)
    return ENGLISH.plural("{count} week", "{count} weeks", days // WEEK)


def by(end: date | None, days: int) -> str:
    """When a plan is done: ``on 21 Jul 2026``, or after how long."""
    return f"after {length(days)}" if end is None else f"on {words.day(end)}"


def takes(minutes: int) -> str:
    """``2 hours 30 minutes``; what takes nothing takes no time."""
    return duration(minutes) if minutes else "no time"


def work(minutes: int) -> str:
    """``2 hours 30 minutes``, or what work is called that takes no time."""
    return takes(minutes) if minutes else "work that takes no time"


def often(times: int) -> str:
    """``once``, ``8 times``."""
    return "once" if times == 1 else f"{ENGLISH.number(as_decimal(times, 1))} times"


def weekly(doing: Doing, days: int) -> str:
    """How often in a week; empty for what is done within one."""
    if days <= WEEK:
        return ""
    least, most = doing.times * WEEK // days, -(-doing.times * WEEK // days)
    if not least:
        return "at most 1"
    return str(least) if least == most else f"{least} to {most}"


def title(doing: Doing) -> str:
    """The action's title, or its id."""
    return words.ruled(doing.action.title) or doing.action.id


def done(plan: Plan) -> str:
    """All that a plan asks: ``Publish a post 8 times; Follow a company once``."""
    return "; ".join(f"{title(each)} {often(each.times)}" for each in plan.doings) or "nothing"


def because(lost: Lost) -> str:
    """Why some points stay out of reach, a sentence."""
    count, names = counted(abs(lost.points)), ENGLISH.listed([words.ruled(each) for each in lost.titles])
    is_one = abs(lost.points) == POINT_SCALE
    hang, stay, go, come = ("hangs", "stays", "goes", "comes") if is_one else ("hang", "stay", "go", "come")
    match lost.why:
        case Why.UNKNOWN:
            return f"{count} {hang} on what the data does not say: {names}."
        case Why.SET_ASIDE:
            return f"{count} {stay} away where criteria do not apply or have too little to go by: {names}."
        case Why.UNMOVED:
            return f"{count} {stay} away in criteria that none of these actions moves: {names}."
        case Why.LIMIT:
            return f"{count} {stay} away because these actions bring no more, as often as they can be done: {names}."
        case Why.EFFORT:
            return f"{count} {stay} away for want of time: {names}."
        case Why.TRADED:
            return f"{count} {stay} away because more would bring nothing, or cost more elsewhere: {names}."
        case Why.ADJUSTED if lost.points > 0:
            return f"{count} {go} to caps, deductions and redistribution: {names}."
        case Why.ADJUSTED:
            return f"{count} more {come} from redistribution: {names}."
        case _:
            assert_never(lost.why)
