"""The rules of a module: lets and pillars in the order and words of their author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.reading import roots
from ssi_rules.engines.walk import stages
from ssi_rules.engines.wording import words
from ssi_rules.language.numbers import format_number, format_percent, format_points
from ssi_rules.language.types import Type
from ssi_rules.model import Adjustment, Award, Bands, Cap, Criterion, Deduct, EarnsWhen, Pillar, Ramp, Step
from ssi_rules.targets.python.expressions import expression
from ssi_rules.targets.python.layout import Argument, Call, Code, call, laid_out, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.model import Expression, Let, Ruleset


@dataclass(frozen=True)
class Rules:
    """Writes one ruleset's lets and pillars."""

    ruleset: Ruleset

    def lines(self) -> Iterator[str]:
        """The statements that fill ``let`` and ``pillars``."""
        for each in self.lets():
            yield f"# {words(each.value)}"
            yield self._statement(f"let[{quoted(each.name)}] = ", self._code(each.value))
        for pillar in self.ruleset.pillars:
            yield f"\n# {_one_line(pillar.title)}"
            yield self._statement("pillars.append(", self._pillar(pillar), ")")

    def lets(self) -> tuple[Let, ...]:
        """The lets that a score depends on."""
        values = {each.name: each.value for each in self.ruleset.lets}
        used = {name for stage in stages(roots(self.ruleset), values) for name in stage.lets}
        return tuple(each for each in self.ruleset.lets if each.name in used)

    def _statement(self, before: str, code: Code, after: str = "") -> str:
        return f"{before}{laid_out(code, 4, len(before) + len(after))}{after}"

    def _code(self, node: Expression) -> Code:
        return expression(node, self.ruleset.catalogue.tables)

    def _pillar(self, pillar: Pillar) -> Call:
        criteria = (Argument("", self._criterion(each), _one_line(each.title)) for each in pillar.criteria)
        then = (Argument("", self._adjustment(each), _reason(each)) for each in pillar.adjustments)
        return call(
            "pillar",
            quoted(pillar.id),
            worth=_points(pillar.worth),
            criteria=Call("[", tuple(criteria), "]"),
            then=Call("[", tuple(then), "]") if pillar.adjustments else None,
        )

    def _criterion(self, criterion: Criterion) -> Call:
        return call(
            "criterion",
            quoted(criterion.id),
            worth=_points(criterion.worth),
            applies=None if criterion.applies is None else self._code(criterion.applies),
            needs=None if criterion.needs is None else self._code(criterion.needs),
            measure=self._code(criterion.measure),
            award=_award(criterion.award, criterion.measure.type),
            missing=quoted(criterion.missing.value),
        )

    def _adjustment(self, adjustment: Adjustment) -> Call:
        when = self._code(adjustment.when)
        match adjustment:
            case Cap(at):
                return call("cap", _points(at), when=when)
            case Deduct(points):
                return call("deduct", _points(points), when=when)
            case _:
                assert_never(adjustment)


def _award(award: Award, of: Type) -> Call:
    match award:
        case Bands(steps):
            return call("bands", *_steps(steps, of))
        case Ramp(steps):
            return call("ramp", *_steps(steps, of))
        case EarnsWhen(points, when):
            return call("earns", _points(points), when=repr(when))
        case _:
            assert_never(award)


def _steps(steps: Iterable[Step], of: Type) -> Iterator[str]:
    text = format_percent if of in (Type.PERCENT, Type.RATIO) else format_number
    for each in steps:
        yield f"({quoted(text(each.cut))}, {_points(each.points)})"


def _points(hundredths: int) -> str:
    return quoted(format_points(hundredths))


def _reason(adjustment: Adjustment) -> str | None:
    return None if adjustment.because is None else _one_line(adjustment.because)


def _one_line(text: str) -> str:
    """A text that stays inside its comment."""
    return " ".join(text.split())
