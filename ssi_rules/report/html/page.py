"""Views laid out as pages: each is one file that runs nothing and asks for nothing."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ssi_rules.report.html import drawing
from ssi_rules.report.html.theme import PLAIN, Theme
from ssi_rules.report.html.tints import shade, tints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

    from ssi_rules.report.html.index_view import IndexView
    from ssi_rules.report.member.view import Explanation
    from ssi_rules.report.team.parts import TeamView

_ALONE: Mapping[str, str] = MappingProxyType({})
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{}:;,>])\s*")
_BREAKS = re.compile(r"\s*\n\s*")
_LAST = re.compile(r";+(?=})")
_ENDS = re.compile(r"\n+(?!<(?:!|article|body|details|div|h[1-4]|main|meta|nav|p|section|style|title))")
"""Ends of lines that a page does without: inside lists, tables and pictures."""


class Pages:
    """Templates made ready once, in one look; renders any number of pages."""

    def __init__(self, theme: Theme = PLAIN) -> None:
        """Compile every template.

        Args:
            theme: Logo, colours and footer.
        """
        self._environment = _environment()
        self._environment.globals["theme"] = theme
        self._environment.globals["style"] = self._style()
        self._member = self.template("member.html.j2")
        self._index = self.template("index.html.j2")

    def member(self, explanation: Explanation, links: Mapping[str, str]) -> str:
        """The page of one member.

        Args:
            explanation: All it says.
            links: Addresses beside it, by name: ``index``, ``team``; those not there are not linked.
        """
        page = self._member.render(
            view=explanation,
            words=explanation.headings,
            links=links,
            language=explanation.language,
            skip=explanation.headings.skip,
        )
        return _ENDS.sub("", page)

    def index(self, view: IndexView, links: Mapping[str, str] = _ALONE) -> str:
        """The page that links to every member's.

        Args:
            view: All it says.
            links: Addresses beside it, by name: ``team``; those not there are not linked.
        """
        return self._index.render(
            view=view, links=links, language=view.language, skip=view.skip, style=self._style("index.css.j2")
        )

    def team(self, view: TeamView, links: Mapping[str, str]) -> str:
        """The page of a whole team.

        Args:
            view: All it says.
            links: Addresses beside it, by name: ``index``; those not there are not linked.
        """
        return self.template("team.html.j2").render(
            view=view, links=links, language=view.language, skip=view.skip, style=self._style("team.css.j2")
        )

    def _style(self, *more: str) -> Markup:
        """The style sheet of every page, with what one kind of page needs beside it."""
        sheets = "".join(self.template(name).render() for name in ("page.css.j2", *more))
        return Markup(_tight(sheets))  # noqa: S704 - colours are checked, the rest is ours

    def template(self, name: str) -> Template:
        """One template, compiled; it sees theme, style and the filters of ``drawing``."""
        return self._environment.get_template(name)


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("ssi_rules.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "across": drawing.across,
        "down": drawing.down,
        "arc": drawing.arc,
        "turn": drawing.turn,
        "told": drawing.told,
        "folded": drawing.folded,
        "beside": drawing.beside,
        "ends": drawing.ends,
        "joined": drawing.joined,
        "scale": drawing.scale,
        "shade": shade,
    }
    made.globals |= {"width": drawing.width, "is_long": drawing.is_long, "tints": tints}
    return made


def _tight(style: str) -> str:
    """A style sheet without comments and layout."""
    return _LAST.sub("", _AROUND.sub(r"\1", _BREAKS.sub(" ", _COMMENT.sub("", style)))).strip()
