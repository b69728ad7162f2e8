"""Scorecards for eyes that are not to see everything: without names, without own values, or without both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.report.context import Before, Context
from ssi_rules.report.languages.sentences import REDACTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.scorecard import Adjustment, Criterion, Measure, Pillar, Scorecard, Unknown

WITHHELD = REDACTED[0]
"""The notice on a page without values."""

_ARCHIVE = re.compile(r"[^\s:;,\"'`()]+\.zip\b", re.IGNORECASE)
_BETWEEN = r"[\W_]*"
_WORD = re.compile(r"[^\W_]+")
_TELLING = 3
_TELLING_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is kept back of one member.

    Attributes:
        pseudonym: Stands in place of the member's id, and wherever else the id, the name or an archive called after the
            member is quoted; labels are dropped. None where names may be seen.
        values: Whether measures, their parts, what is told of the data, steps and plans, which all tell values, are
            withheld; points stay.
    """

    pseudonym: str | None = None
    values: bool = False

    def card(self, card: Scorecard) -> Scorecard:
        """The member's scorecard as it may be seen."""
        return self._of(card, card)

    def context(self, card: Scorecard, context: Context) -> Context:
        """What stands beside that scorecard as it may be seen."""
        before = context.before
        if before is not None:
            bridge = before.bridge and self._of(card, before.bridge)
            before = Before(self._of(card, before.card), bridge)
        if self.pseudonym is None:
            return replace(context, before=before)
        text = _scrubber(card, self.pseudonym)
        linkedin = tuple(replace(each, source=text(each.source)) for each in context.linkedin)
        return replace(context, before=before, linkedin=linkedin)

    def _of(self, now: Scorecard, then: Scorecard) -> Scorecard:
        """A scorecard of any day: its own names go, and those the member has now."""
        card = _without_values(then) if self.values else then
        return card if self.pseudonym is None else _without_names(card, now, self.pseudonym)


def _without_values(card: Scorecard) -> Scorecard:
    return card.model_copy(
        update={
            "pillars": tuple(map(_valueless_pillar, card.pillars)),
            "notices": (WITHHELD,),
            "data": None,
            "plan": (),
            "together": None,
        }
    )


def _valueless_pillar(pillar: Pillar) -> Pillar:
    return pillar.model_copy(update={"criteria": tuple(map(_valueless_criterion, pillar.criteria))})


def _valueless_criterion(criterion: Criterion) -> Criterion:
    return criterion.model_copy(
        update={
            "measure": _valueless(criterion.measure),
            "next": None,
            "steps": (),
            "later": None,
            # Points tell the line of bands; on a ramp they lie between two, and the mark would say no more.
            "reason": criterion.reason if criterion.state == "unknown" else _WHY.get(criterion.state),
        }
    )


_WHY = {"too_few": "Too few to judge.", "not_applicable": "Does not apply."}


def _valueless(measure: Measure) -> Measure:
    numbers = dict.fromkeys(("value", "numerator", "denominator", "left_out_most"))
    nothing = {**numbers, "left_out": 0, "undated": 0}
    return measure.model_copy(update=nothing)


def _without_names(card: Scorecard, known: Scorecard, pseudonym: str) -> Scorecard:
    """A scorecard without the names in its own labels and those that another of the same member has."""
    own, other = _scrubber(card, pseudonym), _scrubber(known, pseudonym)

    def text(said: str) -> str:
        return other(own(said))

    return card.model_copy(
        update={
            "member": pseudonym,
            "labels": {},
            "notices": tuple(map(text, card.notices)),
            "pillars": tuple(_nameless_pillar(each, text) for each in card.pillars),
            "adjustments": tuple(_nameless_adjustment(each, text) for each in card.adjustments),
        }
    )


def _nameless_pillar(pillar: Pillar, text: Callable[[str], str]) -> Pillar:
    return pillar.model_copy(
        update={
            "criteria": tuple(_nameless_criterion(each, text) for each in pillar.criteria),
            "adjustments": tuple(_nameless_adjustment(each, text) for each in pillar.adjustments),
        }
    )


def _nameless_criterion(criterion: Criterion, text: Callable[[str], str]) -> Criterion:
    value = criterion.measure.value
    measure = criterion.measure.model_copy(update={"value": text(value)}) if isinstance(value, str) else None
    return criterion.model_copy(
        update={
            "reason": criterion.reason and text(criterion.reason),
            "unknown": _nameless_unknown(criterion.unknown, text),
            "measure": measure or criterion.measure,
        }
    )


def _nameless_adjustment(adjustment: Adjustment, text: Callable[[str], str]) -> Adjustment:
    return adjustment.model_copy(update={"unknown": _nameless_unknown(adjustment.unknown, text)})


def _nameless_unknown(unknown: tuple[Unknown, ...], text: Callable[[str], str]) -> tuple[Unknown, ...]:
    return tuple(
        each.model_copy(update={"reason": text(each.reason), "origin": each.origin and text(each.origin)})
        for each in unknown
    )


def _scrubber(card: Scorecard, pseudonym: str) -> Callable[[str], str]:
    """Puts the pseudonym wherever a member's id or name stands, and takes away what an archive is called."""
    spellings = filter(None, map(_spelling, (card.member, *card.labels.values())))
    names = "|".join(sorted(spellings, key=len, reverse=True))
    pattern = re.compile(rf"(?<![^\W_])(?:{names})(?![^\W_])", re.IGNORECASE)

    def scrub(said: str) -> str:
        return _ARCHIVE.sub("archive.zip", pattern.sub(pseudonym, said) if names else said)

    return scrub


def _spelling(name: str) -> str:
    """A pattern for a name however its words are joined and ordered; empty for what could be any word or number."""
    words = _WORD.findall(name)
    letters = sum(map(len, words))
    if letters < (_TELLING_DIGITS if name.isdigit() else _TELLING):
        return ""
    orders = (words, words[::-1]) if len(words) > 1 else (words,)
    return "|".join(_BETWEEN.join(map(re.escape, each)) for each in orders)
