"""``ssi init``."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to write it; made if need be.")
    ] = Path(),
    *,
    template: Annotated[
        str, typer.Option(metavar="NAME", help="The shipped ruleset to start from.")
    ] = "linkedin-ssi-2015",
) -> None:
    """Write a ruleset of your own to start from.

    It extends a shipped one and comes with a test; nothing is overwritten.
    """
    from ssi_rules.cli.starter import starter
    from ssi_rules.cli.streams import say
    from ssi_rules.cli.trouble import Trouble
    from ssi_rules.suggest import nearest
    from ssi_rules.workspace import shipped_rulesets

    names = [name for name, _ in shipped_rulesets()]
    if template not in names:
        near = nearest(template, names)
        help_ = f"Did you mean --template {near}?" if near else f"Templates are {', '.join(names)}."
        raise Trouble(f"There is no template `{template}`.", help_)
    files = {folder / name: text for name, text in starter(template).items()}
    there = [str(path) for path in files if path.exists() or path.is_symlink()]
    if there:
        raise Trouble(f"{' and '.join(there)} already there, nothing was written.", "Name another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        typer.echo(path)
    say(f"Check it with: ssi check {folder}")
