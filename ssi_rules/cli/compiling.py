"""What ``ssi compile`` writes, put where it is wanted; a file that it did not write itself stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import typer

from ssi_rules import __version__
from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.writing import destination
from ssi_rules.targets.told import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ssi_rules.model import Ruleset
    from ssi_rules.targets.sql.wanted import Wanted, Warehouse

_SCHEMA = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command line; None where one is not given."""

    to: Literal["sql", "python"]
    dialect: Warehouse | None
    dbt: bool
    columns: Literal["total", "pillars", "criteria", "full"] | None
    schema: str | None
    without: frozenset[str]
    output: Path | None

    def check(self) -> None:
        """See to it that options go together.

        Raises:
            BadParameter: They do not.
        """
        if self.to == "sql" and self.dialect is None:
            raise typer.BadParameter("Say whose SQL, for example --dialect postgres.", param_hint="--dialect")
        if self.to == "python":
            for option, given in self._for_sql().items():
                if given:
                    raise typer.BadParameter("This is for --to sql only.", param_hint=option)
        if self.dbt and self.output is None:
            raise typer.BadParameter("A project needs a folder: -o FOLDER.", param_hint="--dbt")
        if self.schema is not None and not _SCHEMA.fullmatch(self.schema):
            raise typer.BadParameter(
                f"`{self.schema}` is no plain name: letters, digits and underscores.", param_hint="--schema"
            )

    def _for_sql(self) -> dict[str, object]:
        return {
            "--dialect": self.dialect,
            "--dbt": self.dbt,
            "--columns": self.columns,
            "--schema": self.schema,
            "--without": self.without,
        }


def compiled(ruleset: str, asked: Asked) -> None:
    """Write a ruleset as asked.

    Raises:
        RulesetError: The ruleset has errors.
        Trouble: It cannot be written there.
        BadParameter: The options do not go together.
    """
    from ssi_rules.workspace import load_ruleset

    asked.check()
    rules = load_ruleset(ruleset)
    if asked.dialect is None:
        from ssi_rules.targets.python.module import python_module

        _put(python_module(rules, __version__), asked.output)
    else:
        _put_sql(_wanted(rules, asked.dialect, asked), asked)


def _wanted(rules: Ruleset, dialect: Warehouse, asked: Asked) -> Wanted:
    from ssi_rules.engines.wide import Detail
    from ssi_rules.targets.sql.wanted import NotRead, Wanted

    wanted = Wanted(
        rules,
        dialect,
        __version__,
        schema=asked.schema or "ssi",
        without=asked.without,
        detail=Detail(asked.columns or "criteria"),
    )
    try:
        wanted.check()
    except NotRead as error:
        near = f"Did you mean {error.near}?" if error.near else "It need not be left out."
        raise Trouble(f"{rules.id} reads nothing called `{error.name}`.", near) from error
    return wanted


def _put_sql(wanted: Wanted, asked: Asked) -> None:
    from ssi_rules.targets.sql.project import project
    from ssi_rules.targets.sql.script import script

    if asked.dbt and asked.output is not None:
        _put_folder(project(wanted), asked.output)
    else:
        _put(script(wanted), asked.output)


def _put(text: str, path: Path | None) -> None:
    _refuse_others({} if path is None else {path: text})
    with destination(path) as stream:
        stream.write(text)


def _put_folder(files: Mapping[str, str], folder: Path) -> None:
    """Write files below a folder, and say which; nothing is written where one cannot be."""
    if folder.exists() and not folder.is_dir():
        raise Trouble(f"{folder} is no folder.", "Name another.")
    texts = {folder / name: text for name, text in files.items()}
    _refuse_others(texts)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with destination(path) as stream:
            stream.write(text)
        typer.echo(path)


def _refuse_others(texts: Mapping[Path, str]) -> None:
    """See to it that nothing is replaced but what this command wrote before: it has our mark, or our first line."""
    for path, text in texts.items():
        there = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else MARK
        if MARK not in there and there.partition("\n")[0] != text.partition("\n")[0]:
            raise Trouble(
                f"{path} is there already, and was not written by ssi compile.",
                "Name another place; nothing was written.",
            )
