"""One rule file through all passes, as the tests of this folder use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.checking.units import Unit
from ssi_rules.diagnostics import Problems
from ssi_rules.pipeline import Outcome, compile_unit
from ssi_rules.syntax.parser import parse
from ssi_rules.text import Source

if TYPE_CHECKING:
    from ssi_rules import model

FACTS = """
facts {
  calls    : count   "Calls made"
  letters  : count   "Letters sent"
  hours    : number  "Hours until an answer"
  complete : percent "Profile completeness"
  seat     : flag    "Holds a seat"
  phone    : flag    "Has a phone"
  city     : text    "City"
  joined   : date    "Joined on"

  table visits dated day "Visits" {
    day     : date
    company : text
    minutes : number
    guests  : count
    rate    : percent
    won     : flag
  }

  table notes "Notes, without dates" {
    length : count
  }
}
"""


def outcome(text: str, base: str | None = None) -> Outcome:
    """What comes of a file, and of the file it extends, when there is one."""
    below = None if base is None else unit(base, "base.ssi")
    return compile_unit(unit(text, "rules.ssi", below), {})


def unit(text: str, path: str = "rules.ssi", base: Unit | None = None) -> Unit:
    problems = Problems()
    return Unit(parse(Source(path, text), problems), base=base, problems=problems)


def slugs(text: str, base: str | None = None) -> list[str]:
    return [each.code.slug for each in outcome(text, base).problems]


def ruleset(text: str, base: str | None = None) -> model.Ruleset:
    """The model of a file that has no errors."""
    found = outcome(text, base)
    assert found.ruleset is not None, [each.message for each in found.problems]
    return found.ruleset


def scoring(measure: str, award: str = "earns 10 when yes", rest: str = "", before: str = "") -> str:
    """A ruleset of one criterion worth 10."""
    criterion = f'criterion one "One" worth 10 {{ {measure_line(measure)} {award} basis chosen }}'
    header = 'ruleset sample "Sample" { version "1" worth 10 }'
    return f'{header}\n{FACTS}\n{before}\npillar find "Find" worth 10 {{\n{criterion}\n{rest}\n}}\n'


def measure_line(measure: str) -> str:
    return measure if "measure " in measure else f"measure {measure}"
