"""A scorecard turned into an explanation: numbers become sentences here and nowhere else."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.context import ALONE, Context
from ssi_rules.report.criteria import criterion_view
from ssi_rules.report.gains import next_gain
from ssi_rules.report.headings import headings
from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.reasons import reasons
from ssi_rules.report.ring import levels, ring
from ssi_rules.report.standing import level_title, open_count, score, score_range, share, who
from ssi_rules.report.view import Explanation, Line, PillarView, SumLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.scorecard import Adjustment, LevelInfo, Pillar, Scorecard, Unknown

CLAIM = "A reconstruction by the rules below, not LinkedIn's own score. It describes activity; it does not cause sales."


def explain(card: Scorecard, language: Language = ENGLISH, context: Context = ALONE) -> Explanation:
    """Everything the explanation of one scorecard says.

    Args:
        card: The result document.
        language: What the sentences are made in.
        context: What the page may show beside the card.
    """
    shown = reasons(card)
    return Explanation(
        language=language.tag,
        title=inert(language.rule(card.ruleset.title)),
        who=who(card),
        headline=_headline(card),
        story=tuple(_story(card)),
        claim=CLAIM,
        share=share(card.total),
        ring=ring(card, language),
        levels=tuple(levels(card, language)),
        lifts=(),
        reasons=tuple(each for each in shown if not each.unseen),
        unseen=tuple(each for each in shown if each.unseen),
        plan=(),
        changes=None,
        pillars=tuple(_pillar(card, each) for each in card.pillars),
        sums=tuple(_total_sums(card)),
        unknown=tuple(_unknown(card)),
        trend=None,
        notices=tuple(words.sentence(each) for each in card.notices),
        provenance=tuple(_provenance(card)),
        headings=headings(language),
    )


def _headline(card: Scorecard) -> str:
    if card.total.points is None:
        return f"{who(card)}: no score, because no pillar has one"
    level = level_title(card)
    return f"{who(card)}: {score(card.total)} points{f', {level}' if level else ''}"


def _story(card: Scorecard) -> Iterator[str]:
    ahead = _next_level(card)
    if ahead is not None and card.total.points is not None:
        short = words.points(ahead.start - card.total.points)
        yield f"{short} more reach {inert(ahead.title)}, which starts at {words.plain(ahead.start)}."
    between = score_range(card.total)
    if between is not None:
        yield f"It could be {between}: {_openness(card)}."


def _next_level(card: Scorecard) -> LevelInfo | None:
    total = card.total.points
    return next((each for each in card.levels if total is not None and each.start > total), None)


def _openness(card: Scorecard) -> str:
    count = open_count(card)
    if count == 0:
        return "whether a cap or deduction applies is not known"
    return f"{words.several(count, 'criterion is', 'criteria are')} not known yet, and unknown is not zero"


def _pillar(card: Scorecard, pillar: Pillar) -> PillarView:
    return PillarView(
        id=pillar.id,
        title=inert(pillar.title),
        points=score(pillar),
        range=score_range(pillar),
        share=share(pillar),
        criteria=tuple(
            criterion_view(f"{pillar.id}.{each.id}", each, next_gain(card, pillar, each))
            for each in pillar.criteria
        ),
        sums=tuple(_pillar_sums(pillar)),
    )


def _pillar_sums(pillar: Pillar) -> Iterator[SumLine]:
    earned = sum((each.points or Decimal(0) for each in pillar.criteria), Decimal(0))
    yield SumLine("Its criteria together", words.plain(earned))
    yield from map(_adjustment, pillar.adjustments)
    yield SumLine(inert(pillar.title), score(pillar), is_result=True)


def _total_sums(card: Scorecard) -> Iterator[SumLine]:
    for pillar in card.pillars:
        yield SumLine(inert(pillar.title), score(pillar))
    yield from map(_adjustment, card.adjustments)
    yield SumLine("Total", score(card.total), is_result=True)


def _adjustment(adjustment: Adjustment) -> SumLine:
    cost = words.signed(-adjustment.cost)
    match adjustment.kind:
        case "redistributed":
            return SumLine(f"Redistributed: {_spread(adjustment)}", cost)
        case "cap":
            return SumLine(_rule(adjustment, "Cap at"), cost)
        case "deduct":
            return SumLine(_rule(adjustment, "Deduction of"), cost)


def _spread(adjustment: Adjustment) -> str:
    return words.sentence(adjustment.because or "what has no value leaves its worth to what has one")


def _rule(adjustment: Adjustment, name: str) -> str:
    limit = f" {words.plain(adjustment.limit)}" if adjustment.limit is not None else ""
    told, unworded = f"{name}{limit} {_fired(adjustment)}", _condition(adjustment)
    if unworded and adjustment.open:
        because = f". It applies when {inert(unworded)}"
    elif unworded:
        because = f": {inert(unworded)}"
    else:
        because = f". {words.sentence(adjustment.because)}".rstrip()
    return " ".join(filter(None, (f"{told}{because}", _cited(adjustment))))


def _condition(adjustment: Adjustment) -> str:
    """The condition in the rule's words, where nobody wrote a ``because`` and the engine put it in its place."""
    for opening in ("Less", "Capped at"):
        opened = f"{opening} {adjustment.limit:f}: "
        if adjustment.because.startswith(opened):
            return adjustment.because.removeprefix(opened)
    return ""


def _fired(adjustment: Adjustment) -> str:
    if adjustment.open:
        names = words.listed(inert(each.title or each.name) for each in adjustment.unknown)
        return f"is not counted: whether it applies is not known ({names})"
    if not adjustment.fired:
        return "does not apply"
    return "applies" if adjustment.cost else "applies, and takes nothing here"


def _cited(adjustment: Adjustment) -> str:
    parts = [adjustment.basis, adjustment.basis_note, adjustment.source, adjustment.origin]
    return f"({'; '.join(inert(each) for each in parts if each)})" if any(parts) else ""


def _unknown(card: Scorecard) -> Iterator[Line]:
    asked = [each.unknown for pillar in card.pillars for each in pillar.criteria]
    asked += [each.unknown for pillar in card.pillars for each in pillar.adjustments]
    distinct: dict[tuple[str, str], Unknown] = {}
    for each in chain.from_iterable(asked):
        distinct.setdefault((each.name, each.reason), each)
    return map(_unknown_line, distinct.values())


def _unknown_line(unknown: Unknown) -> Line:
    source = f" {words.origin(unknown.origin)}" if unknown.origin else ""
    return Line(inert(unknown.title or unknown.name), f"{words.sentence(unknown.reason)}{source}")


def _provenance(card: Scorecard) -> Iterator[Line]:
    rules = card.ruleset
    yield Line("Rules", inert(f"{rules.title} ({rules.name} {rules.version}, {rules.path})"))
    if rules.status:
        yield Line("Status", inert(rules.status))
    if rules.about:
        yield Line("About", words.sentence(rules.about))
    if rules.source:
        yield Line("Source", inert(rules.source))
    yield Line("Fingerprint", inert(rules.fingerprint))
    yield Line("As of", words.day(card.as_of) if card.as_of else "no day: these rules read no dates")
    yield Line("Engine", inert(card.engine))
