"""Phrases that find nothing which a shorter one of their line does not find."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.markets.declared import KEPT_LINES, filed_texts, own_markets, ready
from ssi_rules.lint.markets.removal import without
from ssi_rules.markets.compile import compile_phrase
from ssi_rules.markets.covering import always_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.lint.subject import Subject
    from ssi_rules.markets.compile import Phrase, PhraseSet
    from ssi_rules.syntax import ast


def shadowed_phrase(subject: Subject) -> Iterator[Diagnostic]:
    """Every phrase of a `has` or `not` line wherever which another one of the line is found too."""
    for market in own_markets(subject):
        for clause in market.clauses:
            yield from _shadowed(clause)


def _shadowed(clause: ast.MarketClause) -> Iterator[Diagnostic]:
    shadows = _shadows(tuple(each.text for each in clause.phrases), negated=clause.negated)
    if not shadows:
        return
    places = {phrase: written for written, phrase in ready(clause)}
    for written, phrase in ready(clause):
        shadow = shadows.get(phrase)
        if shadow is not None:
            yield Diagnostic(
                codes.SHADOWED_PHRASE,
                f'"{shadow.text}" is found wherever "{written.text}" is, so that finds nothing more.',
                written.span,
                (Label(places[shadow].span, "the shorter one is here"),),
                "delete the longer one, unless the shorter one finds too much",
                without(written, clause),
            )


@lru_cache(maxsize=KEPT_LINES)
def _shadows(texts: tuple[str, ...], *, negated: bool) -> Mapping[Phrase, Phrase]:
    """The phrases of a line that another one makes needless, each with that one."""
    phrases, compiled = filed_texts(texts), (compile_phrase(text) for text in texts)
    # A `not` phrase across a separator removes every segment it touches, so a shorter one does not do its work.
    judged = (each for each in compiled if each.tokens and not (negated and each.crosses))
    shadows = ((each, _shadow(phrases, each)) for each in judged)
    return {each: shadow for each, shadow in shadows if shadow is not None}


def _shadow(phrases: PhraseSet, phrase: Phrase) -> Phrase | None:
    """The first other phrase that makes this one needless."""
    own = phrase.tokens, phrase.unspaced
    return next(
        (each for each in always_finding(phrases, phrase) if (each.tokens, each.unspaced) != own), None
    )
