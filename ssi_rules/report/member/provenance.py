"""What is not known of a member, and which rules, data and engine made the page."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member.view import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.scorecard import Scorecard, Unknown


def unknown(card: Scorecard, language: Language = ENGLISH) -> Iterator[Line]:
    """Each thing that was asked for and is not known, once, with the reason and where it could come from."""
    asked = [each.unknown for pillar in card.pillars for each in pillar.criteria]
    asked += [each.unknown for pillar in card.pillars for each in pillar.adjustments]
    distinct: dict[tuple[str, str], Unknown] = {}
    for each in chain.from_iterable(asked):
        distinct.setdefault((each.name, each.reason), each)
    for each in distinct.values():
        text = words.joined(words.told(each.reason, language), words.origin(each, language))
        yield Line(words.ruled(each.title or each.name, language), text, "unknown")


def shared_source(card: Scorecard) -> str | None:
    """The source to tell once for all: that of the rules, or the one that most criteria have."""
    criteria = [each for pillar in card.pillars for each in pillar.criteria]
    named = Counter(each.source for each in criteria if each.source).most_common(1)
    if card.ruleset.source or not named:
        return card.ruleset.source
    source, count = named[0]
    return source if 2 * count > len(criteria) > 1 else None


def provenance(card: Scorecard, language: Language = ENGLISH) -> Iterator[Line]:
    """Which rules, which data, which day and which engine."""
    yield from _rules(card, language)
    yield Line(language.text("Fingerprint"), inert(card.ruleset.fingerprint), "fingerprint")
    if card.data:
        yield Line(language.text("Data"), inert(card.data), "data")
    day = language.text("no day: these rules read no dates")
    yield Line(language.text("As of"), language.day(card.as_of) if card.as_of else day, "as_of")
    yield Line(language.text("Engine"), _engine(card, language), "engine")


def _rules(card: Scorecard, language: Language) -> Iterator[Line]:
    rules = card.ruleset
    title = language.text(
        "{title} ({name} {version}, {path})",
        title=language.rule(rules.title),
        name=rules.name,
        version=rules.version,
        path=rules.path,
    )
    yield Line(language.text("Rules"), inert(title), "rules")
    if rules.status:
        yield Line(language.text("Status"), words.ruled(rules.status, language), "status")
    if rules.about:
        yield Line(language.text("About"), words.advised(rules.about, language), "about")
    source = shared_source(card)
    if source:
        yield Line(language.text("Source"), words.ruled(source, language), "source")


def _engine(card: Scorecard, language: Language) -> str:
    if not card.version:
        return inert(card.engine)
    return language.text(
        "{engine}, ssi-rules {version}", engine=inert(card.engine), version=inert(card.version)
    )
