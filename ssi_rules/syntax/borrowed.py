"""Recognises what other languages write where this one has a form of its own, and says that form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.syntax.trouble import keywords

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.syntax.trouble import Trouble

_SEARCHES = ("contains", "includes", "like", "matches", "has")
_TRUTHS = {"true": "yes", "false": "no"}
_UNITS = {"d": "days", "w": "weeks", "wk": "weeks", "mo": "months", "y": "years", "yr": "years"}
_SHOWN = 60
_CONDITIONAL_LINE = re.compile(r"\s*(?:cap\s+at|deduct|applies|earns)\b")
_TEXT_COMPARED = re.compile(r'(?P<side>[^\W\d]\w*)\s*(?P<sign>!?=)\s*"(?:[^"\\\n]|\\.)*"$')
_QUOTED = re.compile(r'\s*(?P<text>"(?:[^"\\\n]|\\.)*")')
_FORMULA = re.compile(r"\s*(?:change\s+)?market\s+(?P<name>\w+)\s*=")


def _said(trouble: Trouble, message: str, way: str) -> Diagnostic:
    return Diagnostic(codes.SYNTAX, message, trouble.span, help=way)


def _if_for_when(trouble: Trouble) -> Diagnostic | None:
    """``cap at 15 if …``."""
    if trouble.met != "if" or not _CONDITIONAL_LINE.match(trouble.before):
        return None
    return _said(trouble, "A condition begins with `when` here.", "write `when`")


def _sign_for_from(trouble: Trouble) -> Diagnostic | None:
    """``>= 50% earns 4``."""
    if trouble.rule != "band" or trouble.met not in (">", ">=") or "FROM" not in trouble.accepted:
        return None
    return _said(trouble, "A band begins with `from`, which means at least.", "write `from`")


def _arrow(trouble: Trouble) -> Diagnostic | None:
    """``from 50% -> 4``."""
    if trouble.accepted != {"EARNS"} or trouble.met != "-" or not trouble.after.startswith(">"):
        return None
    return _said(trouble, "What a cut-point brings is said with `earns`.", "write `earns`")


def _from_in_ramp(trouble: Trouble) -> Diagnostic | None:
    """``from 0 earns 0`` in a ramp."""
    if trouble.rule != "ramp_point" or trouble.last != "from":
        return None
    return _said(trouble, "A line of a ramp begins with its cut-point.", "delete `from`")


def _searched(trouble: Trouble) -> Diagnostic | None:
    """``title contains "advisor"``."""
    if trouble.met not in _SEARCHES or "IS" not in trouble.accepted or not trouble.last.isidentifier():
        return None
    text = _QUOTED.match(trouble.after)
    column = trouble.last
    return _said(
        trouble,
        "A text is searched for words by a market.",
        f"write `{column} is sought`, and above the pillars"
        f' `market sought "Title" {{ {column} has {text["text"][:_SHOWN] if text else chr(34) + "…" + chr(34)} }}`',
    )


def _list_of_texts(trouble: Trouble) -> Diagnostic | None:
    """``title = "CEO", "CFO"``."""
    compared, text = _TEXT_COMPARED.search(trouble.before.rstrip()), _QUOTED.match(trouble.after)
    if trouble.met != "," or compared is None or text is None:
        return None
    join = "or" if compared["sign"] == "=" else "and"
    return _said(
        trouble,
        "A text is compared with one text at a time.",
        f"write `{join} {compared['side']} {compared['sign']} {text['text'][:_SHOWN]}`, or name all in a market",
    )


def _dotted(trouble: Trouble) -> Diagnostic | None:
    """``member.endorsements``."""
    rest = re.match(r"[^\W\d]\w*", trouble.after)
    if trouble.met != "." or rest is None or not trouble.follows_operand or not trouble.last.isidentifier():
        return None
    way = (
        f"write `{rest[0]} of {trouble.last}`"
        if rest[0] == "count"
        else f"write `{rest[0]}` if that is a fact; a column follows `of` or `where`"
    )
    return _said(trouble, f"`{trouble.last}` has no parts that are read with a point here.", way)


def _truth(trouble: Trouble) -> Diagnostic | None:
    """``given seat = true``."""
    meant = _TRUTHS.get(trouble.met.lower())
    if meant is None or meant.upper() not in trouble.accepted:
        return None
    return _said(trouble, f"`{trouble.met}` is called `{meant}` here.", f"write `{meant}`")


def _called(trouble: Trouble) -> Diagnostic | None:
    """``min(endorsements, 50)``."""
    name = trouble.last
    if trouble.met != "(" or not trouble.follows_operand or not name.isidentifier() or name in keywords():
        return None
    ways = {
        "min": "points are flat past the last line of `bands` or `ramp`, so nothing has to be cut off",
        "max": "points are flat before the first line of a `ramp`, so nothing has to be cut off",
        "avg": "write `average of table.column`",
        "mean": "write `average of table.column`",
        "round": "delete it: points are rounded to hundredths",
    }
    way = ways.get(name, "write what it calculates with `+ - * /`, `count of` and the like")
    return _said(trouble, f"There are no functions, and none called `{name}`.", way)


def _texts_in_formula(trouble: Trouble) -> Diagnostic | None:
    """``market sought = "advisor" or "planner"``."""
    market = _FORMULA.match(trouble.before)
    if market is None or trouble.met[:1] != '"':
        return None
    way = f'write `market {market["name"]} "Title" {{ title has {trouble.met[:_SHOWN]} }}`'
    return _said(trouble, "Behind `=` a market is made of other markets, by their names.", way)


def _unit(trouble: Trouble) -> Diagnostic | None:
    """``over 90d`` and ``over 1 quarter``."""
    length = re.search(r"(\d+)\s*$", trouble.before)
    if length is None or "days" not in trouble.words:
        return None
    if trouble.met in ("quarter", "quarters"):
        meant = f"{3 * int(length[1][:6])} months"
    elif trouble.met in _UNITS:
        meant = f"{length[1]} {_UNITS[trouble.met]}"
    else:
        return None
    return _said(trouble, "Windows are written in days, weeks, months or years.", f"write `{meant}`")


BORROWED: tuple[Callable[[Trouble], Diagnostic | None], ...] = (
    _if_for_when,
    _sign_for_from,
    _arrow,
    _from_in_ramp,
    _searched,
    _list_of_texts,
    _dotted,
    _truth,
    _called,
    _texts_in_formula,
    _unit,
)
"""In no order that matters."""
