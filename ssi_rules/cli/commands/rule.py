"""``ssi rule``."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ssi_rules.cli.options import ColourOption, JsonOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.pages import Example, Page


def rule(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A number or a name: SSI865, duplicate-phrase.")
    ] = None,
    *,
    json: JsonOption = False,
    color: ColourOption = "auto",
) -> None:
    """Explain a code: why it matters, a bad and a good example, how safe the fix is.

    Without CODE, list every code by what it is about.
    """
    import sys

    from ssi_rules.cli.page_text import listed, told
    from ssi_rules.cli.streams import wants_colour
    from ssi_rules.cli.trouble import Trouble
    from ssi_rules.codes import CATALOGUE
    from ssi_rules.formats.palette import Palette
    from ssi_rules.pages import find_code, page_of

    palette = Palette(wants_colour(color, sys.stdout))
    if code is None:
        pages = [page_of(each) for each in CATALOGUE.values()]
        sys.stdout.write(_all(pages) if json else listed(pages, palette))
        return
    found = find_code(code)
    if found is None:
        raise Trouble(f"There is no code `{code}`.", _way_out(code))
    page = page_of(found)
    sys.stdout.write(_one(page) if json else told(page, palette))


def _way_out(code: str) -> str:
    from ssi_rules.codes import CATALOGUE
    from ssi_rules.suggest import nearest

    names = [name for each in CATALOGUE.values() for name in (each.slug, each.number)]
    near = nearest(code.strip(), names)
    return f"Did you mean `ssi rule {near}`?" if near else "`ssi rule` lists every code."


def _one(page: "Page") -> str:
    from ssi_rules.cli.documents import RuleDocument

    document = RuleDocument(**_entry(page), why=page.why, bad=_files(page.bad), good=_files(page.good))
    return document.model_dump_json(by_alias=True, indent=2) + "\n"


def _all(pages: "Sequence[Page]") -> str:
    from ssi_rules.cli.documents import RuleEntry, RulesDocument

    document = RulesDocument(rules=[RuleEntry(**_entry(page)) for page in pages])
    return document.model_dump_json(by_alias=True, indent=2) + "\n"


def _entry(page: "Page") -> dict[str, Any]:
    code = page.code
    return {
        "code": code.number,
        "slug": code.slug,
        "severity": code.severity.value,
        "category": code.category.value,
        "summary": code.summary,
        "fix": {"safety": page.fix[0], "effect": page.fix[1]} if page.fix else None,
    }


def _files(example: "Example | None") -> list[Any]:
    return [{"name": name, "text": text} for name, text in (example.whole() if example else ())]
