"""What comes next of a criterion: the next cut-point, and exactly what reaches it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member import counting
from ssi_rules.report.member.own import is_part

if TYPE_CHECKING:
    from ssi_rules.report.member.gains import Gain
    from ssi_rules.scorecard import Criterion, Measure, Next, Step


_WORTH_SAYING = Decimal("0.1")


def ahead(criterion: Criterion, coming: Gain | None, language: Language = ENGLISH) -> str:
    """What the next cut-point asks and brings, in one or two sentences; empty when none brings more.

    Args:
        criterion: The criterion.
        coming: From ``next_gain``.
        language: What the sentences are made in.
    """
    step = criterion.next
    if step is None or coming is None:
        return sample(criterion, language)
    ways = _ways(criterion, step)
    earns = (
        _earns(criterion, coming, language) if not _also(ways) else _earns_here(criterion, coming, language)
    )
    goal = language.text("{where} {earns}", where=_where(step, criterion, language), earns=earns)
    if ways:
        return words.joined(
            _enough(goal, ways, criterion, language),
            _already(criterion, coming, ways, language),
            _from_when(ways, language),
            _moves_also(ways, language),
        )
    return words.joined(f"{goal}.", _effort(step, criterion, language))


def sample(criterion: Criterion, language: Language = ENGLISH) -> str:
    """``4 more InMails and this can be judged.``; empty where nothing is known to be too few."""
    steps = _soonest([each for each in criterion.steps if each.kind == "sample"])
    if not steps:
        return ""
    more = _either([_way(each, criterion, language) for each in steps], language)
    judged = words.sentence(language.text("{more} and this can be judged", more=more))
    return words.joined(judged, _from_when(steps, language), _moves_also(steps, language))


def _ways(criterion: Criterion, step: Next) -> list[Step]:
    """The steps that reach the next cut-point; new rows that are answered at once only where no old one may be."""
    there = [each for each in criterion.steps if each.gain is not None and each.gain >= step.gain]
    found = _soonest([each for each in there if _can_be_done(each)])
    turned = {(each.of, each.where) for each in found if each.kind == "turned"}
    return [each for each in found if each.kind != "rows" or (each.of, each.where) not in turned]


def _can_be_done(step: Step) -> bool:
    """Of a row that is there only an answer may still come; earlier documents tell of reposts that become one's own."""
    return step.kind != "turned" or counting.may_be_answered(step.of, step.where)


def _soonest(steps: list[Step]) -> list[Step]:
    """What counts at once, else what will; of the same things those that count first."""
    told = [each for each in steps if each.counts_from is None]
    if told:
        return told
    first: dict[tuple[str, str | None], Step] = {}
    for each in sorted(steps, key=lambda step: step.counts_from or date.max):
        first.setdefault((each.of, each.where), each)
    return list(first.values())


def _earns(criterion: Criterion, coming: Gain, language: Language) -> str:
    """``you earn 4 points, 0.5 more than now``; where the total rises otherwise, that too."""
    now = criterion.points or Decimal(0)
    values = {"points": words.points(now + coming.here, language), "more": language.number(coming.here)}
    if coming.total is None or not coming.changes:
        if not now:
            return language.text("you earn {points}", **values)
        return language.text("you earn {points}, {more} more than now", **values)
    if not coming.total:
        values["held"] = held_back(coming, language)
        if not now:
            return language.text("you earn {points} here, but nothing in the total{held}", **values)
        return language.text(
            "you earn {points} here, {more} more than now, but nothing in the total{held}", **values
        )
    values["total"] = language.number(coming.total)
    if not now:
        return language.text("you earn {points} here, about {total} in the total", **values)
    return language.text(
        "you earn {points} here, {more} more than now and about {total} more in the total", **values
    )


def _earns_here(criterion: Criterion, coming: Gain, language: Language) -> str:
    """The same where nobody can say what the total does, because other lines move as well."""
    now = criterion.points or Decimal(0)
    values = {"points": words.points(now + coming.here, language), "more": language.number(coming.here)}
    if not now:
        return language.text("you earn {points} here", **values)
    return language.text("you earn {points} here, {more} more than now", **values)


def held_back(coming: Gain, language: Language = ENGLISH) -> str:
    """What keeps points from the total, to be put after it; empty where nothing is known to."""
    brake = coming.brake
    if brake is None or brake.limit is None:
        return ""
    limit = language.number(brake.limit)
    if brake.kind == "cap":
        return language.text(" while the cap at {limit} applies", limit=limit)
    return language.text(" while the deduction of {limit} applies", limit=limit)


def _where(step: Next, criterion: Criterion, language: Language) -> str:
    at = words.of_criterion(step.at, criterion, language)
    match step.direction:
        case "from" if criterion.award == "ramp":
            return language.text("At {value}", value=at)
        case "from":
            return language.text("From {value}", value=at)
        case "below":
            return language.text("Below {value}", value=at)
        case "to" if step.at == "yes":
            return language.text("With a yes")
        case "to" if step.at == "no":
            return language.text("With a no")
        case "to":
            return language.text("Down at {value}", value=at)


def _enough(goal: str, ways: list[Step], criterion: Criterion, language: Language) -> str:
    if _is_answer(ways[0], criterion):
        return f"{goal}."  # the flag itself: with a yes says it all
    told = [_way(each, criterion, language) for each in ways]
    if len(told) == 1:
        enough = language.plural(
            "{way} is enough", "{way} are enough", _counted(ways[0], criterion), way=told[0]
        )
        return language.text("{goal}: {enough}.", goal=goal, enough=enough)
    return language.text("{goal}; it takes {ways}.", goal=goal, ways=_either(told, language))


def _already(criterion: Criterion, coming: Gain, ways: list[Step], language: Language) -> str:
    """On a ramp, the least that brings anything worth saying, of what is told anyway."""
    told = {(each.of, each.where, each.counts_from) for each in ways}
    able = filter(_can_be_done, criterion.steps)
    less = (each for each in able if each.gain is not None and each.gain < coming.here)
    first = next((each for each in less if (each.of, each.where, each.counts_from) in told), None)
    if first is None or first.gain is None or first.gain < _WORTH_SAYING:
        return ""
    count, way, points = (
        _counted(first, criterion),
        _way(first, criterion, language),
        words.points(first.gain, language),
    )
    if coming.changes or _also(ways):
        brings = language.plural(
            "{way} already brings {points} here",
            "{way} already bring {points} here",
            count,
            way=way,
            points=points,
        )
    else:
        brings = language.plural(
            "{way} already brings {points}", "{way} already bring {points}", count, way=way, points=points
        )
    return words.sentence(brings)


def _also(ways: list[Step]) -> list[str]:
    return list(dict.fromkeys(title for each in ways for title in each.also))


def _moves_also(ways: list[Step], language: Language) -> str:
    """What is promised is the criterion's; other lines that read the same may rise or fall by it."""
    titles = [words.ruled(each, language) for each in _also(ways)]
    if not titles:
        return ""
    return language.text("This can also move: {criteria}.", criteria=language.listed(titles))


def _from_when(ways: list[Step], language: Language) -> str:
    """For windows that end before today: what is done now is not in them yet."""
    day = max((each.counts_from for each in ways if each.counts_from is not None), default=None)
    return "" if day is None else language.text("What is new today counts from {day}.", day=language.day(day))


def _counted(step: Step, criterion: Criterion) -> Decimal:
    """How many are said, for a verb to go with."""
    exact = _must_be_exact(step, criterion)
    return words.enough(abs(step.count), step.type, exact=exact) * (100 if step.type == "percent" else 1)


def _either(ways: list[str], language: Language) -> str:
    first, *others = ways
    for each in others:
        first = language.text("{one}, or {other}", one=first, other=each)
    return first


def _is_answer(step: Step, criterion: Criterion) -> bool:
    """Whether the step is to answer the flag that the criterion asks for."""
    return step.kind == "fact" and criterion.measure.type == "flag" and step.of == criterion.measure.text


def _way(step: Step, criterion: Criterion, language: Language) -> str:
    match step.kind:
        case "turned":
            return counting.turned(step.of, step.where, step.count, language)
        case "rows":
            return _rows(step, criterion, language)
        case "sample" if _is_of_rows(step, criterion.measure):
            return _rows(step, criterion, language)
        case "sample" | "fact":
            return _fact(step, criterion, language)


def _is_of_rows(step: Step, measure: Measure) -> bool:
    """Whether what is too little is rows of a table and not a fact."""
    whole = None if measure.whole is None else measure.whole.table
    counted = None if measure.counted is None else measure.counted.table
    named = {whole, counted, *(each.table for each in measure.windows), *counting.KNOWN}
    return step.where is not None or step.dated is not None or step.of in named


def _rows(step: Step, criterion: Criterion, language: Language) -> str:
    counted = criterion.measure.counted
    if counted is not None and counted.market and step.where == f"title is {counted.market}":
        return counting.more_in_market(step.of, step.count, language)
    return counting.more_where(step.of, step.where, step.count, language)


def _fact(step: Step, criterion: Criterion, language: Language) -> str:
    title = words.ruled(step.title, language)
    if step.type == "flag":
        if step.of == criterion.measure.text and criterion.measure.value is True:
            return language.text("a no to “{title}”", title=title)
        return language.text("a yes to “{title}”", title=title)
    told = _difference(step, criterion, language)
    if step.of == criterion.measure.text:  # the criterion's title says what it is
        return told
    return language.text("{count} ({title})", count=told, title=title)


def _difference(step: Step, criterion: Criterion, language: Language) -> str:
    amount = words.distance(abs(step.count), step.type, language, exact=_must_be_exact(step, criterion))
    if step.count < 0:
        return language.text("{count} less", count=amount)
    return language.text("{count} more", count=amount)


def _must_be_exact(step: Step, criterion: Criterion) -> bool:
    """Whether a little more than it takes could lose what it brings: where points fall again as the value goes on."""
    points = [each.points for each in criterion.cut_points]
    if points == sorted(points):
        return False
    if criterion.award == "ramp":
        return points != sorted(points, reverse=True)
    if step.of != criterion.measure.text or not isinstance(step.value, Decimal):
        return True
    more = words.enough(abs(step.count), step.type) - abs(step.count)
    cuts = [each.at for each in criterion.cut_points if isinstance(each.at, Decimal)]
    return bisect_right(cuts, step.value) != bisect_right(cuts, step.value + more.copy_sign(step.count))


def _effort(step: Next, criterion: Criterion, language: Language) -> str:
    """The way as far as documents without steps let it be told."""
    if step.distance is None or not isinstance(step.at, Decimal) or step.direction != "from":
        return ""
    measure = criterion.measure
    if measure.denominator is None or not is_part(measure) or not _is_of_answers(measure):
        return language.text("That takes {gap} more.", gap=words.gap(step.distance, criterion, language))
    return _more_of_the_same(step.at, measure, language)


def _is_of_answers(measure: Measure) -> bool:
    """Whether rows below the line may still come to count above it."""
    counted = measure.counted
    return counted is not None and counting.may_be_answered(counted.table, counted.column)


def _more_of_the_same(at: Decimal, measure: Measure, language: Language) -> str:
    top, bottom = measure.numerator or Decimal(0), measure.denominator or Decimal(0)
    more = (at * bottom).to_integral_value(ROUND_CEILING) - top
    if not 0 < more <= bottom - top:
        return ""
    return language.text(
        "That is {more} more of the same {all}.", more=language.number(more), all=language.number(bottom)
    )
