"""Writes the pages of ``docs/`` that are drawn from the code, so that they cannot drift from it.

python -m docs.generate
"""

# ruff: noqa: T201 - it is a command

from __future__ import annotations

import ast
import inspect
import re
import tempfile
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from ssi_rules import codes
from ssi_rules.cli import exits
from ssi_rules.cli.main import COMMANDS, app
from ssi_rules.pages import load_page, markdown, page_file
from ssi_rules.resources import rulesets_folder
from ssi_rules.sources.facts import describe
from ssi_rules.sources.open import open_dataset
from ssi_rules.syntax import ast as syntax
from ssi_rules.synthetic import AS_OF, Era, generate
from ssi_rules.workspace import ONLY_FAULTS, check_paths, load_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ssi_rules.model import Catalogue
    from ssi_rules.sources.facts import MemberFacts

HERE = Path(__file__).parent
COMMAND = "python -m docs.generate"
_NOTE = f"<!-- Written by `{COMMAND}`; change what it is drawn from, not this page. -->\n"
_ROOM = re.compile(r"SSI(\d) ([^,.]+)")
_WIDTH = 100


def pages() -> dict[str, str]:
    """Every generated page by its file's name."""
    writers: dict[str, Callable[[], Iterable[str]]] = {
        "codes.md": _codes,
        "cli.md": _commands,
        "facts.md": _facts,
    }
    whole = {name: "\n".join([_NOTE, *write()]).rstrip() + "\n" for name, write in writers.items()}
    return whole | {_page_name(code): f"{_NOTE}\n{markdown(load_page(code))}" for code in _with_page()}


def _page_name(code: codes.Code) -> str:
    return f"codes/{code.slug}.md"


def _with_page() -> list[codes.Code]:
    return [each for each in codes.CATALOGUE.values() if page_file(each).exists()]


def _codes() -> Iterator[str]:
    yield "# Codes\n\nEvery finding about a rule file has one of these, and keeps it for ever. `ssi rule CODE` shows its page."
    linked = {each.slug: f"[`{each.slug}`]({_page_name(each)})" for each in _with_page()}
    for digit, room in _ROOM.findall(" ".join((codes.__doc__ or "").split())):
        yield f"\n## SSI{digit}: {room}\n"
        yield from _table(
            ("code", "name", "severity", "meaning"),
            (
                (each.number, linked.get(each.slug, f"`{each.slug}`"), each.severity.value, each.summary)
                for each in codes.CATALOGUE.values()
                if each.number.startswith(f"SSI{digit}")
            ),
        )


def _commands() -> Iterator[str]:
    yield "# Commands\n\n`ssi COMMAND`, or `python -m ssi_rules COMMAND`."
    yield _help()
    for command in COMMANDS:
        yield f"\n## ssi {command.__name__}\n{_help(command.__name__)}"
    yield "\n## Exit codes\n"
    yield from _table(("code", "meaning"), ((str(code), meaning) for code, meaning in _exit_codes()))


def _help(*command: str) -> str:
    """What ``--help`` prints, in a fence."""
    size = {"COLUMNS": str(_WIDTH), "TERMINAL_WIDTH": str(_WIDTH), "NO_COLOR": "1"}
    shown = (
        CliRunner().invoke(app, [*command, "--help"], prog_name="ssi", env=size, terminal_width=_WIDTH).stdout
    )
    lines = (line.rstrip() for line in shown.strip().splitlines())
    return "\n```text\n" + "\n".join(lines) + "\n```"


def _exit_codes() -> Iterator[tuple[int, str]]:
    """Constants with the text that stands below each."""
    body = ast.parse(inspect.getsource(exits)).body
    for each, below in pairwise(body):
        match each, below:
            case ast.AnnAssign(value=ast.Constant(int(code))), ast.Expr(ast.Constant(str(meaning))):
                yield code, meaning


def _facts() -> Iterator[str]:
    catalogue = load_catalogue()
    known = _what_an_export_gives(catalogue)
    maps = _what_maps_give()
    yield "# Facts\n\nWhat `facts/linkedin.ssi` declares, and where it comes from. What a source does not hold is missing, never 0."
    yield "\nA **column map** for another file is given by `--map`; those in `rulesets/maps/` are named below.\n"
    yield from _table(
        ("fact", "type", "meaning", "in a LinkedIn export", "else from"),
        (
            (f"`{name}`", each.type.value, each.title, _held(name, known), _else_from(name, known, maps))
            for name, each in catalogue.facts.items()
        ),
    )
    for table in _written_tables():
        yield from _table_page(table, known, maps)


def _held(name: str, known: MemberFacts) -> str:
    if name in known.missing:
        return f"no: {known.missing[name]}"
    return known.origins[name].replace(AS_OF.isoformat(), "the day of the export")


def _else_from(name: str, known: MemberFacts, maps: dict[str, list[str]]) -> str:
    elsewhere = [known.origins[name]] if name in known.missing else []
    return ", ".join([*elsewhere, *(f"`{each}`" for each in maps.get(name, ()))])


def _table_page(
    table: syntax.TableDeclaration, known: MemberFacts, maps: dict[str, list[str]]
) -> Iterator[str]:
    name = table.name.text
    yield f"\n## `{name}`\n\n{_text(table.title)}.\n"
    yield from _table(
        ("column", "type", "meaning"),
        ((f"`{each.name.text}`", each.type.value, _column(each, table)) for each in table.columns),
    )
    also = "".join(f", `{each}`" for each in maps.get(name, ()))
    yield f"\nFrom {known.tables[name].origin}{also}."


def _column(column: syntax.ColumnDeclaration, table: syntax.TableDeclaration) -> str:
    windows = "The day that windows go by" if table.dated == column.name else ""
    return _text(column.title) or windows


def _text(written: syntax.String | None) -> str:
    return "" if written is None else written.text


def _written_tables() -> Iterator[syntax.TableDeclaration]:
    """The tables as they are written, since only there columns have a meaning."""
    (compiled,) = check_paths([rulesets_folder() / "facts" / "linkedin.ssi"], ONLY_FAULTS).compiled
    facts = (each for each in compiled.file.declarations if isinstance(each, syntax.Facts))
    return (each for one in facts for each in one.items if isinstance(each, syntax.TableDeclaration))


def _what_an_export_gives(catalogue: Catalogue) -> MemberFacts:
    """What is read from a complete export in which nothing is odd."""
    with tempfile.TemporaryDirectory() as made:
        archive = generate(1, era=Era.Y2025).write(Path(made))
        (member,) = open_dataset(archive, catalogue).members()
    return describe(member, catalogue)


def _what_maps_give() -> dict[str, list[str]]:
    """Shipped column maps by the facts and tables they give."""
    found: dict[str, list[str]] = {}
    for path in sorted((rulesets_folder() / "maps").glob("*.toml")):
        parts = tomllib.loads(path.read_text(encoding="utf-8"))
        for name in (name for part in ("facts", "counts", "tables") for name in parts.get(part, ())):
            found.setdefault(name, []).append(path.name)
    return found


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield "|" + "---|" * len(head)
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(each.replace('|', chr(92) + '|') for each in cells)} |"


def main() -> None:
    """Write every page whose text has changed."""
    for name, text in pages().items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"docs/{name}")


if __name__ == "__main__":
    main()
