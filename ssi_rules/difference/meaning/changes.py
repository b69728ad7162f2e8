"""What differs between two rulesets, gathered into changes that each make sense alone."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.fingerprint import fingerprint
from ssi_rules.checking.reading import walk
from ssi_rules.difference.meaning.aligned import Aligned, expressions_of, read_declarations, read_names
from ssi_rules.difference.meaning.applied import merged
from ssi_rules.difference.meaning.moved import moved
from ssi_rules.difference.meaning.parts import IN_PILLARS, Key, Role, named_in
from ssi_rules.difference.meaning.spelling import respelt
from ssi_rules.difference.meaning.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.difference.meaning.change import Change


def changes(old: model.Ruleset, new: model.Ruleset) -> tuple[Change, ...]:
    """What became of a ruleset: nothing where fingerprints agree but for how phrases are written.

    What cannot stand alone is one change: a measure of another type and its award, all that a new criterion brings, a criterion's
    new place. Lets and markets that both have are changes by themselves, not of all that reads them; those that only one has come and
    go with what reads them.

    Args:
        old: As it was.
        new: As it is.

    Returns:
        Changes in the order of the rules: the whole, facts, markets, lets, pillar by pillar, levels, actions.
    """
    new = respelt(new, old)
    if fingerprint(old) == fingerprint(new):
        return ()
    aligned = Aligned(old, new)
    keys = list(aligned.differing())
    groups = _Groups(aligned, keys).groups()
    order = _Order(aligned)
    return tuple(
        told(aligned, group) for group in sorted(groups, key=lambda group: min(map(order.of, group)))
    )


class _Groups:
    """Keys that differ, and which of them go together."""

    def __init__(self, aligned: Aligned, keys: Iterable[Key]) -> None:
        """Find what goes together.

        Args:
            aligned: The two rulesets.
            keys: All that differ.
        """
        self.aligned = aligned
        self.leader = {key: key for key in keys}
        self._policy()
        self._whole()
        self._typed()
        self._circles(Role.LET)
        self._circles(Role.MARKET)
        for first, second in moved(aligned, self.leader):
            self._join(first, second)

    def groups(self) -> list[list[Key]]:
        """The keys of each change."""
        found: dict[Key, list[Key]] = {}
        for key in self.leader:
            found.setdefault(self._of(key), []).append(key)
        return list(found.values())

    def _of(self, key: Key) -> Key:
        while self.leader[key] != key:
            key = self.leader[key]
        return key

    def _join(self, first: Key, second: Key) -> None:
        if first in self.leader and second in self.leader:
            self.leader[self._of(second)] = self._of(first)

    def _policy(self) -> None:
        """The ruleset's policy is that of all criteria that say nothing else."""
        own = Key(Role.MISSING)
        if own not in self.leader:
            return
        before, after = self.aligned.was[own], self.aligned.now[own]
        following = [
            key
            for key in self.leader
            if key.role is Role.POLICY
            and (self.aligned.was.get(key), self.aligned.now.get(key)) == (before, after)
        ]
        for key in following:
            self._join(own, key)
        if not following:
            del self.leader[own]

    def _whole(self) -> None:
        """All of a pillar or criterion that only one of them has."""
        for key in self.leader:
            if key.criterion is not None and self._is_one_sided(Key(Role.MEASURE, key.name, key.criterion)):
                self._join(Key(Role.MEASURE, key.name, key.criterion), key)
            if key.role in IN_PILLARS and self._is_one_sided(Key(Role.PILLAR, key.name)):
                self._join(Key(Role.PILLAR, key.name), key)

    def _is_one_sided(self, key: Key) -> bool:
        return (key in self.aligned.was) is not (key in self.aligned.now)

    def _typed(self) -> None:
        """What has another type now, and all that reads it."""
        for key in self.leader:
            before, after = (expressions_of(side.get(key)) for side in (self.aligned.was, self.aligned.now))
            if key.role is Role.MEASURE and [each.type for each in before] != [each.type for each in after]:
                self._join(key, Key(Role.AWARD, key.name, key.criterion))
            for each in (*before, *after):
                for read in {*read_declarations(each), *self._retyped(each)}:
                    self._join(read, key)

    def _retyped(self, node: model.Expression) -> Iterator[Key]:
        """The lets of another type that an expression names."""
        for each in walk(node):
            if isinstance(each, model.LetValue):
                types = {
                    side.lets[each.name].value.type
                    for side in (self.aligned.old, self.aligned.new)
                    if each.name in side.lets
                }
                if len(types) > 1:
                    yield Key(Role.LET, each.name)

    def _circles(self, role: Role) -> None:
        """Where some of the old and some of the new would use each other, all go together."""
        uses: dict[str, set[str]] = {}
        for parts in (self.aligned.was, self.aligned.now):
            for key, part in parts.items():
                if isinstance(part, model.Let) and role is Role.LET:
                    named = {name for kind, name in read_names(part.value) if kind is role}
                    uses.setdefault(key.name, set()).update(named)
                elif isinstance(part, model.PhraseMarket | model.NamedMarket) and role is Role.MARKET:
                    uses.setdefault(key.name, set()).update(named_in(part))
        try:
            TopologicalSorter(uses).prepare()
        except CycleError:
            changed = [key for key in self.leader if key.role is role]
            for key in changed:
                self._join(changed[0], key)


class _Order:
    """Where parts stand in the rules."""

    def __init__(self, aligned: Aligned) -> None:
        """Number what has an order.

        Args:
            aligned: The two rulesets.
        """
        sides = [list(aligned.was), list(aligned.now)]
        roles = list(Role)
        self.roles = {role: at for at, role in enumerate(roles)}
        order = merged(*([*dict.fromkeys(map(_Order._group, side))] for side in sides))
        self.places = {each: at for at, each in enumerate(order)}

    @staticmethod
    def _group(key: Key) -> tuple[str, str, str]:
        role = Role.PILLAR if key.role in IN_PILLARS else key.role
        return role.value, key.name, "adjustments" if key.slot else f".{key.criterion or ''}"

    def of(self, key: Key) -> tuple[int, int, int, tuple[int, ...]]:
        """What to sort a part by."""
        role = Role.PILLAR if key.role in IN_PILLARS else key.role
        return self.roles[role], self.places[self._group(key)], self.roles[key.role], key.slot or ()
