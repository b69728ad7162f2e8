"""A few colours, as plain ANSI."""

from __future__ import annotations

from dataclasses import dataclass

from ssi_rules.codes import Severity

_OF = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_BOLD, _FRAME, _HELP = "1", "1;34", "1;32"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours text, or leaves it as it is."""

    on: bool

    def severity(self, text: str, severity: Severity) -> str:
        """The colour of a severity."""
        return self._in(_OF[severity], text)

    def strong(self, text: str) -> str:
        """What a finding says."""
        return self._in(_BOLD, text)

    def frame(self, text: str) -> str:
        """Line numbers and the lines around code."""
        return self._in(_FRAME, text)

    def help(self, text: str) -> str:
        """What to do about it."""
        return self._in(_HELP, text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text
