"""Markets that a ruleset counts apart and that hold the same people."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.lint.markets.asking import asker
from ssi_rules.lint.markets.declared import applied, filed_texts, ready, within
from ssi_rules.markets.compile import BREAK, WILDCARD
from ssi_rules.markets.covering import always_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.lint.subject import Subject
    from ssi_rules.markets.compile import Phrase, Tokens
    from ssi_rules.syntax import ast
    from ssi_rules.text import Span

    _Phrases = dict[tuple[Tokens, bool], tuple[ast.String, Phrase]]

_SHOWN = 3


def overlapping_markets(subject: Subject) -> Iterator[Diagnostic]:
    """Every two markets that rows are looked up in, that find the same phrase, and that no formula sets against each other.

    Asked of the same rows in one condition, they count nobody twice. A library of markets is to choose from, so that only a ruleset is looked at.
    """
    if subject.flat is None:
        return
    markets = subject.draft.markets
    uses: dict[str, Span] = {}
    rows: dict[str, set[Span | None]] = {}
    for each, row in applied(subject):
        uses.setdefault(each.market.text, each.market.span)
        rows.setdefault(each.market.text, set()).add(None if row is None else row.span)
    for left, right in combinations((name for name in markets if name in uses), 2):
        counted_once = len(rows[left] | rows[right]) == 1 and None not in rows[left]
        if not counted_once and within(left, markets).keys().isdisjoint(within(right, markets)):
            shared = _shared(left, right, markets)
            spans = (
                uses[right],
                uses[left],
                *(each for found in shared[:1] for each in (found.left.span, found.right.span)),
            )
            place = next((each for each in reversed(spans) if each.source is subject.source), None)
            if shared and place is not None:
                yield _diagnostic(left, right, shared, place)


@dataclass(frozen=True, slots=True)
class _Shared:
    """A phrase of each market, ``narrow`` of which is found only where the other is."""

    left: ast.String
    right: ast.String
    narrow: ast.String
    text: str


def _shared(left: str, right: str, markets: Mapping[str, ast.Market]) -> list[_Shared]:
    """The phrases of either that the other market finds as well, and for which both say yes."""
    mine, others = (_phrases(within(each, markets)) for each in (left, right))
    both = [
        _Shared(narrow, wide, wide if _key(phrase) in others else narrow, _text(phrase))
        for narrow, phrase, wide in _covered(mine, others)
    ]
    both += [
        _Shared(wide, narrow, narrow, _text(phrase))
        for narrow, phrase, wide in _covered(others, mine)
        if _key(phrase) not in mine
    ]
    asked = asker(markets) if both else None
    return [each for each in both if asked and all(asked.says_yes(name, each.text) for name in (left, right))]


def _covered(narrow: _Phrases, wide: _Phrases) -> Iterator[tuple[ast.String, Phrase, ast.String]]:
    """Each phrase of the one that some phrase of the other is found wherever it is, with that, the same before others."""
    filed = filed_texts(tuple(written.text for written, _ in wide.values()))
    for key, (written, phrase) in narrow.items():
        found = {_key(each) for each in always_finding(filed, phrase)}
        other = key if key in found else min(found, default=None)
        if other is not None:
            yield written, phrase, wide[other][0]


def _diagnostic(left: str, right: str, shared: list[_Shared], place: Span) -> Diagnostic:
    shown = ", ".join(f'"{each.text}"' for each in (found.narrow for found in shared[:_SHOWN]))
    more = f" and {len(shared) - _SHOWN} more" if len(shared) > _SHOWN else ""
    first = shared[0]
    labels = (Label(each.span, f"in `{name}`") for name, each in ((left, first.left), (right, first.right)))
    return Diagnostic(
        codes.OVERLAPPING_MARKETS,
        f"Markets `{left}` and `{right}` share {shown}{more}, so one person counts in both.",
        place,
        tuple(label for label in labels if label.span != place),
        f"count everybody once, with `market {right}_only = {right} and not {left}`",
    )


def _phrases(parts: Mapping[str, ast.Market]) -> _Phrases:
    """The `has` phrases of the markets that something is made of, by normal form."""
    lines = (clause for market in parts.values() for clause in market.clauses if not clause.negated)
    return {_key(phrase): (written, phrase) for line in lines for written, phrase in ready(line)}


def _key(phrase: Phrase) -> tuple[Tokens, bool]:
    return phrase.tokens, phrase.unspaced


def _text(phrase: Phrase) -> str:
    """A text that reads like the phrase."""
    words = ("x" if token == WILDCARD else token for token in phrase.tokens)
    return ("" if phrase.unspaced else " ").join("|" if word == BREAK else word for word in words)
