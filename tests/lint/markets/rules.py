"""Libraries and rulesets as the tests of this folder use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.checking.lower_markets import lower_markets
from ssi_rules.markets.compile import compile_market
from ssi_rules.markets.match import match_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.lint.subject import Subject


def market(*lines: str, name: str = "sought") -> str:
    """A market by these lines."""
    return f'market {name} "Sought" {{\n' + "".join(f"  {line}\n" for line in lines) + "}\n"


def ruleset(markets: str, measure: str, *, facts: str = "") -> str:
    """A ruleset whose one criterion measures this."""
    return f"""use "facts/linkedin.ssi"
ruleset sample "Sample" {{
  version "1"
  worth 10
}}
{facts}
{markets}
pillar find "Find" worth 10 {{
  criterion one "One" worth 10 {{
    measure {measure}
    ramp {{ 0 earns 0 90 earns 10 }}
  }}
}}
"""


def counted(*names: str) -> str:
    """The sum of the connections in markets."""
    return " + ".join(f"(count of connections where title is {name})" for name in names)


def held(subject: Subject, texts: Iterable[str], name: str = "sought") -> list[bool | None]:
    """What a market of a file says of texts."""
    ready = compile_market(lower_markets(subject.draft.markets)[name])
    return [match_text(ready, text, {}).answer for text in texts]
