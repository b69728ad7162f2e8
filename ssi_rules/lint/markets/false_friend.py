"""Words that find people nobody was looking for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.expressions import walk_market
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.lint.markets.asking import asker
from ssi_rules.lint.markets.declared import applied, filed, has_column, own_markets, ready
from ssi_rules.lint.markets.friends import FRIENDS
from ssi_rules.markets.compile import WILDCARD, compile_phrase
from ssi_rules.markets.find import find
from ssi_rules.markets.normal import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.lint.markets.asking import Asker
    from ssi_rules.lint.markets.friends import Friend
    from ssi_rules.lint.subject import Subject
    from ssi_rules.markets.compile import Phrase, PhraseSet
    from ssi_rules.syntax import ast

_OF_TITLES = re.compile("title|position|role|job|headline|occupation")
"""In the name of a column: it holds what people are, not where they work."""


def false_friend(subject: Subject) -> Iterator[Diagnostic]:
    """Every `has` phrase by which a title of another meaning is held, where nothing takes that out again.

    Markets are asked as they are used: what another line, or a formula around them, takes out is no friend. One guard is
    proposed once in a market.
    """
    asked: Asker | None = None
    names: tuple[str, ...] = ()
    for market in own_markets(subject):
        guards: set[str] = set()
        for written, friends in _suspected(market):
            asked = asked or asker(subject.draft.markets)
            names = names or _asked_for(subject)
            held = [
                each
                for each in friends
                if each.guard not in guards and _is_held(market.name.text, each, asked, names)
            ]
            guards.update(each.guard for each in held)
            if held:
                yield _diagnostic(written, held, has_column(market))


def _diagnostic(written: ast.String, held: list[Friend], column: str) -> Diagnostic:
    told = ", and ".join(f'"{each.title}", {each.reason}' for each in held)
    guards = ", ".join(f'"{each.guard}"' for each in held)
    return Diagnostic(
        codes.FALSE_FRIEND,
        f'"{written.text}" also finds {told}.',
        written.span,
        help=f"take out who is not meant with `{column} not {guards}`, or say more words here",
    )


def _suspected(market: ast.Market) -> Iterator[tuple[ast.String, list[Friend]]]:
    """Phrases of a market with the titles that they find, unless another phrase says in more words that it wants them."""
    if market.expression is not None or not _OF_TITLES.search(has_column(market)):
        return
    for clause in (each for each in market.clauses if not each.negated):
        phrases = filed(clause.phrases)
        for written, phrase in ready(clause):
            suspects = [each for each in FRIENDS.get(_words(phrase), ()) if not _is_wanted(each, phrases)]
            if suspects:
                yield written, suspects


def _is_wanted(friend: Friend, phrases: PhraseSet) -> bool:
    form = normal_form(friend.title, employers=True)
    finding = (compile_phrase(each.phrase) for each in find(phrases, form.segments, unspaced=False))
    return any(_words(each) != friend.phrase for each in finding)


def _words(phrase: Phrase) -> str:
    return " ".join(token for token in phrase.tokens if token != WILDCARD)


def _is_held(market: str, friend: Friend, asked: Asker, names: Iterable[str]) -> bool:
    """Whether a market that is asked for holds the title, and would not without this part of it."""
    return any(
        asked.says_yes(name, friend.title) and not asked.says_yes(name, friend.title, without=market)
        for name in names
        if market in asked.parts(name)
    )


def _asked_for(subject: Subject) -> tuple[str, ...]:
    """The markets that rows are looked up in; in a library those of which no other is made."""
    markets = subject.draft.markets
    if subject.flat is not None:
        return tuple({each.market.text for each, _ in applied(subject)})
    parts = {part.text for market in markets.values() for part in walk_market(market)}
    return tuple(name for name in markets if name not in parts)
