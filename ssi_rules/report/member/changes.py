"""What changed since an earlier run, in words: the member's part, the rules' part and every line they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member.own import own
from ssi_rules.report.member.split import Key, Obstacle, by_line, split
from ssi_rules.report.member.standing import score
from ssi_rules.report.member.view import ChangeLine, Changes
from ssi_rules.scorecard import Adjustment, Criterion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from ssi_rules.report.context import Before
    from ssi_rules.report.member.split import Part, Split
    from ssi_rules.scorecard import Pillar, RulesetInfo, Scorecard

_Line: TypeAlias = Criterion | Adjustment
_FINGERPRINT = 6
"""Digits that tell two rulesets of one version apart."""


def changes(now: Scorecard, before: Before, language: Language = ENGLISH) -> Changes:
    """Everything a page says of the change since an earlier run.

    Args:
        now: The member's scorecard.
        before: The earlier run, and its data under the rules of now.
        language: What the sentences are made in.
    """
    parts = split(before, now)
    return Changes(
        headline=_headline(before.card, now, parts.together, language),
        told=" ".join(_told(before, now, parts, language)),
        split=parts.obstacle is None,
        columns=(
            language.text("What changed"),
            language.text("You"),
            language.text("The rules"),
            language.text("Together"),
        ),
        lines=tuple(_lines(before.card, now, parts, language)),
        total=ChangeLine(
            language.text("Total"),
            _signed(parts.you, language),
            _signed(parts.rules, language),
            _signed(parts.together, language),
            _then_and_now(score(before.card.total, language), score(now.total, language), language),
        ),
    )


def _headline(then: Scorecard, now: Scorecard, together: Decimal | None, language: Language) -> str:
    day, last, this = _day(then, language), score(then.total, language), score(now.total, language)
    if together is None:
        return language.text("{day}: {then}. Now: {now}.", day=day, then=last, now=this)
    if not together:
        return language.text("{now}, the same number of points as before ({day}).", day=day, now=this)
    change = language.plural(
        "{change} point", "{change} points", abs(together), change=language.signed(together)
    )
    return language.text("{now}: {change} since {then} ({day}).", day=day, now=this, then=last, change=change)


def _told(before: Before, now: Scorecard, parts: Split, language: Language) -> Iterator[str]:
    then = before.card
    if then.total.worth != now.total.worth and parts.together is not None:
        yield language.text(
            "Then all lines together were worth {then} points, now they are worth {now}.",
            then=language.number(then.total.worth),
            now=language.number(now.total.worth),
        )
    if then.ruleset.fingerprint == now.ruleset.fingerprint:
        yield _told_same_rules(parts, language)
    else:
        yield _rules_changed(then.ruleset, now.ruleset, language)
        yield _told_new_rules(before, parts, language)


def _told_same_rules(parts: Split, language: Language) -> str:
    if parts.obstacle is not None:
        return _without_score(parts.obstacle, language)
    return language.text("The rules are the same, so every change comes from your own numbers.")


def _rules_changed(then: RulesetInfo, now: RulesetInfo, language: Language) -> str:
    return language.text(
        "The rules changed in between: {then} became {now}.", then=_named(then, now), now=_named(now, then)
    )


def _named(rules: RulesetInfo, other: RulesetInfo) -> str:
    """Name and version, with the fingerprint's first digits where those do not tell the two apart."""
    name = f"{rules.name} {rules.version}"
    if (rules.name, rules.version) == (other.name, other.version):
        name += f" ({rules.fingerprint.rpartition(':')[2][:_FINGERPRINT]})"
    return inert(name)


def _told_new_rules(before: Before, parts: Split, language: Language) -> str:
    day = _day(before.card, language)
    match parts.obstacle, before.bridge:
        case None, bridge if bridge is not None:
            return language.text(
                "Your numbers of then ({day}) give {between} under the rules of now. What differs from then is what the "
                "rules changed; the rest is what you changed.",
                day=day,
                between=score(bridge.total, language),
            )
        case Obstacle.NO_SCORE_BETWEEN, _:
            return language.text(
                "Your numbers of then ({day}) give no score under the rules of now, so nobody can say which part of the "
                "change is yours.",
                day=day,
            )
        case Obstacle.NO_BRIDGE | None, _:
            return language.text(
                "Which part of the change is yours needs your numbers of then ({day}): give that data with "
                "--previous-data.",
                day=day,
            )
        case obstacle, _:
            return _without_score(obstacle, language)


def _without_score(obstacle: Obstacle, language: Language) -> str:
    match obstacle:
        case Obstacle.NO_SCORE_THEN:
            return language.text("There was no score then, so there is no change to tell; no score is not 0.")
        case Obstacle.NO_SCORE_NOW:
            return language.text("There is no score now, so there is no change to tell; no score is not 0.")
        case _:
            return language.text("There is no score, neither then nor now.")


def _lines(then: Scorecard, now: Scorecard, parts: Split, language: Language) -> Iterator[ChangeLine]:
    """Lines that changed, those that moved most points first."""
    old, new = by_line(then), by_line(now)
    pillars = {each.id: each for each in (*then.pillars, *now.pillars)}
    for part in sorted(filter(_moved, parts.lines), key=_size, reverse=True):
        yield ChangeLine(
            _title(part.key, new.get(part.key) or old.get(part.key), pillars, language),
            _signed(part.you, language),
            _signed(part.rules, language),
            _signed(part.together, language),
            _then_and_now(_was(old.get(part.key), language), _was(new.get(part.key), language), language),
        )


def _moved(part: Part) -> bool:
    return bool(part.you or part.rules or part.together)


def _size(part: Part) -> Decimal:
    return max(abs(each) for each in (part.you, part.rules, part.together) if each is not None)


def _title(key: Key, line: _Line | None, pillars: Mapping[str, Pillar], language: Language) -> str:
    if isinstance(line, Criterion):
        return inert(language.rule(line.title))
    if key.pillar not in pillars:
        return (
            language.text("Spread between pillars")
            if key.kind == "redistributed"
            else language.text("Not in any line")
        )
    pillar = inert(language.rule(pillars[key.pillar].title))
    if line is None or line.limit is None:
        return language.text("Redistributed in {pillar}", pillar=pillar)
    limit = language.number(line.limit)
    if line.kind == "cap":
        return language.text("Cap at {limit} in {pillar}", limit=limit, pillar=pillar)
    return language.text("Deduction of {limit} in {pillar}", limit=limit, pillar=pillar)


def _was(line: _Line | None, language: Language) -> str:
    match line:
        case None:
            return language.text("not part of the score")
        case Criterion():
            return criterion_told(line, language)
        case Adjustment(cost=cost):
            return _points(-cost, language)


def criterion_told(criterion: Criterion, language: Language = ENGLISH) -> str:
    """A criterion in a few words: ``30 of 100 connections, which is 30%: 10 of 10``."""
    value, worth = own(criterion, language), language.number(criterion.worth)
    if criterion.points is None:
        return language.text("{value}, no points of {worth}", value=value, worth=worth)
    points = language.number(criterion.points)
    return language.text("{value}: {points} of {worth}", value=value, points=points, worth=worth)


def _points(value: Decimal, language: Language) -> str:
    return language.plural("{points} point", "{points} points", abs(value), points=language.signed(value))


def _then_and_now(then: str, now: str, language: Language) -> str:
    return language.text("Then {then}; now {now}.", then=then, now=now)


def _signed(value: Decimal | None, language: Language) -> str:
    return language.text("not known") if value is None else language.signed(value)


def _day(card: Scorecard, language: Language) -> str:
    return language.day(card.as_of) if card.as_of else language.text("the run before")
