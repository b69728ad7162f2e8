"""Says in the author's words why a piece could not be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from lark import UnexpectedToken

from ssi_rules.suggest import nearest
from ssi_rules.syntax import problems as say
from ssi_rules.syntax.grammar import grammar
from ssi_rules.syntax.words import DECLARATIONS, FORMS, HOMES, LINES
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from lark import UnexpectedInput

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.syntax.split import Piece

_MET = re.compile(r'"(?:[^"\\\n]|\\.)*"|[^\W\d]\w*|\d[\w.%]*|[<>!=]=?|\S')
_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*")|#[^\n]*')
_HEAD = re.compile(r"\b(?:(?:count|share|sum|average|largest|smallest)\s+of|count\s+distinct|since\s+last)\b")
_FUNCTIONS = ("count", "share", "sum", "average", "largest", "smallest")
_COMPARISON_SIGNS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_COMPARISONS = _COMPARISON_SIGNS | {"is", "between"}
_DESCRIBED = {
    "NAME": "a name",
    "QUOTED": "a text in double quotes",
    "DECIMAL": "a number",
    "ISO_DATE": "a date such as 2026-06-30",
    "$END": "nothing more",
}
_AFTER_COMMA = re.compile(r"(?P<groups>\d+(?:,\d+)*)(?P<rest>(?:\.\d+)?%?)")
_LAST_DAYS = re.compile(
    r"(?:(?:in|within|during|for|from)\s+)?(?:the\s+)?(?:last|past)\s+(?P<length>\d+)\s+(?P<unit>(?:day|week|month|year)s?)\b"
)
_FEW = 4


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where reading stopped, and what could have stood there.

    Attributes:
        span: What was met; empty at the end of the piece.
        before: The piece up to there, without comments.
        last: The word or sign before it.
        after: What follows what was met, on the same line.
        accepted: Names of the terminals that could have stood there.
        rule: The rule that was read.
    """

    span: Span
    before: str
    last: str
    after: str
    accepted: frozenset[str]
    rule: str

    @property
    def met(self) -> str:
        """The word or sign that was met."""
        return self.span.text

    @property
    def first(self) -> str:
        """The word the piece begins with, or the one met if it is the first."""
        words = _MET.findall(self.before[:200])
        return words[0] if words else self.met

    @property
    def form(self) -> str | None:
        """How what is being read is written, where that helps; inside an expression it does not."""
        if self.follows_operand or {"NAME", "LPAR"} <= self.accepted:
            return None
        return LINES.get(self.rule) or FORMS.get(self.first)

    @property
    def words(self) -> tuple[str, ...]:
        """The keywords that could have stood there."""
        return tuple(sorted(word for word in map(_spelt, self.accepted) if word.isidentifier()))

    @property
    def follows_operand(self) -> bool:
        """Whether an expression stands before it that could go on."""
        return {"AND", "OR"} <= self.accepted or "ELSE" in self.accepted


def diagnose(error: UnexpectedInput, piece: Piece, rule: str, source: Source) -> Diagnostic:
    """The one thing to say about a piece that cannot be read."""
    trouble = _trouble(error, piece, rule, source)
    return next(found for each in _RECOGNISED if (found := each(trouble)) is not None)


def _trouble(error: UnexpectedInput, piece: Piece, rule: str, source: Source) -> Trouble:
    at, end = place(error, piece)
    accepted = _accepted(error)
    before = _COMMENT.sub(r"\1", piece.text[piece.start : at])
    after = piece.text[end : piece.end].partition("\n")[0]
    last = len(source.text)  # braces that mending added may stand behind it
    span = Span(source, min(at + piece.offset, last), min(end + piece.offset, last))
    words = _MET.findall(before)
    return Trouble(span, before, words[-1] if words else "", after, accepted, rule)


def _accepted(error: UnexpectedInput) -> frozenset[str]:
    parser: Any = error.interactive_parser  # lark leaves this untyped
    return frozenset(parser.accepts())


def place(error: UnexpectedInput, piece: Piece) -> tuple[int, int]:
    """Where in the text of a piece what could not be read begins and ends."""
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        # The end borrows the place of the last token.
        end = error.token.end_pos or piece.end
        return end, end
    at = error.token.start_pos if isinstance(error, UnexpectedToken) else error.pos_in_stream
    at = piece.start if at is None else at
    met = _MET.match(piece.text, at, piece.end)
    return at, met.end() if met else min(at + 1, piece.end)


@cache
def _spelt(terminal: str) -> str:
    """A terminal in the author's words: the keyword or sign itself, or what it stands for."""
    return _DESCRIBED.get(terminal) or str(grammar().get_terminal(terminal).pattern.value)


@cache
def _keywords() -> frozenset[str]:
    """Every word that the grammar has."""
    return frozenset(word for each in grammar().terminals if (word := str(each.pattern.value)).isidentifier())


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


def _kind_named(trouble: Trouble) -> Diagnostic | None:
    """``change level senior { … }``: what is changed is named without its kind."""
    said = re.fullmatch(
        r"(change|remove|in)\s+(pillar|criterion|level|action|market|let)", trouble.before.strip()
    )
    if said is None or not trouble.met.isidentifier():
        return None
    verb, kind = said.groups()
    path = re.match(r"\.\w+", trouble.after)
    of_pillar = "pillar." if kind == "criterion" and path is None else ""
    name = f"{of_pillar}{trouble.met}{path[0] if path else ''}"
    return say.kind_named(trouble.span, verb, kind, f"{verb} {name}" + ("" if verb == "remove" else " { … }"))


def _missing_of(trouble: Trouble) -> Diagnostic | None:
    if trouble.last in _FUNCTIONS and (trouble.met == "(" or trouble.met.isidentifier()):
        table = trouble.met if trouble.met != "(" else trouble.after.partition(")")[0].strip()
        return say.missing_of(trouble.span, trouble.last, table)
    return None


def _spaced_percent(trouble: Trouble) -> Diagnostic | None:
    if trouble.met == "%" and trouble.last[:1].isdigit():
        return say.spaced_percent(trouble.span, trouble.last)
    return None


def _worded_percent(trouble: Trouble) -> Diagnostic | None:
    if trouble.met in ("percent", "pct") and re.search(r"\d\s*$", trouble.before):
        return say.worded_percent(trouble.span, trouble.last)
    return None


def _worded_window(trouble: Trouble) -> Diagnostic | None:
    """``count of shares in the last 90 days``."""
    said = _LAST_DAYS.match(f"{trouble.met}{trouble.after}")
    if said is None or "OVER" not in trouble.accepted:
        return None
    return say.worded_window(
        _widened(trouble.span, said.end() - len(trouble.met)), said["length"], said["unit"]
    )


def _in_market(trouble: Trouble) -> Diagnostic | None:
    """``title in sellers`` and ``title not in sellers``."""
    said = re.match(r"(not\s+)?in\s+(?P<market>[^\W\d]\w*)", f"{trouble.met}{trouble.after}")
    if said is None or "IS" not in trouble.accepted:
        return None
    meant = f"is {'not ' if said[1] else ''}{said['market']}"
    return say.is_in(_widened(trouble.span, said.end() - len(trouble.met)), meant)


def _hyphen(trouble: Trouble) -> Diagnostic | None:
    rest = re.match(r"\w+(?:-\w+)*", trouble.after)
    joined = trouble.met == "-" and rest is not None and trouble.last.isidentifier()
    if not joined or rest is None or "MINUS" in trouble.accepted or not trouble.before.endswith(trouble.last):
        return None
    span = _widened(trouble.span, rest.end())
    return say.hyphenated(Span(span.source, span.start - len(trouble.last), span.end))


def _comma_between_lines(trouble: Trouble) -> Diagnostic | None:
    return say.stray_comma(trouble.span) if trouble.met == "," and "$END" in trouble.accepted else None


def _odd_number(trouble: Trouble) -> Diagnostic | None:
    digits = re.match(r"\d+", trouble.after)
    if trouble.met == "." and digits:
        meant = None if trouble.last[:1].isdigit() else f"0.{digits[0][:20]}"
        return say.odd_number(_widened(trouble.span, len(digits[0])), meant)
    return None


def _comma_in_number(trouble: Trouble) -> Diagnostic | None:
    """``1,5`` and ``1,500``; a comma that something follows with a blank between them is no part of a number."""
    tail = _AFTER_COMMA.match(trouble.after)
    if trouble.met != "," or tail is None or not re.search(r"\d%?$", trouble.before):
        return None
    end = trouble.span.end + tail.end()
    whole = Span(trouble.span.source, trouble.span.start - len(trouble.last), end)
    return say.separated_number(whole, _without_commas(trouble.last, tail))


def _without_commas(first: str, tail: re.Match[str]) -> str | None:
    """The number that was surely meant: three digits are thousands, unless nothing or too much stands before them."""
    groups, rest = tail["groups"], tail["rest"]
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", f"{first},{groups}"):
        return f"{first}{groups.replace(',', '')}{rest}"
    if first.isdigit() and groups.isdigit() and "." not in rest:
        return f"{first}.{groups}{rest}"
    return None


def _widened(span: Span, by: int) -> Span:
    return Span(span.source, span.start, span.end + by)


def _range(trouble: Trouble) -> Diagnostic | None:
    if (
        trouble.rule in ("band", "ramp_point")
        and trouble.accepted == {"EARNS"}
        and trouble.met in ("to", "-", ".", "..")
    ):
        return say.range_instead_of_cut(trouble.span, trouble.last)
    return None


def _colon(trouble: Trouble) -> Diagnostic | None:
    if trouble.met == ":" or (trouble.met == "=" and trouble.last in FORMS):
        return say.sign_after_word(trouble.span, trouble.last)
    return None


def _conditional(trouble: Trouble) -> Diagnostic | None:
    word = next((word for word in (trouble.met, trouble.last) if word in ("if", "then", "unless")), None)
    return say.conditional(trouble.span, word) if word else None


def _is_no_market(trouble: Trouble) -> Diagnostic | None:
    """``title is "ceo"``."""
    if trouble.last == "is" and trouble.met[:1] in '"0123456789':
        return say.is_without_market(trouble.span)
    return None


def _unquoted(trouble: Trouble) -> Diagnostic | None:
    if "QUOTED" not in trouble.accepted or "NAME" in trouble.accepted or not trouble.met.isidentifier():
        return None
    if trouble.met in _keywords():
        return None
    words = f"{trouble.met}{trouble.after}".split()
    return say.unquoted(
        trouble.span, " ".join(takewhile(lambda word: word.isalnum() and word not in _keywords(), words))
    )


def _declaration(trouble: Trouble) -> Diagnostic | None:
    if trouble.rule != "declaration" or trouble.before.strip() or not trouble.met.isidentifier():
        return None
    if trouble.met in HOMES:
        return say.not_at_the_top(trouble.span, HOMES[trouble.met])
    return say.unknown_declaration(trouble.span, nearest(trouble.met, DECLARATIONS), DECLARATIONS)


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
    signs = {_spelt(each) for each in trouble.accepted - _DESCRIBED.keys()}
    spelt = [_DESCRIBED[each] for each in trouble.accepted & _DESCRIBED.keys()]
    if signs >= _COMPARISON_SIGNS:
        spelt.append("a comparison such as `>=`")
        signs -= _COMPARISON_SIGNS
    spelt += [f"`{each}`" for each in signs if f"{each}s" not in signs]
    return tuple(sorted(spelt)) if len(spelt) <= _FEW else ()


_RECOGNISED: tuple[Callable[[Trouble], Diagnostic | None], ...] = (
    _stray_end,
    _chained,
    _where_in_the_middle,
    _kind_named,
    _missing_of,
    _spaced_percent,
    _worded_percent,
    _worded_window,
    _in_market,
    _hyphen,
    _odd_number,
    _comma_in_number,
    _comma_between_lines,
    _range,
    _colon,
    _conditional,
    _is_no_market,
    _declaration,
    _misplaced,
    _misspelt,
    _unquoted,
    _broken_off,
    _missing_one,
    _out_of_place,
)
"""From the particular to the general; the last always has something to say."""
