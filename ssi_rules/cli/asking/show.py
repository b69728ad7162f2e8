"""Findings on stdout: for people, as Markdown, or as JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal, assert_never

from ssi_rules.cli.asking.pages import markdown, print_page
from ssi_rules.cli.streams import console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.cli.asking.pages import Part
    from ssi_rules.cli.streams import Colour
    from ssi_rules.scorecard import Document


def show(
    format_: Literal["text", "json", "md"], parts: Sequence[Part], found: Document, colour: Colour
) -> None:
    """Print what was found.

    Args:
        format_: How.
        parts: In words.
        found: In figures.
        colour: What ``--color`` said.
    """
    match format_:
        case "text":
            print_page(parts, console(colour, sys.stdout))
        case "md":
            sys.stdout.write(markdown(parts))
        case "json":
            sys.stdout.write(found.model_dump_json(by_alias=True, indent=2) + "\n")
        case _:
            assert_never(format_)
