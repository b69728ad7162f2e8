"""What the page of a plan says: every word and number; renderers only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules.language.numbers import as_decimal
from ssi_rules.planning.optimum import OutOfReach, Reached, usable
from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.member.standing import called
from ssi_rules.report.member.story import claim
from ssi_rules.report.plan import telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.planning.optimum import Answer, Plan, Point

Cells: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, and under it sentences or a table.

    Attributes:
        columns: Headings of the table; the first column is text, the others are numbers. Empty for sentences.
        rows: Of the table.
        has_sum: Whether the last row is one.
    """

    heading: str
    sentences: tuple[str, ...] = ()
    columns: Cells = ()
    rows: tuple[Cells, ...] = ()
    has_sum: bool = False


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything the page says.

    Attributes:
        headline: The answer in one sentence.
        claim: What the number is and is not.
        blocks: In order.
        notes: What a reader should know of how it was found.
    """

    headline: str
    claim: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def view(answer: Answer) -> PlanPage:
    """Everything the page of a plan says."""
    return PlanPage(
        headline=f"{called(answer.member.id, answer.member.labels)}: {_headline(answer)}",
        claim=claim(ENGLISH),
        blocks=tuple(_blocks(answer)),
        notes=tuple(_notes(answer)),
    )


def _headline(answer: Answer) -> str:
    match answer.outcome:
        case None:
            return f"how fast it can be more within {telling.length(answer.wish.longest)}"
        case Reached(best, _, is_there=True):
            return _kept(answer, best)
        case Reached(best) if best.doings:
            return f"{_totals(best)}, with {telling.work(best.minutes)} over {telling.length(best.days)}"
        case Reached(best) if answer.wish.goal is None:
            return f"{_nothing(answer)} brings more: {_totals(best)}"
        case Reached(best):
            return f"{_totals(best)}, even if nothing is done"
        case OutOfReach(ceiling, _, is_there) if ceiling is not None:
            return _beyond(answer, ceiling, is_there=is_there)
        case OutOfReach():
            return "there is no score, whatever is done"
        case _:
            assert_never(answer.outcome)


def _kept(answer: Answer, plan: Plan) -> str:
    """What becomes of a goal that is reached already."""
    goal = telling.points(answer.wish.goal)
    if not plan.doings:
        return f"{goal} is reached: {_totals(plan)}, even if nothing is done"
    return f"{goal} is reached, and to keep it takes {telling.takes(plan.minutes)}: {_totals(plan)}"


def _nothing(answer: Answer) -> str:
    if answer.wish.effort is None or not usable(answer.ruleset, answer.wish):
        return "nothing"
    return f"nothing that can be done in {telling.takes(answer.wish.effort)}"


def _beyond(answer: Answer, ceiling: Plan, *, is_there: bool) -> str:
    wanted, now = telling.points(answer.wish.goal), telling.points(ceiling.now)
    most = f"the ceiling with these actions is {telling.points(ceiling.total)}"
    if not usable(answer.ruleset, answer.wish):
        most = f"there are no actions to plan with, and without any it is {telling.points(ceiling.total)} {_when(ceiling)}"
    if is_there:
        return f"{now} today, but {wanted} cannot be {_held(answer)} {_means(answer)}: {most}"
    return f"{wanted} cannot be reached within {_means(answer)}: {most}"


def _held(answer: Answer) -> str:
    """What was tried for a goal that is reached already."""
    is_all = answer.wish.longest == answer.wish.days
    return (
        "kept over" if is_all else f"kept over {telling.length(answer.wish.days)}, nor reached again within"
    )


def _means(answer: Answer) -> str:
    effort = "" if answer.wish.effort is None else f" with {telling.takes(answer.wish.effort)} of work"
    return f"{telling.length(answer.wish.longest)}{effort}"


def _totals(plan: Plan) -> str:
    return f"{telling.points(plan.now)} today, {telling.points(plan.total)} {_when(plan)}"


def _when(plan: Plan) -> str:
    return telling.by(plan.end, plan.days)


def _blocks(answer: Answer) -> Iterator[Block]:
    match answer.outcome:
        case None:
            pass
        case Reached(best, others):
            yield from _plan(best)
            if others:
                yield _others(others)
        case OutOfReach(ceiling, lost):
            if lost and ceiling is not None and usable(answer.ruleset, answer.wish):
                because = tuple(telling.because(each) for each in lost)
                yield Block("Why it is not more", because)
            if ceiling is not None:
                yield from _plan(ceiling)
        case _:
            assert_never(answer.outcome)
    if answer.curve:
        yield _curve(answer.curve)


def _plan(plan: Plan) -> Iterator[Block]:
    if plan.doings:
        yield _doings(plan)
    if plan.changes:
        yield _changes(plan)
    if plan.idle is not None and plan.now is not None and plan.idle != plan.now:
        less = f"{telling.counted(abs(plan.idle - plan.now))} {'less' if plan.idle < plan.now else 'more'} than today"
        yield Block(
            "If nothing is done",
            (f"{telling.points(plan.idle)} {_when(plan)}, {less}, as {_passing(plan)}.",),
        )


def _passing(plan: Plan) -> str:
    """What changes by itself."""
    return "time windows move on and rows dated later come in" if plan.coming else "time windows move on"


def _doings(plan: Plan) -> Block:
    rows = [
        (
            telling.title(each),
            telling.often(each.times),
            telling.weekly(each, plan.days),
            telling.takes(each.minutes),
        )
        for each in plan.doings
    ]
    total = ("Together", "", "", telling.takes(plan.minutes))
    return Block(
        f"What to do in {telling.length(plan.days)}",
        columns=("Action", "Times", "A week", "Takes"),
        rows=(*rows, total),
        has_sum=True,
    )


def _changes(plan: Plan) -> Block:
    rows = [
        (
            words.ruled(each.title),
            _line(each.now),
            _line(each.idle),
            _line(each.then),
        )
        for each in plan.changes
    ]
    total = ("Total", *map(telling.points, (plan.now, plan.idle, plan.total)))
    return Block(
        "What it brings",
        columns=("Criterion", "Today", "If nothing is done", "With the plan"),
        rows=(*rows, *_rest(plan), total),
        has_sum=True,
    )


def _rest(plan: Plan) -> Iterator[Cells]:
    """What the total is made of besides the criteria that change."""
    if plan.steady:
        yield ("All other criteria", *[telling.points(plan.steady)] * 3)
    totals = (plan.now, plan.idle, plan.total)
    columns = zip(*((each.now, each.idle, each.then) for each in plan.changes), strict=True)
    sums = [plan.steady + sum(each or 0 for each in column) for column in columns]
    adjusted = [None if one is None else one - by for one, by in zip(totals, sums, strict=True)]
    if any(adjusted):
        yield ("Caps, deductions and redistribution", *map(_line, adjusted))


def _line(hundredths: int | None) -> str:
    return "none" if hundredths is None else telling.points(hundredths)


def _others(others: Sequence[Plan]) -> Block:
    rows = tuple(
        (
            telling.done(each),
            telling.length(each.days),
            telling.takes(each.minutes),
            telling.points(each.total),
        )
        for each in others
    )
    return Block("Other ways", columns=("Actions", "In", "Takes", "Comes to"), rows=rows)


def _curve(points: Sequence[Point]) -> Block:
    rows = tuple(
        (
            telling.length(each.days),
            telling.points(each.most),
            telling.takes(each.minutes),
            telling.points(each.idle),
        )
        for each in points
    )
    return Block(
        "How fast it can be more", columns=("In", "At most", "Takes", "If nothing is done"), rows=rows
    )


def _notes(answer: Answer) -> Iterator[str]:
    unmeasured = [
        each for each in answer.ruleset.actions if each.minutes is None and each.id not in answer.wish.avoid
    ]
    if unmeasured:
        names = ENGLISH.listed([words.ruled(each.title) or each.id for each in unmeasured])
        yield f"Left out, for the rules do not say how long it takes: {names}."
    if not answer.ruleset.actions:
        yield "The ruleset has no actions; without them there is nothing to plan with."
    elif not usable(answer.ruleset, answer.wish):
        yield "No action is left to plan with."
    elif answer.outcome is not None:
        yield from _coming(answer)
        yield "What is done is spread evenly over the days and scored on the last; what is not known stays so."


def _coming(answer: Answer) -> Iterator[str]:
    """That the data knows of days to come."""
    match answer.outcome:
        case Reached(best):
            plan: Plan | None = best
        case OutOfReach(ceiling):
            plan = ceiling
        case _:
            plan = None
    if plan is not None and plan.coming and answer.as_of is not None:
        count = ENGLISH.number(as_decimal(plan.coming, 1))
        rows = "1 row of the data is" if plan.coming == 1 else f"{count} rows of the data are"
        yield f"{rows} dated after {words.day(answer.as_of)}; from its day on each counts, plan or no plan."
