"""Is there a member for whom something holds? Whom the solver proposes, the reference engine scores."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.arithmetic import Product, Ratio
from ssi_rules.proving.logic import EXTRA_MISSING, both, either, is_available, negated, summed
from ssi_rules.proving.members import member_of
from ssi_rules.proving.rules import rules_of
from ssi_rules.proving.terms import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from z3 import ModelRef, Solver

    from ssi_rules.engines.score import Score
    from ssi_rules.model import Ruleset
    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.arithmetic import Lazy
    from ssi_rules.proving.limits import Spending
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.promises import Value
    from ssi_rules.proving.terms import Term
    from ssi_rules.proving.universe import Universe
    from ssi_rules.proving.world import World

_ROUNDS = 60
"""How often a solution may overlook what a product or quotient comes to."""

_FEW_ROUNDS = 6
"""The same before easy values are tried."""

_MOST_ROWS = 200_000
"""A witness with more rows is not made up."""

_FEW_ROWS = (40, 2_000, 20_000, _MOST_ROWS)
"""Members with so few rows are preferred: they are read by people."""


_WISHES = 20
"""What is left is spent in so many parts on each wish for a member who is easier to read."""

_READ_ROWS = (10, 3, 1)
"""Of whom people are shown, so few are tried."""

_EASY = (0, SCALE, SCALE // 2, 10 * SCALE, 100 * SCALE, SCALE // 10, 5 * SCALE, 2 * SCALE)
"""Facts that are easily read, in millionths."""


def _found(
    universe: Universe, wanted: Truth, left: Spending, beside: Sequence[World], *, shown: bool
) -> Answer:
    if wanted is False:
        return _nothing(universe)
    return _Search(universe, wanted, left, tuple(beside), shown).answer()


def replayed(found: Found, ruleset: Ruleset) -> Score:
    """The reference engine's score of a member that was found."""
    return rules_of(ruleset).evaluator.score(found.member, found.as_of)


def find_on_any_day(
    universe: Universe,
    wanted: Callable[[Universe], tuple[Truth, Sequence[World]]],
    left: Spending,
    *,
    shown: bool = False,
) -> Answer:
    """Look for a member, from one day after the other of those that together are as good as all.

    Args:
        universe: Whom to look among.
        wanted: Writes what must hold with the terms of one day's universe, and names the worlds it compares with.
        left: What may be spent on all days.
        shown: Whether people are shown who is found, so that it pays to look for somebody of whom little is known.

    Returns:
        A member whose score by the reference engine is what was worked out; nothing, where there is none; or why nobody knows.
    """
    if not is_available():
        return Undecided(EXTRA_MISSING)
    unsure: Undecided | None = None
    for day in universe.days.days:
        here = universe.on(day)
        truth, beside = wanted(here)
        answer = _found(here, both(*here.assumed, truth), left, beside, shown=shown)
        if isinstance(answer, Found):
            return answer
        unsure = unsure or (answer if isinstance(answer, Undecided) else None)
    if unsure is None and universe.days.gap is not None:
        return Undecided(universe.days.gap)
    return unsure or Nothing()


def _nothing(universe: Universe) -> Answer:
    return Undecided(universe.gaps[0]) if universe.gaps else Nothing()


class Session:
    """A solver that knows what holds for every member of a universe, and learns what is defined since."""

    def __init__(self) -> None:
        import z3  # noqa: PLC0415 - loads slowly, and may not be there

        self.solver = z3.SimpleSolver()
        self.solver.set("random_seed", 0)
        self._told = 0

    def learn(self, constraints: list[Truth]) -> None:
        """Add what was not there the last time."""
        new = constraints[self._told :]
        self._told = len(constraints)
        if any(each is False for each in new):
            self.solver.add(False)  # noqa: FBT003 - nothing can hold any more
        self.solver.add([each for each in new if not isinstance(each, bool)])


@dataclass(frozen=True)
class _Search:
    universe: Universe
    wanted: Truth
    left: Spending
    beside: tuple[World, ...]
    shown: bool

    def answer(self) -> Answer:
        if self.universe.session is None:
            self.universe.session = Session()
        session = self.universe.session
        session.learn(self.universe.constraints)
        session.solver.push()
        try:
            if not isinstance(self.wanted, bool):
                session.solver.add(self.wanted)
            return self._answer(session.solver)
        finally:
            session.solver.pop()

    def _answer(self, solver: Solver) -> Answer:
        """First by what is linear; then with easy values, and at last with products as they are."""
        hard = self.universe.lazies
        answer = self._refined(solver, _FEW_ROUNDS)
        for easy in ([each for each in hard if isinstance(each, Product | Ratio)], hard):
            if answer is None and easy:
                answer = self._with_easy_values(solver, easy)
        if answer is None and not any(isinstance(each, Product) for each in hard):
            answer = self._refined(solver, _ROUNDS)
        if answer is not None:
            return answer
        exact = (each.exact() for each in hard)
        solver.add([each for each in exact if each is not None and not isinstance(each, bool)])
        return self._refined(solver, 1) or Undecided("the arithmetic is not linear")

    def _with_easy_values(self, solver: Solver, lazies: Sequence[Lazy]) -> Found | None:
        """Somebody of whom what is not linear is made of values that are easily read, where there is one."""
        solver.push()
        solver.add([part for each in lazies for part in _on_grid(each)])
        answer = self._refined(solver, _ROUNDS)
        solver.pop()
        return answer if isinstance(answer, Found) else None

    def _refined(self, solver: Solver, rounds: int) -> Answer | None:
        """The answer, once a solution is right in all that it overlooked before; None where that takes too long."""
        import z3  # noqa: PLC0415 - as above

        for _ in range(rounds):
            verdict = self.left.check(solver)
            if verdict == z3.unsat:
                return _nothing(self.universe)
            if verdict != z3.sat:
                return Undecided("the time for it ran out")
            value = self._smaller(solver, solver.model())
            lemmas = [each for lazy in self.universe.lazies for each in lazy.lemmas(value.whole)]
            if not lemmas:
                return self._too_many(solver, value) or self._plainly(solver, value)
            self.universe.define(*lemmas)  # they hold for every member, and the next question needs them too
            solver.add([each for each in lemmas if not isinstance(each, bool)])
        return None

    def _smaller(self, solver: Solver, found: ModelRef) -> Value:
        """The solution, or one with fewer rows, where there is one."""
        import z3  # noqa: PLC0415 - as above

        value, total = Solution(found), self._rows
        for few in _FEW_ROWS:
            if isinstance(total, int) or value.whole(total) <= few:
                break
            if self.left.check(solver, total <= few) == z3.sat:
                return Solution(solver.model())
        return value

    def _plainly(self, solver: Solver, value: Value) -> Answer:
        """The member, easier to read where people are shown."""
        plainer = self._plainer(solver, value) if self.shown else value
        answer = self._replayed(plainer)
        return answer if isinstance(answer, Found) or plainer is value else self._replayed(value)

    def _plainer(self, solver: Solver, value: Value) -> Value:
        """The solution, or one with fewer rows, then fewer facts and rounder ones, as far as it is soon found."""
        held: list[Truth] = []
        rows = self._rows
        for few in () if isinstance(rows, int) else _READ_ROWS:
            value = self._wished(solver, value, held, rows <= few)
        held += [negated(each.known) for each in self.universe.facts.values() if not value.truth(each.known)]
        held.append(rows <= value.whole(rows))
        for wish in [wish for each in self.universe.facts.values() for wish in _wishes(each, value)]:
            value = self._wished(solver, value, held, wish)
        return value

    def _wished(self, solver: Solver, value: Value, held: list[Truth], wish: Truth) -> Value:
        """The solution, or one of which a wish is so, too; from then on it is held."""
        import z3  # noqa: PLC0415 - as above

        if not value.truth(wish):
            if self.left.part(_WISHES).check(solver, *held, wish) != z3.sat:
                return value
            found = Solution(solver.model())
            if any(True for lazy in self.universe.lazies for _ in lazy.lemmas(found.whole)):
                return value
            value = found
        held.append(wish)
        return value

    @property
    def _rows(self) -> Whole:
        """All rows of the member."""
        return summed(each for rows in self.universe.tables.values() for each in rows.counts)

    def _too_many(self, solver: Solver, value: Value) -> Undecided | None:
        """Why a solution is no witness: all have more rows than are made up, or nobody knows whether all have."""
        import z3  # noqa: PLC0415 - as above

        if value.whole(self._rows) <= _MOST_ROWS:
            return None
        if self.left.check(solver, self._rows <= _MOST_ROWS) == z3.unsat:
            return Undecided(f"the only witnesses have more than {_MOST_ROWS} rows")
        return Undecided("the time for it ran out")

    def _replayed(self, value: Value) -> Answer:
        """The member, where the engine agrees with every figure that was worked out."""
        base = member_of(self.universe, value)
        found = Found(base, base.as_of)
        same = (each for each in self.universe.worlds if each.changed.nothing)
        for world in (*same, *self.beside):
            member = base if world.changed.nothing else member_of(self.universe, value, world)
            score = world.rules.evaluator.score(member, base.as_of)
            if not all(promise.kept(score, value) for promise in world.promises):
                return Undecided("a member proposed by the solver is scored otherwise by the engine")
            if member is not base:
                found = replace(found, others=(*found.others, member))
        return found


def _wishes(fact: Term, value: Value) -> Iterator[Truth]:
    """That nothing is known of a fact that is, or that it is round."""
    if value.truth(fact.known):
        yield negated(fact.known)
        if isinstance(fact, Number):
            easy = [fact.scaled(1) == each for each in _EASY if fact.low <= each <= fact.high]
            yield either(negated(fact.known), *easy)


def _on_grid(lazy: Lazy) -> list[Truth]:
    """That what it is made of has a value that is easily read, and what it comes to then."""
    values = list(lazy.on_grid())
    found = [either(*(held for held, _ in values)), *(exact for _, exact in values)]
    return [each for each in found if not isinstance(each, bool)]


class Solution:
    """A model of z3."""

    def __init__(self, model: ModelRef) -> None:
        self._model = model

    def truth(self, truth: Truth) -> bool:
        """Whether something holds."""
        if isinstance(truth, bool):
            return truth
        import z3  # noqa: PLC0415 - as above

        return bool(z3.is_true(self._model.eval(truth, model_completion=True)))

    def whole(self, number: Whole) -> int:
        """What a number is."""
        if isinstance(number, int):
            return number
        return int(self._model.eval(number, model_completion=True).as_long())
