"""The words around a page's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.view import Headings

if TYPE_CHECKING:
    from ssi_rules.report.languages.language import Language


def headings(language: Language) -> Headings:
    """Headings, folded summaries and marks of a member's page in a language."""
    text = language.text
    return Headings(
        reasons=text("Why it is not higher"),
        unseen=text("What could not be seen"),
        pillars=text("Pillars"),
        lifts=text("What lifts and what holds back"),
        plan=text("What to do next"),
        changes=text("What changed"),
        trend=text("Over time"),
        criteria=text("Every criterion"),
        sums=text("How the total adds up"),
        unknown=text("What is not known"),
        data=text("About the data"),
        provenance=text("Where this comes from"),
        levels=text("Levels"),
        points=text("Points"),
        could_be=text("could be"),
        here=text("you are here"),
        at=text("Yours is"),
        earns=text("It earns"),
        contents=text("On this page"),
        table=text("The same in numbers"),
        details=text("Details"),
        index=text("All members"),
        skip=text("Skip to the content"),
        last=text("Last time"),
        peers=text("Median of peers"),
    )
