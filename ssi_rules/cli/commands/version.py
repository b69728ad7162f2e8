"""``ssi version``."""

from typing import Annotated

import typer


def version(*, short: Annotated[bool, typer.Option("--short", help="The number alone.")] = False) -> None:
    """Print the version."""
    import platform

    from ssi_rules import __version__

    typer.echo(__version__ if short else f"ssi {__version__}, Python {platform.python_version()}")
