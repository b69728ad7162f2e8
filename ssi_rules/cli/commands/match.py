"""``ssi match``."""

from pathlib import Path
from typing import Annotated

import typer

from ssi_rules.cli.options import JsonOption


def match(
    market: Annotated[
        str,
        typer.Argument(
            metavar="MARKET",
            help="The market's name: senior_executive, financial_advisor; with --dictionary also all, for every one.",
        ),
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
    dictionary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Add the verdicts on all texts to this Parquet file, and show none: "
            "ssi score --dictionary and the SQL of ssi compile find them there.",
        ),
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

    if dictionary is not None:
        from ssi_rules.cli.matching import told_to_dictionary
        from ssi_rules.cli.trouble import Trouble

        if json or label is not None:
            raise Trouble("--dictionary shows no verdicts.", "Leave out --json and --label, or --dictionary.")
        sys.stdout.write(told_to_dictionary(dictionary, market, rules, read_texts(file, column, label)))
        return
    compiled = compile_market(load_market(market, rules))
    found = evaluate(compiled, read_texts(file, column, label))
    if json:
        document = match_document(market, found, measured=label is not None)
        sys.stdout.write(document.model_dump_json(by_alias=True, indent=2) + "\n")
    else:
        sys.stdout.writelines(match_lines(found, measured=label is not None))
