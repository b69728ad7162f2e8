"""The what-if controls as they are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, assert_never

from ssi_rules.language.types import Type
from ssi_rules.report.words import held
from ssi_rules.web import words
from ssi_rules.web.whatif import NO, YES, Dial, Effort

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssi_rules.report.languages.language import Language


@dataclass(frozen=True, slots=True)
class Control:
    """One control.

    Attributes:
        kind: ``number`` has a slider beside it; ``choice`` is a flag that the data leaves open.
        value: What it holds now, as a form writes it.
        read: The data's own value, as a form writes it and in words.
        most: Where the slider ends.
        step: The least that the number can change by; ``any`` where it may have decimals.
    """

    name: str
    title: str
    kind: Literal["number", "flag", "choice", "date"]
    value: str
    read: str
    read_words: str
    unit: str
    most: int
    step: str

    @property
    def is_changed(self) -> bool:
        """Whether it holds something else than the data."""
        return self.value != self.read


def controls(dials: Iterable[Dial], given: Mapping[str, str], language: Language) -> list[Control]:
    """The controls of a member with what was typed into them."""
    return [_control(each, given.get(each.fact.name, each.read), language) for each in dials]


def _control(dial: Dial, typed: str, language: Language) -> Control:
    fact = dial.fact
    return Control(
        name=fact.name,
        title=words.title(fact, language),
        kind=_kind(dial),
        value=typed,
        read=dial.read,
        read_words=held(dial.value, fact.type, language),
        unit="%" if fact.type in (Type.PERCENT, Type.RATIO) else "",
        most=dial.most or 0,
        step="1" if fact.type is Type.COUNT else "any",
    )


def effort_controls(offered: Iterable[Effort], tried: Mapping[str, str], language: Language) -> list[Control]:
    """The controls for doing more, with what was typed into them."""
    return [
        Control(
            name=each.action.id,
            title=words.title(each.action, language),
            kind="number",
            value=tried.get(each.action.id, "0"),
            read="0",
            read_words="",
            unit="",
            most=each.most,
            step="1",
        )
        for each in offered
    ]


def _kind(dial: Dial) -> Literal["number", "flag", "choice", "date"]:
    match dial.fact.type:
        case Type.FLAG:
            return "flag" if dial.read in (YES, NO) else "choice"
        case Type.DATE:
            return "date"
        case Type.COUNT | Type.NUMBER | Type.PERCENT | Type.RATIO | Type.TEXT:
            return "number"
        case _:
            assert_never(dial.fact.type)
