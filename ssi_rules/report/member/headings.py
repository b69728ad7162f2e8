"""The words around a page's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.report.member.view import Headings

if TYPE_CHECKING:
    from ssi_rules.report.languages.language import Language


def headings(language: Language) -> Headings:
    """Headings, folded summaries and marks of a member's page in a language."""
    return Headings(
        reasons=language.text("Why it is not higher"),
        unseen=language.text("What could not be seen"),
        pillars=language.text("Pillars"),
        lifts=language.text("What lifts and what holds back"),
        plan=language.text("What to do next"),
        alone=language.text("Each on its own"),
        alone_told=language.text(
            "One action at a time, as if it were done today; what they bring does not add up."
        ),
        changes=language.text("What changed"),
        trend=language.text("Over time"),
        criteria=language.text("Every criterion"),
        sums=language.text("How the total adds up"),
        unknown=language.text("What is not known"),
        data=language.text("About the data"),
        provenance=language.text("Where this comes from"),
        levels=language.text("Levels"),
        points=language.text("Points"),
        could_be=language.text("could be"),
        here=language.text("you are here"),
        at=language.text("Value"),
        earns=language.text("Points"),
        contents=language.text("On this page"),
        table=language.text("The same in numbers"),
        details=language.text("Details"),
        index=language.text("All members"),
        skip=language.text("Skip to the content"),
        team=language.text("The team's page"),
        range=language.text("Could be"),
        last=language.text("Last time"),
        marks=language.text("where levels start, as a share of each pillar"),
        peers=language.text("Median of peers"),
    )
