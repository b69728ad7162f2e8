"""A customer's look: logo, colours and footer from a TOML file, with every contrast worked out before it is used."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from math import floor
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ssi_rules import suggest
from ssi_rules.report.html.contrast import is_colour, nearest, ratio
from ssi_rules.report.html.logo import LogoError, logo_uri
from ssi_rules.report.html.palette import DARK, LIGHT, Scheme, pairs
from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

_MOST_PILLARS = 12


@dataclass(frozen=True, slots=True)
class Theme:
    """How pages look.

    Attributes:
        logo: A ``data:`` address; None without a logo.
        logo_alt: What the logo says to those who do not see it.
        footer: A line at the end of every page.
    """

    light: Scheme = LIGHT
    dark: Scheme = DARK
    logo: str | None = None
    logo_alt: str = ""
    footer: str = ""


PLAIN = Theme()
"""The look without a theme file."""


class ThemeError(Exception):
    """A theme cannot be used.

    Attributes:
        path: The theme file.
        message: What is wrong, with its key.
        help: A way out.
    """

    def __init__(self, path: Path, message: str, help_: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message
        self.help = help_


def _colour(text: str) -> str:
    if not is_colour(text):
        raise ValueError("a colour is written #rrggbb, as in #0f766e")
    return text.lower()


_Colour = Annotated[str, AfterValidator(_colour)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Colours(_Closed):
    page: _Colour | None = None
    ink: _Colour | None = None
    accent: _Colour | None = None
    pillars: Annotated[list[_Colour], Field(min_length=1, max_length=_MOST_PILLARS)] | None = None


class _File(_Closed):
    logo: str | None = None
    logo_alt: Annotated[str, Field(max_length=200)] = ""
    footer: Annotated[str, Field(max_length=300)] = ""
    light: _Colours = _Colours()
    dark: _Colours = _Colours()


def load_theme(path: Path) -> Theme:
    """Read a theme file and see that people can read pages made with it.

    Args:
        path: A TOML file: ``logo``, ``logo_alt``, ``footer``, and tables ``[light]`` and ``[dark]`` with ``page``, ``ink``,
            ``accent`` and ``pillars``; what it leaves out stays as it is.

    Raises:
        ThemeError: It cannot be read, says something unknown, its logo cannot be used, or a contrast is too low.
    """
    file = _file(path)
    theme = Theme(
        light=_scheme(LIGHT, file.light),
        dark=_scheme(DARK, file.dark),
        logo=_logo(path, file),
        logo_alt=inert(file.logo_alt),
        footer=inert(file.footer),
    )
    _check(path, "light", theme.light)
    _check(path, "dark", theme.dark)
    return theme


def _file(path: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise ThemeError(
            path, f"it cannot be read: {error.strerror}", "Check the path after --theme."
        ) from error
    except UnicodeDecodeError as error:
        raise ThemeError(path, "it is not UTF-8 text", "Save it as UTF-8.") from error
    except ValidationError as error:
        raise _told(path, error.errors()[0]) from error
    except (
        ValueError,
        RecursionError,
    ) as error:  # TOMLDecodeError, numbers too long to read, tables in tables
        raise ThemeError(path, f"it is not TOML: {error}", 'Write lines such as footer = "Acme".') from error


def _told(path: Path, error: ErrorDetails) -> ThemeError:
    key = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        return ThemeError(path, f"{key} is no key of a theme", _meant(error["loc"]))
    reason = error["msg"].removeprefix("Value error, ")
    return ThemeError(path, f"{key}: {reason[:1].lower()}{reason[1:]}", f"Mend {key}, or leave it out.")


def _meant(place: tuple[int | str, ...]) -> str:
    known = _Colours.model_fields if len(place) > 1 else _File.model_fields
    near = suggest.nearest(str(place[-1]), known)
    return f"Did you mean {near}?" if near else f"The keys here are {', '.join(known)}."


def _scheme(default: Scheme, colours: _Colours) -> Scheme:
    given = {key: value for key, value in colours.model_dump(exclude_none=True).items() if key != "pillars"}
    hues = tuple(colours.pillars or default.pillars)
    return replace(default, pillars=hues, **given)


def _logo(path: Path, file: _File) -> str | None:
    if file.logo is None:
        return None
    if not file.logo_alt.strip():
        raise ThemeError(path, "logo needs logo_alt", 'Say what it shows: logo_alt = "Acme".')
    try:
        return logo_uri(path.parent / file.logo)
    except LogoError as error:
        raise ThemeError(path, f"logo: {error}", error.help) from error


def _check(path: Path, name: str, scheme: Scheme) -> None:
    for pair in pairs(scheme):
        reached = ratio(pair.front, pair.back)
        if reached < pair.least:
            message = (
                f"{name}.{pair.key} is too faint: {pair.front} on {pair.back} has a contrast of {floor(reached * 100) / 100:.2f} to 1, "
                f"and it takes {pair.least:g}"
            )
            raise ThemeError(path, message, _way_out(scheme, pair.key, pair.front, pair.least))


def _way_out(scheme: Scheme, key: str, front: str, least: float) -> str:
    passing = nearest(front, (scheme.page, scheme.track), least)
    return (
        f"The nearest that passes is {passing}."
        if passing
        else f"No shade of {key} passes on this page colour."
    )
