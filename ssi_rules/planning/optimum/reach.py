"""Every state that a group's actions can bring a member to, each with the least effort that does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, assert_never

from ssi_rules.model import Aggregated, Function
from ssi_rules.planning.optimum.forms import Reader, top_of
from ssi_rules.planning.optimum.moves import Given, Grown, Raised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.model import Action
    from ssi_rules.planning.optimum.forms import Form
    from ssi_rules.planning.optimum.ground import Ground
    from ssi_rules.planning.optimum.groups import Group
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.planning.optimum.moves import Atom, Held, Move


class Reached(NamedTuple):
    """A state.

    Attributes:
        minutes: The least effort found that leads to it.
        times: How often each of the group's actions is done for it, as far as they have been gone through.
        held: What each atom holds then.
    """

    minutes: int
    times: tuple[int, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True)
class Reach:
    """The states of one group on one ground."""

    ground: Ground
    group: Group

    def states(self) -> list[Reached]:
        """All states between which any item of the group can tell, each once; those that none prefers are left out."""
        states = [Reached(0, (), tuple(self._start(each) for each in self.atoms))]
        for action in self.group.actions:
            states = self._preferred(self._after(states, action))
        return states

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """The facts and tallies that the group's actions move."""
        moves = (move for action in self.group.actions for move in self.ground.moves(action))
        return tuple(dict.fromkeys(each.atom for each in moves))

    def _start(self, atom: Atom) -> Held:
        held = self.ground.start(atom)
        is_set = isinstance(atom, Aggregated) and atom.function is Function.COUNT_DISTINCT
        return frozenset() if is_set else held

    def _after(self, states: Sequence[Reached], action: Action) -> Iterable[Reached]:
        minutes = action.minutes or 0
        moves = [(self.atoms.index(each.atom), each) for each in self.ground.moves(action)]
        for times in range(self.ground.period.most(action) + 1):
            for state in states:
                held = list(state.held)
                for place, move in moves:
                    held[place] = move.on(held[place], times)
                yield Reached(state.minutes + times * minutes, (*state.times, times), tuple(held))

    def _preferred(self, states: Iterable[Reached]) -> list[Reached]:
        """The cheapest of each kind; where more of one sum is never worse, only what more minutes make more of."""
        found: dict[tuple[Held, ...], Reached] = {}
        for each in states:
            kind = self._kind(each)
            known = found.get(kind)
            if known is None or each.minutes < known.minutes:
                found[kind] = each
        rising = [place for place, (_, enough) in enumerate(self._forms) if enough is not None]
        return _not_outdone(found, rising[0]) if len(rising) == 1 else list(found.values())

    def _kind(self, state: Reached) -> tuple[Held, ...]:
        return tuple(_summed(*form, state.held) for form in self._forms)

    @cached_property
    def _forms(self) -> list[tuple[tuple[tuple[int, int], ...], int | None]]:
        """Sums by the places of their atoms, with what is enough of each; sums of other groups' atoms left out."""
        reader = Reader(
            self.ground.terrain.lets,
            self.ground.terrain.ruleset.catalogue,
            frozenset(self.atoms),
            self._given,
        )
        places = {atom: place for place, atom in enumerate(self.atoms)}
        found = [
            (
                tuple((places[atom], times) for atom, times in form if atom in places),
                self._enough(form, items),
            )
            for form, items in reader.forms(self.group.items).items()
        ]
        return [each for each in found if each[0]]

    @cached_property
    def _given(self) -> frozenset[Atom]:
        moves = (move for action in self.group.actions for move in self.ground.moves(action))
        return frozenset(each.atom for each in moves if isinstance(each, Given))

    def _enough(self, form: Form, items: tuple[Item, ...] | None) -> int | None:
        """How much of a sum is enough for the items that measure it; None where more may be worse, or comes to less."""
        if items is None or not all(self._only_rises(*term) for term in form):
            return None
        start = sum(times * _whole(self._start(atom)) for atom, times in form)
        measures = [(each, self.ground.record.value(each.criterion.measure)) for each in items]
        enough = (
            (top_of(each.criterion.award) or 0) - measure + start
            for each, measure in measures
            if isinstance(measure, int)
        )
        return max(enough, default=start)

    def _only_rises(self, atom: Atom, times: int) -> bool:
        """Whether no action takes from so many times the atom."""
        moves = (move for action in self.group.actions for move in self.ground.moves(action))
        return all(times * each >= 0 for move in moves if move.atom == atom for each in _amounts(move))


def _amounts(move: Move) -> Iterator[int]:
    match move:
        case Raised(_, amount):
            yield amount
        case Grown(runs=runs):
            yield from (_whole(value) for _, _, value in runs)
        case Given():
            yield -1
            yield 1
        case _:
            assert_never(move)


def _summed(terms: tuple[tuple[int, int], ...], enough: int | None, held: Sequence[Held]) -> Held:
    """What the sum comes to, no more than is enough; an atom that is no number stands for itself."""
    if len(terms) == 1 and enough is None:
        return held[terms[0][0]]
    total = sum(times * _whole(held[place]) for place, times in terms)
    return total if enough is None else min(total, enough)


def _whole(held: Held) -> int:
    """A number in a sum; what is unknown stays so whatever is done, and counts for nothing."""
    return held if isinstance(held, int) else 0


def _not_outdone(found: dict[tuple[Held, ...], Reached], rising: int) -> list[Reached]:
    """Of states that differ in one sum alone, those with more of it than any that takes fewer minutes."""
    most: dict[tuple[Held, ...], int] = {}
    kept = []
    for kind, state in sorted(found.items(), key=lambda each: (each[1].minutes, -_whole(each[0][rising]))):
        others, much = (*kind[:rising], *kind[rising + 1 :]), _whole(kind[rising])
        if others not in most or much > most[others]:
            most[others] = much
            kept.append(state)
    return kept
