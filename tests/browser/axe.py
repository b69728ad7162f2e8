"""What axe finds on a page: the conformance levels we promise, and its best practices."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_RUN = """async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags}})).violations
  .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`))"""


def violations(page: Page, tags: tuple[str, ...] = TAGS) -> list[str]:
    """Every element that breaks a rule, with the rule and what would mend it.

    Args:
        page: As it stands: what is folded is not looked at.
        tags: Rules to hold it to.
    """
    page.evaluate(_axe())
    return list(page.evaluate(_RUN, list(tags)))


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
