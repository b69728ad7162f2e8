"""``ssi show``."""

import typer

from ssi_rules.cli.options import RulesetArgument


def show(ruleset: RulesetArgument) -> None:
    """Print a ruleset with every part's origin.

    Written out flat: nothing used, extended or changed is left, and each part cites its file and line.
    """
    from ssi_rules.cli.listing import flat_text
    from ssi_rules.workspace import load_flat, load_ruleset

    typer.echo(flat_text(load_flat(ruleset), load_ruleset(ruleset).fingerprint), nl=False)
