"""A change in the words of the language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.difference.meaning.change import Change, Detail, Kind
from ssi_rules.difference.meaning.details import inside
from ssi_rules.difference.meaning.parts import Heading, Key, Role
from ssi_rules.difference.meaning.wording import place_of, subject_of, whole_words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.difference.meaning.aligned import Aligned

_TELLS_MOST = (
    Role.MISSING, Role.WORTH, Role.FACT, Role.TABLE, Role.LET, Role.MARKET, Role.PILLAR, Role.MEASURE,
    Role.AWARD, Role.APPLIES, Role.NEEDS, Role.POLICY, Role.ADJUSTMENT, Role.LEVEL, Role.ACTION, Role.WORDS,
)  # fmt: skip


def told(aligned: Aligned, keys: Sequence[Key]) -> Change:
    """A change of these parts.

    Args:
        aligned: The two rulesets.
        keys: The parts that go together.
    """
    aligned = aligned.spelled_out(keys)
    first = min(keys, key=lambda key: _TELLS_MOST.index(key.role))
    alike = [key for key in keys if key.role is first.role]
    before = next((key for key in alike if key not in aligned.now), None)
    after = next((key for key in alike if key not in aligned.was), None)
    old, new = before or first, after or first
    part = _part(aligned, first)
    said = whole_words if part == "criterion" else words_of
    own = tuple(inside(aligned, first))
    return Change(
        kind=_kind(before, after),
        part=part,
        subject=subject_of(old if after is None else new),
        was=said(aligned.was, old),
        now=said(aligned.now, new),
        was_at=place_of(aligned.was, old),
        now_at=place_of(aligned.now, new),
        details=(*own, *_beside(aligned, keys, first)),
        scores=any(_scores(aligned, key) for key in keys),
        reaches=tuple(_reaches(aligned, first)),
        is_taken_apart=bool(own),
        keys=tuple(keys),
        new=aligned.new.ruleset,
    )


def _kind(before: Key | None, after: Key | None) -> Kind:
    match before, after:
        case None, None:
            return Kind.CHANGED
        case None, _:
            return Kind.ADDED
        case _, None:
            return Kind.REMOVED
        case Key(name=ours, role=role), Key(name=theirs):
            here = role is Role.ADJUSTMENT or (role is Role.MEASURE and ours != theirs)
            return Kind.MOVED if here else Kind.RENAMED
    raise AssertionError(before, after)


def _part(aligned: Aligned, key: Key) -> str:
    part = aligned.now.get(key, aligned.was.get(key))
    match part:
        case model.Cap():
            return "cap"
        case model.Deduct():
            return "deduct"
        case _:
            whole = key.role is Role.MEASURE and (key in aligned.was) is not (key in aligned.now)
            return "criterion" if whole else _PARTS[key.role]


_PARTS = {role: role.value for role in Role} | {Role.POLICY: "missing", Role.APPLIES: "applies when"}


def _beside(aligned: Aligned, keys: Sequence[Key], first: Key) -> Iterator[Detail]:
    """What differs in the parts that go with the one that tells most, those of a whole criterion or pillar left out.

    A part that says the same and only reads what is of another type now is told by what reads it.
    """
    for key in keys:
        both = key in aligned.was and key in aligned.now
        whole = key.role is Role.MEASURE and not both
        if whole and key.role is not first.role:
            yield Detail(
                f"criterion {subject_of(key)}",
                whole_words(aligned.was, key),
                whole_words(aligned.now, key),
                place_of(aligned.was, key),
                place_of(aligned.now, key),
            )
        if whole or key == first or not (both or _is_loose(aligned, key, first)):
            continue
        before, after = (words_of(side, key) for side in (aligned.was, aligned.now))
        if before != after:
            yield Detail(
                f"{_part(aligned, key)} of {subject_of(key)}",
                before,
                after,
                place_of(aligned.was, key),
                place_of(aligned.now, key),
            )
        yield from inside(aligned, key)


def _is_loose(aligned: Aligned, key: Key, first: Key) -> bool:
    """Whether a part that only one side has is told nowhere else: with its criterion, or as what came and went."""
    if key.role is first.role or first.role is Role.MEASURE:
        return False
    if key.criterion is not None and key.role is not Role.MEASURE:
        measure = Key(Role.MEASURE, key.name, key.criterion)
        return measure in aligned.was and measure in aligned.now
    return True


def _scores(aligned: Aligned, key: Key) -> bool:
    was, now = aligned.was.get(key), aligned.now.get(key)
    match was, now:
        case Heading(), Heading():
            return was.worth != now.worth
        case model.Level(), model.Level():
            return was.start != now.start
        case ((model.Cap() | model.Deduct()), (model.Cap() | model.Deduct())):
            return _plain(was) != _plain(now)
        case _:
            return key.role not in (Role.WORDS, Role.ACTION)


def _reaches(aligned: Aligned, key: Key) -> Iterator[str]:
    """What reads a let, market, fact or table, in the order of the rules."""
    if key.role not in (Role.LET, Role.MARKET, Role.FACT, Role.TABLE):
        return
    for pillar in aligned.new.ruleset.pillars:
        for criterion in pillar.criteria:
            parts = (criterion.applies, criterion.measure, criterion.needs)
            if any(aligned.new.reads(each, key) for each in parts if each is not None):
                yield f"{pillar.id}.{criterion.id}"
        if any(aligned.new.reads(each.when, key) for each in pillar.adjustments):
            yield pillar.id


def _plain(part: model.Adjustment) -> model.Adjustment:
    """Without what it says to people."""
    return replace(part, because=None, basis=None, basis_note=None, source=None)
