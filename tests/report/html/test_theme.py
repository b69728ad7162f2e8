from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from ssi_rules.report.html.contrast import ratio
from ssi_rules.report.html.logo import LARGEST
from ssi_rules.report.html.page import Pages
from ssi_rules.report.html.palette import DARK, LIGHT
from ssi_rules.report.html.theme import PLAIN, Theme, ThemeError, load_theme
from tests.report.html.reading import read
from tests.report.html.views import FULL, INDEX

if TYPE_CHECKING:
    from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n rest"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><style>.a{fill:url(#b)}</style><path id="b" class="a" d="M0 0h9"/></svg>'


def write(folder: Path, text: str) -> Path:
    path = folder / "theme.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> ThemeError:
    with pytest.raises(ThemeError) as caught:
        load_theme(path)
    assert caught.value.path == path
    assert str(path) in str(caught.value)
    assert caught.value.help
    return caught.value


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load_theme(write(tmp_path, "")) == PLAIN


def test_what_is_given_is_taken_and_the_rest_stays(tmp_path: Path) -> None:
    text = 'footer = "Acme, sales enablement"\n[light]\naccent = "#7A1F5C"\npillars = ["#0f766e"]\n'
    theme = load_theme(write(tmp_path, text))
    assert theme.footer == "Acme, sales enablement"
    assert theme.light.accent == "#7a1f5c"
    assert theme.light.pillars == ("#0f766e",)
    assert theme.light.page == LIGHT.page
    assert theme.dark == DARK


def test_pages_show_logo_colours_and_footer(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    text = (
        'logo = "logo.png"\nlogo_alt = "Acme"\nfooter = "For <internal> use"\n[light]\naccent = "#7a1f5c"\n'
    )
    pages = Pages(load_theme(write(tmp_path, text)))
    for made in (pages.member(FULL, {}), pages.index(INDEX)):
        page = read(made)
        (picture,) = page.all("img")
        assert picture.attributes == {
            "src": f"data:image/png;base64,{base64.b64encode(PNG).decode()}",
            "alt": "Acme",
        }
        assert "--accent:#7a1f5c" in page.style
        assert page.text.endswith("For <internal> use")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.png", PNG, "image/png"),
        ("a.JPG", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.webp", b"RIFF\n\x00\x00\nWEBPVP8 ", "image/webp"),
        ("a.svg", SVG, "image/svg+xml"),
    ],
)
def test_pictures_become_part_of_the_page(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    logo = load_theme(write(tmp_path, f'logo = "{name}"\nlogo_alt = "Acme"')).logo
    assert logo == f"data:{kind};base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.gif", b"GIF89a", "a.gif is no picture we know by its name"),
        ("a.png", b"<svg/>", "a.png is not the image/png its name says"),
        ("a.png", PNG + b"0" * LARGEST, "a.png is larger than 200 KB"),
        ("none.png", None, "none.png cannot be read: No such file"),
        ("a.svg", b"<svg", "a.svg is not well-formed"),
        ("a.svg", b"<html/>", "a.svg begins with <html>, not <svg>"),
        ("a.svg", b"<svg><script/></svg>", "a.svg has a <script> element"),
        ("a.svg", b'<s:svg xmlns:s="x"><s:SCRIPT/></s:svg>', "a.svg has a <s:SCRIPT> element"),
        ("a.svg", b"<svg><foreignObject/></svg>", "a.svg has a <foreignObject> element"),
        ("a.svg", b'<svg onload="x()"/>', "a.svg has an onload attribute"),
        ("a.svg", b'<svg><a href="javascript:x"/></svg>', "a.svg points outside itself"),
        ("a.svg", b'<svg><use l:href="//x/y" xmlns:l="l"/></svg>', "a.svg points outside itself"),
        ("a.svg", b'<svg style="fill:url( http://x)"/>', "a.svg takes styles or pictures from outside"),
        ("a.svg", b"<svg><style>@import 'x'</style></svg>", "a.svg takes styles or pictures from outside"),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "a.svg declares a document type"),
        ("a.svg", b'<?xml-stylesheet href="x"?><svg/>', "a.svg has a <?xml-stylesheet?> instruction"),
        (
            "a.svg",
            b"<svg><style>*{fill:u\\72l(http://x)}</style></svg>",
            "a.svg takes styles or pictures from",
        ),
        ("a.svg", b"<svg><style>@\\69mport 'x'</style></svg>", "a.svg takes styles or pictures from outside"),
        ("a.svg", b"<svg><style>ur<!-- -->l(http://x)</style></svg>", "a.svg takes styles or pictures from"),
        (
            "a.svg",
            b"<svg><style>ur<![CDATA[l(http://x)]]></style></svg>",
            "a.svg takes styles or pictures from",
        ),
        (
            "a.svg",
            b"<svg><style>*{mask:image-set('x' 1x)}</style></svg>",
            "a.svg takes styles or pictures from",
        ),
        ("a.svg", b'<svg><use href="data:image/svg+xml,%3Csvg/%3E"/></svg>', "a.svg points outside itself"),
        ("a.svg", b'<svg><set attributeName="href" to="http://x"/></svg>', "a.svg points outside itself"),
        ("a.svg", b'<svg xml:base="http://x"/>', "a.svg points outside itself"),
        ("a.svg", b'<svg><h:p xmlns:h="http://www.w3.org/1999/xhtml"/></svg>', "a.svg has parts in HTML"),
        ("a\\u0000.png", None, "it is no name of a file"),
    ],
)
def test_other_files_are_no_logo(tmp_path: Path, name: str, data: bytes | None, told: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert refused(write(tmp_path, f'logo = "{name}"\nlogo_alt = "Acme"')).message.startswith(f"logo: {told}")


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("footer = ", "it is not TOML", "Write lines such as"),
        ("a = " + "[" * 5_000 + "]" * 5_000, "it is not TOML", "Write lines such as"),
        ("a = " + "9" * 5_000, "it is not TOML", "Write lines such as"),
        ('foter = "x"', "foter is no key of a theme", "Did you mean footer?"),
        ('[light]\nacent = "#000000"', "light.acent is no key of a theme", "Did you mean accent?"),
        (
            '[light]\nzzz = "#000000"',
            "light.zzz is no key of a theme",
            "The keys here are page, ink, accent, pillars.",
        ),
        ("footer = 1", "footer: input should be a valid string", "Mend footer"),
        ('[dark]\nink = "white"', "dark.ink: a colour is written #rrggbb", "Mend dark.ink"),
        (
            '[dark]\npillars = ["#fff", "red"]',
            "dark.pillars.1: a colour is written #rrggbb",
            "Mend dark.pillars.1",
        ),
        ("[dark]\npillars = []", "dark.pillars: list should have at least 1 item", "Mend dark.pillars"),
        ('logo = "a.png"', "logo needs logo_alt", "Say what it shows"),
    ],
)
def test_what_is_wrong_is_told_with_its_key_and_a_way_out(
    tmp_path: Path, text: str, message: str, help_: str
) -> None:
    error = refused(write(tmp_path, text))
    assert error.message.startswith(message)
    assert error.help.startswith(help_)


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.toml").message == "it cannot be read: No such file or directory"
    path = tmp_path / "theme.toml"
    path.write_bytes(b"footer = '\xff'")
    assert refused(path).message == "it is not UTF-8 text"


def test_a_faint_colour_is_refused_with_the_nearest_that_passes(tmp_path: Path) -> None:
    error = refused(write(tmp_path, '[light]\naccent = "#ffb000"'))
    assert error.message == (
        "light.accent is too faint: #ffb000 on #ffffff has a contrast of 1.83 to 1, and it takes 4.5"
    )
    passing = error.help.removeprefix("The nearest that passes is ").rstrip(".")
    assert ratio(passing, LIGHT.page) >= 4.5
    assert load_theme(write(tmp_path, f'[light]\naccent = "{passing}"')).light.accent == passing


def test_a_pillars_hue_is_checked_too(tmp_path: Path) -> None:
    error = refused(write(tmp_path, '[dark]\npillars = ["#2dd4bf", "#1f2937"]'))
    assert error.message.startswith("dark.pillars[1] is too faint: #1f2937 on #15181c")


def test_a_page_on_which_nothing_is_readable_is_refused(tmp_path: Path) -> None:
    error = refused(write(tmp_path, '[light]\npage = "#777777"\nink = "#777777"'))
    assert error.message.startswith("light.ink is too faint")


def test_a_theme_is_a_value() -> None:
    assert Theme() == PLAIN
