"""A scorecard turned into an explanation: everything a member's page says, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.context import ALONE, Context
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member.changes import changes
from ssi_rules.report.member.headings import headings
from ssi_rules.report.member.lifts import lifts
from ssi_rules.report.member.pillars import pillar_view
from ssi_rules.report.member.plan import plan
from ssi_rules.report.member.provenance import provenance, unknown
from ssi_rules.report.member.reasons import reasons
from ssi_rules.report.member.ring import levels, ring
from ssi_rules.report.member.standing import who
from ssi_rules.report.member.story import claim, headline, story
from ssi_rules.report.member.sums import total_sums
from ssi_rules.report.member.together import together
from ssi_rules.report.member.trend import trend
from ssi_rules.report.member.view import Explanation

if TYPE_CHECKING:
    from ssi_rules.scorecard import Scorecard


def explain(card: Scorecard, language: Language = ENGLISH, context: Context = ALONE) -> Explanation:
    """Everything the explanation of one scorecard says.

    Args:
        card: The result document.
        language: What the sentences are made in.
        context: What the page may show beside the card.
    """
    shown = reasons(card, language)
    return Explanation(
        language=language.tag,
        title=language.text("{who}: {rules}", who=who(card), rules=words.ruled(card.ruleset.title, language)),
        headline=headline(card, language),
        story=tuple(story(card, language, context)),
        claim=claim(language),
        ring=ring(card, language),
        levels=tuple(levels(card, language)),
        lifts=tuple(lifts(card, language)),
        reasons=tuple(each for each in shown if not each.unseen),
        unseen=tuple(each for each in shown if each.unseen),
        together=together(card, language),
        plan=tuple(plan(card, language)),
        changes=None if context.before is None else changes(card, context.before, language),
        pillars=tuple(pillar_view(card, each, language, context) for each in card.pillars),
        sums=tuple(total_sums(card, language)),
        unknown=tuple(unknown(card, language)),
        trend=trend(card, language, context),
        notices=tuple(words.told(each, language) for each in card.notices),
        provenance=tuple(provenance(card, language)),
        headings=headings(language),
    )
