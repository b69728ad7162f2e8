"""Texts that claim more than a reconstruction can: that it is LinkedIn's own score, or that it sells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.lint.wording.words import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject

_SCORE = r"(?:SSI|social selling (?:index|score)|index|score)"
_OFFICIAL = re.compile(
    rf"""
      \b(?:official|genuine|real|true|actual|authentic)\s+(?:linkedin(?:['\u2019]s)?\s+)?(?:SSI|social\s+selling\s+index)\b
    | \b(?:official|genuine|real|true|actual|authentic)\s+linkedin(?:['\u2019]s)?\s+{_SCORE}\b
    | \blinkedin(?:['\u2019]s)?\s+(?:own\s+|very\s+own\s+)?(?:official|genuine|real|true|actual|authentic)\s+{_SCORE}\b
    | \bofficially\s+(?:calculated|computed|scored|issued)\s+by\s+linkedin\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_GAINS = (
    r"(?:sales|revenue|turnover|deals|closed\s+deals|clients|customers|wins|commissions?|quota|orders|income)"
)
_PROMISE = re.compile(
    rf"""
      (?<!\bthe\s)(?<!\ba\s)(?<!\bour\s)(?<!\byour\s)(?<!\bany\s)\bguarantee(?:s|d|ing)?\s+(?:(?:you|your|us|our|the|a|an|of|in|more|new|higher|better|bigger|double|extra)\s+){{0,3}}{_GAINS}\b
    | \b{_GAINS}\s+(?:is|are)\s+guaranteed\b
    | \b(?:members|sellers|leaders|people|reps|those|who|whoever)\b[^.;:!?]{{0,60}}\b(?:sell|earn|win|close)s?\s+\d+(?:\.\d+)?\s?%\s+more\b
    | \bwill\s+(?:double|triple|multiply|boost|increase|raise|grow)\s+(?:your|our|the)\s+{_GAINS}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Words that deny, and words that tell the two scores apart.
_DENIAL = re.compile(
    r"\b(?:not|no|nor|never|neither|without|cannot|unlike|instead\s+of|rather\s+than|nothing|nobody|none|"
    r"differs?\s+from|different\s+from|compared?\s+(?:with|to)|than|unofficial|only\s+linkedin|against|similar|like|"
    r"close\s+to|approximat\w+|reconstruct\w+|estimat\w+|correlat\w+|imitat\w+|mimic\w*|resembl\w+|predict\w*|"
    r"look\s+up|check|see|read)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;:!?]\s")


def official_score(subject: Subject) -> Iterator[Diagnostic]:
    """Every English text in the file that makes one of the two claims, and does not deny it in the same clause."""
    for each in said(subject):
        text = each.text.text
        if _claims(_OFFICIAL, text):
            yield Diagnostic(
                codes.OFFICIAL_SCORE,
                f"This {each.kind} calls the score LinkedIn's own, which no ruleset can be.",
                each.text.span,
                help="say that it is a reconstruction, or your own score",
            )
        if _claims(_PROMISE, text):
            yield Diagnostic(
                codes.OFFICIAL_SCORE,
                f"This {each.kind} promises sales, which no score can.",
                each.text.span,
                help="say what the member does, and leave the outcome open",
            )


def _claims(claim: re.Pattern[str], text: str) -> bool:
    return any(_DENIAL.search(_clause(text, found)) is None for found in claim.finditer(text))


def _clause(text: str, found: re.Match[str]) -> str:
    """What stands around a finding up to the next full stop, colon or semicolon on either side."""
    begin = max((end.end() for end in _CLAUSE_END.finditer(text, 0, found.start())), default=0)
    after = _CLAUSE_END.search(text, found.end())
    return text[begin : after.start() if after else len(text)]
