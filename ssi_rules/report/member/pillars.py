"""A pillar's bar and criteria, beside its last reading and its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.member.criteria import criterion_view
from ssi_rules.report.member.ring import ends
from ssi_rules.report.member.standing import fraction, score, score_range, share
from ssi_rules.report.member.sums import pillar_sums
from ssi_rules.report.member.view import PillarView

if TYPE_CHECKING:
    from ssi_rules.report.context import Context
    from ssi_rules.report.languages.language import Language
    from ssi_rules.scorecard import Pillar, Scorecard


def pillar_view(card: Scorecard, pillar: Pillar, language: Language, context: Context) -> PillarView:
    """Everything a page says of one pillar.

    Args:
        card: The scorecard.
        pillar: One of its pillars.
        language: What it is said in.
        context: Gives the last reading and the peers.
    """
    low, high = ends(pillar)
    last = _last(pillar, context)
    peers = None if context.peers is None else context.peers.pillars.get(pillar.id)
    criteria = (criterion_view(card, pillar, each, language) for each in pillar.criteria)
    return PillarView(
        id=pillar.id,
        title=words.ruled(pillar.title, language),
        points=score(pillar, language),
        range=score_range(pillar, language),
        share=share(pillar),
        criteria=tuple(criteria),
        sums=tuple(pillar_sums(pillar, language)),
        low=low,
        high=high,
        last=None if last is None else _last_words(pillar, last, language),
        last_share=None if last is None else share(last),
        peers=_peers_words(pillar, language, context),
        peers_share=None if peers is None else fraction(peers, pillar.worth),
    )


def _last(pillar: Pillar, context: Context) -> Pillar | None:
    """The same pillar of the run before, where both have points."""
    if context.before is None or pillar.points is None:
        return None
    found = (each for each in context.before.card.pillars if each.id == pillar.id)
    return next((each for each in found if each.points is not None), None)


def _last_words(pillar: Pillar, last: Pillar, language: Language) -> str | None:
    if pillar.points is None or last.points is None:
        return None
    points, change = language.number(last.points), pillar.points - last.points
    if not change:
        return language.text("last time {points} (the same)", points=points)
    return language.text("last time {points} ({change})", points=points, change=language.signed(change))


def _peers_words(pillar: Pillar, language: Language, context: Context) -> str | None:
    if context.peers is None or pillar.id not in context.peers.pillars:
        return None
    return language.text("peers' median {points}", points=language.number(context.peers.pillars[pillar.id]))
