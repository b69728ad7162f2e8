"""The language, as it is written.

Every node carries the span it was read from; spans take no part in equality. Nothing here is resolved or typed: names
are names. The order is that of ``grammar/ssi.lark``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.language.states import Basis, Missing
    from ssi_rules.language.types import Type
    from ssi_rules.language.windows import Window
    from ssi_rules.text import Source, Span


@dataclass(frozen=True, slots=True)
class Node:
    """Anything with a place."""

    span: Span = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """An identifier."""

    text: str


@dataclass(frozen=True, slots=True)
class String(Node):
    """A quoted text, unescaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Points(Node):
    """An authored number of points or a worth, in hundredths."""

    hundredths: int


@dataclass(frozen=True, slots=True)
class Whole(Node):
    """A whole number that counts something: rows, minutes, days."""

    value: int


# Expressions, loosest binding first.


@dataclass(frozen=True, slots=True)
class Else(Node):
    """``value else fallback``."""

    value: Expression
    fallback: Expression


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """``left and right`` or ``left or right``."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Not(Node):
    """``not operand``."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """``left operator right`` with one of = != < <= > >=."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Between(Node):
    """``value between low and high``, both included."""

    value: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class IsKnown(Node):
    """``value is known``."""

    value: Expression


@dataclass(frozen=True, slots=True)
class IsMarket(Node):
    """``value is market`` or ``value is not market``."""

    value: Expression
    market: Name
    negated: bool


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """``left operator right`` with one of + - * /."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Aggregate(Node):
    """``count of table``, ``sum of table.column`` and their kin, with an optional window and condition.

    ``function`` is one of: count, count distinct, share, sum, average, largest, smallest, days since last.
    """

    function: str
    table: Name
    column: Name | None
    window: Window | None
    where: Expression | None
    window_span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A literal in millionths; ``13%`` is 130000 with ``percent``; ``whole`` when written without a point."""

    value: int
    percent: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Flag(Node):
    """``yes`` or ``no``."""

    value: bool


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A quoted text as a value."""

    value: str


@dataclass(frozen=True, slots=True)
class Date(Node):
    """``2026-06-30``."""

    value: date


@dataclass(frozen=True, slots=True)
class AsOf(Node):
    """``as_of``: the day the score is for."""


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """A name standing for a fact, a let or, inside ``where``, a column."""

    name: str


Expression: TypeAlias = (
    Else
    | Logic
    | Not
    | Compare
    | Between
    | IsKnown
    | IsMarket
    | Arithmetic
    | Aggregate
    | Number
    | Flag
    | Text
    | Date
    | AsOf
    | Reference
)
Literal: TypeAlias = Number | Flag | Text | Date | AsOf


# Declarations.


@dataclass(frozen=True, slots=True)
class Use(Node):
    """``use "path"``."""

    path: String


@dataclass(frozen=True, slots=True)
class RulesetHeader(Node):
    """``ruleset id "Title" { … }``."""

    name: Name
    title: String
    extends: String | None = None
    version: String | None = None
    status: String | None = None
    about: String | None = None
    source: String | None = None
    worth: Points | None = None
    missing: MissingPolicy | None = None


@dataclass(frozen=True, slots=True)
class MissingPolicy(Node):
    """``missing zero`` or ``missing redistribute``."""

    policy: Missing


@dataclass(frozen=True, slots=True)
class FactDeclaration(Node):
    """``name : type "Meaning"`` in a facts block."""

    name: Name
    type: Type
    title: String | None


@dataclass(frozen=True, slots=True)
class ColumnDeclaration(Node):
    """``name : type`` in a table."""

    name: Name
    type: Type
    title: String | None


@dataclass(frozen=True, slots=True)
class TableDeclaration(Node):
    """``table name dated column "Title" { columns }``."""

    name: Name
    dated: Name | None
    title: String | None
    columns: tuple[ColumnDeclaration, ...]


@dataclass(frozen=True, slots=True)
class Facts(Node):
    """``facts { … }``."""

    items: tuple[FactDeclaration | TableDeclaration, ...]


@dataclass(frozen=True, slots=True)
class MarketClause(Node):
    """``column has "phrase", …`` or ``column not "phrase", …``."""

    column: Name
    negated: bool
    phrases: tuple[String, ...]


@dataclass(frozen=True, slots=True)
class MarketNames(Node):
    """A market named inside a market expression."""

    market: Name


@dataclass(frozen=True, slots=True)
class MarketNot(Node):
    """``not operand`` between markets."""

    operand: MarketExpression


@dataclass(frozen=True, slots=True)
class MarketLogic(Node):
    """``left and right`` or ``left or right`` between markets."""

    operator: str
    left: MarketExpression
    right: MarketExpression


MarketExpression: TypeAlias = MarketNames | MarketNot | MarketLogic


@dataclass(frozen=True, slots=True)
class Market(Node):
    """``market name "Title" { clauses }`` or ``market name = expression``: exactly one of the two is there."""

    name: Name
    title: String | None
    clauses: tuple[MarketClause, ...]
    expression: MarketExpression | None


@dataclass(frozen=True, slots=True)
class Let(Node):
    """``let name = expression``."""

    name: Name
    value: Expression


@dataclass(frozen=True, slots=True)
class Step(Node):
    """One line of an award: ``from cut earns points`` in bands, ``cut earns points`` in a ramp."""

    cut: Expression
    points: Points


@dataclass(frozen=True, slots=True)
class Bands(Node):
    """``bands { … }``."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Ramp(Node):
    """``ramp { … }``."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class EarnsWhen(Node):
    """``earns points when yes`` or ``when no``."""

    points: Points
    when: bool


Award: TypeAlias = Bands | Ramp | EarnsWhen


@dataclass(frozen=True, slots=True)
class BasisNote(Node):
    """``basis kind "note"``."""

    kind: Basis
    note: String | None


@dataclass(frozen=True, slots=True)
class AppliesWhen(Node):
    """``applies when condition``."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Measure(Node):
    """``measure expression``."""

    value: Expression


@dataclass(frozen=True, slots=True)
class Needs(Node):
    """``needs condition``."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Advice(Node):
    """``advice "text"``."""

    text: String


@dataclass(frozen=True, slots=True)
class Citation(Node):
    """``source "where the number stands"``."""

    text: String


@dataclass(frozen=True, slots=True)
class Because(Node):
    """``because "reason told to the member"``."""

    text: String


@dataclass(frozen=True, slots=True)
class TitlePart(Node):
    """``title "text"`` inside a change."""

    text: String


@dataclass(frozen=True, slots=True)
class WorthPart(Node):
    """``worth points`` inside a change."""

    points: Points


@dataclass(frozen=True, slots=True)
class FromPart(Node):
    """``from points`` inside a change of a level."""

    points: Points


CriterionPart: TypeAlias = (
    AppliesWhen | Measure | Needs | Bands | Ramp | EarnsWhen | MissingPolicy | Advice | BasisNote | Citation
)


@dataclass(frozen=True, slots=True)
class Criterion(Node):
    """``criterion name "Title" worth N { parts }``; parts stay as written, repeated ones included.

    ``partial`` is set when a part could not be read, so that no later pass complains of what it would have said.
    """

    name: Name
    title: String
    worth: Points
    parts: tuple[CriterionPart, ...]
    partial: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Cap(Node):
    """``cap at N when condition { because, basis, source }``."""

    at: Points
    when: Expression
    parts: tuple[Because | BasisNote | Citation, ...]


@dataclass(frozen=True, slots=True)
class Deduct(Node):
    """``deduct N when condition { because, basis, source }``."""

    points: Points
    when: Expression
    parts: tuple[Because | BasisNote | Citation, ...]


PillarItem: TypeAlias = Criterion | Cap | Deduct


@dataclass(frozen=True, slots=True)
class Pillar(Node):
    """``pillar name "Title" worth N { criteria, caps, deductions }``."""

    name: Name
    title: String
    worth: Points
    items: tuple[PillarItem, ...]
    partial: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Level(Node):
    """``level name "Title" from N``."""

    name: Name
    title: String
    start: Points


@dataclass(frozen=True, slots=True)
class CellValue(Node):
    """``column = literal``."""

    column: Name
    value: Literal


@dataclass(frozen=True, slots=True)
class AddsRows(Node):
    """``adds N rows to table { cells }``."""

    count: Whole
    table: Name
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class AddsTo(Node):
    """``adds N to fact``."""

    amount: Number
    fact: Name


@dataclass(frozen=True, slots=True)
class Sets(Node):
    """``sets fact to value``."""

    fact: Name
    value: Literal


@dataclass(frozen=True, slots=True)
class Takes(Node):
    """``takes N minutes`` or ``takes N hours``, held in minutes."""

    minutes: Whole


@dataclass(frozen=True, slots=True)
class Limit(Node):
    """``limit N per day|week|month|year``."""

    times: Whole
    per: str


ActionPart: TypeAlias = AddsRows | AddsTo | Sets | Takes | Limit


@dataclass(frozen=True, slots=True)
class Action(Node):
    """``action name "Title" { … }``."""

    name: Name
    title: String
    parts: tuple[ActionPart, ...]


@dataclass(frozen=True, slots=True)
class GivenFact(Node):
    """``given fact = literal``."""

    name: Name
    value: Literal


@dataclass(frozen=True, slots=True)
class GivenRows(Node):
    """``N of { cells }``."""

    count: Whole
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class GivenTable(Node):
    """``given table { rows }``."""

    name: Name
    rows: tuple[GivenRows, ...]


@dataclass(frozen=True, slots=True)
class Target(Node):
    """What an expectation is about: ``total``, a pillar, or a criterion as ``pillar.criterion``."""

    pillar: Name
    criterion: Name | None


@dataclass(frozen=True, slots=True)
class ExpectPoints(Node):
    """``expect target operator points`` with any comparison operator."""

    target: Target
    operator: str
    points: Points


@dataclass(frozen=True, slots=True)
class ExpectBetween(Node):
    """``expect target between low and high``, both included."""

    target: Target
    low: Points
    high: Points


@dataclass(frozen=True, slots=True)
class ExpectState(Node):
    """``expect pillar.criterion is state``; the state stays a name until checked."""

    target: Target
    state: Name


@dataclass(frozen=True, slots=True)
class ExpectLevel(Node):
    """``expect level is level``."""

    level: Name


Expectation: TypeAlias = ExpectPoints | ExpectBetween | ExpectState | ExpectLevel
Given: TypeAlias = GivenFact | GivenTable


@dataclass(frozen=True, slots=True)
class Test(Node):
    """``test "title" { as of …, given …, expect … }``."""

    title: String
    as_of: Date | None
    given: tuple[Given, ...]
    expectations: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class Assume(Node):
    """``assume condition``."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Claim(Node):
    """``claim "title" { assume …, expect … }``."""

    title: String
    assumptions: tuple[Assume, ...]
    expectations: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class ChangeParts(Node):
    """``change pillar.criterion { … }``, or of a pillar, a level or an action by its bare name."""

    owner: Name
    criterion: Name | None
    parts: tuple[CriterionPart | TitlePart | WorthPart | FromPart | ActionPart, ...]
    partial: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class ChangeMarket(Node):
    """``change market …``: the declaration that takes the place of the old one."""

    market: Market


@dataclass(frozen=True, slots=True)
class ChangeLet(Node):
    """``change let name = expression``."""

    let: Let


@dataclass(frozen=True, slots=True)
class Remove(Node):
    """``remove name`` or ``remove pillar.criterion``."""

    owner: Name
    criterion: Name | None


@dataclass(frozen=True, slots=True)
class InPillar(Node):
    """``in pillar { criteria, caps, deductions }``."""

    pillar: Name
    items: tuple[PillarItem, ...]
    partial: bool = field(default=False, compare=False)


Declaration: TypeAlias = (
    Use
    | RulesetHeader
    | Facts
    | Market
    | Let
    | Pillar
    | Level
    | Action
    | Test
    | Claim
    | ChangeParts
    | ChangeMarket
    | ChangeLet
    | Remove
    | InPillar
)


@dataclass(frozen=True, slots=True)
class File(Node):
    """One rule file; ``partial`` when something that others may name could not be read.

    ``sums_unsure`` is set when that may have been a pillar, a change or a worth, so that sums over the rest would mislead.
    """

    source: Source = field(compare=False, repr=False)
    declarations: tuple[Declaration, ...]
    partial: bool = field(default=False, compare=False)
    sums_unsure: bool = field(default=False, compare=False)
