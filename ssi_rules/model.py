"""The typed ruleset: what engines, markets, sources and analyses work on.

It is flat (no ``use``, ``extends`` or ``change`` is left), every name is resolved and every expression typed. Nodes are
frozen values: equal meaning is equal value, spans aside, so that an engine evaluates a shared part once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.language.types import Type, Value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ssi_rules.language.states import Basis, Missing
    from ssi_rules.language.windows import Window
    from ssi_rules.text import Span

# What there is to know.


@dataclass(frozen=True, slots=True)
class Fact:
    """A scalar that a member's data may hold."""

    name: str
    type: Type
    title: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a related table."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Table:
    """Rows a member may have, in declared column order; ``dated`` names the column that windows use."""

    name: str
    dated: str | None
    title: str
    columns: tuple[Column, ...]
    span: Span | None = field(default=None, compare=False, repr=False)

    def column(self, name: str) -> Column | None:
        """The column of that name, if declared."""
        return next((each for each in self.columns if each.name == name), None)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The facts and tables that data may provide."""

    facts: Mapping[str, Fact]
    tables: Mapping[str, Table]


# Markets.


@dataclass(frozen=True, slots=True)
class MarketLine:
    """Phrases on one column: any of them must match, or (``vetoes``) none may."""

    column: str
    vetoes: bool
    phrases: tuple[str, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PhraseMarket:
    """A market by phrases; all lines must hold. Exactly one column has lines that do not veto."""

    name: str
    title: str
    lines: tuple[MarketLine, ...]
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def has_column(self) -> str:
        """The column whose text makes a row a member of the market."""
        return next(line.column for line in self.lines if not line.vetoes)


@dataclass(frozen=True, slots=True)
class MarketNot:
    """The complement of a market."""

    operand: Market


@dataclass(frozen=True, slots=True)
class MarketAll:
    """What is in both markets; ``places`` are where the two are named."""

    left: Market
    right: Market
    places: tuple[Span, Span] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MarketAny:
    """What is in either market; ``places`` are where the two are named."""

    left: Market
    right: Market
    places: tuple[Span, Span] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NamedMarket:
    """A market defined by an expression over others."""

    name: str
    title: str
    market: Market
    span: Span | None = field(default=None, compare=False, repr=False)


Market: TypeAlias = PhraseMarket | NamedMarket | MarketNot | MarketAll | MarketAny


# Expressions. ``type`` is what the value is, for people and for formatting; all numbers are millionths.


class Operator(Enum):
    """Arithmetic."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


class Comparison(Enum):
    """Comparisons; only EQUAL and DIFFERENT take flags and texts."""

    EQUAL = "="
    DIFFERENT = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="

    @property
    def negated(self) -> Comparison:
        """The one that holds of known values where this one does not."""
        return _NEGATED[self]


_NEGATED = {
    Comparison.EQUAL: Comparison.DIFFERENT,
    Comparison.DIFFERENT: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_MOST: Comparison.MORE,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.AT_LEAST: Comparison.LESS,
}


class Function(Enum):
    """Aggregates over a member's rows of one table."""

    COUNT = "count"
    COUNT_DISTINCT = "count distinct"
    SHARE = "share"
    SUM = "sum"
    AVERAGE = "average"
    LARGEST = "largest"
    SMALLEST = "smallest"
    DAYS_SINCE_LAST = "days since last"


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal."""

    value: Value
    type: Type


@dataclass(frozen=True, slots=True)
class FactValue:
    """A scalar fact of the member."""

    fact: str
    type: Type


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """A cell of the row at hand, inside an aggregate's condition."""

    table: str
    column: str
    type: Type


@dataclass(frozen=True, slots=True)
class LetValue:
    """A named intermediate: its value is that of the ruleset's let of this name."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class AsOfValue:
    """The as-of day."""

    type: Type = Type.DATE


@dataclass(frozen=True, slots=True)
class Calculation:
    """Arithmetic; on two dates only SUBTRACT, giving whole days. Division by 0 is unknown."""

    operator: Operator
    left: Expression
    right: Expression
    type: Type
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison; unknown when a side is. Texts compare trimmed and in NFC."""

    comparison: Comparison
    left: Expression
    right: Expression
    type: Type = Type.FLAG
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """Kleene's and."""

    left: Expression
    right: Expression
    type: Type = Type.FLAG


@dataclass(frozen=True, slots=True)
class Or:
    """Kleene's or."""

    left: Expression
    right: Expression
    type: Type = Type.FLAG


@dataclass(frozen=True, slots=True)
class Not:
    """Kleene's not."""

    operand: Expression
    type: Type = Type.FLAG


@dataclass(frozen=True, slots=True)
class Known:
    """Whether the operand is known: always yes or no."""

    operand: Expression
    type: Type = Type.FLAG


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The value where known, else the fallback."""

    value: Expression
    fallback: Expression
    type: Type


@dataclass(frozen=True, slots=True)
class InMarket:
    """Whether a text is in a market.

    ``text`` is read by the lines of the market's ``has`` column. Inside an aggregate ``table`` names the table whose row is
    at hand, and the market's other lines read that row's columns of those names (where it has them).
    """

    text: Expression
    market: str
    table: str | None
    type: Type = Type.FLAG


@dataclass(frozen=True, slots=True)
class Aggregated:
    """An aggregate over the member's rows of ``table`` in ``window`` for which ``where`` is yes."""

    function: Function
    table: str
    column: str | None
    window: Window | None
    where: Expression | None
    type: Type
    span: Span | None = field(default=None, compare=False, repr=False)


Expression: TypeAlias = (
    Constant
    | FactValue
    | ColumnValue
    | LetValue
    | AsOfValue
    | Calculation
    | Compared
    | And
    | Or
    | Not
    | Known
    | Otherwise
    | InMarket
    | Aggregated
)


# What scores.


@dataclass(frozen=True, slots=True)
class Step:
    """A cut-point in millionths and the points in hundredths from there on (bands) or there (ramp).

    ``lets`` is where the names are declared, or changed, that the cut-point goes by: none where it is a number.
    """

    cut: int
    points: int
    span: Span | None = field(default=None, compare=False, repr=False)
    lets: tuple[Span, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Bands:
    """Strictly ascending, left-closed steps; 0 points below the first."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Ramp:
    """At least two strictly ascending points; straight lines between, flat outside, rounded once."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class EarnsWhen:
    """All points when the measure is ``when``, else 0."""

    points: int
    when: bool


Award: TypeAlias = Bands | Ramp | EarnsWhen


@dataclass(frozen=True, slots=True)
class CriterionPlaces:
    """Where the parts of a criterion are written: a change brings some of them from another file."""

    measure: Span
    award: Span
    applies: Span | None = None
    needs: Span | None = None
    missing: Span | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the score; worth in hundredths, ``missing`` already resolved against the ruleset's policy."""

    id: str
    title: str
    worth: int
    applies: Expression | None
    measure: Expression
    needs: Expression | None
    award: Award
    missing: Missing
    advice: str | None
    basis: Basis | None
    basis_note: str | None
    source: str | None
    span: Span = field(compare=False, repr=False)
    measure_text: str = field(default="", compare=False, repr=False)
    """The measure as the rule file words it; empty where there is no file."""
    places: CriterionPlaces | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cap:
    """The pillar earns at most ``at`` hundredths when the condition is yes."""

    at: int
    when: Expression
    because: str | None
    basis: Basis | None
    basis_note: str | None
    source: str | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Deduct:
    """The pillar loses ``points`` hundredths when the condition is yes."""

    points: int
    when: Expression
    because: str | None
    basis: Basis | None
    basis_note: str | None
    source: str | None
    span: Span = field(compare=False, repr=False)


Adjustment: TypeAlias = Cap | Deduct


@dataclass(frozen=True, slots=True)
class Pillar:
    """Criteria that sum to its worth (hundredths), then caps and deductions in this order."""

    id: str
    title: str
    worth: int
    criteria: tuple[Criterion, ...]
    adjustments: tuple[Adjustment, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Level:
    """A name for totals from ``start`` hundredths up."""

    id: str
    title: str
    start: int
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Let:
    """A named expression."""

    name: str
    value: Expression
    span: Span = field(compare=False, repr=False)


# Actions and tests: checked here, used by planning and by the test runner.


@dataclass(frozen=True, slots=True)
class AddRows:
    """Rows an action adds; the as-of day stands as None in a date cell."""

    count: int
    table: str
    cells: tuple[tuple[str, Value | None], ...]


@dataclass(frozen=True, slots=True)
class AddTo:
    """What an action adds to a numeric fact, in millionths."""

    fact: str
    amount: int


@dataclass(frozen=True, slots=True)
class SetTo:
    """The value an action gives a fact; None is the as-of day."""

    fact: str
    value: Value | None


Effect: TypeAlias = AddRows | AddTo | SetTo


@dataclass(frozen=True, slots=True)
class Action:
    """One unit of effort: what it changes, its minutes, and how often it can be done in which unit of time."""

    id: str
    title: str
    effects: tuple[Effect, ...]
    minutes: int | None
    limit: tuple[int, str] | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenRows:
    """So many equal rows of a test's table."""

    count: int
    cells: tuple[tuple[str, Value], ...]


class Subject(Enum):
    """What an expectation is about."""

    TOTAL = "total"
    PILLAR = "pillar"
    CRITERION = "criterion"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One ``expect`` line: either bounds on points (hundredths, None = open, with strictness), or a state or level name.

    ``comparison`` with ``points`` for single comparisons; ``points`` and ``high`` for ``between``; ``name`` for
    ``is STATE`` and ``level is L``.
    """

    subject: Subject
    pillar: str | None
    criterion: str | None
    comparison: Comparison | None
    points: int | None
    high: int | None
    name: str | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Test:
    """A checked test block."""

    title: str
    as_of: date | None
    facts: tuple[tuple[str, Value], ...]
    tables: tuple[tuple[str, tuple[GivenRows, ...]], ...]
    expectations: tuple[Expectation, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """What an author says of every member there can be: where all assumptions are yes, every expectation holds.

    Attributes:
        assumptions: Conditions; without any the claim is about everyone.
        expectations: As a test has them. Points that a member has not got are not wrong.
        lets: Every let that the assumptions read, scored by or not, in an order in which each uses only earlier ones.
        markets: Every market that they and these lets read.
        reads_dates: Whether they need an as-of day.
    """

    title: str
    assumptions: tuple[Expression, ...]
    expectations: tuple[Expectation, ...]
    span: Span = field(compare=False, repr=False)
    lets: tuple[Let, ...] = ()
    markets: Mapping[str, Market] = field(default_factory=dict, hash=False)
    reads_dates: bool = False


@dataclass(frozen=True, slots=True)
class RulesetPlaces:
    """Where a ruleset's worth and policy are written, which may be a file that it extends; None where nobody wrote them."""

    worth: Span | None = None
    missing: Span | None = None


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A checked ruleset, flat and typed.

    Attributes:
        worth: The most a member can score, in hundredths.
        lets: In an order in which each uses only earlier ones; unused ones left out.
        fingerprint: ``sha256:`` and the hash of the flattened meaning.
        reads_dates: Whether evaluation needs an as-of day.
        uses: Paths of the files that its own file draws on with ``use``, as spans name them.
        claims: What its author says of every member; like tests they score nothing.
        span: Where it is named.
    """

    id: str
    title: str
    version: str
    status: str | None
    about: str | None
    source: str | None
    path: str
    worth: int
    missing: Missing
    catalogue: Catalogue
    markets: Mapping[str, Market]
    lets: tuple[Let, ...]
    pillars: tuple[Pillar, ...]
    levels: tuple[Level, ...]
    actions: tuple[Action, ...]
    tests: tuple[Test, ...]
    fingerprint: str
    reads_dates: bool
    uses: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)
    claims: tuple[Claim, ...] = ()
    places: RulesetPlaces = field(default=RulesetPlaces(), compare=False, repr=False)

    def claiming(self) -> Ruleset:
        """The same with what only its claims read among its lets and markets, for who asks whether they hold.

        It scores the same and has the same fingerprint.
        """
        known = {each.name for each in self.lets}
        more = {each.name: each for claim in self.claims for each in claim.lets if each.name not in known}
        markets = {name: each for claim in self.claims for name, each in claim.markets.items()}
        return replace(
            self,
            lets=(*self.lets, *more.values()),
            markets={**markets, **self.markets},
            reads_dates=self.reads_dates or any(each.reads_dates for each in self.claims),
        )
