"""Markets that a ruleset counts apart and that hold the same people."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.markets.asking import asker
from ssi_rules.lint.markets.declared import applied, ready, within
from ssi_rules.markets.compile import BREAK, WILDCARD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.lint.subject import Subject
    from ssi_rules.markets.compile import Phrase, Tokens
    from ssi_rules.syntax import ast
    from ssi_rules.text import Span

_SHOWN = 3


def overlapping_markets(subject: Subject) -> Iterator[Diagnostic]:
    """Every two markets that rows are looked up in, that share a phrase, and that no formula sets against each other.

    A library of markets is to choose from, so that only a ruleset is looked at.
    """
    if subject.flat is None:
        return
    markets = subject.draft.markets
    uses: dict[str, Span] = {}
    for each, _ in applied(subject):
        uses.setdefault(each.market.text, each.market.span)
    for left, right in combinations((name for name in markets if name in uses), 2):
        if within(left, markets).keys().isdisjoint(within(right, markets)):
            shared = _shared(left, right, markets)
            spans = (uses[right], uses[left], *(each.span for pair in shared[:1] for each in pair))
            place = next((each for each in reversed(spans) if each.source is subject.source), None)
            if shared and place is not None:
                yield _diagnostic(left, right, shared, place)


def _shared(left: str, right: str, markets: Mapping[str, ast.Market]) -> list[tuple[ast.String, ast.String]]:
    """The phrases of both for which both say yes, as the one and as the other writes them."""
    mine, others = (_phrases(within(each, markets)) for each in (left, right))
    both = [tokens for tokens in mine if tokens in others]
    asked = asker(markets) if both else None
    return [
        (mine[each][0], others[each][0])
        for each in both
        if asked and all(asked.says_yes(name, _text(mine[each][1])) for name in (left, right))
    ]


def _diagnostic(
    left: str, right: str, shared: list[tuple[ast.String, ast.String]], place: Span
) -> Diagnostic:
    shown = ", ".join(f'"{each.text}"' for _, each in shared[:_SHOWN])
    more = f" and {len(shared) - _SHOWN} more" if len(shared) > _SHOWN else ""
    labels = (Label(each.span, f"in `{name}`") for name, each in zip((left, right), shared[0], strict=True))
    return Diagnostic(
        codes.OVERLAPPING_MARKETS,
        f"Markets `{left}` and `{right}` share {shown}{more}, so one person counts in both.",
        place,
        tuple(label for label in labels if label.span != place),
        f"count everybody once, with `market {right}_only = {right} and not {left}`",
    )


def _phrases(parts: Mapping[str, ast.Market]) -> dict[tuple[Tokens, bool], tuple[ast.String, Phrase]]:
    """The `has` phrases of the markets that something is made of, by normal form."""
    lines = (clause for market in parts.values() for clause in market.clauses if not clause.negated)
    return {
        (phrase.tokens, phrase.unspaced): (written, phrase)
        for line in lines
        for written, phrase in ready(line)
    }


def _text(phrase: Phrase) -> str:
    """A text that reads like the phrase."""
    words = ("x" if token == WILDCARD else token for token in phrase.tokens)
    return ("" if phrase.unspaced else " ").join("|" if word == BREAK else word for word in words)
