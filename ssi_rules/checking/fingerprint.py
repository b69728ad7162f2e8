"""One hash for what a ruleset means.

Every node is hashed with the hashes of its parts, so that a let counts by what it says and not by its name, and a chain of
lets costs no more than its length.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from ssi_rules.language.windows import Length, Window

_VERSION = "ssi-rules fingerprint 2"
"""Changes whenever equal rulesets would get another hash than before."""


def fingerprint(ruleset: model.Ruleset) -> str:
    """``sha256:`` and the hash of what scores, plans and is told to members.

    Layout, order of declarations, names of lets and markets, the header's words, tests and what is declared and not used
    take no part; caps and deductions count in their order.
    """
    meaning = _meaning(ruleset)
    parts = (
        _digest(_VERSION, ruleset.worth),
        _unordered(meaning.pillar(each) for each in ruleset.pillars),
        _unordered(_digest("level", each.id, each.title, each.start) for each in ruleset.levels),
        _unordered(_action(each) for each in ruleset.actions),
    )
    return "sha256:" + _digest(*parts)


def expression_hash(ruleset: model.Ruleset) -> Callable[[model.Expression | None], str]:
    """A hash for the ruleset's expressions: equal for equal meaning, whatever lets and markets are called."""
    return _meaning(ruleset).expression


def _meaning(ruleset: model.Ruleset) -> _Meaning:
    meaning = _Meaning(ruleset.catalogue, _markets(ruleset.markets), {})
    for let in ruleset.lets:
        meaning.lets[let.name] = meaning.expression(let.value)
    return meaning


def _digest(*atoms: str | int | date | None) -> str:
    """The hash of a list of atoms, each with its kind and length, so that no two lists look alike."""
    texts = [f"{type(atom).__name__} {atom}".encode("utf-8", "surrogatepass") for atom in atoms]
    return sha256(b"".join([b"%d:%b" % (len(text), text) for text in texts])).hexdigest()


def _unordered(digests: Iterable[str]) -> str:
    return _digest(*sorted(digests))


def _window(window: Window | None) -> str:
    return "" if window is None else f"{_length(window.length)} {_length(window.lag)}"


def _length(length: Length | None) -> str:
    return "0" if length is None else f"{length.amount} {length.unit.value}"


def _plainly(node: model.Expression) -> model.Expression | None:
    """The plain way to ask what can be asked in two; known or not, both give one answer. None where it is plain."""
    match node:
        case model.Not(model.Not(operand)):
            return operand
        case model.Not(model.Compared() as compared):
            return replace(compared, comparison=compared.comparison.negated)
        case model.Compared(comparison, flag, model.Constant(value, Type.FLAG)) | model.Compared(
            comparison, model.Constant(value, Type.FLAG), flag
        ):
            return flag if (comparison is model.Comparison.EQUAL) is value else model.Not(flag)
        case _:
            return None


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Hashes of expressions and of what is made of them.

    Attributes:
        markets: Hash and columns of each named market.
        lets: Hash of each let so far.
    """

    catalogue: model.Catalogue
    markets: Mapping[str, _MarketMeaning]
    lets: dict[str, str]

    def expression(self, node: model.Expression | None) -> str:
        """Equal for equal meaning; a let is what it says."""
        match node:
            case None:
                return _digest("none")
            case model.Constant(value, kind):
                return _digest("constant", kind.value, value)
            case model.FactValue(name, kind):
                return _digest("fact", name, kind.value)
            case model.ColumnValue(table, column, kind):
                return _digest("column", table, column, kind.value)
            case model.LetValue(name):
                return self.lets[name]
            case model.AsOfValue():
                return _digest("as_of")
            case _:
                plain = _plainly(node)
                return self._combined(node) if plain is None else self.expression(plain)

    def _combined(
        self,
        node: model.Calculation
        | model.Compared
        | model.And
        | model.Or
        | model.Not
        | model.Known
        | model.Otherwise
        | model.InMarket
        | model.Aggregated,
    ) -> str:
        of = self.expression
        match node:
            case model.Calculation(operator, left, right):
                return _digest("calculation", operator.value, of(left), of(right))
            case model.Compared(comparison, left, right):
                return _digest("compared", comparison.value, of(left), of(right))
            case model.And(left, right):
                return _digest("and", of(left), of(right))
            case model.Or(left, right):
                return _digest("or", of(left), of(right))
            case model.Not(operand):
                return _digest("not", of(operand))
            case model.Known(operand):
                return _digest("known", of(operand))
            case model.Otherwise(value, fallback):
                return _digest("otherwise", of(value), of(fallback))
            case model.InMarket():
                return self._in_market(node)
            case model.Aggregated():
                return self._aggregated(node)
        assert_never(node)

    def _in_market(self, node: model.InMarket) -> str:
        """With the columns that the market reads beside the text: another table may have others."""
        market = self.markets[node.market]
        declared = () if node.table is None else self.catalogue.tables[node.table].columns
        columns = sorted(each.name for each in declared if each.name in market.columns)
        return _digest("in market", self.expression(node.text), market.digest, node.table, *columns)

    def _aggregated(self, node: model.Aggregated) -> str:
        table = self.catalogue.tables[node.table]
        column = None if node.column is None else table.column(node.column)
        read = (None, None) if column is None else (column.name, column.type.value)
        where = self.expression(node.where)
        return _digest(
            "aggregated", node.function.value, table.name, table.dated, *read, _window(node.window), where
        )

    def pillar(self, pillar: model.Pillar) -> str:
        """Criteria in any order, caps and deductions in theirs."""
        return _digest(
            "pillar",
            pillar.id,
            pillar.title,
            pillar.worth,
            _unordered(self._criterion(each) for each in pillar.criteria),
            *(self._adjustment(each) for each in pillar.adjustments),
        )

    def _criterion(self, each: model.Criterion) -> str:
        return _digest(
            "criterion",
            each.id,
            each.title,
            each.worth,
            each.missing.value,
            self.expression(each.applies),
            self.expression(each.measure),
            self.expression(each.needs),
            _award(each.award),
            each.advice,
            *_grounds(each),
        )

    def _adjustment(self, each: model.Adjustment) -> str:
        kind = ("cap", each.at) if isinstance(each, model.Cap) else ("deduct", each.points)
        return _digest(*kind, self.expression(each.when), each.because, *_grounds(each))


def _grounds(each: model.Criterion | model.Adjustment) -> tuple[str | None, ...]:
    basis = None if each.basis is None else each.basis.value
    return basis, each.basis_note, each.source


def _award(award: model.Award) -> str:
    match award:
        case model.Bands(steps):
            return _digest("bands", *(number for step in steps for number in (step.cut, step.points)))
        case model.Ramp(steps):
            return _digest("ramp", *(number for step in steps for number in (step.cut, step.points)))
        case model.EarnsWhen(points, when):
            return _digest("earns", points, when)
    assert_never(award)


def _action(action: model.Action) -> str:
    limit = action.limit or (None, None)
    effects = (_effect(each) for each in action.effects)
    return _digest("action", action.id, action.title, action.minutes, *limit, *effects)


def _effect(effect: model.Effect) -> str:
    match effect:
        case model.AddRows(count, table, cells):
            return _digest(
                "rows", count, table, *(atom for cell in sorted(cells, key=_column) for atom in cell)
            )
        case model.AddTo(fact, amount):
            return _digest("add", fact, amount)
        case model.SetTo(fact, value):
            return _digest("set", fact, value)
    assert_never(effect)


def _column(cell: tuple[str, object]) -> str:
    return cell[0]


# Markets share parts: each part is hashed once, and without recursion, since markets may be made of others at any length.


@dataclass(frozen=True, slots=True)
class _MarketMeaning:
    """The hash of a market, and the columns it reads; its name and title take no part."""

    digest: str
    columns: frozenset[str]


def _markets(named: Mapping[str, model.Market]) -> dict[str, _MarketMeaning]:
    done: dict[int, _MarketMeaning] = {}
    stack = list(named.values())
    while stack:
        open_parts = [part for part in _market_parts(stack[-1]) if id(part) not in done]
        if open_parts:
            stack += open_parts
        else:
            market = stack.pop()
            done[id(market)] = _market(market, [done[id(part)] for part in _market_parts(market)])
    return {name: done[id(market)] for name, market in named.items()}


def _market_parts(market: model.Market) -> tuple[model.Market, ...]:
    match market:
        case model.PhraseMarket():
            return ()
        case model.NamedMarket(_, _, inner) | model.MarketNot(inner):
            return (inner,)
        case model.MarketAll(left, right) | model.MarketAny(left, right):
            return left, right
    assert_never(market)


def _market(market: model.Market, parts: list[_MarketMeaning]) -> _MarketMeaning:
    digests = [part.digest for part in parts]
    columns = frozenset[str]().union(*(part.columns for part in parts))
    match market:
        case model.PhraseMarket(_, _, lines):
            own = frozenset(line.column for line in lines)
            return _MarketMeaning(_unordered({_line(line) for line in lines}), own)
        case model.NamedMarket():
            return parts[0]
        case model.MarketNot():
            return _MarketMeaning(_digest("not", *digests), columns)
        case model.MarketAll():
            return _MarketMeaning(_digest("all", *digests), columns)
        case model.MarketAny():
            return _MarketMeaning(_digest("any", *digests), columns)
    assert_never(market)


@lru_cache(maxsize=1000)  # rulesets checked in one run share the shipped markets
def _line(line: model.MarketLine) -> str:
    return _digest("line", line.column, line.vetoes, *sorted(set(line.phrases)))
