"""``ssi match``."""

from pathlib import Path
from typing import Annotated

import typer

from ssi_rules.cli.options import JsonOption


def match(
    market: Annotated[
        str, typer.Argument(metavar="MARKET", help="The market's name: senior_executive, financial_advisor.")
    ],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV of titles, or a plain list, one a line.")
    ],
    *,
    column: Annotated[str, typer.Option(metavar="COLUMN", help="The CSV's column of texts.")] = "title",
    label: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="The column that says yes or no: measure the market by it."),
    ] = None,
    rules: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Where the market is declared; else the shipped titles."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Try a market on a file of titles.

    Shows whether each text is in the market, and why; with labels also precision, recall and the misses.
    """
    import sys

    from ssi_rules.cli.matching import read_texts
    from ssi_rules.cli.matching_output import match_document, match_lines
    from ssi_rules.markets.compile import compile_market
    from ssi_rules.markets.evaluate import evaluate
    from ssi_rules.workspace import load_market

    compiled = compile_market(load_market(market, rules))
    found = evaluate(compiled, read_texts(file, column, label))
    if json:
        document = match_document(market, found, measured=label is not None)
        sys.stdout.write(document.model_dump_json(by_alias=True, indent=2) + "\n")
    else:
        sys.stdout.writelines(match_lines(found, measured=label is not None))
