"""A ruleset with every pillar several times over."""

from __future__ import annotations

import re

_PILLAR = re.compile(r"^pillar (\w+) .*?^}\n", re.MULTILINE | re.DOTALL)
_WORTH = 100


def wider(text: str, times: int) -> str:
    """The same facts, each pillar so many times under names of its own; levels keep their places on the longer scale.

    Args:
        text: A ruleset worth 100 without tests.
        times: How often each pillar stands there.
    """
    pillars = [found.group() for found in _PILLAR.finditer(text)]
    copies = [_named(pillar, number) for number in range(times) for pillar in pillars]
    head, tail = text[: text.index(pillars[0])], text[text.rindex(pillars[-1]) + len(pillars[-1]) :]
    return (
        head.replace("  missing zero\n", f"  worth {_WORTH * times}\n  missing zero\n")
        + "\n".join(copies)
        + tail
    )


def _named(pillar: str, number: int) -> str:
    return re.sub(r"^pillar (\w+)", rf"pillar \1_{number}", pillar)
