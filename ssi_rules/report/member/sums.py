"""The additions of a page: criteria and their adjustments to a pillar, pillars and theirs to the total."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member.standing import score
from ssi_rules.report.member.view import SumLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.scorecard import Adjustment, Pillar, Scorecard


def pillar_sums(pillar: Pillar, language: Language = ENGLISH) -> Iterator[SumLine]:
    """Criteria, caps, deductions and spread; what they add up to comes last."""
    earned = sum((each.points or Decimal(0) for each in pillar.criteria), Decimal(0))
    yield SumLine(language.text("Its criteria together"), language.number(earned))
    yield from (_adjustment(each, language) for each in pillar.adjustments)
    yield SumLine(words.ruled(pillar.title, language), score(pillar, language), is_result=True)


def total_sums(card: Scorecard, language: Language = ENGLISH) -> Iterator[SumLine]:
    """Pillars and what was spread between them; the total comes last."""
    for pillar in card.pillars:
        yield SumLine(words.ruled(pillar.title, language), score(pillar, language))
    yield from (_adjustment(each, language) for each in card.adjustments)
    yield SumLine(language.text("Total"), score(card.total, language), is_result=True)


def name(adjustment: Adjustment, language: Language = ENGLISH) -> str:
    """``Cap at 20``, ``Deduction of 2``, ``Redistributed``."""
    if adjustment.kind == "redistributed":
        return language.text("Redistributed")
    if adjustment.limit is None:
        return language.text("Cap") if adjustment.kind == "cap" else language.text("Deduction")
    limit = language.number(adjustment.limit)
    if adjustment.kind == "cap":
        return language.text("Cap at {points}", points=limit)
    return language.text("Deduction of {points}", points=limit)


def _adjustment(adjustment: Adjustment, language: Language) -> SumLine:
    cost = language.signed(-adjustment.cost)
    if adjustment.kind == "redistributed":
        because = words.because(adjustment, language) or language.text(
            "What has no value leaves its worth to what has one."
        )
        return SumLine(
            language.text("{name}: {because}", name=name(adjustment, language), because=because), cost
        )
    return SumLine(words.joined(_rule(adjustment, language), _cited(adjustment, language)), cost)


def _rule(adjustment: Adjustment, language: Language) -> str:
    told = _fired(adjustment, language)
    unworded = inert(_condition(adjustment))
    if not unworded:
        return words.joined(f"{told}.", words.because(adjustment, language))
    if adjustment.open:
        return language.text("{told}. It applies when {condition}", told=told, condition=unworded)
    return language.text("{told}: {condition}", told=told, condition=unworded)


def _condition(adjustment: Adjustment) -> str:
    """The condition in the rule's words, where nobody wrote a ``because`` and the engine put it in its place."""
    for opening in ("Less", "Capped at"):
        opened = f"{opening} {adjustment.limit:f}: "
        if adjustment.because.startswith(opened):
            return adjustment.because.removeprefix(opened)
    return ""


def _fired(adjustment: Adjustment, language: Language) -> str:
    named = name(adjustment, language)
    if adjustment.open:
        names = [words.ruled(each.title or each.name, language) for each in adjustment.unknown]
        return language.text(
            "{name} is not counted: whether it applies is not known ({names})",
            name=named,
            names=language.listed(names or [language.text("nobody said why")]),
        )
    if not adjustment.fired:
        return language.text("{name} does not apply", name=named)
    if adjustment.cost:
        return language.text("{name} applies", name=named)
    return language.text("{name} applies, and takes nothing here", name=named)


def _cited(adjustment: Adjustment, language: Language) -> str:
    basis = adjustment.basis and words.basis(adjustment.basis, language)
    notes = [words.ruled(each, language) for each in (adjustment.basis_note, adjustment.source) if each]
    parts = [*filter(None, [basis]), *notes, *([inert(adjustment.origin)] if adjustment.origin else [])]
    return f"({'; '.join(parts)})" if parts else ""
