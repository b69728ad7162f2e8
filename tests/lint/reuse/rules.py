"""A sound ruleset to which each test adds what it is about."""

from __future__ import annotations

TEXT = """\
use "facts/linkedin.ssi"

ruleset rules "Rules" {
  version "1.0.0"
  worth   10
}
{declared}
pillar brand "Brand" worth 10 {

  criterion views "Views" worth 6 {
    {first}
    ramp {
      0  earns 0
      50 earns 6
    }
  }

  criterion visits "Visits" worth 4 {
    {second}
    ramp {
      0  earns 0
      50 earns 4
    }
  }
}
"""


def rules(
    *, first: str = "measure profile_views", second: str = "measure inbound_views", declared: str = ""
) -> str:
    text = TEXT.replace("{declared}", declared)
    return text.replace("{first}", first).replace("{second}", second)
