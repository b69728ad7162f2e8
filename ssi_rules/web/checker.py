"""One text checked again and again, as ``ssi check`` would check the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.syntax.memory import Memory
from ssi_rules.workspace.choices import Choices
from ssi_rules.workspace.examine import Examiner
from ssi_rules.workspace.load import Loader
from ssi_rules.workspace.places import home_of, shipped_home, test_file_beside

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.model import Ruleset
    from ssi_rules.text import Source

_State: TypeAlias = "tuple[int, int] | None"


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a text.

    Attributes:
        source: The text as the findings count its places.
        findings: What ``ssi check`` reports, in order of place.
        ruleset: What can be scored with; None where the text has errors or holds no ruleset.
    """

    source: Source
    findings: tuple[Diagnostic, ...]
    ruleset: Ruleset | None


@dataclass(slots=True)
class Checker:
    """Keeps what was read of other files, and of this one what did not change.

    Attributes:
        real: Where the text belongs; nothing needs to be there.
    """

    real: Path
    _texts: dict[Path, str] = field(default_factory=dict)
    _memory: Memory = field(default_factory=Memory)
    _examiner: Examiner = field(init=False)
    _seen: dict[Path, _State] = field(default_factory=dict)
    _last: tuple[str, Checked] | None = None

    def __post_init__(self) -> None:
        self._examiner = Examiner(home_of(self.real), Loader(self._texts, memories={self.real: self._memory}))

    def check(self, text: str) -> Checked:
        """What is to be said of a text; never raises. Asked twice for the same, it gives the same object."""
        if self._look_again() or self._is_loose() or self._last is None or self._last[0] != text:
            self._last = text, self._checked(text)
            self._seen |= {each: _state_of(each) for each in self._watched() - set(self._seen)}
        return self._last[1]

    def _checked(self, text: str) -> Checked:
        is_new = self.real not in self._texts
        self._texts[self.real] = text
        self._examiner.forget(self.real, came_or_went=is_new)
        choices = Choices()  # configurations are short, and may have been edited meanwhile
        examined = self._examiner.examine(self.real, choices.settings(self.real).limits)
        findings = tuple(choices.reported(self.real, examined))
        return Checked(examined.outcome.file.source, findings, examined.outcome.ruleset)

    def _look_again(self) -> bool:
        """Drop what rests on files that somebody wrote, made or deleted since, and say whether there were any."""
        states = {each: _state_of(each) for each in self._watched()}
        changed = [each for each, now in states.items() if each in self._seen and self._seen[each] != now]
        for path in changed:
            came_or_went = states[path] is None or self._seen[path] is None
            self._examiner.forget(path, came_or_went=came_or_went)
        self._seen.update(states)
        return bool(changed)

    def _is_loose(self) -> bool:
        """Whether a file was wanted that could not be had, which may be there by now."""
        unit = self._examiner.loader.units.get(self.real)
        return unit is None or unit.loose

    def _watched(self) -> set[Path]:
        """Every place where another file was found; what is shipped stays as it is."""
        loader, shipped = self._examiner.loader, shipped_home()
        places = {test_file_beside(self.real), *loader.texts}
        places |= {path for links in loader.looked.values() for path in links}
        return {each for each in places if each != self.real and not shipped.holds(each)}


def _state_of(path: Path) -> _State:
    """When a file was last written, and its size; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
