"""What a group's actions bring a member to, and what of that its items can tell apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules.model import Aggregated, Function
from ssi_rules.planning.optimum.forms import Reader, top_of
from ssi_rules.planning.optimum.moves import Given, Grown, Raised, added

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.model import Action
    from ssi_rules.planning.optimum.forms import Form
    from ssi_rules.planning.optimum.ground import Ground
    from ssi_rules.planning.optimum.groups import Group
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.planning.optimum.moves import Atom, Held, Move


Seen: TypeAlias = "tuple[int, tuple[Held, ...], tuple[int, ...]]"
"""A number of times, what is only told apart, and that of which more is never worse."""


@dataclass(frozen=True)
class Sight:
    """What some items can tell of a state.

    Attributes:
        forms: Sums of atoms, by their places, with how much of each is enough; None where more may be worse.
    """

    forms: tuple[tuple[tuple[tuple[int, int], ...], int | None], ...]

    def kind(self, held: Sequence[Held]) -> tuple[Held, ...]:
        """States of one kind are the same to the items."""
        return tuple(_summed(*form, held) for form in self.forms)

    def split(self, held: Sequence[Held]) -> tuple[tuple[Held, ...], tuple[int, ...]]:
        """The kind in two: what is only told apart, and that of which more is never worse."""
        apart = tuple(_summed(terms, None, held) for terms, enough in self.forms if enough is None)
        rising = tuple(
            _whole(_summed(terms, enough, held)) for terms, enough in self.forms if enough is not None
        )
        return apart, rising

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """How much is enough of each sum of which more is never worse."""
        return tuple(enough for _, enough in self.forms if enough is not None)

    def enough(self, moved: frozenset[int]) -> list[tuple[tuple[tuple[int, int], ...], int]] | None:
        """From how much of which sums on more of what stands in these places is nothing to the items; None where it is something."""
        touched = [each for each in self.forms if any(place in moved for place, _ in each[0])]
        found = [(terms, enough) for terms, enough in touched if enough is not None]
        return found if len(found) == len(touched) else None


@dataclass(frozen=True)
class Reach:
    """What a group's actions move on one ground."""

    ground: Ground
    group: Group
    _known: dict[tuple[str, Sight], list[tuple[int, ...]] | None] = field(default_factory=dict)

    def seen(self, held: tuple[Held, ...], action: Action, sight: Sight) -> Iterator[Seen]:
        """What can be told when the action is done no times, once, and so on, as long as it makes a difference.

        Args:
            held: What the atoms hold before.
            action: One of the group's.
            sight: Of those who are to see a difference.
        """
        enough = sight.enough(self._places(action))
        rising = [(number, top) for number, (_, top) in enumerate(sight.forms) if top is not None]
        apart = [number for number, (_, top) in enumerate(sight.forms) if top is None]
        waited = [
            (number, top) for number, top in rising if enough and (sight.forms[number][0], top) in enough
        ]
        for times, sums in enumerate(self._steps(held, action, sight)):
            much = tuple([min(_whole(sums[number]), top) for number, top in rising])
            yield times, tuple([sums[number] for number in apart]), much
            if enough is not None and all(_whole(sums[number]) >= top for number, top in waited):
                return

    def _steps(self, held: tuple[Held, ...], action: Action, sight: Sight) -> Iterator[tuple[Held, ...]]:
        """The sums that can be told apart, for each number of times."""
        steps = self._added(action, sight)
        if steps is None or any(held[place] is None for place in self._places(action)):
            for times in range(self.ground.period.most(action) + 1):
                after = self.after(held, action, times)
                yield tuple([_summed(terms, None, after) for terms, _ in sight.forms])
            return
        start = [_summed(terms, None, held) for terms, _ in sight.forms]
        for more in steps:
            yield tuple([one + by if by else one for one, by in zip(start, more, strict=True)])  # type: ignore[operator] # numbers

    def _added(self, action: Action, sight: Sight) -> list[tuple[int, ...]] | None:
        """What each number of times adds to each sum; None where it depends on what is held."""
        key = action.id, sight
        if key not in self._known:
            self._known[key] = self._found(action, sight)
        return self._known[key]

    def _found(self, action: Action, sight: Sight) -> list[tuple[int, ...]] | None:
        added = [dict[int, int]() for _ in range(self.ground.period.most(action) + 1)]
        for place, _, amounts in self._moves[action.id]:
            if amounts is None:
                return None
            for each, amount in zip(added, amounts, strict=True):
                each[place] = each.get(place, 0) + amount
        return [
            tuple(sum(by * each.get(place, 0) for place, by in terms) for terms, _ in sight.forms)
            for each in added
        ]

    def after(self, held: tuple[Held, ...], action: Action, times: int) -> tuple[Held, ...]:
        """What the atoms hold when an action has been done some times."""
        after = list(held)
        for place, move, _ in self._moves[action.id]:
            after[place] = move.on(after[place], times)
        return tuple(after)

    def only_adds(self, action: Action, sight: Sight) -> bool:
        """Whether the action moves nothing of which more may be worse."""
        return sight.enough(self._places(action)) is not None

    def _places(self, action: Action) -> frozenset[int]:
        return frozenset(place for place, _, _ in self._moves[action.id])

    @cached_property
    def _moves(self) -> dict[str, list[tuple[int, Move, tuple[int, ...] | None]]]:
        """What each action moves: the atom's place, how, and what is added for each number of times."""
        return {
            action.id: [
                (self.atoms.index(each.atom), each, added(each, self.ground.period.most(action)))
                for each in self.ground.moves(action)
            ]
            for action in self.group.actions
        }

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """The facts and tallies that the group's actions move."""
        moves = (move for action in self.group.actions for move in self.ground.moves(action))
        return tuple(dict.fromkeys(each.atom for each in moves))

    @cached_property
    def start(self) -> tuple[Held, ...]:
        """What they hold if nothing is done."""
        return tuple(self._start(each) for each in self.atoms)

    def _start(self, atom: Atom) -> Held:
        held = self.ground.start(atom)
        is_set = isinstance(atom, Aggregated) and atom.function is Function.COUNT_DISTINCT
        return frozenset() if is_set else held

    def sight(self, items: tuple[Item, ...]) -> Sight:
        """What some of the group's items can tell."""
        reader = Reader(
            self.ground.terrain.lets,
            self.ground.terrain.ruleset.catalogue,
            frozenset(self.atoms),
            self._given,
        )
        places = {atom: place for place, atom in enumerate(self.atoms)}
        found = (
            (
                tuple((places[atom], times) for atom, times in form if atom in places),
                self._enough(form, measuring),
            )
            for form, measuring in reader.forms(items).items()
        )
        return Sight(tuple(each for each in found if each[0]))

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
