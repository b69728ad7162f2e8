"""Says in the author's words why a piece could not be read."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from ssi_rules.suggest import nearest
from ssi_rules.syntax import problems as say
from ssi_rules.syntax.borrowed import BORROWED
from ssi_rules.syntax.habits import HABITS
from ssi_rules.syntax.trouble import DESCRIBED, Trouble, keywords, spelt, trouble_of
from ssi_rules.syntax.words import DECLARATIONS, HOMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from lark import UnexpectedInput

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.syntax.split import Piece
    from ssi_rules.text import Source

_HEAD = re.compile(r"\b(?:(?:count|share|sum|average|largest|smallest)\s+of|count\s+distinct|since\s+last)\b")
_COMPARISON_SIGNS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_COMPARISONS = _COMPARISON_SIGNS | {"is", "between"}
_FEW = 4
_IMPORTS = ("import", "include", "require", "using")


def diagnose(error: UnexpectedInput, piece: Piece, rule: str, source: Source) -> Diagnostic:
    """The one thing to say about a piece that cannot be read."""
    trouble = trouble_of(error, piece, rule, source)
    return next(found for each in _RECOGNISED if (found := each(trouble)) is not None)


def _stray_end(trouble: Trouble) -> Diagnostic | None:
    if trouble.met == "}" and "RBRACE" not in trouble.accepted and "{" not in trouble.before:
        return say.stray_brace(trouble.span)
    return None


def _chained(trouble: Trouble) -> Diagnostic | None:
    chained = trouble.met in _COMPARISONS and trouble.follows_operand and "EQUAL" not in trouble.accepted
    return say.chained_comparison(trouble.span) if chained else None


def _where_in_the_middle(trouble: Trouble) -> Diagnostic | None:
    if trouble.met != "where":
        return None
    if _HEAD.search(trouble.before):
        return say.needs_parentheses(trouble.span)
    return say.where_without_aggregate(trouble.span)


def _unquoted(trouble: Trouble) -> Diagnostic | None:
    if "QUOTED" not in trouble.accepted or "NAME" in trouble.accepted or not trouble.met.isidentifier():
        return None
    if trouble.met in keywords():
        return None
    words = f"{trouble.met}{trouble.after}".split()
    return say.unquoted(
        trouble.span, " ".join(takewhile(lambda word: word.isalnum() and word not in keywords(), words))
    )


def _declaration(trouble: Trouble) -> Diagnostic | None:
    if trouble.rule != "declaration" or trouble.before.strip() or not trouble.met.isidentifier():
        return None
    if trouble.met in HOMES:
        return say.not_at_the_top(trouble.span, HOMES[trouble.met])
    meant = "use" if trouble.met in _IMPORTS else nearest(trouble.met, DECLARATIONS)
    return say.unknown_declaration(trouble.span, meant, DECLARATIONS)


def _misplaced(trouble: Trouble) -> Diagnostic | None:
    if trouble.before.strip():
        return None
    if trouble.met in DECLARATIONS:
        return say.belongs_at_the_top(trouble.span)
    if trouble.met in HOMES and nearest(trouble.met, trouble.words) is None:
        return say.stands_elsewhere(trouble.span, HOMES[trouble.met])
    return None


def _misspelt(trouble: Trouble) -> Diagnostic | None:
    near = nearest(trouble.met, trouble.words) if trouble.met.isidentifier() else None
    return say.misspelt(trouble.span, near) if near else None


def _broken_off(trouble: Trouble) -> Diagnostic | None:
    if trouble.met:
        return None
    return say.broken_off(trouble.span, trouble.last, _what_may_stand(trouble), trouble.form)


def _missing_one(trouble: Trouble) -> Diagnostic | None:
    wanted = _what_may_stand(trouble)
    return say.missing_before(trouble.span, wanted, trouble.form) if wanted else None


def _out_of_place(trouble: Trouble) -> Diagnostic:
    known = trouble.words if not trouble.before.strip() else ()
    return say.out_of_place(trouble.span, trouble.form, known)


def _what_may_stand(trouble: Trouble) -> tuple[str, ...]:
    """What could have stood there, if that is little enough to say."""
    if "$END" in trouble.accepted or {"NAME", "LPAR"} <= trouble.accepted:
        return ("an expression",) if "LPAR" in trouble.accepted and "$END" not in trouble.accepted else ()
    signs = {spelt(each) for each in trouble.accepted - DESCRIBED.keys()}
    shown = [DESCRIBED[each] for each in trouble.accepted & DESCRIBED.keys()]
    if signs >= _COMPARISON_SIGNS:
        shown.append("a comparison such as `>=`")
        signs -= _COMPARISON_SIGNS
    shown += [f"`{each}`" for each in signs if f"{each}s" not in signs]
    return tuple(sorted(shown)) if len(shown) <= _FEW else ()


_RECOGNISED: tuple[Callable[[Trouble], Diagnostic | None], ...] = (
    _stray_end,
    _chained,
    _where_in_the_middle,
    *BORROWED,
    *HABITS,
    _declaration,
    _misplaced,
    _misspelt,
    _unquoted,
    _broken_off,
    _missing_one,
    _out_of_place,
)
"""From the particular to the general; the last always has something to say."""
